import ArgumentParser

/// A command of the tool, which does its work on a console that the caller gives.
protocol ConsoleCommand: ParsableCommand {
  /// Does the work.
  /// - Throws: `CommandFailure` for what the user can mend, `InputRefused` when that was said already.
  func run(on console: Console) throws -> ExitStatus
}

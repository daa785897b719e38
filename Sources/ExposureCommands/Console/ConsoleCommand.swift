import ArgumentParser

/// A command that reads and writes only through the console it is given.
protocol ConsoleCommand: ParsableCommand {
  /// Runs the command.
  /// - Throws: `CommandFailure` for errors the user can fix; `InputRefused` when diagnostics were already printed.
  func run(on console: Console) throws -> ExitStatus
}

/// Where a command writes, and what it knows about its environment. Tests use a console that captures text.
package struct Console: Sendable {
  /// Writes results to standard output.
  package var writeOutput: @Sendable (String) -> Void
  /// Writes diagnostics, progress and messages to standard error.
  package var writeError: @Sendable (String) -> Void
  /// Whether standard output is a terminal.
  package var isOutputTerminal: Bool
  /// Whether standard error is a terminal.
  package var isErrorTerminal: Bool
  /// Width of the terminal in columns; nil without a terminal.
  package var width: Int?
  /// Whether `NO_COLOR` is set (no-color.org).
  package var refusesColor: Bool
  /// The path of this program, for starting worker processes; nil to do that work in this process.
  package var program: String?
  /// Shows the progress of long work; nil without a terminal.
  var progress: ProgressLine?
  /// The files that were read, which no output may replace.
  let inputs = InputRecord()

  /// Creates a console from its parts.
  package init(
    writeOutput: @escaping @Sendable (String) -> Void,
    writeError: @escaping @Sendable (String) -> Void, isOutputTerminal: Bool = false,
    isErrorTerminal: Bool = false, width: Int? = nil, refusesColor: Bool = false,
    program: String? = nil
  ) {
    self.writeOutput = writeOutput
    self.writeError = writeError
    self.isOutputTerminal = isOutputTerminal
    self.isErrorTerminal = isErrorTerminal
    self.width = width
    self.refusesColor = refusesColor
    self.program = program
  }
}

extension Console {
  /// Names the current stage on the progress line, unless the command is quiet.
  func stage(_ what: String) { progress?.goOn(with: what) }
}

/// The exit code of the program.
package enum ExitStatus: Int32, Sendable {
  /// Success.
  case done = 0
  /// The answer is bad news, and the command was asked to judge (`--strict`, `validate`).
  case badNews = 1
  /// Wrong usage or bad input.
  case badInput = 2
  /// An internal error.
  case fault = 3
}

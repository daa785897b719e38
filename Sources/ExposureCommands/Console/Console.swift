/// Where a command writes and what it may know of its surroundings. Tests give one that keeps the text.
public struct Console: Sendable {
  /// Writes results.
  public var writeOutput: @Sendable (String) -> Void
  /// Writes everything else: diagnostics, progress, messages.
  public var writeError: @Sendable (String) -> Void
  /// Results go to a terminal.
  public var isOutputTerminal: Bool
  /// Messages go to a terminal.
  public var isErrorTerminal: Bool
  /// Columns of the terminal; nil when there is none.
  public var width: Int?
  /// `NO_COLOR` is set (no-color.org).
  public var refusesColor: Bool
  /// The path of the program itself, for work in a process of its own; nil: such work is done in this one.
  public var program: String?
  /// Says how far long work is; nil where nobody watches.
  var progress: ProgressLine?

  /// A console from its parts.
  public init(
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
  /// What is being done from now on, for whoever waits and did not ask for quiet.
  func stage(_ what: String) { progress?.goOn(with: what) }
}

/// What a run of the program came to, as its exit code.
public enum ExitStatus: Int32, Sendable {
  /// Done.
  case done = 0
  /// The answer is bad news and the command was asked to judge.
  case badNews = 1
  /// Wrong usage or input.
  case badInput = 2
  /// A fault of the program.
  case fault = 3
}

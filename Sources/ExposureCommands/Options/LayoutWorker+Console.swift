import Diagrams

extension LayoutWorker {
  /// The name of the command that lays out one picture and ends.
  static let commandName = "layout-worker"

  /// The layout process of a console's program; nil when layouts are to be done in this process.
  init?(of console: Console) {
    guard let program = console.program else { return nil }
    self.init(executable: program, arguments: [Self.commandName])
  }
}

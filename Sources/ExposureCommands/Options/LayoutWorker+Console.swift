import Diagrams

extension LayoutWorker {
  /// The name of the internal command that lays out one picture.
  static let commandName = "layout-worker"

  /// A layout process of the console's program; nil to lay out in this process.
  init?(of console: Console) {
    guard let program = console.program else { return nil }
    self.init(executable: program, arguments: [Self.commandName])
  }
}

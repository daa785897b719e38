import ArgumentParser
import Diagrams

/// The process in which `diagram` lays out one picture; nobody types it.
struct LayoutWorkerCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: LayoutWorker.commandName, abstract: "Lays out a graph from standard input.",
    shouldDisplay: false)

  @Argument(help: "What to make of it: svg, png, pdf, or another task of the Diagrams room.")
  var format: String

  @Argument(help: "How long it may take.")
  var seconds: Int

  func run(on console: Console) throws -> ExitStatus {
    LayoutWorker.serve(format: format, seconds: seconds) ? .done : .fault
  }
}

import ArgumentParser
import Diagrams

/// Internal: the process in which `diagram` lays out one picture.
struct LayoutWorkerCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: LayoutWorker.commandName, abstract: "Lay out a graph from standard input.",
    shouldDisplay: false)

  @Argument(help: "The output: svg, png, pdf, or another task of the Diagrams room.")
  var format: String

  @Argument(help: "Time limit in seconds.")
  var seconds: Int

  func run(on console: Console) throws -> ExitStatus {
    LayoutWorker.serve(format: format, seconds: seconds) ? .done : .fault
  }
}

import ArgumentParser
import Foundation
import Propagation

/// Times the engine on one graph and prints a line of JSON for each operation.
struct Measure: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Times the engine on one graph, one line of JSON an operation.")

  @Argument(help: "A graph: .csr, or .csv with the columns from,to.")
  var graph: String

  @Option(help: "Comma-separated: reach, components.")
  var operations = "reach,components"

  @Option(help: "The node to start from; unsaid, the one with most edges.")
  var source: UInt32?

  @Option(help: "How often each operation is repeated; the median is printed.")
  var repetitions = 5

  func run() throws {
    let graph = try GraphFile.read(graph)
    let source = source ?? graph.busiestNode
    let program = graph.program()
    let fixpoint = LeastFixpoint(program)
    for operation in operations.split(separator: ",") {
      switch operation {
      case "reach":
        report(operation) { fixpoint.evaluate(assuming: CollectionOfOne(source)).count }
      case "components":
        report(operation) { Components(fixpoint).count }
      default:
        throw ValidationError("there is no operation \(operation)")
      }
    }
  }

  private func report(_ operation: Substring, _ work: () -> some Any) {
    var seconds: [Double] = []
    var result = ""
    for _ in 0..<repetitions {
      let clock = ContinuousClock()
      let start = clock.now
      let value = work()
      let (whole, attoseconds) = (clock.now - start).components
      seconds.append(Double(whole) + Double(attoseconds) * 1e-18)
      result = "\(value)"
    }
    seconds.sort()
    let name = URL(fileURLWithPath: graph).deletingPathExtension().lastPathComponent
    print(
      """
      {"peer": "exposure", "graph": "\(name)", "operation": "\(operation)", "seconds": \
      \(seconds[seconds.count / 2]), "least": \(seconds[0]), "repetitions": \(repetitions), "result": "\(result)"}
      """)
  }
}

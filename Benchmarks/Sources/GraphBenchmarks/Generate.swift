import ArgumentParser

/// Writes a graph of one of the shapes.
struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Writes a graph drawn from a seed.")

  @Argument(help: "One of \(Shape.allCases.map(\.rawValue).joined(separator: ", ")).")
  var shape: Shape

  @Option(name: .shortAndLong, help: "Where to: a file ending in .csr or .csv.")
  var output: String

  @Option(help: "What the graph is drawn from.")
  var seed: UInt64 = 1

  func run() throws {
    let graph = shape.graph(seed: seed)
    try GraphFile.write(graph, to: output)
    var most: UInt32 = 0
    var none = 0
    for node in 0..<graph.nodeCount {
      let degree = graph.offsets[node + 1] - graph.offsets[node]
      most = max(most, degree)
      if degree == 0 { none += 1 }
    }
    print(
      """
      \(output): \(graph.nodeCount) nodes, \(graph.edgeCount) edges, at most \(most) from one node, \
      none from \(none * 100 / max(1, graph.nodeCount)) %
      """)
  }
}

extension Shape: ExpressibleByArgument {}

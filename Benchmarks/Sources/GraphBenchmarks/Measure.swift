import ArgumentParser
import Foundation
import Propagation

/// Times the engine on one graph and prints a line of JSON for each operation.
struct Measure: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Times the engine on one graph, one line of JSON an operation.")

  @Argument(help: "A graph: .csr, or .csv with the columns from,to.")
  var graph: String

  @Option(
    help:
      "Comma-separated: reach, gated-reach, components, blast-radius, gated-blast-radius, gated-trials."
  )
  var operations = "reach,components"

  @Option(help: "The node to start from; unsaid, the one with most edges.")
  var source: UInt32?

  @Option(help: "How often each operation is repeated; the median is printed.")
  var repetitions = 5

  @Option(help: "Number of threads; unsaid, one a core.")
  var threads: Int?

  @Option(help: "Blocks of worlds for which what is live is worked out together.")
  var blocksPerCut: Int?

  @Option(help: "Number of random worlds.")
  var trialCount = 1_000_000

  func run() throws {
    let graph = try GraphFile.read(graph)
    let source = source ?? graph.busiestNode
    // Laid out when first asked for: a large graph should not stand in memory in two versions.
    lazy var fixpoint = LeastFixpoint(graph.program())
    for operation in operations.split(separator: ",") {
      switch operation {
      case "reach":
        let fixpoint = fixpoint
        report(operation) { fixpoint.evaluate(assuming: CollectionOfOne(source)).count }
      case "gated-reach":
        let gated = LeastFixpoint(graph.program(gatesSeededWith: 1))
        report(operation) { gated.evaluate(assuming: CollectionOfOne(source)).count }
      case "components":
        let fixpoint = fixpoint
        report(operation) { Components(fixpoint).count }
      case "blast-radius":
        let program = fixpoint.program
        report(operation) { blastRadius(program) }
      case "gated-blast-radius":
        let gated = graph.program(gatesSeededWith: 1)
        report(operation) { blastRadius(gated) }
      case "gated-trials":
        let gated = graph.program(gatesSeededWith: 1)
        report(operation) { trials(gated) }
      default:
        throw ValidationError("there is no operation \(operation)")
      }
    }
  }

  /// The mean number of other facts that hold when one fact alone is assumed, over all facts.
  private func blastRadius(_ program: ClauseProgram) -> Double {
    let facts = Array(0..<UInt32(program.factCount))
    var sink = Total()
    evaluate(.each(facts), counting: facts, in: program, into: &sink)
    return Double(sink.total) / Double(facts.count) - 1
  }

  /// The mean number of facts that hold when each fact that nothing leads to is assumed with probability 1 %.
  private func trials(_ program: ClauseProgram) -> Double {
    let facts = Array(0..<UInt32(program.factCount))
    var isDerived = [Bool](repeating: false, count: facts.count)
    for clause in 0..<UInt32(program.clauseCount) where !program.body(clause).isEmpty {
      isDerived[Int(program.heads[Int(clause)])] = true
    }
    let events = facts.filter { !isDerived[Int($0)] }.map {
      RandomEvent(fact: $0, key: UInt64($0), probability: 0.01)
    }
    var sink = Total()
    evaluate(
      .trials(trialCount, of: events, seed: 1), counting: facts, in: program, into: &sink)
    return Double(sink.total) / Double(trialCount)
  }

  private func evaluate(
    _ source: WorldSource, counting facts: [UInt32], in program: ClauseProgram,
    into sink: inout Total
  ) {
    var options = WorldOptions()
    if let threads { options.threads = threads }
    if let blocksPerCut { options.blocksPerCut = blocksPerCut }
    let query = WorldQuery(sums: [WeightedFacts(counting: facts)])
    let reason = WorldsProgram(program).evaluate(
      source, query: query, options: options, into: &sink)
    precondition(reason == .complete)
  }

  private func report(_ operation: Substring, _ work: () -> some Any) {
    var seconds: [Double] = []
    let processor = clock()
    var result = ""
    for _ in 0..<repetitions {
      let clock = ContinuousClock()
      let start = clock.now
      let value = work()
      let (whole, attoseconds) = (clock.now - start).components
      seconds.append(Double(whole) + Double(attoseconds) * 1e-18)
      result = "\(value)"
    }
    let processorSeconds =
      Double(clock() - processor) / Double(CLOCKS_PER_SEC) / Double(repetitions)
    seconds.sort()
    var usage = rusage()
    #if os(Linux)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      let megabytes = usage.ru_maxrss / 1024
    #else
      getrusage(RUSAGE_SELF, &usage)
      let megabytes = usage.ru_maxrss / 1024 / 1024
    #endif
    let name = URL(fileURLWithPath: graph).deletingPathExtension().lastPathComponent
    print(
      """
      {"peer": "exposure", "graph": "\(name)", "operation": "\(operation)", "seconds": \
      \(seconds[seconds.count / 2]), \
      "processor-seconds": \(processorSeconds), "megabytes": \(megabytes), \
      "repetitions": \(repetitions), "result": "\(result)"}
      """)
  }
}

/// Adds up the first sum of every world.
struct Total: WorldSink {
  var total: UInt64 = 0

  func part(of block: WorldBlock) -> UInt64 {
    block.values(0).reduce(0, +)
  }

  mutating func add(_ part: UInt64) {
    total += part
  }
}

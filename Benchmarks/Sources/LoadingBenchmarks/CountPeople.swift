import ArgumentParser
import Foundation
import Population
import TopologyLanguage
import TopologyModel

/// Times counting: the least and the greatest number of people in the groups whose names begin with `asked`.
struct CountPeople: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "count", abstract: "Times counting the people of a union; prints a line of JSON.")

  @Argument(help: "A topology with one class of people.")
  var file: String

  @Option(help: "How often they are counted; the median is printed.")
  var repetitions = 5

  func run() throws {
    let loading = clock()
    let outcome = TopologyLoader().load(path: file)
    guard let topology = outcome.topology, let root = topology.groups.references.first else {
      throw ValidationError("\(file) has errors: \(outcome.diagnostics.prefix(3))")
    }
    let loaded = Self.seconds(since: loading)
    let asked = topology.groups.references.filter { topology.groups[$0].id.hasPrefix("asked") }
    var first: [Double] = []
    var again: [Double] = []
    var result = CountInterval.unknown
    for _ in 0..<max(1, repetitions) {
      let counter = PeopleCounter(topology)
      let start = clock()
      result = counter.union(of: asked, in: root)
      first.append(Self.seconds(since: start))
      // Another union of the same class, which is laid out by then.
      let other = clock()
      _ = counter.union(of: asked.dropLast(), in: root)
      again.append(Self.seconds(since: other))
    }
    let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
    print(
      """
      {"class": "\(name)", "peer": "exposure", "groups": \(topology.groups.count), "load": \(loaded), \
      "first": \(Self.median(first)), "next": \(Self.median(again)), \
      "low": \(result.low), "high": \(result.high.map(String.init) ?? "null")}
      """)
  }

  private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  /// Processor time of this process.
  private static func seconds(since start: clock_t) -> Double {
    Double(clock() - start) / Double(CLOCKS_PER_SEC)
  }
}

import Explaining
import IncidentFindings
import Lowering
import TestSupport
import Testing
import TopologyModel

/// What a flow that is only possible brings is unknown where it arrives: neither exposed nor safe, whichever it turns out
/// to be.
@Suite struct PossibleFlowTests {
  private static let head = """
    people: { residents: { count: 40k }, staff: { count: 10 } }
    fields: { name: { identifies: combined }, nir: { identifies: alone }, hash: {}, year: {} }
    inferences: [ { from: nir, gives: year } ]
    systems:
      store: { datasets: { d: { people: residents, fields: [name, nir] } } }
      portal: { datasets: { d: { people: residents, fields: [name] } } }
      mirror: { datasets: { d: {} } }
      other: { datasets: { d: { people: residents, fields: [year] } } }

    """

  /// Flows, who is intruded, and what is then unknown, exposed and safe of the residents.
  private static let cases:
    [(flows: String, intruded: String, unknown: [String], exposed: [String])] = [
      // What is there anyway stays exposed; what may come, and what would follow from it, is unknown.
      (
        "{ from: store.d, to: portal.d, certainty: possible }", "portal", ["nir", "year"],
        ["name"]
      ),
      (
        "{ from: store.d, to: portal.d, certainty: certain }", "portal", [],
        ["name", "nir", "year"]
      ),
      (
        "{ from: store.d, to: portal.d, fields: name, certainty: possible }", "portal", [], ["name"]
      ),
      (
        "{ from: store.d, to: mirror.d, becomes: { nir: hash }, certainty: possible }", "mirror",
        ["name", "hash"], []
      ),
      ("{ from: store.d, to: mirror.d, people: staff, certainty: possible }", "mirror", [], []),
      // A certain flow passes on what may have come.
      (
        "{ from: store.d, to: portal.d, certainty: possible }, { from: portal.d, to: mirror.d }",
        "mirror", ["nir", "year"], ["name"]
      ),
      // On its way across a system.
      (
        "{ from: store.d, to: other.d, via: mirror, certainty: possible }", "mirror",
        ["name", "nir", "year"], []
      ),
      (
        "{ from: store.d, to: other.d, via: mirror, encrypted: true, certainty: possible }",
        "mirror", [], []
      ),
    ]

  @Test(arguments: cases.indices) func whatItBringsIsUnknown(_ index: Int) throws {
    let (flows, intruded, unknown, exposed) = Self.cases[index]
    let analysis = try UnlistedTests.analysis(
      Self.head + "flows: [ \(flows) ]\nincidents: { i: { intruded: \(intruded) } }\n")
    let topology = analysis.lowered.topology
    let residents = try #require(analysis.people.first)
    func fields(_ statuses: Set<FieldStatus>) -> Set<String> {
      Set(
        residents.fields.filter { statuses.contains($0.status) }.map {
          topology.fields[$0.field].id
        })
    }
    #expect(fields([.unknown]) == Set(unknown))
    #expect(fields([.exposed, .derivable]) == Set(exposed))
  }

  /// Where data may be is said from a dataset, too: what flows that may move it connect with it.
  @Test func lineageNamesWhereItMayBe() throws {
    let text =
      Self.head + """
        flows:
          a: { from: store.d, to: portal.d, fields: nir, certainty: possible }
          b: { from: portal.d, to: mirror.d }
          c: { from: store.d, to: other.d, fields: name }
        incidents: { i: { intruded: store } }
        """
    let lowered = try UnlistedTests.analysis(text).lowered
    let topology = lowered.topology
    func places(_ dataset: String?, _ direction: LineageQuery.Direction?, _ depth: Int? = nil)
      throws -> [[String]]
    {
      let start = topology.datasets.references.filter { topology.datasets[$0].id == dataset }
      let nir = try #require(topology.fields.references.first { topology.fields[$0].id == "nir" })
      let answer = LineageAnswer(
        LineageQuery(
          field: nir, datasets: dataset == nil ? nil : start, direction: direction, depth: depth),
        of: lowered)
      return [answer.entries.map(\.dataset), answer.possible].map { found in
        found.map { topology.datasets[$0].id }
      }
    }
    #expect(try places("store.d", .downstream) == [["store.d"], ["portal.d", "mirror.d"]])
    #expect(try places("store.d", .downstream, 1) == [["store.d"], ["portal.d"]])
    #expect(try places("store.d", nil) == [["store.d"], []])
    #expect(try places("mirror.d", .upstream) == [[], ["store.d", "portal.d", "mirror.d"]])
    #expect(try places(nil, nil) == [["store.d"], ["portal.d", "mirror.d"]])
  }

  /// Random topologies with some flows that are only possible: each of them comes out as a flow or as none, and what was
  /// said before still holds.
  @Test(arguments: UnlistedTests.blocks) func eitherWayTheAnswerHolds(_ first: UInt64) throws {
    var options = RandomTopology.Options()
    options.unlisted = first % 100 == 0
    var compared = 0
    for seed in first..<first + 50 {
      guard var topology = try SemanticsTests.topology(seed, options), !topology.flows.isEmpty
      else { continue }
      var random = SplitMix64(seed: seed &+ 977)
      for index in topology.flows.indices where Int.random(in: 0..<100, using: &random) < 60 {
        topology.flows[index].certainty = .possible
      }
      let before = IncidentAnalysis(LoweredTopology(topology), Scenario(Reference(0), in: topology))
      compared += topology.flows.contains { $0.certainty == .possible } ? 1 : 0
      for round in 0..<4 {
        let settled = Self.settled(topology) {
          round < 2 ? round == 0 : Int.random(in: 0..<100, using: &random) < 50
        }
        let after = IncidentAnalysis(LoweredTopology(settled), Scenario(Reference(0), in: settled))
        UnlistedTests.compare(before, after, seed)
      }
    }
    #expect(compared > 10)
  }

  /// The topology with each possible flow as a certain one, or without it.
  private static func settled(_ topology: Topology, _ isThere: () -> Bool) -> Topology {
    var topology = topology
    for index in topology.flows.indices where topology.flows[index].certainty == .possible {
      topology.flows[index].certainty = .certain
      // A flow of no field moves nothing.
      if !isThere() { topology.flows[index].fields = [] }
    }
    return topology
  }
}

import Lowering
import RequirementChecks
import SourceText
import TestSupport
import Testing
import TopologyLanguage

@testable import TopologyModel

/// `never-exposed` with a zone and `crossings-declared`, compared with a naive reading of random topologies.
@Suite struct ZoneRequirementTests {
  static let blocks = (0..<8).map { UInt64($0) * 25 }

  private static func load(_ seed: UInt64) -> LoadOutcome {
    var options = RandomTopology.Options()
    options.zones = true
    let text = RandomTopology.text(seed: seed &+ 9_000, options: options)
    return TopologyLoader().load(file: SourceFile(name: "random", text: text))
  }

  private static func finding(
    _ statement: RequirementStatement, _ topology: Topology
  ) -> RequirementFinding {
    var topology = topology
    topology.requirements = [
      Requirement(id: "asked", statement: statement, position: topology.zones[0].position)
    ]
    return RequirementCheck(LoweredTopology(topology), variant: nil).findings[0]
  }

  /// Every set of at most two events, from every zone.
  @Test(arguments: blocks) func neverExposedFromAZone(_ first: UInt64) {
    var (violated, fromInside) = (0, 0)
    for seed in first..<first + 25 {
      guard let topology = Self.load(seed).topology, topology.basicEvents.count <= 9 else {
        continue
      }
      var random = SplitMix64(seed: seed)
      guard let field = topology.fields.references.randomElement(using: &random) else { continue }
      let events = topology.basicEvents
      for zone in [nil] + topology.zones.references.map({ $0 }) {
        func exposes(_ set: [BasicEvent]) -> Bool {
          let scenario = Scenario(events: set, needsReach: true)
          return NaiveSemantics(topology, scenario, from: zone).exposed.contains {
            $0.field == field
          }
        }
        var smallest: Int?
        if exposes([]) { smallest = 0 }
        if smallest == nil, events.contains(where: { exposes([$0]) }) { smallest = 1 }
        if smallest == nil {
          let pairs = events.indices.flatMap { first in
            events[(first + 1)...].map { [events[first], $0] }
          }
          if pairs.contains(where: exposes) { smallest = 2 }
        }
        for most in 0...2 {
          let found = Self.finding(
            .neverExposed(RequiredData(fields: [field]), events: most, from: [], zone: zone),
            topology)
          let isViolated = smallest.map { $0 <= most } ?? false
          #expect(
            (found.verdict == .violated) == isViolated,
            "seed \(seed), \(most) events, zone \(zone.map { topology.zones[$0].id } ?? "none")")
          violated += isViolated ? 1 : 0
          fromInside += isViolated && zone != nil ? 1 : 0
        }
      }
    }
    #expect(violated > 0 && fromInside > 0, "not only topologies that keep everything")
  }

  /// What crosses, read from the topology as declared, before fleets are expanded.
  @Test(arguments: blocks) func crossingsOfTheDeclaredTopology(_ first: UInt64) {
    var (violated, listed, fleets) = (0, 0, 0)
    for seed in first..<first + 25 {
      let outcome = Self.load(seed)
      guard let topology = outcome.topology, let declared = outcome.declared?.entries else {
        continue
      }
      var random = SplitMix64(seed: seed &+ 5)
      fleets += declared.organizations.contains { $0.count != nil } ? 1 : 0
      let all = declared.flows.map(\.id)
      for _ in 0..<4 {
        let flows = all.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
        let zones = declared.zones.references.filter { _ in Bool.random(using: &random) }
        let found = Self.finding(.crossingsDeclared(zones: zones, flows: flows), topology)
        let naive = NaiveCrossings(declared, borders: Set(zones), listed: Set(flows)).found
        let said = Set(found.violations.map { "\($0.element.kind) \($0.element.id)" })
        #expect(said == naive, "seed \(seed), flows \(flows), zones \(zones)")
        violated += naive.isEmpty ? 0 : 1
        listed += flows.isEmpty ? 0 : 1
      }
    }
    #expect(violated > 5 && listed > 5 && fleets > 2, "not only plain topologies")
  }

  private static let shop = """
    organizations: { branches: { count: 3 } }
    people: { clients: { count: 100 } }
    fields: { name: {} }
    zones: { front: { reachable-from: internet }, back: { reachable-from: front } }
    systems:
      till: { organization: branches, zone: front, datasets: { sales: { people: clients, fields: name } } }
      books: { zone: back, datasets: { ledger: {} } }
    flows:
      nightly: { from: till.sales, to: books.ledger }

    """

  private func judge(_ statement: String, in text: String) throws -> RequirementFinding {
    let file = SourceFile(
      name: "shop.yaml", text: text + "requirements: { asked: { \(statement) } }\n")
    let outcome = TopologyLoader().load(file: file)
    let topology = try #require(outcome.topology, "\(outcome.diagnostics)")
    return try #require(RequirementCheck(LoweredTopology(topology), variant: nil).findings.first)
  }

  /// A flow of a fleet is one name for the flows of all members.
  @Test func aFlowOfAFleetIsListedOnce() throws {
    let open = try judge("crossings-declared: {}", in: Self.shop)
    #expect(open.violations.count == 3)
    #expect(Set(open.violations.map(\.element.id)) == ["nightly"])
    #expect(try judge("crossings-declared: { flows: nightly }", in: Self.shop).verdict == .met)
  }

  /// A flow on the way through a third zone crosses, even if it ends where it began.
  @Test func theWayCounts() throws {
    let text = Self.shop.replacing("to: books.ledger }", with: "to: till.copy, via: books }")
      .replacing("fields: name } } }", with: "fields: name }, copy: {} } }")
    #expect(try judge("crossings-declared: { zones: back }", in: text).verdict == .violated)
  }

  /// A flow that is only possible leaves the statement open.
  @Test func aPossibleFlowLeavesItOpen() throws {
    let text = Self.shop.replacing(
      "to: books.ledger }", with: "to: books.ledger, certainty: possible }")
    #expect(try judge("crossings-declared: {}", in: text).verdict == .open)
    #expect(try judge("crossings-declared: { flows: nightly }", in: text).verdict == .met)
  }
}

/// What crosses borders: a walk over flows and rules as they are written.
private struct NaiveCrossings {
  private(set) var found: Set<String> = []

  init(_ topology: Topology, borders: Set<Reference<Zone>>, listed: Set<String>) {
    func zone(_ system: Reference<System>) -> Int {
      topology.systems[system].zone?.index ?? -1
    }
    func isBorder(_ first: Int, _ second: Int) -> Bool {
      guard first != second else { return false }
      return borders.isEmpty || borders.contains { $0.index == first || $0.index == second }
    }
    var ways: [[Int]] = []
    for flow in topology.flows {
      let stops =
        [topology.datasets[flow.from].system] + flow.via + [topology.datasets[flow.to].system]
      let zones = stops.map(zone)
      if listed.contains(flow.id) {
        ways.append([flow.from.index, zones[zones.count - 1]])
      } else if (1..<zones.count).contains(where: { isBorder(zones[$0 - 1], zones[$0]) }) {
        found.insert("flow \(flow.id)")
      }
    }
    for rule in topology.accessRules {
      let here = zone(rule.system)
      for reading in rule.reads {
        let there = zone(topology.datasets[reading.dataset].system)
        if isBorder(there, here), !ways.contains([reading.dataset.index, here]) {
          found.insert("access rule \(topology.systems[rule.system].id).\(rule.id)")
        }
      }
    }
  }
}

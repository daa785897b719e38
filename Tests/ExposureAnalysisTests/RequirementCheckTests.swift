import Lowering
import PointAnalysis
import RequirementChecks
import SourceText
import TestSupport
import Testing
import TopologyLanguage
@testable import TopologyModel

/// Each statement, where it holds, where it does not, and where the file leaves it open.
@Suite struct RequirementCheckTests {
  /// A portal that shows names from a store; the card numbers are encrypted with a key in a safe.
  static let shop = """
    organizations:
      shop: { role: controller, supervised-by: authority, contact: shop.example, intrusion: 5% }
      host: { role: processor, country: FR }
      authority: { role: authority }
    people:
      clients: { count: 100, controller: shop, groups: { gold: { count: 10 } } }
      staff: { count: 5 }
    fields:
      name: { category: user.name }
      card: { category: user.financial.card }
      login-name: { about: organization }
    secrets: { password: { theft: 10% }, key: {} }
    systems:
      store:
        organization: host
        intrusion: 1%
        datasets:
          names: { people: clients, fields: name, retained: { until: 2023-12-31 } }
          cards: { people: gold, fields: card, encrypted-with: key }
      safe: { organization: shop, secrets: key }
      portal: { organization: shop, access: { desk: { requires: password, reads: store.names } } }
      notes: { organization: shop, intrusion: 0%, datasets: { box: { people: staff } } }
    services:
      counter: { needs: portal }
      shipping: { needs: { any: [portal, store] } }
    incidents:
      theft: { stolen: password }

    """

  struct Case: CustomTestStringConvertible, Sendable {
    let statement: String
    let verdict: RequirementFinding.Verdict
    /// The element to blame first.
    var element: String?
    var testDescription: String { statement }
  }

  static let cases: [Case] = [
    .init(
      statement: "never-exposed: { people: clients, fields: name }", verdict: .violated,
      element: "dataset store.names"),
    .init(
      statement: "never-exposed: { people: clients, fields: name, from: password }",
      verdict: .violated, element: "access rule portal.desk"),
    .init(statement: "never-exposed: { people: clients, fields: name, from: safe }", verdict: .met),
    .init(statement: "never-exposed: { fields: card }", verdict: .met),
    .init(
      statement: "never-exposed: { fields: card, events: 2 }", verdict: .violated,
      element: "dataset store.cards"),
    .init(
      statement: "never-exposed: { category: user.financial, events: 0 }", verdict: .met),
    // What the box of notes holds is not listed, but nobody can intrude there.
    .init(statement: "never-exposed: { people: staff, fields: card }", verdict: .met),
    .init(
      statement: "people-at-most: { count: 99, people: clients }", verdict: .violated,
      element: "system store"),
    .init(statement: "people-at-most: { count: 100 }", verdict: .met),
    .init(
      statement: "people-at-most: { count: 10, people: gold, fields: name }", verdict: .met),
    .init(
      statement: "people-at-most: { count: 99, incident: theft }", verdict: .violated,
      element: "incident theft"),
    .init(statement: "people-at-most: { count: 100, incident: theft }", verdict: .met),
    // A year brings the password's theft with 10 % and an intrusion into the store with 1 %.
    .init(
      statement: "people-at-most: { count: 99, people: clients, year: 10% }", verdict: .open,
      element: "people clients"),
    .init(
      statement: "share-at-most: { people: clients, share: 99% }", verdict: .violated,
      element: "organization host"),
    .init(statement: "share-at-most: { people: clients, share: 100% }", verdict: .met),
    .init(
      statement: "never-in: { fields: card, datasets: store.cards }", verdict: .violated,
      element: "dataset store.cards"),
    .init(statement: "never-in: { fields: card, organizations: shop }", verdict: .open),
    .init(
      statement: "never-in: { people: clients, fields: card, organizations: shop }", verdict: .met),
    .init(statement: "never-in: { people: clients, fields: name, countries: [US] }", verdict: .met),
    .init(
      statement: "never-in: { people: clients, fields: name, countries: [FR, US] }",
      verdict: .violated, element: "dataset store.names"),
    .init(statement: "encrypted-elsewhere: { people: clients, fields: card }", verdict: .met),
    .init(
      statement: "encrypted-elsewhere: { fields: name }", verdict: .violated,
      element: "dataset store.names"),
    .init(
      statement: "survives: { services: counter }", verdict: .violated, element: "system portal"),
    .init(statement: "survives: { services: shipping }", verdict: .met),
    .init(
      statement: "survives: { services: shipping, stops: 2 }", verdict: .violated,
      element: "system store"),
    .init(statement: "retention-kept: 2023-12-31", verdict: .met),
    .init(
      statement: "retention-kept: 2024-01-01", verdict: .violated, element: "dataset store.names"),
    .init(
      statement: "nothing-unknown: true", verdict: .violated, element: "dataset notes.box"),
    .init(statement: "notification-possible: true", verdict: .met),
    .init(
      statement: "never-exposed: { people: clients, tier: simple }", verdict: .violated,
      element: "dataset store.names"),
    .init(statement: "never-exposed: { people: clients, tier: financial }", verdict: .met),
    .init(
      statement: "never-exposed: { people: clients, tier: financial, events: 2 }",
      verdict: .violated, element: "dataset store.cards"),
    // No field is that grave, and every field says what kind it is.
    .init(
      statement: "never-exposed: { people: clients, tier: sensitive, events: 3 }", verdict: .met),
    .init(statement: "encrypted-elsewhere: { people: clients, tier: financial }", verdict: .met),
    .init(
      statement: "encrypted-elsewhere: { people: clients, tier: simple }", verdict: .violated,
      element: "dataset store.names"),
    .init(
      statement: "never-in: { people: clients, tier: financial, countries: [FR] }",
      verdict: .violated, element: "dataset store.cards"),
    .init(
      statement: "people-at-most: { people: clients, tier: financial, count: 0 }", verdict: .met),
    .init(
      statement: "people-at-most: { people: clients, tier: simple, count: 99 }",
      verdict: .violated, element: "system store"),
  ]

  /// A guests' network, an office with a portal that shows cards of the core, and fields of no known kind.
  static let zones = """
    people: { clients: { count: 100 } }
    fields: { card: { category: user.financial }, notes: {} }
    secrets: { password: {} }
    zones: { guest: {}, office: { reachable-from: guest }, core: { reachable-from: office } }
    systems:
      portal:
        zone: office
        datasets: { copy: {} }
        access: { desk: { requires: password, from: office, reads: store.cards } }
      store:
        zone: core
        datasets:
          cards: { people: clients, fields: card }
          memo: { people: clients, fields: notes }
    flows:
      nightly: { from: store.cards, to: portal.copy }

    """

  static let zoned: [Case] = [
    // From the internet nothing is in reach.
    .init(statement: "never-exposed: { tier: financial, events: 3 }", verdict: .met),
    .init(
      statement: "never-exposed: { tier: financial, zone: office }", verdict: .violated,
      element: "dataset portal.copy"),
    .init(statement: "never-exposed: { tier: financial, zone: office, events: 0 }", verdict: .met),
    .init(
      statement: "never-exposed: { tier: financial, zone: office, from: password }",
      verdict: .violated, element: "access rule portal.desk"),
    .init(statement: "never-exposed: { tier: financial, zone: guest, from: store }", verdict: .met),
    // The notes may be sensitive.
    .init(
      statement: "never-exposed: { tier: sensitive, zone: office }", verdict: .open,
      element: "dataset store.memo"),
    .init(statement: "never-exposed: { tier: sensitive, zone: guest }", verdict: .met),
    .init(
      statement: "never-exposed: { tier: sensitive, zone: guest, events: 2 }", verdict: .open,
      element: "dataset store.memo"),
    .init(
      statement: "encrypted-elsewhere: { tier: sensitive }", verdict: .open,
      element: "dataset store.memo"),
    .init(
      statement: "never-in: { tier: sensitive, datasets: store.memo }", verdict: .open,
      element: "dataset store.memo"),
    .init(
      statement: "crossings-declared: {}", verdict: .violated, element: "flow nightly"),
    .init(statement: "crossings-declared: { flows: nightly }", verdict: .met),
    .init(statement: "crossings-declared: { zones: guest }", verdict: .met),
    .init(
      statement: "crossings-declared: { zones: core }", verdict: .violated, element: "flow nightly"),
  ]

  @Test(arguments: zoned) func isJudgedByZone(_ tried: Case) throws {
    try judge(tried, in: Self.zones)
  }

  @Test(arguments: cases) func isJudged(_ tried: Case) throws { try judge(tried, in: Self.shop) }

  private func judge(_ tried: Case, in file: String) throws {
    let text = file + "requirements:\n  asked: { \(tried.statement) }\n"
    let outcome = TopologyLoader().load(file: SourceFile(name: "shop.yaml", text: text))
    let topology = try #require(outcome.topology, "\(outcome.diagnostics)")
    let check = RequirementCheck(LoweredTopology(topology), variant: nil)
    let finding = try #require(check.findings.first)
    #expect(finding.verdict == tried.verdict)
    if let element = tried.element {
      let first = try #require(finding.violations.first ?? finding.openings.first)
      #expect("\(first.element.kind) \(first.element.id)" == element)
    }
  }

  /// Requirements that name variants are checked there and nowhere else.
  @Test func variantsChooseRequirements() throws {
    let text =
      Self.shop + """
        variants: { closed: { change: { systems: { portal: { access: null } } } } }
        requirements:
          here: { nothing-unknown: true }
          there: { variants: [closed], nothing-unknown: true }
          both: { variants: [as-written, closed], nothing-unknown: true }
        """
    let source = TopologyLoader().source(file: SourceFile(name: "shop.yaml", text: text))
    for (variant, expected) in [(nil, ["here", "both"]), ("closed", ["there", "both"])] {
      let outcome = source.load(variant: variant)
      let topology = try #require(outcome.topology, "\(outcome.diagnostics)")
      let check = RequirementCheck(LoweredTopology(topology), variant: variant)
      #expect(check.findings.map { topology.requirements[$0.requirement].id } == expected)
    }
  }

  /// Against every set of events of random topologies: a set of at most k events exposes the target or none does.
  @Test(arguments: 0..<40 as Range<UInt64>)
  func neverExposedAgreesWithEverySet(seed: UInt64) throws {
    let text = RandomTopology.text(seed: seed)
    let outcome = TopologyLoader().load(file: SourceFile(name: "random", text: text))
    // A generated file may contradict itself; others are enough.
    guard var topology = outcome.topology else { return }
    let lowered = LoweredTopology(topology)
    guard topology.basicEvents.count <= 10, let field = topology.fields.references.first else {
      return
    }
    let brute = PointsBruteForce(lowered, ExposureTarget(people: nil, field: field))
    for most in 0...3 {
      topology.requirements = [
        Requirement(
          id: "asked",
          statement: .neverExposed(RequiredData(fields: [field]), events: most, from: []),
          position: topology.fields[field].position)
      ]
      let finding = RequirementCheck(LoweredTopology(topology), variant: nil).findings[0]
      let isReached = brute.attackSets.contains { $0.nonzeroBitCount <= most }
      #expect((finding.verdict == .violated) == isReached, "seed \(seed), \(most) events")
    }
  }
}

import Foundation
import Lowering
import Population
import SourceText
import TestSupport
import Testing
import TopologyLanguage

@testable import ChangeAnalysis
@testable import PointAnalysis
@testable import TopologyModel

/// What a change makes worse and better, per class and tier, and which edits do it.
@Suite struct ChangeTests {
  /// A portal that shows names, a store with health data, and an incident.
  static let clinic = """
    people: { patients: { count: 100, groups: { treated: { count: 30 } } }, staff: { count: 5 } }
    fields:
      name: { category: user.name }
      diagnosis: { category: user.health_and_medical }
      card: { category: user.financial }
      odd: {}
    secrets: { password: {} }
    systems:
      ward:
        datasets:
          files: { people: treated, fields: diagnosis }
          list: { people: patients, fields: [name, card] }
          odds: { people: staff, fields: odd }
      portal: { access: { desk: { requires: password, reads: { ward.list: [name] } } } }
    incidents: { theft: { stolen: password } }

    """

  /// The changes between two texts.
  private func changes(_ old: String, _ new: String) throws -> TopologyChanges {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("exposure-change-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (before, after) = (
      folder.appendingPathComponent("old.yaml"), folder.appendingPathComponent("new.yaml")
    )
    try Data(old.utf8).write(to: before)
    try Data(new.utf8).write(to: after)
    let edits = TopologyLoader().edits(from: before.path, to: after.path)
    try #require(edits.newTopology().topology != nil, "\(edits.newTopology().diagnostics)")
    try #require(edits.oldTopology().topology != nil, "\(edits.oldTopology().diagnostics)")
    return TopologyChanges(edits)
  }

  private func clinicChanged(_ old: String, _ new: String) throws -> TopologyChanges {
    try #require(Self.clinic.contains(old))
    return try changes(Self.clinic, Self.clinic.replacing(old, with: new))
  }

  /// The changes of tiers: the fact, the least number before and after, and the edits.
  private func tiers(_ found: TopologyChanges) -> [String] {
    found.changes.compactMap { change in
      let name: String
      switch change.fact {
      case .most(let people, let tier): name = "one event: \(people) \(tier)"
      case .incidentTier(let incident, let people, let tier):
        name = "\(incident): \(people) \(tier)"
      default: return nil
      }
      func text(_ value: ReachValue) -> String {
        value.people.map { "\($0.low)..\($0.high.map(String.init) ?? "")" } ?? "?"
      }
      let causes = (change.causes ?? []).map { found.edits.edits[$0].path.joined(separator: ".") }
      return
        "\(name), \(text(change.old)) to \(text(change.new)), \(change.direction), \(causes.joined(separator: " "))"
    }
  }

  /// Whether something of a tier became worse.
  private func isWorse(_ found: TopologyChanges, at tier: Gravity) -> Bool {
    found.changes(.worse).contains { $0.tier.mayReach(tier) }
  }

  @Test func aPortalThatShowsMore() throws {
    let found = try clinicChanged("[name] }", "[name, card] }")
    // The store exposes both anyway, so the most that one event exposes is as before.
    #expect(
      tiers(found) == [
        "theft: patients financial, 0..0 to 100..100, worse, systems.portal.access.desk.reads.ward.list"
      ])
    #expect(isWorse(found, at: .financial) && !isWorse(found, at: .sensitive))
    let alone = found.changes.first { $0.fact.field == "card" }
    #expect(alone?.tier == .tier(.financial))
  }

  @Test func dataThatBecomesGraver() throws {
    let found = try clinicChanged(
      "name: { category: user.name }", "name: { category: user.health_and_medical }")
    let edit = "fields.name.category"
    #expect(
      tiers(found) == [
        "one event: patients sensitive, 30..30 to 100..100, worse, \(edit)",
        "theft: patients sensitive, 0..0 to 100..100, worse, \(edit)",
        "theft: patients financial, 0..0 to 100..100, worse, \(edit)",
      ])
    #expect(isWorse(found, at: .sensitive))
  }

  /// Something milder that is held anew changes nothing where the graver is exposed of the same people.
  @Test func milderDataOfTheSamePeopleIsNotWorseByTier() throws {
    let old = Self.clinic.replacing(", card]", with: "]")
    let new = old.replacing("fields: diagnosis", with: "fields: [diagnosis, card]")
    let found = try changes(old, new)
    #expect(tiers(found) == [])
    #expect(isWorse(found, at: .financial) && !isWorse(found, at: .sensitive), "the field itself")
  }

  /// A change that lets everybody read must not look as if one event exposed less.
  @Test func whatEveryoneCanReadIsNotSafer() throws {
    let found = try clinicChanged(
      "requires: password, reads: { ward.list: [name] }", "reads: ward.files")
    #expect(!tiers(found).contains { $0.contains("better") && $0.contains("sensitive") })
    #expect(isWorse(found, at: .sensitive))
  }

  /// In an incident a secret opens nothing when it was not valid.
  @Test func secretsOpenNothingWhenTheyAreNotValid() throws {
    let old = Self.clinic.replacing("theft: {", with: "theft: { date: 2024-01-29,")
    let new = old.replacing("password: {}", with: "password: { valid: 2025-01-01.. }")
    let found = try changes(old, new)
    #expect(
      tiers(found).filter { $0.hasPrefix("theft") } == [
        "theft: patients simple, 100..100 to 0..0, better, secrets.password.valid"
      ])
  }

  /// A field of unknown kind may be of any tier.
  @Test func unknownKindsCountAsEveryTier() throws {
    let found = try clinicChanged(
      "reads: { ward.list: [name] }", "reads: { ward.list: [name], ward.odds: [odd] }")
    #expect(isWorse(found, at: .sensitive))
    #expect(found.changes(.worse).contains { $0.tier == .unknown })
    #expect(tiers(found).contains { $0.hasPrefix("theft: staff simple, 0..0 to 5..5") })
    let unlisted = try clinicChanged(
      "fields: odd }", "fields: odd }\n      more: { people: staff }")
    #expect(isWorse(unlisted, at: .sensitive))
  }

  /// What is public, or about an organization, is of no tier.
  @Test func whatIsNotPersonalIsOfNoTier() throws {
    let old = Self.clinic.replacing("card: {", with: "card: { about: organization,")
    let found = try changes(old, old.replacing("[name] }", with: "[name, card] }"))
    #expect(!found.changes(.worse).isEmpty && !isWorse(found, at: .simple))
  }

  /// Less data elsewhere does not make anything worse, though an event may now count as a single point.
  @Test func lessIsNeverWorse() throws {
    let found = try clinicChanged("fields: [name, card] }", "fields: name }")
    #expect(found.changes(.worse).isEmpty, "\(found.changes(.worse).map(\.fact))")
    let portal = found.changes.first { $0.fact == .singlePoint("password") }
    #expect(portal == nil || portal?.direction == .other)
    let more = try changes(
      Self.clinic.replacing("fields: [name, card] }", with: "fields: name }"), Self.clinic)
    #expect(more.changes(.better).isEmpty, "\(more.changes(.better).map(\.fact))")
  }

  /// A second factor: the pair that is needed now is better than one that was enough, and the other way round.
  @Test func aSecondFactorIsBetter() throws {
    let old = Self.clinic.replacing("password: {} }", with: "password: {}, token: {} }")
      .replacing("  ward:\n", with: "  ward:\n    intrusion: 0%\n")
    let new = old.replacing("requires: password", with: "requires: { all: [password, token] }")
    let pair = ReachFact.pair(
      ["password", "token"], personClass: "patients", field: "name")
    let better = try changes(old, new)
    #expect(better.changes(.worse).isEmpty, "\(better.changes(.worse).map(\.fact))")
    let worse = try changes(new, old)
    #expect(worse.changes(.better).isEmpty, "\(worse.changes(.better).map(\.fact))")
    for (found, direction) in [(better, ChangeDirection.better), (worse, .worse)] {
      if let change = found.changes.first(where: { $0.fact == pair }) {
        #expect(change.direction == direction)
      }
      #expect(found.changes.contains { $0.direction == direction })
    }
  }

  /// Where the most identifying field of a class is no longer held, pairs that reach another one are not new.
  @Test func pairsAreOfTheSameFields() throws {
    let old = """
      people: { patients: { count: 100 } }
      fields: { number: { identifies: alone }, name: { identifies: combined } }
      secrets: { password: {}, token: {} }
      systems:
        ward: { intrusion: 0%, datasets: { list: { people: patients, fields: [number, name] } } }
        portal: { access: { desk: { requires: { all: [password, token] }, reads: ward.list } } }

      """
    let new = old.replacing("fields: [number, name]", with: "fields: name")
    func pair(_ field: String) -> ReachFact {
      .pair(["password", "token"], personClass: "patients", field: field)
    }
    let found = try changes(old, new)
    #expect(found.changes(.worse).isEmpty, "\(found.changes(.worse).map(\.fact))")
    #expect(found.changes.contains { $0.fact == pair("number") && $0.direction == .better })
    #expect(!found.changes.contains { $0.fact == pair("name") })
  }

  /// A service that stops is worse, but of no tier.
  @Test func servicesAreOfNoTier() throws {
    let found = try changes(
      Self.clinic, Self.clinic + "services: { desk: { needs: portal } }\n")
    #expect(!found.changes(.worse).isEmpty && !isWorse(found, at: .simple))
  }

  /// Every event and incident of random topologies, by the naive semantics.
  @Test(arguments: 0..<30 as Range<UInt64>) func tiersAgreeWithTheNaiveReading(block: UInt64) {
    for seed in block * 5..<block * 5 + 5 {
      let text = RandomTopology.text(seed: seed &+ 31_000)
      let outcome = TopologyLoader().load(file: SourceFile(name: "random", text: text))
      guard var topology = outcome.topology else { continue }
      var random = SplitMix64(seed: seed)
      for field in topology.fields.references {
        let tier = ([nil] + Gravity.allCases.map { $0 }).randomElement(using: &random) ?? nil
        topology.fields[field].gravity = tier.map { StatedGravity(tier: $0, because: "test") }
      }
      let lowered = LoweredTopology(topology)
      // Exact numbers of overlaps are tested elsewhere; the naive reading has none.
      guard lowered.exposure.overlapsExposed.isEmpty, lowered.exposure.perhaps.isEmpty else {
        continue
      }
      let survey = TierSurvey(lowered)
      let entry = EntrySet(topology)
      var most: [TierSurvey.Cell: CountInterval] = [:]
      for events in [[]] + entry.events.map({ [$0] }) {
        let scenario = Scenario(events: events, needsReach: true)
        for (cell, people) in naive(lowered, NaiveSemantics(topology, scenario).exposed) {
          let other = most[cell] ?? .zero
          most[cell] = CountInterval(
            low: max(other.low, people.low),
            high: other.high.flatMap { high in people.high.map { max(high, $0) } })
        }
      }
      #expect(survey.byOneEvent(entry) == most, "seed \(seed)")
      for incident in topology.incidents.references {
        let scenario = Scenario(incident, in: topology)
        #expect(
          survey.people(in: scenario) == naive(lowered, NaiveSemantics(topology, scenario).exposed),
          "seed \(seed)")
      }
    }
  }

  /// People of each class by tier, of some exposed cells.
  private func naive(
    _ lowered: LoweredTopology, _ exposed: Set<FieldOfGroup>
  ) -> [TierSurvey.Cell: CountInterval] {
    let topology = lowered.topology
    var found: [TierSurvey.Cell: CountInterval] = [:]
    for root in topology.personClasses {
      for tier in Gravity.allCases {
        func people(_ isCounted: (Gravity?) -> Bool) -> CountInterval {
          let groups = exposed.filter {
            lowered.people.roots[$0.group.index] == root && topology.exposesPeople($0.field)
              && isCounted(topology.gravity(of: $0.field))
          }
          return lowered.people.union(of: topology.highest(Set(groups.map(\.group))), in: root)
        }
        let sure = people { ($0 ?? .simple) >= tier }
        let perhaps = people { $0.map { $0 >= tier } ?? true }
        let count = CountInterval(low: sure.low, high: perhaps.high)
        if count != .zero { found[.init(personClass: root, tier: tier)] = count }
      }
    }
    return found
  }

  /// The edits named bring a fact, and without any one of them it does not come.
  @Test(arguments: 0..<12 as Range<UInt64>) func causesBringWhatTheyAreNamedFor(seed: UInt64) throws
  {
    var options = RandomTopology.Options()
    options.fleets = false
    let old = RandomTopology.text(seed: seed &+ 700, options: options)
    let new = RandomTopology.text(seed: seed &+ 701, options: options)
    guard
      [old, new].allSatisfy({ text in
        TopologyLoader().load(file: SourceFile(name: "random", text: text)).topology != nil
      })
    else { return }
    let found = try changes(old, new)
    let versions = [found.edits.oldTopology(), found.edits.newTopology()].compactMap(\.topology)
    let targets = Set(versions.flatMap { PairTarget.defaults(in: LoweredTopology($0)) })
    func value(_ fact: ReachFact, _ applied: Set<Int>) -> ReachValue? {
      Snapshots(pairTargets: targets) { found.edits.load(applied, variant: $0) }
        .map { $0.value(of: fact) }
    }
    for change in found.changes.prefix(12) {
      guard let causes = change.causes, causes.count <= 4 else { continue }
      #expect(value(change.fact, Set(causes)) == change.new, "seed \(seed), \(change.fact)")
      for cause in causes where causes.count > 1 {
        let without = value(change.fact, Set(causes).subtracting([cause]))
        #expect(without != change.new, "seed \(seed), \(change.fact)")
      }
    }
  }
}

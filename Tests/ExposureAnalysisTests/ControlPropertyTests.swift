import ArchitectureAnalysis
import IncidentFindings
import Lowering
import PointAnalysis
import Propagation
import SourceText
import TestSupport
import Testing
import TopologyLanguage
import TopologyModel

/// On small random topologies every control does what it says and nothing else: with what it adds given
/// away as well (the second factor, the key, each of the secrets, both halves of a store), everything is as
/// it was before; without, nothing is worse.
@Suite struct ControlPropertyTests {
  static let batches: [Range<UInt64>] = [0..<12, 44..<45, 64..<80, 90..<102, 138..<139, 160..<182]

  @Test(arguments: batches) func controlsOnlyAddABarrier(_ seeds: Range<UInt64>) throws {
    for seed in seeds {
      let text = RandomTopology.text(seed: seed)
      let source = TopologyLoader().source(file: SourceFile(name: "random", text: text))
      let outcome = source.load()
      guard let topology = outcome.topology, let declared = outcome.declared else { continue }
      let before = LoweredTopology(topology)
      for control in HardeningPlan.candidates(for: declared, budget: 3) {
        let file = SourceFile(name: "change", text: control.change.yaml())
        let changed = source.load(change: file)
        let comment: Comment = "seed \(seed): \(control.summary)"
        let errors = changed.diagnostics.filter { $0.severity == .error }.map(\.message)
        #expect(errors == [], comment)
        guard let topology = changed.topology else { continue }
        let pair = ControlledPair(control, before, LoweredTopology(topology))
        pair.check(comment)
        pair.checkThatTheOtherHalfIsEqual(comment)
      }
    }
  }

  /// The generator reaches what the property is about.
  @Test func everyKindOfControlIsTried() throws {
    var kinds: Set<Control.Kind> = []
    var splits: Set<String> = []
    for seed in Self.batches.flatMap({ Array($0) }) {
      let file = SourceFile(name: "random", text: RandomTopology.text(seed: seed))
      guard let declared = TopologyLoader().load(file: file).declared else { continue }
      for control in HardeningPlan.candidates(for: declared, budget: 3) {
        kinds.insert(control.kind)
        guard control.kind == .splitStore else { continue }
        let text = control.change.yaml()
        if control.summary.hasPrefix("every ") { splits.insert("of a fleet") }
        if control.summary.contains("half of ") { splits.insert("of one group") }
        if text.contains("across: null") {
          splits.insert(control.summary.hasPrefix("every ") ? "across its fleet" : "across another")
        }
        if text.contains("flows:\n  - ") { splits.insert("unnamed flows") }
        if text.contains("access:\n") { splits.insert("rules") }
        if text.contains("hits:") { splits.insert("struck by an event") }
      }
    }
    #expect(kinds == Set(Control.Kind.allCases))
    #expect(
      splits == [
        "of a fleet", "of one group", "across its fleet", "across another", "unnamed flows",
        "rules", "struck by an event",
      ])
  }
}

/// A topology before and after a control.
private struct ControlledPair {
  let control: Control
  let before: LoweredTopology
  let after: LoweredTopology
  private let eventsAfter: [String: BasicEvent]
  private let groupsBefore: [String: Reference<PeopleGroup>]

  init(_ control: Control, _ before: LoweredTopology, _ after: LoweredTopology) {
    self.control = control
    self.before = before
    self.after = after
    let events = after.topology.basicEvents.map { (after.topology.id(of: $0), $0) }
    eventsAfter = Dictionary(uniqueKeysWithValues: events)
    let groups = before.topology.groups.references.map { (before.topology.groups[$0].id, $0) }
    groupsBefore = Dictionary(uniqueKeysWithValues: groups)
  }

  func check(_ comment: Comment) {
    let events = before.topology.basicEvents
    let pairs = events.indices.dropLast().map { [events[$0], events[$0 + 1]] }
    for set in [[]] + events.map({ [$0] }) + pairs + [events] {
      let was = known(before, Scenario(events: set)) { placeBefore($0) }
      let same = set.flatMap(counterparts)
      let now = known(after, Scenario(events: same)) { $0 }
      let isNoWorse = now.isSubset(of: was)
      #expect(isNoWorse, comment)
      // A shared secret kept by the systems of a fleet leads from one to the others; one each does not.
      guard control.kind != .droppedField, !isOfSystemsThatKeepIt else { continue }
      let isSame = known(after, Scenario(events: same + added(to: set))) { $0 } == was
      #expect(isSame, comment)
    }
    for system in before.topology.systems.references {
      let was = OutageSurvey(before, stopped: [system])
      let stopped = (counterparts(.intrusion(system)) + added(to: [.intrusion(system)]))
        .compactMap { if case .intrusion(let system) = $0 { system } else { nil } }
      let now = OutageSurvey(after, stopped: stopped)
      for service in before.topology.services.references {
        let isSame = now.state(service) == was.state(service)
        #expect(isSame || control.kind == .fallback && now.state(service) < was.state(service))
      }
    }
  }

  /// What intrusion into a store led to, intrusion into its second half leads to as well, but for what the
  /// first half holds, and for what others send through it, which still passes through the first half.
  func checkThatTheOtherHalfIsEqual(_ comment: Comment) {
    guard control.kind == .splitStore else { return }
    for event in before.topology.basicEvents {
      let others = added(to: [event])
      guard let other = others.first, case .intrusion(let store)? = counterparts(event).first else {
        continue
      }
      let topology = after.topology
      let held = after.exposure.lineage.carried.filter {
        topology.datasets[$0.dataset].system == store
      }
      let lineage = after.exposure.lineage
      let relayed = lineage.flows.indices.filter {
        topology.flows[lineage.flows[$0]].via.contains(store)
      }.map { lineage.carried[Int(lineage.program.heads[$0])] }
      let was = known(before, Scenario(events: [event])) { placeBefore($0) }
      let now = known(after, Scenario(events: [other])) { $0 }
      for lost in was.subtracting(now) where lost.isExposed {
        let isHeld = (held + relayed).contains { carried in
          topology.fields[carried.field].id == lost.field
            && topology.groups.references.contains {
              topology.groups[$0].id == lost.leaf
                && topology.isGroup($0, atOrBelow: carried.group)
            }
        }
        #expect(isHeld, "\(comment): \(before.topology.id(of: event)) gave \(lost)")
      }
    }
  }

  private var isOfSystemsThatKeepIt: Bool {
    control.kind == .separateSecrets
      && before.topology.systems.contains { system in
        system.secrets.contains {
          before.topology.secrets[$0].id == control.subject.prefix { $0 != "/" }
        }
      }
  }

  /// The same events after the control; a secret that became one for each member is all of them.
  private func counterparts(_ event: BasicEvent) -> [BasicEvent] {
    let id = before.topology.id(of: event)
    if let same = eventsAfter[id] { return [same] }
    return after.topology.basicEvents.filter {
      after.topology.member(of: .event($0))?.declared == id
    }
  }

  /// What the control added and the set does not have: new secrets, and the other half of a store that is
  /// intruded.
  private func added(to set: [BasicEvent]) -> [BasicEvent] {
    let known = Set(before.topology.basicEvents.map(before.topology.id(of:)))
    let ids = set.map { before.topology.id(of: $0) }
    return after.topology.basicEvents.filter { event in
      let id = after.topology.id(of: event)
      guard !known.contains(id) else { return false }
      switch event {
      case .theft where control.kind == .separateSecrets:
        return ids.contains(String(control.subject.prefix { $0 != "/" }))
      case .theft: return true
      case .intrusion where control.kind == .splitStore:
        let number = after.topology.member(of: .event(event)).map { "[\($0.number)]" } ?? ""
        return ids.contains(control.subject + number)
      default: return false
      }
    }
  }

  private struct Known: Hashable {
    var isExposed: Bool
    var field: String
    var leaf: String
  }

  /// What is exposed and known about each group, by the groups after the control that have none below.
  private func known(
    _ lowered: LoweredTopology, _ scenario: Scenario,
    place: (Reference<PeopleGroup>) -> Reference<PeopleGroup>?
  ) -> Set<Known> {
    let world = lowered.world(of: scenario)
    let topology = lowered.topology
    var result: Set<Known> = []
    let leaves = after.topology.groups.references.filter {
      after.topology.groups[$0].children.isEmpty
    }
    for (isExposed, facts) in [(true, lowered.exposure.exposed), (false, lowered.exposure.known)] {
      for (cell, fact) in facts where world.holds(fact) {
        for leaf in leaves {
          guard let here = place(leaf), topology.isGroup(here, atOrBelow: cell.group) else {
            continue
          }
          result.insert(
            Known(
              isExposed: isExposed, field: topology.fields[cell.field].id,
              leaf: after.topology.groups[leaf].id))
        }
      }
    }
    return result
  }

  /// The group before the control that a group was, or was part of.
  private func placeBefore(_ group: Reference<PeopleGroup>) -> Reference<PeopleGroup>? {
    let topology = after.topology
    if let same = groupsBefore[topology.groups[group].id] { return same }
    var above = group
    while let parent = topology.groups[above].parent {
      above = parent
      guard let found = groupsBefore[topology.groups[above].id] else { continue }
      let number = topology.groups[group].member.map { "[\($0.number)]" } ?? ""
      return groupsBefore[topology.groups[above].id + number] ?? found
    }
    return nil
  }
}

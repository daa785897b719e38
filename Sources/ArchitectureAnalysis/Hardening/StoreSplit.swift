import TopologyLanguage
import TopologyModel

/// Splits a store in two: half of its people move to a second, identical system.
///
/// The second system belongs to the same organization (in a fleet, every member gets one), stores the same
/// secrets, and has the same needs and access rules. Common causes that hit the first system hit both, and what
/// trusts or needs the first system trusts or needs both. The split therefore separates only intrusions. A
/// dataset whose people cannot be divided stays in the first system.
struct StoreSplit {
  let candidates: ControlCandidates
  let system: Reference<System>
  let division: PeopleDivision
  /// The datasets that are divided.
  let divided: [Reference<Dataset>]
  /// The id of the second system.
  let other: String

  var topology: Topology { candidates.topology }
  var entry: System { topology.systems[system] }

  /// Nil if none of the system's people can be divided.
  init?(
    _ candidates: ControlCandidates, _ system: Reference<System>, held: HeldPeople
  ) {
    let topology = candidates.topology
    let entry = topology.systems[system]
    var groups: Set<Reference<PeopleGroup>> = []
    for dataset in entry.datasets { groups.formUnion(held.groups(in: dataset)) }
    let highest = groups.sorted().filter { group in
      !groups.contains { $0 != group && topology.isGroup(group, atOrBelow: $0) }
    }
    guard
      let division = PeopleDivision(highest, home: candidates.fleet(system), in: topology)
    else { return nil }
    // Both halves hold a part of a divided dataset.
    divided = entry.datasets.filter { dataset in
      let parts = held.groups(in: dataset).map(Cohort.Part.group)
      return !division.names(division.first, passing: parts).isEmpty
        && !division.names(division.second, passing: parts).isEmpty
    }
    guard !divided.isEmpty else { return nil }
    self.candidates = candidates
    self.system = system
    self.division = division
    other = candidates.newID("\(entry.id)-2")
  }

  /// The control; nil if it cannot be expressed.
  var control: Control? {
    guard let conditions else { return nil }
    let parts: [TopologyChange?] = [division.change, systems, conditions, flows, events]
    let change = parts.reduce(TopologyChange.map([])) { change, part in
      part.map { change.followed(by: $0) } ?? change
    }
    let every = candidates.fleet(system).map {
      "every \(entry.id) of \(topology.organizations[$0].id)"
    }
    let halves =
      division.cut.map { "half of \(topology.groups[$0].id) each" }
      ?? "\(division.first.count) and \(division.second.count) groups"
    return Control(
      kind: .splitStore, subject: entry.id,
      summary: "\(every ?? entry.id) split in two, \(halves)", touches: [.control(entry.id)],
      change: change)
  }

  // MARK: - The two systems

  private var systems: TopologyChange {
    var copy: [TopologyChange.Entry] = []
    func add(_ key: String, _ value: TopologyChange?) {
      if let value { copy.append(.init(key: key, value: value)) }
    }
    add("label", .word("\(entry.label ?? entry.id), second half"))
    add("organization", entry.organization.map { .word(topology.organizations[$0].id) })
    add("kind", entry.kind.map { .word($0) })
    add("zone", entry.zone.map { .word(topology.zones[$0].id) })
    add("intrusion", entry.intrusion.map { .decimal($0) })
    if !entry.secrets.isEmpty {
      add("secrets", .words(entry.secrets.map { topology.secrets[$0].id }))
    }
    add("datasets", .map(divided.map { halfOfDataset(topology.datasets[$0]) }))
    add("access", copiedRules)
    add("needs", entry.needs.map { candidates.writer.written($0) })
    var change = TopologyChange.at("systems", other, change: .map(copy))
    for (place, dataset) in topology.datasets.enumerated() {
      let isDivided = divided.contains(Reference(place))
      let patch = isDivided ? firstHalf(dataset) : renamedPeople(dataset)
      guard !patch.isEmpty else { continue }
      change = change.followed(
        by: .at(
          "systems", topology.systems[dataset.system].id, "datasets",
          candidates.writer.localName(dataset), change: .map(patch)))
    }
    return change
  }

  /// The second half of a dataset.
  private func halfOfDataset(_ dataset: Dataset) -> TopologyChange.Entry {
    var entries: [TopologyChange.Entry] = []
    func add(_ key: String, _ value: TopologyChange) {
      entries.append(.init(key: key, value: value))
    }
    if let label = dataset.label { add("label", .word(label)) }
    let people = division.names(division.second, passing: dataset.people)
    if !people.isEmpty { add("people", .words(people)) }
    if !people.isEmpty && dataset.listsFields || !dataset.fields.isEmpty && !dataset.listsPeople {
      add("fields", .words(dataset.fields.map(candidates.writer.name)))
    }
    if !dataset.encryptedWith.isEmpty {
      add("encrypted-with", .words(dataset.encryptedWith.map { topology.secrets[$0].id }))
    }
    if !dataset.retained.isEmpty { add("retained", retained(dataset)) }
    return .init(key: candidates.writer.localName(dataset), value: .map(entries))
  }

  /// The changes to a dataset that keeps the first half.
  private func firstHalf(_ dataset: Dataset) -> [TopologyChange.Entry] {
    var entries: [TopologyChange.Entry] = []
    if !dataset.people.isEmpty {
      let people = division.names(division.first, passing: dataset.people)
      entries.append(.init(key: "people", value: .words(people)))
    }
    if renames(dataset.retained.flatMap { $0.people ?? [] }, in: dataset) {
      entries.append(.init(key: "retained", value: retained(dataset)))
    }
    return entries
  }

  // MARK: - A group that is cut

  /// Inside its fleet, the name of a group across it means a member's part. After the cut, the halves are
  /// across the fleet instead of the group, and both together have its old meaning.
  private func renamedPeople(_ dataset: Dataset) -> [TopologyChange.Entry] {
    var entries: [TopologyChange.Entry] = []
    if renames(dataset.people, in: dataset) {
      entries.append(.init(key: "people", value: .words(dataset.people.flatMap(halves))))
    }
    if renames(dataset.retained.flatMap { $0.people ?? [] }, in: dataset) {
      entries.append(.init(key: "retained", value: retained(dataset)))
    }
    return entries
  }

  private func renames(_ people: [Cohort.Part], in dataset: Dataset) -> Bool {
    guard let cut = division.cut, let fleet = topology.groups[cut].across,
      candidates.fleet(dataset.system) == fleet
    else { return false }
    return people.contains(.group(cut))
  }

  private func retained(_ dataset: Dataset) -> TopologyChange {
    let isRenaming = renames(dataset.retained.flatMap { $0.people ?? [] }, in: dataset)
    return .list(
      dataset.retained.map { retention in
        candidates.writer.written(retention) {
          isRenaming ? halves($0) : [candidates.writer.name($0)]
        }
      })
  }

  private func halves(_ part: Cohort.Part) -> [String] {
    part == division.cut.map(Cohort.Part.group)
      ? (division.first + division.second).map(\.name) : [candidates.writer.name(part)]
  }

  // MARK: - Rules

  /// The rules of the second system, which show its own halves of divided datasets.
  private var copiedRules: TopologyChange? {
    var rules: [TopologyChange.Entry] = []
    for reference in entry.access {
      let rule = topology.accessRules[reference]
      let shown = rule.reads.map { reading in
        let dataset = topology.datasets[reading.dataset]
        let isOwn = divided.contains(reading.dataset)
        return (isOwn ? candidates.writer.localName(dataset) : dataset.id, reading)
      }
      var copy: [TopologyChange.Entry] = []
      if let label = rule.label { copy.append(.init(key: "label", value: .word(label))) }
      if let requires = rule.requires {
        guard let moved = moved(requires) else { return nil }
        copy.append(.init(key: "requires", value: moved))
      }
      if !shown.isEmpty {
        copy.append(.init(key: "reads", value: candidates.writer.written(shown)))
      }
      if rule.controls { copy.append(.init(key: "controls", value: .flag(true))) }
      rules.append(.init(key: rule.id, value: .map(copy)))
    }
    guard !rules.isEmpty else { return nil }
    return rules.allSatisfy { candidates.writer.isNamed($0.key) }
      ? .map(rules) : .list(rules.map(\.value))
  }
}

extension ControlCandidates {
  /// One candidate per system whose people can be divided.
  var splitStores: [Control] {
    let held = HeldPeople(declared)
    return topology.systems.references.compactMap {
      StoreSplit(self, $0, held: held)?.control
    }
  }
}

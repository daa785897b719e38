import IncidentFindings
import Lowering
import Population
import Propagation
import TopologyModel

/// Collects what an incident means for the people of some groups.
struct AffectedSearch {
  private let groups: [Reference<PeopleGroup>]
  private let selection: GroupSelection
  private let analysis: IncidentAnalysis
  private let concerned: ConcernedPeople
  /// What was read about any of them.
  private let read: [BreachSurvey.Entry]
  private let known: KnownFields
  /// What was read of others of their classes.
  private let others: [BreachSurvey.Entry]
  /// What was read without being listed, of them or of anybody.
  let unlisted: [UnlistedReading]
  let exposed: [Reference<DataField>]
  let unintelligible: [Reference<Dataset>]

  init(_ groups: [Reference<PeopleGroup>], _ analysis: IncidentAnalysis) {
    self.groups = groups
    self.analysis = analysis
    let topology = analysis.lowered.topology
    let selection = GroupSelection(groups, in: topology)
    self.selection = selection
    known = KnownFields(analysis.lowered.exposure, analysis.world)
    let survey = BreachSurvey(analysis)
    let aboutPeople = survey.read.filter { topology.isAboutPeople($0.cell.field) }
    let concerned = ConcernedPeople(groups, analysis, read: aboutPeople.map(\.cell.group))
    self.concerned = concerned
    func isMeant(_ entry: BreachSurvey.Entry) -> Bool {
      topology.isAboutPeople(entry.cell.field) && concerned.meets(entry.cell.group)
    }
    read = aboutPeople.filter(isMeant)
    others = aboutPeople.filter { !isMeant($0) }
    unlisted = (analysis.unlisted + analysis.overlapping).filter { reading in
      topology.mayBeAboutPeople(reading.cell.field)
        && (reading.overlap?.groups ?? reading.cell.group.map { [$0] } ?? []).allSatisfy {
          analysis.lowered.people.mayOverlap($0, groups)
        }
    }
    unintelligible = survey.unintelligibleDatasets(where: isMeant) {
      $0.map(selection.meets) ?? true
    }
    exposed = Self.sorted(read.map(\.cell.field), topology)
  }

  private var topology: Topology { analysis.lowered.topology }
  private var people: PeopleCounter { analysis.lowered.people }

  private static func sorted(
    _ fields: some Sequence<Reference<DataField>>, _ topology: Topology
  ) -> [Reference<DataField>] {
    Set(fields).sorted { topology.fields[$0].id < topology.fields[$1].id }
  }

  /// The controllers of what was read; if nothing was read, of these people's data.
  func controllers() -> [Party] {
    let table = ControllerTable(topology)
    let declared = groups.flatMap { table.shares(of: $0).compactMap(\.controller) }
    guard !read.isEmpty else { return Set(declared).sorted() }
    var chains = ActingChains(topology)
    var result: Set<Party> = []
    for holder in Set(read.map { topology.holder(of: $0.system) }) {
      for controller in declared {
        if let found = chains.controller(controller, at: holder) { result.insert(found) }
      }
      if declared.isEmpty, let found = chains.controller(nil, at: holder) { result.insert(found) }
    }
    return result.sorted()
  }

  func concern() -> ConcernedPeople.Answer { concerned.answer() }

  // MARK: - What, and where

  /// One entry per holder and set of people, so that everything in an entry was read about the same people.
  func ways() -> [AffectedAnswer.Way] {
    struct Whose: Hashable {
      var holder: Party?
      var groups: [Reference<PeopleGroup>]
    }
    struct Read: Hashable {
      var holder: Party?
      var field: Reference<DataField>
    }
    var groupsOf: [Read: Set<Reference<PeopleGroup>>] = [:]
    for entry in read {
      let key = Read(holder: topology.holder(of: entry.system), field: entry.cell.field)
      groupsOf[key, default: []].formUnion(concerned.parts(of: entry.cell.group))
    }
    let whose = groupsOf.mapValues { groups in
      let own = groups.filter(selection.covers)
      return topology.highest(people.folded(own).union(groups.subtracting(own)))
    }
    let byPeople = Dictionary(grouping: read) { entry -> Whose in
      let holder = topology.holder(of: entry.system)
      return Whose(
        holder: holder, groups: whose[Read(holder: holder, field: entry.cell.field)] ?? [])
    }
    let proofs = ProofTable(analysis)
    return byPeople.map { key, entries in
      let datasets = Set(entries.map(\.dataset)).sorted()
      let kept = datasets.flatMap { dataset in
        analysis.keptTooLong(in: dataset).filter { $0.groups.contains(where: selection.meets) }
          .map { (dataset: dataset, kept: $0) }
      }
      return AffectedAnswer.Way(
        holder: key.holder, fields: Self.sorted(entries.map(\.cell.field), topology),
        groups: key.groups, persons: concerned.count(key.groups),
        proof: proof(entries, Set(datasets), proofs), kept: kept)
    }.sorted { first, second in
      let order = (
        first.holder ?? Party(Reference(Int.max)), second.holder ?? Party(Reference(Int.max))
      )
      if first.fields.count != second.fields.count {
        return first.fields.count > second.fields.count
      }
      if order.0 != order.1 { return order.0 < order.1 }
      return first.groups.lexicographicallyPrecedes(second.groups)
    }
  }

  private func proof(
    _ entries: [BreachSurvey.Entry], _ datasets: Set<Reference<Dataset>>, _ proofs: ProofTable
  ) -> Proof? {
    for entry in entries {
      let finding = FieldFinding(
        field: entry.cell.field, status: .exposed, persons: .unknown, groups: [entry.cell.group],
        barrier: nil, barriers: [])
      for way in proofs.ways(finding) where way.proof.datasets.contains(where: datasets.contains) {
        return way.proof
      }
    }
    return nil
  }

  /// The inferences whose fields are all known about the people in question.
  func derived() -> [AffectedAnswer.Derived] {
    let asked = concerned.exposed
    var told = Set(exposed)
    return topology.inferences.compactMap { inference in
      let new = inference.gives.filter { !told.contains($0) }
      guard !new.isEmpty,
        asked.contains(where: { group in
          (inference.from + new).allSatisfy { known.knows($0, of: group) }
        })
      else { return nil }
      told.formUnion(new)
      return AffectedAnswer.Derived(
        gives: Self.sorted(new, topology), from: inference.from, certainty: inference.certainty,
        source: inference.source)
    }
  }

  /// The groups of which each field about people is held that are theirs or others among whom they may be.
  private func held() -> [Reference<DataField>: Set<Reference<PeopleGroup>>] {
    var near: [Reference<PeopleGroup>: Bool] = [:]
    var holders: [Reference<DataField>: Set<Reference<PeopleGroup>>] = [:]
    for carried in analysis.lowered.exposure.lineage.carried
    where topology.isAboutPeople(carried.field) {
      let group = carried.group
      let isNear =
        near[group] ?? (selection.meets(group) || people.mayOverlap(group, groups))
      near[group] = isNear
      if isNear { holders[carried.field, default: []].insert(group) }
    }
    return holders
  }

  /// Fields that came out of others among whom they may be, or can be derived of these, by their groups.
  func overlaps() -> [AffectedAnswer.Overlap] {
    var fieldsOf: [Reference<PeopleGroup>: Set<Reference<DataField>>] = [:]
    for entry in others {
      let isKnown = groups.allSatisfy { known.knows(entry.cell.field, of: $0) }
      if !isKnown { fieldsOf[entry.cell.group, default: []].insert(entry.cell.field) }
    }
    for (field, holders) in held() {
      for group in holders where !concerned.meets(group) && known.knows(field, of: group) {
        let isKnown = groups.allSatisfy { known.knows(field, of: $0) }
        if !isKnown { fieldsOf[group, default: []].insert(field) }
      }
    }
    let near = fieldsOf.filter { group, _ in people.mayOverlap(group, groups) }
    return Dictionary(grouping: near.keys.sorted()) { fieldsOf[$0] ?? [] }
      .map { fields, among in
        AffectedAnswer.Overlap(
          fields: Self.sorted(fields, topology), among: among, persons: concerned.count(among))
      }.filter { $0.persons.high != 0 }
      .sorted { $0.among.lexicographicallyPrecedes($1.among) }
  }

  /// Fields that may be in what was read without being listed, or follow from it: any that somebody holds of their
  /// class, or of people without a name in the file.
  func unknown() -> [Reference<DataField>] {
    let lineage = analysis.lowered.exposure.lineage
    let survey = UnlistedSurvey(analysis.lowered.exposure, analysis.world)
    let classes = Set(groups.map { people.roots[$0.index] })
    func isMeant(_ group: Reference<PeopleGroup>?) -> Bool {
      group.map { classes.contains(people.roots[$0.index]) } ?? true
    }
    var held = Set(lineage.carried.filter { isMeant($0.group) }.map(\.field))
    held.formUnion(lineage.overlaps.filter { isMeant($0.people.groups.first) }.map(\.field))
    held.formUnion(
      lineage.unlisted.filter { isMeant($0.cell.group) }.compactMap(\.cell.field))
    held.formUnion(unlisted.compactMap(\.cell.field))
    held.formUnion(survey.knownFields)
    return Self.sorted(
      held.subtracting(exposed).filter { field in
        topology.isAboutPeople(field)
          && !groups.contains { known.knows(field, ofAnybodyIn: $0) }
          && survey.groups(of: field).contains { people.mayOverlap($0, groups) }
      }, topology)
  }

  /// Fields that someone holds about them, or about others among whom they may be, and that the intruder learned of
  /// none of these.
  func safe() -> [Reference<DataField>] {
    let holders = held()
    return Self.sorted(
      Set(holders.keys).subtracting(exposed).subtracting(unknown())
        .subtracting(overlaps().flatMap(\.fields)).filter { field in
          !groups.contains { known.knows(field, ofAnybodyIn: $0) }
            && !(holders[field] ?? []).contains { known.knows(field, of: $0) }
        }, topology)
  }

  // MARK: - What follows

  /// The applicable lines of the table: for each requirement, some field of the same people came out.
  func following() -> [AffectedAnswer.Following] {
    var groupsOf: [Reference<DataField>: Set<Reference<PeopleGroup>>] = [:]
    for entry in read {
      groupsOf[entry.cell.field, default: []].formUnion(concerned.parts(of: entry.cell.group))
    }
    let candidates = groupsOf.values.reduce(into: Set<Reference<PeopleGroup>>()) {
      $0.formUnion($1)
    }
    let scopes = groupsOf.mapValues { GroupSelection($0.sorted(), in: topology) }
    return Consequence.all.compactMap { consequence in
      let fields = consequence.requires.map { kinds in
        exposed.filter { consequence.takes(topology.fields[$0].category, requirement: kinds) }
      }
      guard fields.allSatisfy({ !$0.isEmpty }) else { return nil }
      let whose = candidates.filter { group in
        fields.allSatisfy { $0.contains { scopes[$0]?.covers(group) ?? false } }
      }
      guard !whose.isEmpty else { return nil }
      return AffectedAnswer.Following(
        consequence: consequence, fields: fields.flatMap { $0 },
        isOfAll: concerned.isEverybody(in: PeopleUnion(whose)))
    }
  }

  func leaks() -> [AffectedAnswer.Joined] {
    guard !exposed.isEmpty else { return [] }
    let asked = concerned.exposed
    return topology.leaks.references.compactMap { leak in
      let entry = topology.leaks[leak]
      let isJoined = asked.contains { group in
        entry.matchesOn.allSatisfy { known.knows($0, of: group) }
      }
      let isIn = concerned.concern(among: PeopleUnion(topology.groups(naming: entry.people)))
      let adds = entry.fields.filter { !exposed.contains($0) }
      guard isJoined, isIn != .none, !adds.isEmpty else { return nil }
      return AffectedAnswer.Joined(leak: leak, adds: Self.sorted(adds, topology), isIn: isIn)
    }
  }

  /// Sources of consistent claims that these people's data came out.
  func saidBy() -> [Reference<Source>] {
    guard let incident = analysis.scenario.incident else { return [] }
    let claims = topology.incidents[incident].claims
    let sources = analysis.claims.compactMap { finding -> Reference<Source>? in
      let claim = claims[finding.claim]
      guard finding.verdict == .consistent, finding.supersededBy == nil, !claim.exposed.isEmpty,
        let people = claim.people,
        topology.groups(naming: [people]).contains(where: { named in
          groups.contains { topology.isGroup($0, atOrBelow: named) }
        })
      else { return nil }
      return claim.source
    }
    return Set(sources).sorted()
  }
}

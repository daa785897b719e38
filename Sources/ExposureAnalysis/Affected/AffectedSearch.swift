import Propagation
import TopologyModel

/// Gathers what an incident means for the people of some groups.
struct AffectedSearch {
  private let groups: [Reference<PeopleGroup>]
  private let analysis: IncidentAnalysis
  /// What was read of any of them.
  private let read: [BreachSurvey.Entry]
  let exposed: [Reference<DataField>]

  init(_ groups: [Reference<PeopleGroup>], _ analysis: IncidentAnalysis) {
    self.groups = groups
    self.analysis = analysis
    let topology = analysis.lowered.topology
    read = BreachSurvey(analysis).read.filter { entry in
      topology.fields[entry.cell.field].about == .person
        && groups.contains { topology.areRelated(entry.cell.group, $0) }
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

  // MARK: - Whether

  func concern() -> (AffectedAnswer.Concern, CountInterval) {
    let reached = analysis.people.flatMap(\.groups)
    return (concern(among: reached), people.sum(of: inside(reached)))
  }

  /// The parts of those asked about that are at or below one of some groups.
  private func inside(_ reached: [Reference<PeopleGroup>]) -> Set<Reference<PeopleGroup>> {
    Set(groups.flatMap { Lineage.passed($0, through: reached, in: topology) })
  }

  private func concern(among reached: [Reference<PeopleGroup>]) -> AffectedAnswer.Concern {
    let whole = people.whole(reached)
    if !groups.isEmpty, groups.allSatisfy({ whole[$0.index] }) { return .all }
    if !inside(reached).isEmpty { return .some }
    let roots = Set(groups.map { people.roots[$0.index] })
    let mayOverlap = reached.contains { other in
      roots.contains(people.roots[other.index])
        && groups.contains { !people.isApart(other, $0) }
    }
    return mayOverlap ? .unknown : .none
  }

  func controllers() -> [Party] {
    let table = ControllerTable(topology)
    return Set(groups.flatMap { table.shares(of: $0).compactMap(\.controller) }).sorted()
  }

  // MARK: - What, and where

  func ways() -> [AffectedAnswer.Way] {
    let byHolder = Dictionary(grouping: read) { topology.holder(of: $0.system) }
    let proofs = ProofTable(analysis)
    return byHolder.map { holder, entries in
      let concerned = topology.highest(
        entries.flatMap { entry in
          groups.flatMap { Lineage.passed($0, through: [entry.cell.group], in: topology) }
        })
      let datasets = Set(entries.map(\.dataset)).sorted()
      let kept = datasets.flatMap { dataset in
        analysis.keptTooLong(in: dataset).filter { kept in
          kept.groups.contains { group in groups.contains { topology.areRelated($0, group) } }
        }.map { (dataset: dataset, kept: $0) }
      }
      return AffectedAnswer.Way(
        holder: holder, fields: Self.sorted(entries.map(\.cell.field), topology),
        groups: concerned, persons: people.sum(of: Set(concerned)),
        proof: proof(entries, Set(datasets), proofs), kept: kept)
    }.sorted { first, second in
      (second.fields.count, first.holder ?? Party(Reference(Int.max)))
        < (first.fields.count, second.holder ?? Party(Reference(Int.max)))
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

  /// The inferences whose fields all are known of those asked about.
  func derived() -> [AffectedAnswer.Derived] {
    let known = KnownFields(analysis.lowered.exposure, analysis.world)
    let asked = inside(analysis.people.flatMap(\.groups))
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

  /// Fields that somebody holds of them and that nobody got to know.
  func safe() -> [Reference<DataField>] {
    let known = KnownFields(analysis.lowered.exposure, analysis.world)
    let held = analysis.lowered.exposure.lineage.carried.filter { carried in
      topology.fields[carried.field].about == .person
        && groups.contains { topology.areRelated(carried.group, $0) }
    }
    let out = Set(exposed)
    return Self.sorted(
      held.filter { carried in
        !out.contains(carried.field)
          && !groups.contains { known.knows(carried.field, of: $0) }
      }.map(\.field), topology)
  }

  // MARK: - What follows

  func following() -> [AffectedAnswer.Following] {
    Consequence.all.compactMap { consequence in
      let fields = consequence.requires.map { kinds in
        exposed.filter { consequence.takes(topology.fields[$0].category, requirement: kinds) }
      }
      guard fields.allSatisfy({ !$0.isEmpty }) else { return nil }
      return AffectedAnswer.Following(
        consequence: consequence, fields: fields.flatMap { $0 })
    }
  }

  func leaks() -> [AffectedAnswer.Joined] {
    guard !exposed.isEmpty else { return [] }
    let known = KnownFields(analysis.lowered.exposure, analysis.world)
    let asked = inside(analysis.people.flatMap(\.groups))
    return topology.leaks.references.compactMap { leak in
      let entry = topology.leaks[leak]
      let isJoined = asked.contains { group in
        entry.matchesOn.allSatisfy { known.knows($0, of: group) }
      }
      let isIn = concern(among: topology.groups(naming: entry.people))
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
      guard finding.verdict == .consistent, !claim.exposed.isEmpty, let people = claim.people,
        topology.groups(naming: [people]).contains(where: { named in
          groups.contains { topology.isGroup($0, atOrBelow: named) }
        })
      else { return nil }
      return claim.source
    }
    return Set(sources).sorted()
  }
}

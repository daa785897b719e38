public import Lowering
import Population
public import Propagation
public import TopologyModel

/// The result of one scenario: which people, which fields, how many, what stayed safe and why, what stopped,
/// and whether published claims agree.
public struct IncidentAnalysis: Sendable {
  /// The topology.
  public let lowered: LoweredTopology
  /// The events that occur.
  public let scenario: Scenario
  /// The world in which they occur.
  public let world: WorldResult
  /// Systems the intruder controls, sorted by id.
  public let controlled: [Reference<System>]
  /// Secrets that the intruder has, sorted by id.
  public let secrets: [Reference<Secret>]
  /// Datasets of which something is read, sorted by id.
  public let datasetsRead: [Reference<Dataset>]
  /// One finding per class, in the order of the file.
  public let people: [ClassFinding]
  /// One finding per service, sorted by id.
  public let services: [ServiceFinding]
  /// One finding per claim of the incident, in the order of the file.
  public let claims: [ClaimFinding]
  /// The claims that no other corrects.
  public var standingClaims: [ClaimFinding] { claims.filter { $0.supersededBy == nil } }
  /// What is known to have been taken, in the order of the file, held against what was within reach.
  public let taken: [TakenFinding]
  /// The records of every dataset of which something is read, sorted by its id.
  public let records: [RecordsFinding]
  /// What was read, or may have been, without the file's saying what it is or of whom.
  public let unlisted: [UnlistedReading]
  /// What was read of people in several groups at once, if there are any.
  public let overlapping: [UnlistedReading]
  /// Information that readers of the findings also need.
  public var notes: [AnalysisNote] {
    UnlistedReading.folded(unlisted, in: lowered.topology).map(AnalysisNote.unlisted)
      + unrelatedLeaks + notesOnDates + unexplainedReach
      + (lowered.exposure.overlapsAreLimited ? [.overlapsLimited] : [])
      + (evenSplits.isEmpty ? [] : [.evenSplit(evenSplits)])
  }
  /// Groups across fleets whose even split, an assumption, numbers of people hang on; in the order of the file.
  public let evenSplits: [Reference<PeopleGroup>]
  private let unexplainedReach: [AnalysisNote]
  private let unrelatedLeaks: [AnalysisNote]

  /// Evaluates the scenario.
  /// - Complexity: O(clauses) for the world, plus one union of groups per class and field.
  public init(_ lowered: LoweredTopology, _ scenario: Scenario) {
    let lowered = lowered.dated(for: scenario)
    let topology = lowered.topology
    let exposure = lowered.exposure
    let world = lowered.world(of: scenario)
    self.lowered = lowered
    self.scenario = scenario
    self.world = world
    controlled = topology.systems.references
      .filter { world.holds(exposure.control($0)) }
      .sorted { topology.systems[$0].id < topology.systems[$1].id }
    secrets = topology.secrets.references
      .filter { world.holds(exposure.has($0)) }
      .sorted { topology.secrets[$0].id < topology.secrets[$1].id }
    var read: Set<Reference<Dataset>> = []
    for entry in exposure.reads where world.holds(entry.fact) { read.insert(entry.dataset) }
    for entry in exposure.overlapReads where world.holds(entry.fact) {
      read.insert(entry.carried.dataset)
    }
    for entry in exposure.unlistedReads where world.holds(entry.fact) {
      read.insert(entry.dataset)
    }
    unlisted = UnlistedReading.all(in: exposure, world)
    overlapping = UnlistedReading.overlaps(in: exposure, world)
    datasetsRead = read.sorted { topology.datasets[$0].id < topology.datasets[$1].id }
    let claimed = scenario.incident.map { topology.incidents[$0].claims } ?? []
    people = ClassSurvey(lowered, world, claims: claimed).findings()
    let outage = OutageSurvey(lowered, stopped: scenario.stopped)
    services = outage.findings()
    claims = ClaimCheck(lowered, world, outage).findings(claimed)
    evenSplits = Self.evenSplits(lowered, people, claims)
    taken = TakenSurvey(lowered, world).findings(
      scenario.incident.map { topology.incidents[$0].taken } ?? [])
    records = datasetsRead.map(RecordsSurvey(lowered, world: world).read)
    unrelatedLeaks = Self.unrelatedLeaks(lowered, world)
    let unexplained = scenario.unexplained(in: lowered)
    unexplainedReach = unexplained.isEmpty ? [] : [.unexplainedReach(unexplained)]
  }

  /// The findings for any fields of the topology, also those that no place is said to hold of the class.
  /// - Complexity: O(facts) if there are such fields.
  package func findings(
    of fields: some Sequence<Reference<DataField>>, in root: Reference<PeopleGroup>
  ) -> [FieldFinding] {
    let known = people.first { $0.personClass == root }?.fields ?? []
    let places = Dictionary(
      known.enumerated().map { ($1.field, $0) }, uniquingKeysWith: { first, _ in first })
    var survey: ClassSurvey?
    return fields.map { field in
      if let place = places[field] { return known[place] }
      let own = survey ?? ClassSurvey(lowered, world, claims: [])
      survey = own
      return own.finding(field, notHeldOf: root)
    }
  }

  /// Whether a place, an inference or a claim names a field of a class.
  package func names(_ field: Reference<DataField>, of root: Reference<PeopleGroup>) -> Bool {
    people.contains { $0.personClass == root && $0.fields.contains { $0.field == field } }
  }

  /// Leaks of people of another class than those that match completely: whether some are the same, the file does not say.
  private static func unrelatedLeaks(
    _ lowered: LoweredTopology, _ world: WorldResult
  ) -> [AnalysisNote] {
    let topology = lowered.topology
    let known = KnownFields(lowered.exposure, world)
    return topology.leaks.references.compactMap { leak -> AnalysisNote? in
      let entry = topology.leaks[leak]
      let scope = topology.groups(naming: entry.people)
      let concerned = known.highestGroups { group in
        entry.matchesOn.allSatisfy { known.knows($0, of: group) }
      }
      let unrelated = concerned.filter { group in
        !scope.contains { topology.tree.roots[$0.index] == topology.tree.roots[group.index] }
      }
      return unrelated.isEmpty ? nil : .unrelatedLeak(leak, unrelated)
    }
  }
}

extension IncidentAnalysis {
  /// What the numbers of some findings hang on.
  private static func evenSplits(
    _ lowered: LoweredTopology, _ people: [ClassFinding], _ claims: [ClaimFinding]
  ) -> [Reference<PeopleGroup>] {
    guard lowered.topology.groups.contains(where: \.isSplitEvenly) else { return [] }
    var result = Set(claims.flatMap(\.evenSplits))
    for finding in people {
      let all = [(finding.groups, finding.overlaps, finding.unknown)]
      let counted = Set(
        (all + finding.fields.map { ($0.groups, $0.overlaps, $0.unknown) })
          .map { PeopleUnion($0.0 + $0.2, overlaps: $0.1.map(\.groups)) })
      for union in counted where !union.groups.isEmpty || !union.overlaps.isEmpty {
        result.formUnion(lowered.people.evenSplits(of: union, in: finding.personClass))
      }
    }
    return result.sorted()
  }
}

/// Which fields are known about which groups in one world, exposed or derivable.
package struct KnownFields {
  let exposure: ExposureProgram
  let world: WorldResult
  private let cells: Set<FieldOfGroup>

  package init(_ exposure: ExposureProgram, _ world: WorldResult) {
    self.exposure = exposure
    self.world = world
    var cells: Set<FieldOfGroup> = []
    for (cell, fact) in exposure.exposed where world.holds(fact) { cells.insert(cell) }
    for (cell, fact) in exposure.known where world.holds(fact) { cells.insert(cell) }
    self.cells = cells
  }

  /// Whether the field is known for the group or one of its ancestors.
  package func knows(_ field: Reference<DataField>, of group: Reference<PeopleGroup>) -> Bool {
    exposure.topology.path(from: group).contains { cells.contains(FieldOfGroup(field, $0)) }
  }

  /// Whether the field is known for the group, an ancestor or a subgroup.
  package func knows(_ field: Reference<DataField>, ofAnybodyIn group: Reference<PeopleGroup>)
    -> Bool
  {
    if knows(field, of: group) { return true }
    var below = exposure.topology.groups[group].children
    while let here = below.popLast() {
      if cells.contains(FieldOfGroup(field, here)) { return true }
      below += exposure.topology.groups[here].children
    }
    return false
  }

  /// The topmost groups that satisfy a condition, in the order of the file.
  func highestGroups(
    where holds: (Reference<PeopleGroup>) -> Bool
  ) -> [Reference<PeopleGroup>] {
    exposure.topology.highest(exposure.topology.groups.references.filter(holds))
  }
}

extension IncidentAnalysis {
  /// The fact that a field is exposed or derivable in this world for a group or one of its ancestors.
  package func fact(
    of field: Reference<DataField>, _ status: FieldStatus, _ group: Reference<PeopleGroup>
  ) -> ClauseProgram.Fact? {
    let table = status == .exposed ? lowered.exposure.exposed : lowered.exposure.known
    return lowered.topology.path(from: group).lazy
      .compactMap { table[FieldOfGroup(field, $0)] }.first(where: world.holds)
  }
  /// The fact that a field is exposed or known in this world for the people in an overlap.
  package func fact(
    of field: Reference<DataField>, _ status: FieldStatus, _ people: PeopleOverlap
  ) -> ClauseProgram.Fact? {
    let cell = FieldOfOverlap(field, people)
    let exposed = lowered.exposure.overlapsExposed[cell].flatMap { world.holds($0) ? $0 : nil }
    guard status != .exposed, exposed == nil else { return exposed }
    return lowered.exposure.overlapsKnown[cell].flatMap { world.holds($0) ? $0 : nil }
  }
}

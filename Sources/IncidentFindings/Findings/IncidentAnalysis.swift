public import Lowering
public import Propagation
public import TopologyModel

/// What one scenario reaches: whom, which fields, how many, what stayed safe and why, what stopped, and
/// whether the record agrees.
public struct IncidentAnalysis: Sendable {
  /// What it was asked of.
  public let lowered: LoweredTopology
  /// What happened.
  public let scenario: Scenario
  /// The world in which it did.
  public let world: WorldResult
  /// Systems the intruder controls, sorted by id.
  public let controlled: [Reference<System>]
  /// Secrets the intruder has, sorted by id.
  public let secrets: [Reference<Secret>]
  /// Datasets of which something is read, sorted by id.
  public let datasetsRead: [Reference<Dataset>]
  /// One for each class, in the order of the file.
  public let people: [ClassFinding]
  /// One for each service, sorted by id.
  public let services: [ServiceFinding]
  /// One for each claim of the incident, in the order of the file.
  public let claims: [ClaimFinding]
  /// What was read, or may have been, without the file's saying what it is or of whom.
  public let unlisted: [UnlistedReading]
  /// What a reader must know beside these.
  public var notes: [AnalysisNote] {
    UnlistedReading.folded(unlisted, in: lowered.topology).map(AnalysisNote.unlisted)
      + unrelatedLeaks + notesOnDates
  }
  private let unrelatedLeaks: [AnalysisNote]

  /// Evaluates the scenario.
  /// - Complexity: O(clauses) for the world; then for each class and field the cost of one union of groups.
  public init(_ lowered: LoweredTopology, _ scenario: Scenario) {
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
    for entry in exposure.unlistedReads where world.holds(entry.fact) {
      read.insert(entry.dataset)
    }
    unlisted = UnlistedReading.all(in: exposure, world)
    datasetsRead = read.sorted { topology.datasets[$0].id < topology.datasets[$1].id }
    let claimed = scenario.incident.map { topology.incidents[$0].claims } ?? []
    people = ClassSurvey(lowered, world, claims: claimed).findings()
    let outage = OutageSurvey(lowered, stopped: scenario.stopped)
    services = outage.findings()
    claims = ClaimCheck(lowered, world, outage).findings(claimed)
    unrelatedLeaks = Self.unrelatedLeaks(lowered, world)
  }

  /// Leaks whose people and a group with everything they match on are unrelated in the file.
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
        !scope.contains { topology.areRelated(group, $0) }
      }
      return unrelated.isEmpty ? nil : .unrelatedLeak(leak, unrelated)
    }
  }
}

/// Which fields are known of which groups in one world, exposed or derivable.
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

  /// Whether the field is known for the group or for one above it.
  package func knows(_ field: Reference<DataField>, of group: Reference<PeopleGroup>) -> Bool {
    exposure.topology.path(from: group).contains { cells.contains(FieldOfGroup(field, $0)) }
  }

  /// Whether the field is known for the group, for one above it, or for one below it.
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

  /// Groups that satisfy a condition and none above which does, in the order of the file.
  func highestGroups(
    where holds: (Reference<PeopleGroup>) -> Bool
  ) -> [Reference<PeopleGroup>] {
    exposure.topology.highest(exposure.topology.groups.references.filter(holds))
  }
}

extension IncidentAnalysis {
  /// The fact that a field of a group, or of one above it, is exposed or derivable in this world.
  package func fact(
    of field: Reference<DataField>, _ status: FieldStatus, _ group: Reference<PeopleGroup>
  ) -> ClauseProgram.Fact? {
    let table = status == .exposed ? lowered.exposure.exposed : lowered.exposure.known
    return lowered.topology.path(from: group).lazy
      .compactMap { table[FieldOfGroup(field, $0)] }.first(where: world.holds)
  }
}

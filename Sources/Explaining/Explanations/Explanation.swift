public import IncidentFindings
public import Lowering
import Population
public import Propagation
public import TopologyModel

/// Why a field of a class is exposed, derivable or safe.
public struct Explanation: Sendable {
  /// One way by which a field was exposed, with the people it affects.
  public struct Way: Sendable {
    /// The topmost groups that this way exposes, in the order of the file.
    public var groups: [Reference<PeopleGroup>]
    /// Overlaps that this way exposes, if there is somebody in them.
    public var overlaps: [PeopleOverlap]
    /// The number of people in them.
    public var persons: CountInterval
    /// The shortest proof, for the first of the groups, or else of the overlaps.
    public var proof: Proof
  }

  /// The class.
  public let personClass: Reference<PeopleGroup>
  /// The field, its status, people and barriers.
  public let finding: FieldFinding
  /// The ways for an exposed or derivable field, the shortest first: every dataset and every flow that gives it away,
  /// and every minimal set of what happened and of access rules, each with its shortest proof.
  public let ways: [Way]
  /// The minimal sets of what happened and of access rules, for people by people.
  public let independent: [WayTable.Ways]
  /// The further events that would expose a safe field; nil for other fields.
  public let nearestMisses: NearestMisses?

  /// Explains one field of one class in an analysis.
  /// - Parameter people: Only groups at or below one of these; nil for the whole class.
  /// - Returns: Nil if the class has no finding for the field, and no place may hold it without the file's listing it.
  /// - Complexity: One shortest derivation, O(bodies log clauses); for a safe field, the search for sets.
  public init?(
    _ field: Reference<DataField>, of personClass: Reference<PeopleGroup>,
    among people: [Reference<PeopleGroup>]? = nil, in analysis: IncidentAnalysis,
    ways wayTable: WayTable? = nil
  ) {
    guard let found = analysis.findings(of: [field], in: personClass).first else { return nil }
    if found.barrier == .notHeld, !analysis.names(field, of: personClass) { return nil }
    self.personClass = personClass
    var finding = found
    if let people { finding = found.among(people, in: analysis.lowered) }
    self.finding = finding
    let table = ProofTable(analysis)
    let wayTable = wayTable ?? WayTable(analysis)
    var routes = table.ways(finding)
    independent = wayTable.ways(to: finding)
    for ways in independent {
      let told = routes.filter {
        !Set($0.groups).isDisjoint(with: ways.groups)
          || !Set($0.overlaps).isDisjoint(with: ways.overlaps)
      }.map { $0.proof.elements }
      for set in ways.ways.sets where !told.contains(Set(set)) {
        guard let proof = wayTable.proof(of: finding, ways, by: set) else { continue }
        routes.append(ProofTable.Way(groups: ways.groups, overlaps: ways.overlaps, proof: proof))
      }
    }
    // What was read without being listed may be of nobody.
    let isUnknown = finding.status == .unknown
    ways = routes.map { way in
      var persons = analysis.lowered.people.count(
        PeopleUnion(way.groups, overlaps: way.overlaps.map(\.groups)), in: personClass)
      if isUnknown { persons.low = 0 }
      return Way(groups: way.groups, overlaps: way.overlaps, persons: persons, proof: way.proof)
    }.sorted(by: Self.shortestFirst)
    nearestMisses =
      finding.status == .safe
      ? NearestMisses(field, of: personClass, among: people, in: analysis) : nil
  }

  /// How many ways there are beyond those that have a proof here, of each people; empty: none.
  public var unlisted: SetCount {
    independent.reduce(SetCount(0)) { sum, ways in
      // Listed ways are few, what is left of the number is counted down.
      ways.ways.count.exactInt.map { sum + SetCount(UInt64(max(0, $0 - ways.ways.sets.count))) }
        ?? sum + ways.ways.count
    }
  }

  private static func shortestFirst(_ first: Way, _ second: Way) -> Bool {
    if first.proof.steps.count != second.proof.steps.count {
      return first.proof.steps.count < second.proof.steps.count
    }
    if first.persons != second.persons { return first.persons.isMore(than: second.persons) }
    if first.groups != second.groups {
      return first.groups.lexicographicallyPrecedes(second.groups)
    }
    return first.overlaps.lexicographicallyPrecedes(second.overlaps)
  }
}

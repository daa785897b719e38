public import IncidentFindings
import Lowering
import Population
import TopologyLanguage
public import TopologyModel

/// What the same incident would have changed in another architecture.
public struct IncidentChange: Sendable {
  /// A field of a class with a different result.
  public struct FieldChange: Sendable {
    /// The id of the field.
    public var field: String
    /// The finding in the base; nil if it has no such field or class.
    public var before: FieldFinding?
    /// The finding in the other architecture; nil if it has no such field or class.
    public var after: FieldFinding?

    /// The status in the base.
    public var statusBefore: FieldStatus { before?.status ?? .safe }
    /// The status in the other architecture.
    public var statusAfter: FieldStatus { after?.status ?? .safe }
    /// The number of people whose field is exposed or derivable in the base.
    public var personsBefore: CountInterval { before?.persons ?? .zero }
    /// The number of people whose field is exposed or derivable in the other architecture.
    public var personsAfter: CountInterval { after?.persons ?? .zero }
    /// Whether the status itself changes, not only the number of people.
    public var changesStatus: Bool { statusBefore != statusAfter }
  }

  /// The changes for one class.
  public struct ClassChange: Sendable {
    /// The id of the class.
    public var personClass: String
    /// The finding in the base.
    public var before: ClassFinding?
    /// The finding in the other architecture.
    public var after: ClassFinding?
    /// Fields with a different status or number of people, sorted by id.
    public var fields: [FieldChange]
    /// The topmost groups that are exposed here but not in the base, by id; fleets as declared.
    public var newlyExposed: [String]

    /// People exposed in the base.
    public var personsBefore: CountInterval { before?.persons ?? .zero }
    /// People exposed in the other architecture.
    public var personsAfter: CountInterval { after?.persons ?? .zero }
    /// Whether anyone is exposed in the base.
    public var isExposedBefore: Bool { before?.isReached ?? false }
    /// Whether anyone is exposed in the other architecture.
    public var isExposedAfter: Bool { after?.isReached ?? false }
    /// Whether it is unknown in the base if anybody is exposed, because the file does not list what was read, or
    /// does not say whether there are people in several groups at once.
    public var isUnknownBefore: Bool { !isExposedBefore && before?.mayBeReached ?? false }
    /// Whether it is unknown in the other architecture if anybody is exposed.
    public var isUnknownAfter: Bool { !isExposedAfter && after?.mayBeReached ?? false }

    /// Fields with a different status.
    public var changedFields: [FieldChange] { fields.filter(\.changesStatus) }
    /// The number of people exposed in the base but not here, as `SparedPeople` counts it; nil where it does not.
    var counted: CountInterval?
    /// The number of people exposed in the base but not here; nil if other people are exposed instead, and the two files
    /// count people differently, so that the counts do not determine it.
    public var spared: CountInterval? {
      if let counted { return counted }
      guard newlyExposed.isEmpty else { return nil }
      let (was, isNow) = (personsBefore, personsAfter)
      let low = isNow.high.map { max(0, was.low - $0) } ?? 0
      return CountInterval(low: low, high: was.high.map { max(low, $0 - isNow.low) })
    }
    /// Whether the same people are exposed as far as the files say, possibly with other fields.
    public var hasSamePeople: Bool
  }

  /// A service with a different result.
  public struct ServiceChange: Sendable {
    /// The id of the service, as declared for a fleet.
    public var service: String
    /// The number of members with a different result.
    public var count: Int
    /// The state in the base; nil if there is no such service.
    public var before: Claim.State?
    /// The state in the other architecture; nil if there is no such service.
    public var after: Claim.State?
  }

  /// The index of the architecture in the comparison.
  public let architecture: Int
  /// One change per class with exposed people in either architecture.
  public let classes: [ClassChange]
  /// Services with a different result, sorted by id.
  public let services: [ServiceChange]
  /// Basic events of the incident that exist only in the base, sorted by id.
  public let onlyBefore: [String]
  /// Basic events of the incident that exist only in the other architecture, sorted by id.
  public let onlyAfter: [String]

  /// Computes the change between two analyses.
  init(from before: IncidentAnalysis, to after: IncidentAnalysis, at architecture: Int) {
    self.architecture = architecture
    classes = Self.classes(before, after)
    services = Self.services(before, after)
    func events(_ analysis: IncidentAnalysis) -> Set<String> {
      Set(analysis.scenario.events.map { analysis.lowered.topology.id(of: $0) })
    }
    onlyBefore = events(before).subtracting(events(after)).sorted()
    onlyAfter = events(after).subtracting(events(before)).sorted()
  }

  private static func classes(
    _ before: IncidentAnalysis, _ after: IncidentAnalysis
  ) -> [ClassChange] {
    func byID(_ analysis: IncidentAnalysis) -> [String: ClassFinding] {
      let groups = analysis.lowered.topology.groups
      return Dictionary(
        analysis.people.map { (groups[$0.personClass].id, $0) },
        uniquingKeysWith: { first, _ in first })
    }
    func ids(_ finding: ClassFinding?, _ analysis: IncidentAnalysis) -> Set<String> {
      Set((finding?.fields ?? []).map { analysis.lowered.topology.fields[$0.field].id })
    }
    // By id. What nothing is said to hold may be among what is read without being listed.
    func fields(
      _ ids: Set<String>, of finding: ClassFinding?, _ analysis: IncidentAnalysis
    ) -> [String: FieldFinding] {
      guard let finding else { return [:] }
      let all = analysis.lowered.topology.fields
      let asked = all.references.filter { ids.contains(all[$0].id) }
      return Dictionary(
        analysis.findings(of: asked, in: finding.personClass).map { (all[$0.field].id, $0) },
        uniquingKeysWith: { first, _ in first })
    }
    let (left, right) = (byID(before), byID(after))
    return Set(left.keys).union(right.keys).sorted().compactMap { id in
      let named = ids(left[id], before).union(ids(right[id], after))
      let was = fields(named, of: left[id], before)
      let isNow = fields(named, of: right[id], after)
      let changed = named.sorted()
        .map { FieldChange(field: $0, before: was[$0], after: isNow[$0]) }
        .filter { $0.changesStatus || $0.personsBefore != $0.personsAfter }
      func groups(_ finding: ClassFinding?, _ analysis: IncidentAnalysis) -> Set<String> {
        let topology = analysis.lowered.topology
        let whole = analysis.lowered.people.whole(finding?.groups ?? [])
        return Set(topology.groups.indices.filter { whole[$0] }.map { topology.groups[$0].id })
      }
      // Equal bounds mean equal people only if the bounds are a single number: for the whole class, or for
      // groups with other names that make it up.
      let isEqual = left[id]?.persons == right[id]?.persons
      let isExact = left[id]?.persons.isExact ?? false
      let (groupsBefore, groupsAfter) = (groups(left[id], before), groups(right[id], after))
      let change = ClassChange(
        personClass: id, before: left[id], after: right[id],
        fields: changed,
        newlyExposed: Self.newlyExposed(right[id], after, known: groupsBefore),
        counted: SparedPeople.count(left[id], in: before, after: right[id], in: after),
        hasSamePeople: isEqual
          && (isExact
            || groupsBefore == groupsAfter && left[id]?.unknown == right[id]?.unknown
              && left[id]?.overlaps == right[id]?.overlaps)
      )
      let isConcerned =
        change.isExposedBefore || change.isExposedAfter || change.isUnknownBefore
        || change.isUnknownAfter
      return isConcerned ? change : nil
    }
  }

  /// The exposed groups that are neither among the known groups nor made up of them.
  private static func newlyExposed(
    _ finding: ClassFinding?, _ analysis: IncidentAnalysis, known: Set<String>
  ) -> [String] {
    let topology = analysis.lowered.topology
    let new = (finding?.groups ?? []).filter { group in
      !topology.path(from: group).contains { known.contains(topology.groups[$0].id) }
    }
    return Set(new.map { topology.groups[$0].member?.declared ?? topology.groups[$0].id }).sorted()
  }

  private static func services(
    _ before: IncidentAnalysis, _ after: IncidentAnalysis
  ) -> [ServiceChange] {
    func states(_ analysis: IncidentAnalysis) -> [String: Claim.State] {
      let services = analysis.lowered.topology.services
      return Dictionary(
        analysis.services.map { (services[$0.service].id, $0.state) },
        uniquingKeysWith: { first, _ in first })
    }
    func declared(_ id: String) -> String {
      for analysis in [before, after] {
        let services = analysis.lowered.topology.services
        if let found = services.first(where: { $0.id == id }) {
          return found.member?.declared ?? id
        }
      }
      return id
    }
    struct Key: Hashable {
      var service: String
      var before: Claim.State?
      var after: Claim.State?
    }
    let (was, isNow) = (states(before), states(after))
    var counts: [Key: Int] = [:]
    for id in Set(was.keys).union(isNow.keys) where was[id] != isNow[id] {
      counts[Key(service: declared(id), before: was[id], after: isNow[id]), default: 0] += 1
    }
    return counts.map {
      ServiceChange(
        service: $0.key.service, count: $0.value, before: $0.key.before, after: $0.key.after)
    }.sorted {
      ($0.service, $0.before?.rawValue ?? "", $0.after?.rawValue ?? "")
        < ($1.service, $1.before?.rawValue ?? "", $1.after?.rawValue ?? "")
    }
  }
}

public import TopologyModel

/// What one event or one organization alone exposes, and what stops if it is disconnected.
public struct PointFinding: Sendable {
  /// The event or organization.
  public var subject: PointSubject
  /// The classes of which it exposes people, in the order of the file.
  public var classes: [ClassReach]
  /// Exposed fields of any class, sorted by id.
  public var fields: [Reference<DataField>]
  /// Fields that are derivable but not exposed for some class, sorted by id.
  public var derivable: [Reference<DataField>]
  /// Services that are down if it is disconnected, sorted by id.
  public var down: [Reference<Service>]
  /// Services that then run on their fallback, sorted by id.
  public var degraded: [Reference<Service>]
  /// Whether it alone exposes at least the threshold share of a class.
  public var isExposurePoint: Bool
  /// Whether disconnecting it alone takes a service down.
  public var isAvailabilityPoint: Bool

  /// Whether it is a single point of failure, for either reason.
  public var isSinglePoint: Bool { isExposurePoint || isAvailabilityPoint }
  /// Whether it exposes nothing and stops nothing.
  public var isHarmless: Bool {
    classes.isEmpty && fields.isEmpty && down.isEmpty && degraded.isEmpty
  }

  /// The sum of people over all classes. People in two classes count twice, so this serves only for ordering.
  public var persons: CountInterval { classes.reduce(.zero) { $0 + $1.persons } }
}

/// The number of exposed people of one class.
public struct ClassReach: Sendable {
  /// The root of the class.
  public var personClass: Reference<PeopleGroup>
  /// People with at least one exposed field about a person.
  public var persons: CountInterval
  /// The least share of the class: `persons.low` divided by the largest size; nil if the size has no upper bound.
  /// 0 … 1.
  public var share: Double?
  /// The greatest share of the class: `persons.high` divided by the smallest size; nil if nothing limits it. 0 … 1.
  public var mostShare: Double?
  /// The share that a threshold is compared with: `persons.low` divided by the largest size, or by the smallest size
  /// of a class without an upper bound; nil if the size is unknown.
  var comparedShare: Double?
  /// Whether everybody in the class is exposed, even if their number is unknown.
  public var isWhole: Bool

  /// Whether at least this share of the class is exposed.
  public func reaches(_ threshold: Double) -> Bool {
    isWhole || (comparedShare.map { $0 >= threshold } ?? false)
  }
}

extension PointFinding {
  /// Orders the worst first: more people certainly exposed, more people possibly exposed, more services down,
  /// more degraded, more fields; then by id, with systems and organizations separate.
  static func isGraver(_ left: PointFinding, _ right: PointFinding, in topology: Topology) -> Bool {
    let persons = (left.persons, right.persons)
    if persons.0 != persons.1 { return persons.0.isMore(than: persons.1) }
    if left.down.count != right.down.count { return left.down.count > right.down.count }
    if left.degraded.count != right.degraded.count {
      return left.degraded.count > right.degraded.count
    }
    if left.fields.count != right.fields.count { return left.fields.count > right.fields.count }
    let keys = (topology.sortKey(of: left.subject), topology.sortKey(of: right.subject))
    return keys.0 < keys.1
  }
}

extension Topology {
  /// Orders by id, and members of a fleet by number.
  func sortKey(of subject: PointSubject) -> (String, Int, Int) {
    let member = member(of: subject)
    let kind = PointSubject.Kind.allCases.firstIndex(of: subject.kind) ?? 0
    return (member?.declared ?? id(of: subject), member?.number ?? 0, kind)
  }
}

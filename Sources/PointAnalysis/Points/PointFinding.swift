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
  public var isHarmless: Bool { fields.isEmpty && down.isEmpty && degraded.isEmpty }

  /// The sum of people over all classes. People in two classes count twice, so this serves only for ordering.
  public var persons: CountInterval {
    classes.reduce(.zero) { sum, reach in
      let high: Int? =
        if let first = sum.high, let second = reach.persons.high { first + second } else { nil }
      return CountInterval(low: sum.low + reach.persons.low, high: high)
    }
  }
}

/// The number of exposed people of one class.
public struct ClassReach: Sendable {
  /// The root of the class.
  public var personClass: Reference<PeopleGroup>
  /// People with at least one exposed field about a person.
  public var persons: CountInterval
  /// `persons.low` divided by the size of the class: its upper bound, or its lower bound if it has no upper
  /// bound; nil if the size is unknown. 0 … 1.
  public var share: Double?
  /// Whether everybody in the class is exposed, even if their number is unknown.
  public var isWhole: Bool

  /// Whether at least this share of the class is exposed.
  public func reaches(_ threshold: Double) -> Bool {
    isWhole || (share.map { $0 >= threshold } ?? false)
  }
}

extension PointFinding {
  /// Orders the worst first: more people certainly exposed, more people possibly exposed, more services down,
  /// more degraded, more fields; then by id, with systems and organizations separate.
  static func isGraver(_ left: PointFinding, _ right: PointFinding, in topology: Topology) -> Bool {
    let persons = (left.persons, right.persons)
    if persons.0.low != persons.1.low { return persons.0.low > persons.1.low }
    let high = (persons.0.high ?? .max, persons.1.high ?? .max)
    if high.0 != high.1 { return high.0 > high.1 }
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

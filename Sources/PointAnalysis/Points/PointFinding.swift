package import Lowering
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
  /// Whether it does not for certain, but may: the file does not list what is read, or how many people there are.
  public var mayBeExposurePoint: Bool
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

  /// The sum of people over all classes of whom something at least this grave is exposed.
  public func persons(_ tier: Gravity) -> CountInterval {
    classes.reduce(.zero) { sum, reach in
      // A class about which nothing is held that is just as grave has the number of the next graver tier.
      sum + (reach.tiers.last { $0.tier >= tier }?.persons ?? .zero)
    }
  }

  /// The sums from the gravest tier to the mildest, then of people: what findings are ranked by.
  package var ranks: [CountInterval] {
    Gravity.allCases.reversed().map { persons($0) } + [persons]
  }

  /// What findings are ranked by, or the one number that is asked about.
  package func ranks(_ measure: ExposureMeasure?) -> [CountInterval] {
    switch measure {
    case nil: ranks
    case .people: [persons]
    case .tier(let tier): [persons(tier)]
    case .field: [classes.reduce(.zero) { $0 + $1.measuredPersons }]
    }
  }
}

/// The number of people of a class of whom something at least this grave is exposed.
public struct TierReach: Hashable, Sendable {
  /// The tier.
  public let tier: Gravity
  /// The number of people.
  public let persons: CountInterval

  /// Memberwise.
  package init(tier: Gravity, persons: CountInterval) {
    self.tier = tier
    self.persons = persons
  }
}

/// The number of exposed people of one class.
public struct ClassReach: Sendable {
  /// The root of the class.
  public var personClass: Reference<PeopleGroup>
  /// People with at least one field exposed that counts (`ExposureMeasure`).
  public var persons: CountInterval
  /// The same by tier, the gravest first, cumulative; the tiers of what is held about the class.
  public var tiers: [TierReach]
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
  /// People of the exposure that is measured.
  package var measuredPersons: CountInterval = .zero
  /// What a threshold is compared with, of the exposure that is measured.
  var measured: Compared

  struct Compared: Hashable, Sendable {
    /// The share that is certain; nil if unknown.
    var share: Double?
    var isWhole: Bool
    /// The greatest share; nil if nothing limits it.
    var most: Double?
  }

  var comparable: Compared {
    Compared(share: comparedShare, isWhole: isWhole, most: persons.high == 0 ? 0 : mostShare)
  }

  /// Whether the exposure that is measured concerns at least this share of the class.
  public func reaches(_ threshold: Double) -> Bool {
    measured.isWhole || (measured.share.map { $0 >= threshold } ?? false)
  }

  /// Whether it may concern that much, as far as the file says.
  public func mayReach(_ threshold: Double) -> Bool {
    measured.isWhole || (measured.most.map { $0 >= threshold } ?? true)
  }
}

extension PointFinding {
  /// Orders the worst first: more people of whom something of the gravest tier is certainly exposed, then of the
  /// next, and so on; more people certainly exposed, more people possibly exposed, more services down,
  /// more degraded, more fields; then by id, with systems and organizations separate.
  static func isGraver(_ left: PointFinding, _ right: PointFinding, in topology: Topology) -> Bool {
    for (mine, other) in zip(left.ranks, right.ranks) where mine != other {
      return mine.isMore(than: other)
    }
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

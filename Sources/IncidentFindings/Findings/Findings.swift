public import Lowering
public import TopologyModel

/// The status of a field of a class.
public enum FieldStatus: String, Comparable, CaseIterable, Sendable {
  /// It was read.
  case exposed
  /// It can be derived from exposed fields.
  case derivable
  /// Exposed or derivable for people who are in several groups at once, if there are any: counts force nobody to be.
  case possible
  /// Perhaps exposed or derivable: something was read of these people that the file does not list.
  case unknown
  /// None of these.
  case safe

  /// Orders the most severe first.
  public static func < (left: FieldStatus, right: FieldStatus) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .exposed: 0
    case .derivable: 1
    case .possible: 2
    case .unknown: 3
    case .safe: 4
    }
  }
}

/// What protected a safe field.
public enum Barrier: String, CaseIterable, Sendable {
  /// No dataset or flow carries it for the class.
  case notHeld = "not-held"
  /// No dataset or flow is said to carry it for the class; places that the file does not list in full may, and nothing
  /// of these was read.
  case notListed = "not-listed"
  /// It is stored only in systems of a zone that the intruder never gets into reach of.
  case notInReach = "not-in-reach"
  /// It is stored only in systems the intruder cannot enter.
  case notReached = "not-reached"
  /// The intruder reaches its place, but it is encrypted with a key out of reach.
  case encrypted
  /// The intruder is let into the system where it is, and no access rule that is open shows it.
  case notShown = "not-shown"
  /// The intruder reads a copy in which a pseudonym replaces it.
  case pseudonymised
}

/// A barrier at one dataset.
public struct BarrierLocation: Hashable, Sendable {
  /// The kind of barrier.
  public var barrier: Barrier
  /// The dataset that holds the field.
  public var dataset: Reference<Dataset>
  /// For `notShown` the open rule that reads the dataset without showing it; where none reads the dataset, one
  /// that reads something else of its system.
  public var rule: Reference<AccessRule>?
  /// The key out of reach, for `encrypted`.
  public var key: Reference<Secret>?
  /// The flow that replaces it, for `pseudonymised`, or whose encryption protects it, for `encrypted`.
  public var flow: Reference<Flow>?
}

/// The finding for one field of one person class.
public struct FieldFinding: Sendable {
  /// The field.
  public var field: Reference<DataField>
  /// Exposed, derivable, possible, unknown or safe.
  public var status: FieldStatus
  /// How many people of the class it is exposed or derivable for; nobody when safe. Those for whom it is
  /// unknown raise the upper bound alone.
  public var persons: CountInterval
  /// The highest groups it is exposed or derivable for, or unknown where it is neither for anybody; sorted by
  /// id.
  public var groups: [Reference<PeopleGroup>]
  /// The highest groups for which it is unknown, other than those for which it is exposed or derivable; sorted
  /// by id.
  public var unknown: [Reference<PeopleGroup>] = []
  /// Overlaps for which it is exposed or derivable, too, or possibly, if there is somebody in them; none inside a group
  /// of `groups` or inside another.
  public var overlaps: [PeopleOverlap] = []
  /// For a safe field, the barrier that the intruder came closest to overcoming; nil for other fields.
  public var barrier: Barrier?
  /// For a safe field, the barrier at every dataset that holds it.
  public var barriers: [BarrierLocation]

  /// Creates a finding.
  package init(
    field: Reference<DataField>, status: FieldStatus, persons: CountInterval,
    groups: [Reference<PeopleGroup>], unknown: [Reference<PeopleGroup>] = [],
    overlaps: [PeopleOverlap] = [], barrier: Barrier? = nil, barriers: [BarrierLocation]
  ) {
    self.field = field
    self.status = status
    self.persons = persons
    self.groups = groups
    self.unknown = unknown
    self.overlaps = overlaps
    self.barrier = barrier
    self.barriers = barriers
  }
}

/// The number of people of a class of whom something at least this grave came out.
public struct TierFinding: Hashable, Sendable {
  /// The tier.
  public var tier: Gravity
  /// The number of people.
  public var persons: CountInterval

  /// Memberwise.
  package init(tier: Gravity, persons: CountInterval) {
    self.tier = tier
    self.persons = persons
  }
}

/// The findings for one person class.
public struct ClassFinding: Sendable {
  /// The root of the class.
  public var personClass: Reference<PeopleGroup>
  /// People with at least one field exposed that speaks of a person. Those for whom that is unknown raise the
  /// upper bound alone.
  public var persons: CountInterval
  /// The same by tier, the gravest first, cumulative; the tiers of what is held about the class.
  public var tiers: [TierFinding]
  /// The topmost groups of these people, sorted by id.
  public var groups: [Reference<PeopleGroup>]
  /// The highest groups of whom something was read that the file does not list, other than these; sorted by id.
  public var unknown: [Reference<PeopleGroup>]
  /// Overlaps of whose people, if there are any, something was read; none inside a group of `groups` or inside another.
  public var overlaps: [PeopleOverlap] = []
  /// Whether somebody is exposed: a group is, or counts force people into an overlap.
  public var isReached: Bool { !groups.isEmpty || !overlaps.isEmpty && persons.low > 0 }
  /// Whether somebody else may be: something was read that the file does not list, or of an overlap in which there may
  /// be somebody.
  public var mayBeReached: Bool { !unknown.isEmpty || !overlaps.isEmpty }
  /// Every field that some dataset or flow carries for the class, that is derivable, that was read of people
  /// whom the file does not name, or that a claim names, sorted by id.
  public var fields: [FieldFinding]
}

/// The finding for a service.
public struct ServiceFinding: Sendable {
  /// The service.
  public var service: Reference<Service>
  /// Up, degraded or down.
  public var state: Claim.State
  /// For a service that is not up: the stopped systems it depends on, sorted.
  public var because: [Reference<System>]
}

/// Information that readers of the findings also need.
public enum AnalysisNote: Hashable, Sendable {
  /// Something was read without the file's saying what it is or of whom.
  case unlisted(UnlistedReading)
  /// People may be in several groups at once in more ways than are followed; upper bounds may be wider than necessary.
  case overlapsLimited
  /// Numbers of people hang on an even split of these groups across fleets, which is an assumption.
  case evenSplit([Reference<PeopleGroup>])
  /// A leak could not be combined with the data of these groups, because the file does not say whether its
  /// people overlap with them.
  case unrelatedLeak(Reference<Leak>, [Reference<PeopleGroup>])
  /// A dataset that was read held people after the end of their retention period.
  case keptTooLong(Reference<Dataset>, Retention.Kept)
  /// Systems that were intruded, and nothing else that happened brought the intruder into reach of them.
  case unexplainedReach([Reference<System>])
  /// When a stolen secret was last changed, and whether that was before the incident; nil if the dates do not
  /// decide.
  case lastChanged(Reference<Secret>, String, isBefore: Bool?)
  /// The intruder has a secret, or those of a fleet, that was not valid on the day of the incident.
  case notValid([Reference<Secret>], ValidityPeriod)
  /// The intruder has a secret, or those of a fleet, whose holder had no reason to have it any more: until when there
  /// was one.
  case outlived([Reference<Secret>], Retention)
}

public import TopologyModel

/// How far a field of a class got.
public enum FieldStatus: String, Comparable, CaseIterable, Sendable {
  /// Read as it is.
  case exposed
  /// Follows from what is exposed.
  case derivable
  /// Perhaps exposed or derivable: something was read of these people that the file does not list.
  case unknown
  /// None of these.
  case safe

  /// The gravest first.
  public static func < (left: FieldStatus, right: FieldStatus) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .exposed: 0
    case .derivable: 1
    case .unknown: 2
    case .safe: 3
    }
  }
}

/// Why a field stayed safe.
public enum Barrier: String, CaseIterable, Sendable {
  /// No dataset and no flow carries it for the class.
  case notHeld = "not-held"
  /// It is held only where the intruder does not get.
  case notReached = "not-reached"
  /// The intruder gets to where it is, and it is encrypted with a key out of reach.
  case encrypted
  /// The intruder is let into the system where it is, and no access rule that is open shows it.
  case notShown = "not-shown"
  /// The intruder reads a copy in which it is replaced by a pseudonym.
  case pseudonymised
}

/// A barrier at one dataset.
public struct BarrierLocation: Hashable, Sendable {
  /// Which barrier.
  public var barrier: Barrier
  /// Where the field is held.
  public var dataset: Reference<Dataset>
  /// For `notShown` the open rule that reads the dataset without showing it; where none reads the dataset, one that
  /// reads something else of its system.
  public var rule: Reference<AccessRule>?
  /// The key out of reach, for `encrypted`.
  public var key: Reference<Secret>?
  /// The flow that replaces it, for `pseudonymised`, or whose encryption kept it, for `encrypted`.
  public var flow: Reference<Flow>?
}

/// What is said of one field of one person class.
public struct FieldFinding: Sendable {
  /// The field.
  public var field: Reference<DataField>
  /// Exposed, derivable, unknown or safe.
  public var status: FieldStatus
  /// How many people of the class it is exposed or derivable for; nobody when safe. Those for whom it is unknown
  /// raise the upper bound alone.
  public var persons: CountInterval
  /// The highest groups it is exposed or derivable for, or unknown where it is neither for anybody; sorted by id.
  public var groups: [Reference<PeopleGroup>]
  /// The highest groups for which it is unknown, other than those for which it is exposed or derivable; sorted by id.
  public var unknown: [Reference<PeopleGroup>] = []
  /// For a safe field the barrier the intruder came nearest to; nil otherwise.
  public var barrier: Barrier?
  /// For a safe field the barrier at every dataset that holds it.
  public var barriers: [BarrierLocation]

  /// Memberwise.
  package init(
    field: Reference<DataField>, status: FieldStatus, persons: CountInterval,
    groups: [Reference<PeopleGroup>], unknown: [Reference<PeopleGroup>] = [],
    barrier: Barrier? = nil, barriers: [BarrierLocation]
  ) {
    self.field = field
    self.status = status
    self.persons = persons
    self.groups = groups
    self.unknown = unknown
    self.barrier = barrier
    self.barriers = barriers
  }
}

/// What is said of one person class.
public struct ClassFinding: Sendable {
  /// The root of the class.
  public var personClass: Reference<PeopleGroup>
  /// People with at least one field exposed that speaks of a person. Those for whom that is unknown raise the upper
  /// bound alone.
  public var persons: CountInterval
  /// The highest groups they are in, sorted by id.
  public var groups: [Reference<PeopleGroup>]
  /// The highest groups of whom something was read that the file does not list, other than these; sorted by id.
  public var unknown: [Reference<PeopleGroup>]
  /// Every field that some dataset or flow carries for the class, that is derivable, that was read of people whom the
  /// file does not name, or that a claim names, sorted by id.
  public var fields: [FieldFinding]
}

/// What is said of a service.
public struct ServiceFinding: Sendable {
  /// The service.
  public var service: Reference<Service>
  /// Up, degraded or down.
  public var state: Claim.State
  /// For a service that is not up: the stopped systems its needs hang on, sorted.
  public var because: [Reference<System>]
}

/// Whether the record agrees with the graph.
public enum ClaimVerdict: String, CaseIterable, Sendable {
  /// Exposed fields are exposed, safe ones safe, and the computed interval lies in the claimed.
  case consistent
  /// The intervals overlap.
  case open
  /// A field differs, or the intervals are disjoint.
  case contradicted
}

/// What is said of one claim.
public struct ClaimFinding: Sendable {
  /// Index among the incident's claims, from 0.
  public var claim: Int
  /// The verdict.
  public var verdict: ClaimVerdict
  /// What the graph says where the claim says a count.
  public var computed: CountInterval?
  /// What the graph says where the claim says a number of organizations.
  public var organizations: CountInterval?
  /// Fields claimed exposed that are not.
  public var notExposed: [Reference<DataField>]
  /// Fields claimed safe that are exposed.
  public var notSafe: [Reference<DataField>]
  /// Fields claimed exposed or safe of which it is unknown which they are.
  public var unknown: [Reference<DataField>] = []
  /// The gravest state among the services the claim speaks of.
  public var state: Claim.State?
}

/// Something a reader must know beside the findings.
public enum AnalysisNote: Hashable, Sendable {
  /// Something was read without the file's saying what it is or of whom.
  case unlisted(UnlistedReading)
  /// A leak could be joined to nobody of these groups, because its people and they are unrelated in the
  /// file: whether they overlap is unknown.
  case unrelatedLeak(Reference<Leak>, [Reference<PeopleGroup>])
  /// A dataset that was read held people after the period for which it had a reason to.
  case keptTooLong(Reference<Dataset>, Retention.Kept)
  /// When a stolen secret was last changed, with whether that was before the incident; nil: the dates do not
  /// tell.
  case lastChanged(Reference<Secret>, String, isBefore: Bool?)
}

public import TopologyModel

/// Whether a claim agrees with the graph.
public enum ClaimVerdict: String, CaseIterable, Sendable {
  /// Exposed fields are exposed, safe fields are safe, and the computed interval lies within the claimed one.
  case consistent
  /// The intervals overlap, or the claim says something that the graph can neither confirm nor deny.
  case open
  /// A field differs, or the intervals are disjoint.
  case contradicted
}

/// The finding for one claim.
public struct ClaimFinding: Sendable {
  /// The number of a claim, read as one of some people.
  public struct Reading: Sendable {
    /// The people.
    public var people: Cohort.Part
    /// How many of them the graph has.
    public var computed: CountInterval
    /// Whether the claimed number agrees.
    public var verdict: ClaimVerdict
  }

  /// How the way in that a claim names stands to the incident.
  public enum Way: Sendable {
    /// The incident begins with it.
    case first
    /// The intruder gets there later.
    case later
    /// The intruder never gets there.
    case none
  }

  /// The index among the incident's claims, from 0.
  public var claim: Int
  /// The verdict.
  public var verdict = ClaimVerdict.consistent
  /// The claim that corrects this one, by its index; nil for one that stands.
  public var supersededBy: Int?
  /// The computed number of people, if the claim states a count.
  public var computed: CountInterval?
  /// Groups whose assumed even split `computed` hangs on.
  public var evenSplits: [Reference<PeopleGroup>] = []
  /// The computed number of what the claim counts, where that is not people; nil if it is unknown.
  public var computedUnits: CountInterval?
  /// Each group of whom the number may be, where the claim names some.
  public var readings: [Reading] = []
  /// The computed number of organizations, if the claim states one.
  public var organizations: CountInterval?
  /// Fields that are claimed to be exposed but are not.
  public var notExposed: [Reference<DataField>] = []
  /// Fields of which the claim says that exposure cannot be excluded, and which are safe.
  public var excluded: [Reference<DataField>] = []
  /// Fields that are claimed to be safe but are exposed.
  public var notSafe: [Reference<DataField>] = []
  /// Fields that are claimed to be safe and did not come out, but can be derived.
  public var derivable: [Reference<DataField>] = []
  /// Fields that are claimed to be safe and did not come out, but can perhaps be derived.
  public var perhapsDerivable: [Reference<DataField>] = []
  /// Fields claimed exposed or safe of which it is unknown which they are.
  public var unknown: [Reference<DataField>] = []
  /// Fields claimed exposed or safe that are exposed for others, who may be among the claim's people, too.
  public var shared: [Reference<DataField>] = []
  /// Fields that are safe, with what protects them, where the claim gives another reason.
  public var otherwiseSafe: [(field: Reference<DataField>, barrier: Barrier)] = []
  /// Fields that are safe, where the reason that the claim gives may hold: places that the file does not list in full
  /// decide it.
  public var openReasons: [Reference<DataField>] = []
  /// Whether the claim gives a reason for what is safe, and the graph finds the same.
  public var isStructural = false
  /// The worst state among the services named in the claim.
  public var state: Claim.State?
  /// For each place that the claim names as the way in; empty if it names none.
  public var ways: [Way] = []

  init(claim: Int) { self.claim = claim }
}

/// Something known to have been taken, held against what was within reach.
public struct TakenFinding: Sendable {
  /// The index among what the incident lists, from 0.
  public var taken: Int
  /// How many people had something within reach there: of the same fields, if it names some.
  public var reach: CountInterval
  /// Its fields that were not within reach of anybody of these people.
  public var notReached: [Reference<DataField>]
  /// Whether more people are said to be taken than were within reach.
  public var isMoreThanReached: Bool
}

/// The records of a dataset of which something was read.
public struct RecordsFinding: Sendable {
  /// The dataset.
  public var dataset: Reference<Dataset>
  /// How many records could be read; unknown where the file does not say how many it has.
  public var records: CountInterval
  /// Whether the file says how many records the dataset has.
  public var isStated: Bool
}

public import IncidentFindings
public import TopologyModel

/// Why the graph contradicts a claim or leaves it open.
public enum Disagreement: Sendable {
  /// A field is claimed to be exposed but is not: the barriers, nearest first.
  case notExposed(Reference<DataField>, Barrier, [BarrierLocation])
  /// A field is claimed to be safe but is exposed: the shortest way to it.
  case notSafe(Reference<DataField>, Proof?)
  /// Whether a field came out is unknown, because something was read that the file does not list.
  case unknown(Reference<DataField>)
  /// The field is exposed for others, who may be among the claim's people, too.
  case shared(Reference<DataField>)
  /// More people are claimed than exist: the group or cohort that sets the bound, and its size.
  case moreThanThereAre(Cohort.Part, CountInterval)
  /// More people are claimed than are reached.
  case moreThanReached(CountInterval)
  /// Fewer people are claimed than are certainly reached.
  case fewerThanReached(CountInterval)
  /// The claimed number is possible, but so are others.
  case otherNumbersPossible(CountInterval)
  /// The claimed number of organizations is not the computed number, or not the only possible one.
  case otherOrganizations(CountInterval)
  /// Exposure is claimed to be possible, and the field is safe: the barriers, nearest first.
  case excluded(Reference<DataField>, Barrier, [BarrierLocation])
  /// A field is safe for another reason than claimed.
  case otherwiseSafe(Reference<DataField>, Barrier)
  /// A field is safe, and places that the file does not list in full decide whether it is so for the claimed reason.
  case openReason(Reference<DataField>)
  /// The number counts something else than people, and nothing says how many of it each has.
  case otherUnit(Claim.Unit)
  /// So many of what the number counts were reached.
  case otherUnits(CountInterval, Claim.Unit)
  /// The number read as one of some people: what the graph has.
  case reading(ClaimFinding.Reading)
  /// The incident does not begin with the claimed way in: whether the intruder gets there later.
  case otherWay(String, reachedLater: Bool)
  /// A service is claimed to be in another state: the computed state, and the stopped systems it depends on.
  case otherState(Reference<Service>, Claim.State, because: [Reference<System>])
}

/// A claim with its verdict and, unless it is consistent, the reasons.
public struct VerifiedClaim: Sendable {
  /// The verdict, with the index of the claim.
  public var finding: ClaimFinding
  /// Why the claim is contradicted or open; empty if it is consistent.
  public var disagreements: [Disagreement]
}

public import IncidentFindings
public import TopologyModel

/// Why the graph contradicts a claim of the record, or leaves it open.
public enum Disagreement: Sendable {
  /// A field is claimed exposed and is not: what kept it, nearest barrier first.
  case notExposed(Reference<DataField>, Barrier, [BarrierLocation])
  /// A field is claimed safe and is not: the shortest way by which it got out.
  case notSafe(Reference<DataField>, Proof?)
  /// Whether a field came out is unknown, because something was read that the file does not list.
  case unknown(Reference<DataField>)
  /// More people are claimed than there are: the group or cohort that sets the bound, and its size.
  case moreThanThereAre(Cohort.Part, CountInterval)
  /// More people are claimed than what happened reaches.
  case moreThanReached(CountInterval)
  /// Fewer people are claimed than what happened reaches for certain.
  case fewerThanReached(CountInterval)
  /// The claimed number is possible, and so are others.
  case otherNumbersPossible(CountInterval)
  /// The claimed number of organizations is not what the graph gives, or not the only one.
  case otherOrganizations(CountInterval)
  /// A service is claimed to be in another state: what the graph says, and the stopped systems it hangs on.
  case otherState(Reference<Service>, Claim.State, because: [Reference<System>])
}

/// A claim with its verdict and, unless it is consistent, the reasons.
public struct VerifiedClaim: Sendable {
  /// The verdict, with index of the claim.
  public var finding: ClaimFinding
  /// Why it is contradicted or open; empty for a consistent claim.
  public var disagreements: [Disagreement]
}

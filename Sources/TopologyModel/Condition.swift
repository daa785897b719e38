/// What is required for an access rule to open, an inference to apply, or a system or service to run.
public indirect enum Condition: Hashable, Sendable {
  /// The intruder has the secret (`requires`).
  case secret(Reference<Secret>)
  /// The intruder controls the system (`requires`), or the system runs (`needs`, `fallback`).
  case system(Reference<System>)
  /// The service runs (`needs`, `fallback`).
  case service(Reference<Service>)
  /// At least this many members of one fleet, seen from outside the fleet. Only after expansion.
  case members(FleetRange, atLeast: Int)
  /// All of the parts hold.
  case all([Condition])
  /// Any of the parts holds.
  case any([Condition])
  /// At least this many of the parts hold; a fleet among them counts by its members.
  case atLeast(Int, of: [Condition])
}

/// The members of one fleet of systems, secrets or services: a range of indices, shared by everything that
/// names it.
public struct FleetRange: Hashable, Sendable {
  /// The kind of the members.
  public enum Kind: Hashable, Sendable {
    case secrets
    case systems
    case services
  }

  /// The kind of the members.
  public let kind: Kind
  /// Their indices in the expanded topology.
  public let indices: Range<Int>

  /// Creates the members of a fleet.
  public init(_ kind: Kind, _ indices: Range<Int>) {
    self.kind = kind
    self.indices = indices
  }
}

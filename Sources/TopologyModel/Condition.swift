/// What must hold for an access rule to open, an inference to work, a system or a service to run.
public indirect enum Condition: Hashable, Sendable {
  /// The intruder has the secret (`requires`).
  case secret(Reference<Secret>)
  /// The intruder controls the system (`requires`), or the system runs (`needs`, `fallback`).
  case system(Reference<System>)
  /// The service runs (`needs`, `fallback`).
  case service(Reference<Service>)
  /// At least so many of the members of one fleet, as seen from outside it. Only after expansion.
  case members(FleetRange, atLeast: Int)
  /// All of the parts hold.
  case all([Condition])
  /// Any of the parts holds.
  case any([Condition])
  /// At least so many of the parts hold; a fleet among them counts by its members.
  case atLeast(Int, of: [Condition])
}

/// The members of one fleet of systems, secrets or services: a range of indices, shared by all that name it.
public struct FleetRange: Hashable, Sendable {
  /// What the members are.
  public enum Kind: Hashable, Sendable {
    case secrets
    case systems
    case services
  }

  /// What the members are.
  public let kind: Kind
  /// Their indices in the expanded topology.
  public let indices: Range<Int>

  /// The members of one fleet.
  public init(_ kind: Kind, _ indices: Range<Int>) {
    self.kind = kind
    self.indices = indices
  }
}

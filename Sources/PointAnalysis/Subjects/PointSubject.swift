public import Lowering
public import TopologyModel

/// What is examined alone: a basic event, or an organization with all its systems at once.
public enum PointSubject: Hashable, Sendable {
  /// One basic event.
  case event(BasicEvent)
  /// All systems of an organization; in a fleet, the systems of one member (from 1).
  case organization(Reference<Organization>, member: Int?)

  /// The kind of a subject, as named in reports.
  public enum Kind: String, CaseIterable, Sendable {
    /// An intrusion into a system.
    case system
    /// The theft of a secret.
    case secret
    /// An organization with all its systems.
    case organization
    /// A common cause.
    case event
  }

  /// What it is.
  public var kind: Kind {
    switch self {
    case .event(.intrusion): .system
    case .event(.theft): .secret
    case .event(.common): .event
    case .organization: .organization
    }
  }
}

extension Topology {
  /// The id of a subject, including the number of a fleet's member.
  public func id(of subject: PointSubject) -> String {
    switch subject {
    case .event(let event): id(of: event)
    case .organization(let organization, let member):
      organizationMember(organization, member)?.id ?? organizations[organization].id
    }
  }

  /// The fleet member that a subject is; nil if none.
  public func member(of subject: PointSubject) -> FleetMember? {
    switch subject {
    case .event(.intrusion(let system)): systems[system].member
    case .event(.theft(let secret)): secrets[secret].member
    case .event(.common): nil
    case .organization(let organization, let member): organizationMember(organization, member)
    }
  }

  private func organizationMember(
    _ organization: Reference<Organization>, _ member: Int?
  ) -> FleetMember? {
    member.map { FleetMember(declared: organizations[organization].id, number: $0) }
  }

  /// Every organization with systems, each member of a fleet on its own, with those systems.
  /// In the order of the file; members by number.
  func organizationsWithSystems() -> [(subject: PointSubject, systems: [Reference<System>])] {
    struct Key: Hashable {
      var organization: Reference<Organization>
      var member: Int?
    }
    var found: [Key: [Reference<System>]] = [:]
    for system in systems.references {
      guard let organization = systems[system].organization else { continue }
      let isFleet = organizations[organization].count != nil
      let member = isFleet ? systems[system].member?.number : nil
      found[Key(organization: organization, member: member), default: []].append(system)
    }
    return found.sorted {
      ($0.key.organization, $0.key.member ?? 0) < ($1.key.organization, $1.key.member ?? 0)
    }.map { (.organization($0.key.organization, member: $0.key.member), $0.value) }
  }
}

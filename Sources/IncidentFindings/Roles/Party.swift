public import TopologyModel

/// An organization, or one member of a fleet of organizations.
public struct Party: Hashable, Comparable, Sendable {
  /// The organization, as declared.
  public let organization: Reference<Organization>
  /// The member's number in the fleet, from 1; nil for a single organization or a whole fleet.
  public let member: Int?

  /// Creates a party.
  public init(_ organization: Reference<Organization>, member: Int? = nil) {
    self.organization = organization
    self.member = member
  }

  /// Orders by the file, and members by their numbers.
  public static func < (left: Party, right: Party) -> Bool {
    (left.organization, left.member ?? 0) < (right.organization, right.member ?? 0)
  }
}

extension Topology {
  /// The id, such as `insurers[17]` for a member.
  public func id(of party: Party) -> String {
    let id = organizations[party.organization].id
    return party.member.map { "\(id)[\($0)]" } ?? id
  }

  /// The owner of a system; nil if the file does not say.
  package func holder(of system: Reference<System>) -> Party? {
    systems[system].organization.map { Party($0, member: systems[system].member?.number) }
  }

  /// The provider of a service; nil if the file does not say.
  package func provider(of service: Reference<Service>) -> Party? {
    services[service].organization.map { Party($0, member: services[service].member?.number) }
  }
}

public import TopologyModel

/// An organization, or one member of a fleet of them.
public struct Party: Hashable, Comparable, Sendable {
  /// The organization, as declared.
  public let organization: Reference<Organization>
  /// Which member of a fleet, from 1; nil for a single one, or for a fleet as a whole.
  public let member: Int?

  /// An organization or a member of one.
  public init(_ organization: Reference<Organization>, member: Int? = nil) {
    self.organization = organization
    self.member = member
  }

  /// In the order of the file, members by their numbers.
  public static func < (left: Party, right: Party) -> Bool {
    (left.organization, left.member ?? 0) < (right.organization, right.member ?? 0)
  }
}

extension Topology {
  /// The id: `insurers[17]` for a member.
  public func id(of party: Party) -> String {
    let id = organizations[party.organization].id
    return party.member.map { "\(id)[\($0)]" } ?? id
  }

  /// Whose system it is; nil when the file does not say.
  package func holder(of system: Reference<System>) -> Party? {
    systems[system].organization.map { Party($0, member: systems[system].member?.number) }
  }
}

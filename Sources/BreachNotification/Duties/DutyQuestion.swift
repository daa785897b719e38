public import TopologyModel

/// What duties are asked: under which laws, and since when who knows.
public struct DutyQuestion: Sendable {
  /// Only these laws, for everybody; empty: those that each organization is subject to.
  public var laws: [String]
  /// Since when everybody knows of whom nothing else is said; nil: as the incident says.
  public var aware: String?
  /// Since when single organizations know; wins over what the incident says.
  public var awareOf: [Reference<Organization>: String]

  /// A question; unsaid: what the file says.
  public init(
    laws: [String] = [], aware: String? = nil, awareOf: [Reference<Organization>: String] = [:]
  ) {
    self.laws = laws
    self.aware = aware
    self.awareOf = awareOf
  }

  /// The law assumed of organizations of which the file says none.
  public static let assumedLaw = "gdpr"

  /// Since when an organization knows, as written; nil when nobody says.
  func aware(
    _ organization: Reference<Organization>, of incident: Incident?
  ) -> String? {
    if let own = awareOf[organization] { return own }
    let said = incident?.aware ?? []
    if let own = said.first(where: { $0.organization == organization }) { return own.date }
    return aware ?? said.first { $0.organization == nil }?.date
  }
}

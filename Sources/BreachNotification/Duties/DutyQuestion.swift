public import TopologyModel

/// Under which laws duties are computed, and when each organization became aware.
public struct DutyQuestion: Sendable {
  /// Only these laws, for every organization; empty for the laws that apply to each.
  public var laws: [String]
  /// When organizations without a date of their own became aware; nil for what the incident says.
  public var aware: String?
  /// When individual organizations became aware; takes precedence over the incident.
  public var awareOf: [Reference<Organization>: String]

  /// Creates a question. The defaults are what the file says.
  public init(
    laws: [String] = [], aware: String? = nil, awareOf: [Reference<Organization>: String] = [:]
  ) {
    self.laws = laws
    self.aware = aware
    self.awareOf = awareOf
  }

  /// The law that is assumed for organizations without `subject-to`.
  public static let assumedLaw = "gdpr"

  /// When an organization became aware, as written; nil if unknown.
  func aware(
    _ organization: Reference<Organization>, of incident: Incident?
  ) -> String? {
    if let own = awareOf[organization] { return own }
    let said = incident?.aware ?? []
    if let own = said.first(where: { $0.organization == organization }) { return own.date }
    return aware ?? said.first { $0.organization == nil }?.date
  }
}

public import SourceText

/// The source of a count or a claim.
public struct Source: Sendable {
  /// The id as written, unique within its namespace.
  public var id: String
  /// The title for lists of sources.
  public var title: String?
  /// The date as written, ISO 8601.
  public var date: String?
  /// Its web address.
  public var url: String?
  /// Where the entry is written.
  public var position: SourcePosition

  /// Creates a source.
  package init(
    id: String, title: String? = nil, date: String? = nil, url: String? = nil,
    position: SourcePosition
  ) {
    self.id = id
    self.title = title
    self.date = date
    self.url = url
    self.position = position
  }
}

/// An owner of systems: one organization, or a fleet of `count` similar organizations.
public struct Organization: Sendable {
  /// The role of an organization with respect to data, in the terms of the GDPR and of supply chains.
  public enum Role: String, CaseIterable, Sendable {
    case controller
    case jointController = "joint-controller"
    case processor
    case subProcessor = "sub-processor"
    case provider
    case authority
    case other
  }

  /// The id as written, unique within its namespace.
  public var id: String
  /// The display name; nil to use the id.
  public var label: String?
  /// The role; nil if not given.
  public var role: Role?
  /// The controllers it processes data for. These chains determine notification duties.
  public var actsFor: [Reference<Organization>] = []
  /// Its supervisory authority.
  public var supervisedBy: Reference<Organization>?
  /// The laws that oblige it to notify; empty if not given.
  public var laws: [GoverningLaw] = []
  /// How to contact it: an address, a page or a number.
  public var contact: String?
  /// What people affected by an incident can do there, in a sentence.
  public var advice: String?
  /// The yearly likelihood, 0 … 1, that one of its systems is intruded; the default for its systems.
  public var intrusion: Double?
  /// The country whose law its systems are under, ISO 3166 two letters; nil if not given.
  public var country: String?
  /// The number of organizations in the fleet; nil for a single organization. Kept after expansion.
  public var count: Int?
  /// How large the members are for groups split across them; nil if not given.
  public var sizes: FleetSizes?
  /// Where the entry is written.
  public var position: SourcePosition

  /// Creates an organization.
  package init(
    id: String, label: String? = nil, role: Role? = nil, actsFor: [Reference<Organization>] = [],
    supervisedBy: Reference<Organization>? = nil, laws: [GoverningLaw] = [], contact: String? = nil,
    advice: String? = nil, intrusion: Double? = nil, country: String? = nil, count: Int? = nil,
    sizes: FleetSizes? = nil, position: SourcePosition
  ) {
    self.id = id
    self.label = label
    self.role = role
    self.actsFor = actsFor
    self.supervisedBy = supervisedBy
    self.laws = laws
    self.contact = contact
    self.advice = advice
    self.intrusion = intrusion
    self.country = country
    self.count = count
    self.sizes = sizes
    self.position = position
  }
}

/// How something is split across a fleet: an assumption that the file makes.
public enum FleetSizes: Hashable, Sendable {
  /// All members alike.
  case even
  /// By weights, one for each member.
  case weights([Int])
}

/// People or an organization, as the holder of a secret or the users of a service.
public enum Holder: Hashable, Sendable {
  case organization(Reference<Organization>)
  case group(Reference<PeopleGroup>)
  case cohort(Reference<Cohort>)
}

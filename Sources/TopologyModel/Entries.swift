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
  /// How large the members are for groups split across them; nil: unsaid.
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

/// A person class (a root) or a group within a class.
public struct PeopleGroup: Sendable {
  /// The id as written, unique within its namespace.
  public var id: String
  /// The display name; nil to use the id.
  public var label: String?
  /// The size as declared; the loader tightens it to fit the other counts.
  public var size: CountInterval = .unknown
  /// The count that the file states, if the loader has narrowed `size`.
  package var untightened: CountInterval?
  /// The count that the file states.
  package var stated: CountInterval { untightened ?? size }
  /// The parent group; nil for a class.
  public var parent: Reference<PeopleGroup>?
  /// The direct subgroups, in the order of the file.
  public var children: [Reference<PeopleGroup>] = []
  /// Whether the subgroups do not overlap.
  public var disjoint = false
  /// Whether the subgroups together make up the group.
  public var exhaustive = false
  /// The fleet it is split across. After expansion each part has the fleet and belongs to one member.
  public var across: Reference<Organization>?
  /// How large its parts are; nil: as the fleet says, and where it says nothing each from nobody to all.
  public var sizes: FleetSizes?
  /// The controller, who decides why and how these people's data is used.
  public var controller: Reference<Organization>?
  /// The source of the size.
  public var source: Reference<Source>?
  /// The fleet member it belongs to after expansion; nil if none.
  public var member: FleetMember?
  /// Where the entry is written.
  public var position: SourcePosition

  /// Creates a group.
  package init(
    id: String, label: String? = nil, size: CountInterval = .unknown,
    parent: Reference<PeopleGroup>? = nil, children: [Reference<PeopleGroup>] = [],
    disjoint: Bool = false, exhaustive: Bool = false, across: Reference<Organization>? = nil,
    sizes: FleetSizes? = nil,
    controller: Reference<Organization>? = nil, source: Reference<Source>? = nil,
    member: FleetMember? = nil, position: SourcePosition
  ) {
    self.id = id
    self.label = label
    self.size = size
    self.parent = parent
    self.children = children
    self.disjoint = disjoint
    self.exhaustive = exhaustive
    self.across = across
    self.sizes = sizes
    self.controller = controller
    self.source = source
    self.member = member
    self.position = position
  }
}

/// A named union of groups or cohorts of one class, independent of the forest of groups.
public struct Cohort: Sendable {
  /// A part: a group, or a cohort defined anywhere. Cycles are errors.
  public enum Part: Hashable, Sendable {
    case group(Reference<PeopleGroup>)
    case cohort(Reference<Cohort>)
  }

  /// The id as written, unique within its namespace.
  public var id: String
  /// The display name; nil to use the id.
  public var label: String?
  /// The size as declared; the loader tightens it.
  public var size: CountInterval = .unknown
  /// The count that the file states, if the loader has narrowed `size`.
  package var untightened: CountInterval?
  /// The count that the file states.
  package var stated: CountInterval { untightened ?? size }
  /// Its parts; at least one.
  public var of: [Part] = []
  /// Whether the parts do not overlap.
  public var disjoint = false
  /// The source of the size.
  public var source: Reference<Source>?
  /// The controller, who decides why and how these people's data is used.
  public var controller: Reference<Organization>?
  /// Where the entry is written.
  public var position: SourcePosition

  /// Creates a cohort.
  package init(
    id: String, label: String? = nil, size: CountInterval = .unknown, of: [Part] = [],
    disjoint: Bool = false, source: Reference<Source>? = nil,
    controller: Reference<Organization>? = nil, position: SourcePosition
  ) {
    self.id = id
    self.label = label
    self.size = size
    self.of = of
    self.disjoint = disjoint
    self.source = source
    self.controller = controller
    self.position = position
  }
}

/// A kind of data: an identifier, an attribute, a record.
public struct DataField: Sendable {
  /// Whether the field identifies a person, alone or combined with others.
  public enum Identification: String, CaseIterable, Sendable {
    case alone
    case combined
    case none
  }

  /// What the field is about. Only fields about a person expose people.
  public enum Subject: String, CaseIterable, Sendable {
    case person
    case organization
  }

  /// The id as written, unique within its namespace.
  public var id: String
  /// The display name; nil to use the id.
  public var label: String?
  /// A dotted category of the fideslang taxonomy.
  public var category: String?
  /// Whether it identifies a person; nil if not given.
  public var identifies: Identification?
  /// What it is about.
  public var about: Subject = .person
  /// How grave it is that it comes out, where the file judges otherwise than by the category.
  public var gravity: StatedGravity?
  /// Whether everybody can know it anyway, so that it is never newly exposed.
  public var isPublic = false
  /// Where the entry is written.
  public var position: SourcePosition

  /// Creates a field.
  package init(
    id: String, label: String? = nil, category: String? = nil, identifies: Identification? = nil,
    about: Subject = .person, position: SourcePosition
  ) {
    self.id = id
    self.label = label
    self.category = category
    self.identifies = identifies
    self.about = about
    self.position = position
  }
}

/// Something that opens access: a password, a key, a token.
public struct Secret: Sendable {
  /// The kind of secret.
  public enum Kind: String, CaseIterable, Sendable {
    case password
    case key
    case token
    case certificate
    case secondFactor = "second-factor"
    case other
  }

  /// The id as written, unique within its namespace.
  public var id: String
  /// The display name; nil to use the id.
  public var label: String?
  /// The kind; nil if not given.
  public var kind: Kind?
  /// The holder; nil if not given.
  public var heldBy: Holder?
  /// The yearly likelihood of theft, 0 … 1.
  public var theft: Double?
  /// Whether it can be copied from the system that stores it. If false, it works only there.
  public var exportable = true
  /// When it was last changed, as written, ISO 8601; nil if not given.
  public var rotated: String?
  /// The fleet with one such secret per member, before expansion.
  public var each: Reference<Organization>?
  /// The fleet member it belongs to after expansion; nil if none.
  public var member: FleetMember?
  /// Where the entry is written.
  public var position: SourcePosition

  /// Creates a secret.
  package init(
    id: String, label: String? = nil, kind: Kind? = nil, heldBy: Holder? = nil,
    theft: Double? = nil, exportable: Bool = true, rotated: String? = nil,
    each: Reference<Organization>? = nil, member: FleetMember? = nil, position: SourcePosition
  ) {
    self.id = id
    self.label = label
    self.kind = kind
    self.heldBy = heldBy
    self.theft = theft
    self.exportable = exportable
    self.rotated = rotated
    self.each = each
    self.member = member
    self.position = position
  }
}

/// People or an organization, as the holder of a secret or the users of a service.
public enum Holder: Hashable, Sendable {
  case organization(Reference<Organization>)
  case group(Reference<PeopleGroup>)
  case cohort(Reference<Cohort>)
}

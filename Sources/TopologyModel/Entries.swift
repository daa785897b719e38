public import SourceText

/// What a count or a claim rests on.
public struct Source: Sendable {
  /// Unique within its namespace, as written.
  public var id: String
  /// What to show for it in a list of sources.
  public var title: String?
  /// As written, ISO 8601.
  public var date: String?
  /// Where it can be read.
  public var url: String?
  /// Where it is written.
  public var position: SourcePosition

  /// Memberwise.
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

/// Who holds systems: one organization, or a fleet of `count` alike ones.
public struct Organization: Sendable {
  /// What an organization is to the data, in the words of the GDPR and of supply chains.
  public enum Role: String, CaseIterable, Sendable {
    case controller
    case jointController = "joint-controller"
    case processor
    case subProcessor = "sub-processor"
    case provider
    case authority
    case other
  }

  /// Unique within its namespace, as written.
  public var id: String
  /// What people call it; nil: its id.
  public var label: String?
  /// What it is to the data; nil: unsaid.
  public var role: Role?
  /// The controllers it processes for; the chain gives the notification duties.
  public var actsFor: [Reference<Organization>] = []
  /// The authority it answers to.
  public var supervisedBy: Reference<Organization>?
  /// The laws that oblige it to notify; empty: unsaid.
  public var laws: [GoverningLaw] = []
  /// Where it can be reached: an address, a page, a number.
  public var contact: String?
  /// What people concerned by an incident can do there, in a sentence.
  public var advice: String?
  /// Yearly likelihood that one of its systems is intruded, 0 … 1, default for its systems.
  public var intrusion: Double?
  /// Number of alike organizations; nil for a single one. Kept after expansion.
  public var count: Int?
  /// How large the members are for groups split across them; nil: unsaid.
  public var sizes: FleetSizes?
  /// Where it is written.
  public var position: SourcePosition

  /// Memberwise.
  package init(
    id: String, label: String? = nil, role: Role? = nil, actsFor: [Reference<Organization>] = [],
    supervisedBy: Reference<Organization>? = nil, laws: [GoverningLaw] = [], contact: String? = nil,
    advice: String? = nil, intrusion: Double? = nil, count: Int? = nil, sizes: FleetSizes? = nil,
    position: SourcePosition
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

/// A person class (a root) or a group of that class.
public struct PeopleGroup: Sendable {
  /// Unique within its namespace, as written.
  public var id: String
  /// What people call it; nil: its id.
  public var label: String?
  /// As declared; tightened by the loader so that no two counts of the file disagree.
  public var size: CountInterval = .unknown
  /// The group directly above; nil for a class.
  public var parent: Reference<PeopleGroup>?
  /// Groups directly below, in the order of the file.
  public var children: [Reference<PeopleGroup>] = []
  /// The groups below do not overlap.
  public var disjoint = false
  /// The groups below together are this one.
  public var exhaustive = false
  /// The fleet it is split across; after expansion each part has it instead, and is one member's.
  public var across: Reference<Organization>?
  /// How large its parts are; nil: as the fleet says, and where it says nothing each from nobody to all.
  public var sizes: FleetSizes?
  /// Who decides why and how these people's data is used.
  public var controller: Reference<Organization>?
  /// What this rests on.
  public var source: Reference<Source>?
  /// Which member of a fleet it is, after expansion; nil: of none.
  public var member: FleetMember?
  /// Where it is written.
  public var position: SourcePosition

  /// Memberwise.
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

/// A named union of groups, or of cohorts, of one class that cuts across the forest of groups.
public struct Cohort: Sendable {
  /// A part: a group, or a cohort defined before or after; circles are errors.
  public enum Part: Hashable, Sendable {
    case group(Reference<PeopleGroup>)
    case cohort(Reference<Cohort>)
  }

  /// Unique within its namespace, as written.
  public var id: String
  /// What people call it; nil: its id.
  public var label: String?
  /// As declared; tightened by the loader.
  public var size: CountInterval = .unknown
  /// What it is the union of; at least one part.
  public var of: [Part] = []
  /// The parts do not overlap.
  public var disjoint = false
  /// What this rests on.
  public var source: Reference<Source>?
  /// Who decides why and how these people's data is used.
  public var controller: Reference<Organization>?
  /// Where it is written.
  public var position: SourcePosition

  /// Memberwise.
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

/// A kind of datum: an identifier, an attribute, a record.
public struct DataField: Sendable {
  /// How far the field alone or with others tells who somebody is.
  public enum Identification: String, CaseIterable, Sendable {
    case alone
    case combined
    case none
  }

  /// Whom the field speaks of; only a person's field makes a person exposed.
  public enum Subject: String, CaseIterable, Sendable {
    case person
    case organization
  }

  /// Unique within its namespace, as written.
  public var id: String
  /// What people call it; nil: its id.
  public var label: String?
  /// A dotted category, as the fideslang taxonomy writes it.
  public var category: String?
  /// How far it tells who somebody is; nil: unsaid.
  public var identifies: Identification?
  /// Whom it speaks of.
  public var about: Subject = .person
  /// Where it is written.
  public var position: SourcePosition

  /// Memberwise.
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

/// Whatever opens something.
public struct Secret: Sendable {
  /// What sort of thing opens.
  public enum Kind: String, CaseIterable, Sendable {
    case password
    case key
    case token
    case certificate
    case secondFactor = "second-factor"
    case other
  }

  /// Unique within its namespace, as written.
  public var id: String
  /// What people call it; nil: its id.
  public var label: String?
  /// What sort of thing it is; nil: unsaid.
  public var kind: Kind?
  /// Whose it is; nil: unsaid.
  public var heldBy: Holder?
  /// Yearly likelihood of theft, 0 … 1.
  public var theft: Double?
  /// False: it works only on the system that keeps it, and cannot be carried away.
  public var exportable = true
  /// When it was last changed, as written, ISO 8601; nil: unsaid.
  public var rotated: String?
  /// The fleet with one of it per member, before expansion.
  public var each: Reference<Organization>?
  /// Which member of a fleet it is, after expansion; nil: of none.
  public var member: FleetMember?
  /// Where it is written.
  public var position: SourcePosition

  /// Memberwise.
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

/// Who holds a secret or is served: people, or an organization.
public enum Holder: Hashable, Sendable {
  case organization(Reference<Organization>)
  case group(Reference<PeopleGroup>)
  case cohort(Reference<Cohort>)
}

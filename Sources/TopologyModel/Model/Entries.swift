public import SourceText

/// What a count or a claim rests on.
public struct Source: Sendable {
  public var id: String
  public var title: String?
  /// As written, ISO 8601.
  public var date: String?
  public var url: String?
  public var position: SourcePosition
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

  public var id: String
  public var label: String?
  public var role: Role?
  /// The controllers it processes for; the chain gives the notification duties.
  public var actsFor: [Reference<Organization>] = []
  public var supervisedBy: Reference<Organization>?
  /// Yearly likelihood that one of its systems is intruded, 0 … 1, default for its systems.
  public var intrusion: Double?
  /// Number of alike organizations; nil for a single one. Kept after expansion.
  public var count: Int?
  /// Weights of the members for groups split across them; empty means even.
  public var sizes: [Int] = []
  public var position: SourcePosition
}

/// A person class (a root) or a group of that class.
public struct PeopleGroup: Sendable {
  public var id: String
  public var label: String?
  /// As declared; tightened by the loader so that no two counts of the file disagree.
  public var size: CountInterval = .unknown
  public var parent: Reference<PeopleGroup>?
  /// Groups directly below, in the order of the file.
  public var children: [Reference<PeopleGroup>] = []
  /// The groups below do not overlap.
  public var disjoint = false
  /// The groups below together are this one.
  public var exhaustive = false
  /// The fleet it is split across, before expansion.
  public var across: Reference<Organization>?
  public var controller: Reference<Organization>?
  public var source: Reference<Source>?
  public var member: FleetMember?
  public var position: SourcePosition
}

/// A named union of groups, or of cohorts, of one class that cuts across the forest of groups.
public struct Cohort: Sendable {
  /// A part: a group or an earlier or later cohort; circles are errors.
  public enum Part: Hashable, Sendable {
    case group(Reference<PeopleGroup>)
    case cohort(Reference<Cohort>)
  }

  public var id: String
  public var label: String?
  public var size: CountInterval = .unknown
  public var of: [Part] = []
  /// The parts do not overlap.
  public var disjoint = false
  public var source: Reference<Source>?
  public var controller: Reference<Organization>?
  public var position: SourcePosition
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

  public var id: String
  public var label: String?
  /// A dotted category, as the fideslang taxonomy writes it.
  public var category: String?
  public var identifies: Identification?
  public var about: Subject = .person
  public var position: SourcePosition
}

/// Whatever opens something.
public struct Secret: Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    case password
    case key
    case token
    case certificate
    case secondFactor = "second-factor"
    case other
  }

  public var id: String
  public var label: String?
  public var kind: Kind?
  public var heldBy: Holder?
  /// Yearly likelihood of theft, 0 … 1.
  public var theft: Double?
  /// False: it works only on the system that keeps it, and cannot be carried away.
  public var exportable = true
  /// The fleet with one of it per member, before expansion.
  public var each: Reference<Organization>?
  public var member: FleetMember?
  public var position: SourcePosition
}

/// Who holds a secret or is served: people, or an organization.
public enum Holder: Hashable, Sendable {
  case organization(Reference<Organization>)
  case group(Reference<PeopleGroup>)
  case cohort(Reference<Cohort>)
}

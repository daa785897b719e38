public import SourceText

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
  /// When it opens anything; nil if the file does not say.
  public var valid: ValidityPeriod?
  /// The parts of the network from which it opens access rules; nil: from everywhere.
  public var worksFrom: [Reference<Zone>]?
  /// The end of the reason for which its holder was given it; nil if not given.
  public var granted: Retention?
  /// Whether its validity is known to be over, or not to have begun, on the day that is looked at.
  package var isInvalid = false
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

/// The days on which a secret opens something, both ends included, as written, ISO 8601.
public struct ValidityPeriod: Hashable, Sendable {
  /// The first day, month or year; nil: no beginning is stated.
  public var from: String?
  /// The last; nil: no end is stated.
  public var until: String?

  /// Memberwise.
  package init(from: String?, until: String?) {
    self.from = from
    self.until = until
  }

  /// As in the file: `2023-01-01..2023-10-17`.
  package var text: String { "\(from ?? "")..\(until ?? "")" }

  /// Whether it certainly has no day in common with another period, as far as the dates say it.
  package func isOutside(first: String, last: String) -> Bool {
    (until.map { DateOrder.isBefore($0, first) } ?? false)
      || (from.map { DateOrder.isBefore(last, $0) } ?? false)
  }
}

public import SourceText

/// A statement that the topology must satisfy, checked by `exposure check`.
public struct Requirement: Sendable {
  /// The id as written, unique among the requirements.
  public var id: String
  /// The display name; nil to use the id.
  public var label: String?
  /// Why it is required.
  public var because: String?
  /// Who answers for it.
  public var owner: String?
  /// The last day on which a violation is accepted, as written, ISO 8601; nil if none is accepted.
  public var until: String?
  /// Where this day is written; nil if none is.
  public var untilPosition: SourcePosition?
  /// The variants in which it must hold, by id; nil stands for the base file. Empty: only the base file.
  public var variants: [String?] = []
  /// What must hold.
  public var statement: RequirementStatement
  /// Where the entry is written.
  public var position: SourcePosition

  /// The zone in which it has an intruder begin; nil if none.
  package var zone: Reference<Zone>? {
    if case .neverExposed(_, _, _, let zone) = statement { zone } else { nil }
  }

  /// The id of the base file among the variants.
  package static let asWritten = "as-written"

  /// Creates a requirement.
  package init(
    id: String, label: String? = nil, because: String? = nil, owner: String? = nil,
    until: String? = nil, untilPosition: SourcePosition? = nil, variants: [String?] = [],
    statement: RequirementStatement, position: SourcePosition
  ) {
    self.id = id
    self.label = label
    self.because = because
    self.owner = owner
    self.until = until
    self.untilPosition = untilPosition
    self.variants = variants
    self.statement = statement
    self.position = position
  }
}

/// The data that a requirement is about.
public struct RequiredData: Hashable, Sendable {
  /// The people; nil for anyone.
  public var people: Cohort.Part?
  /// The fields; empty, without a tier, for any field about a person.
  public var fields: [Reference<DataField>]
  /// Besides these fields, every one that is at least this grave.
  public var tier: Gravity?

  /// Creates it.
  package init(
    people: Cohort.Part? = nil, fields: [Reference<DataField>] = [], tier: Gravity? = nil
  ) {
    self.people = people
    self.fields = fields
    self.tier = tier
  }
}

/// What a requirement says.
public enum RequirementStatement: Sendable {
  /// No set of at most `events` basic events exposes the data to an intruder who begins in a zone; empty `from` allows
  /// every event, and without a zone the intruder begins where everybody is.
  case neverExposed(
    RequiredData, events: Int, from: [CommonEvent.Target], zone: Reference<Zone>? = nil)
  /// Not more than `most` people are exposed.
  case peopleAtMost(RequiredData, most: Int, RequiredScope)
  /// No single organization holds data of more than a share of a class, 0 … 1.
  case shareAtMost(Reference<PeopleGroup>, share: Double)
  /// The data is nowhere in these datasets, at these organizations or in these countries.
  case neverIn(
    RequiredData, datasets: [Reference<Dataset>], organizations: [Reference<Organization>],
    countries: [String])
  /// Every dataset with the data is encrypted with a key that an intruder into its system does not get.
  case encryptedElsewhere(RequiredData)
  /// The services still run, be it degraded, after any `stops` systems stop.
  case survives([Reference<Service>], stops: Int)
  /// What passes from one zone into another passes by one of these flows, named by id; empty `zones` means the borders
  /// of all.
  case crossingsDeclared(zones: [Reference<Zone>], flows: [String])
  /// No dataset holds people on a day after the end of their retention period, ISO 8601.
  case retentionKept(on: String)
  /// Everybody of whom data is held has a controller with an authority and a contact.
  case notificationPossible
  /// No dataset holds anything that the file does not list.
  case nothingUnknown

  /// The key in the file.
  public var key: String {
    switch self {
    case .neverExposed: "never-exposed"
    case .peopleAtMost: "people-at-most"
    case .shareAtMost: "share-at-most"
    case .neverIn: "never-in"
    case .encryptedElsewhere: "encrypted-elsewhere"
    case .survives: "survives"
    case .crossingsDeclared: "crossings-declared"
    case .retentionKept: "retention-kept"
    case .notificationPossible: "notification-possible"
    case .nothingUnknown: "nothing-unknown"
    }
  }
}

/// In which worlds a requirement counts people.
public enum RequiredScope: Hashable, Sendable {
  /// In the worst world with one basic event.
  case oneEvent
  /// In an incident of the file.
  case incident(Reference<Incident>)
  /// In all years but a share of them, 0 … 1.
  case year(Double)
}

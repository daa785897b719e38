public import SourceText

/// A real or assumed incident: the basic events, the response, and published claims.
public struct Incident: Sendable {
  /// The id as written, unique within its namespace.
  public var id: String
  /// The display name; nil to use the id.
  public var label: String?
  /// The date as written, ISO 8601; the first day of a period.
  public var date: String?
  /// The last day of a period; nil for a single date.
  public var lastDate: String?
  /// What is known of its course, in the order of the kinds.
  public var moments: [IncidentMoment] = []
  /// When organizations became aware; empty if not given.
  public var aware: [Awareness] = []
  /// Severity factors set by hand in the file.
  public var severity: [SeverityJudgement] = []
  /// Stolen secrets.
  public var stolen: [CommonEvent.Target] = []
  /// Intruded systems; an organization stands for all its systems. Expansion leaves only systems here and
  /// below.
  public var intruded: [CommonEvent.Target] = []
  /// Common causes that occurred.
  public var events: [Reference<CommonEvent>] = []
  /// Systems disconnected in response.
  public var contained: [CommonEvent.Target] = []
  /// Systems put out of action by the intruder.
  public var disabled: [CommonEvent.Target] = []
  /// What is known to have been taken: at least this, of what was within reach.
  public var taken: [Taken] = []
  /// Published claims.
  public var claims: [Claim] = []
  /// Where the entry is written.
  public var position: SourcePosition

  /// Creates an incident.
  package init(
    id: String, label: String? = nil, date: String? = nil, aware: [Awareness] = [],
    severity: [SeverityJudgement] = [], stolen: [CommonEvent.Target] = [],
    intruded: [CommonEvent.Target] = [], events: [Reference<CommonEvent>] = [],
    contained: [CommonEvent.Target] = [], disabled: [CommonEvent.Target] = [], claims: [Claim] = [],
    position: SourcePosition
  ) {
    self.id = id
    self.label = label
    self.date = date
    self.aware = aware
    self.severity = severity
    self.stolen = stolen
    self.intruded = intruded
    self.events = events
    self.contained = contained
    self.disabled = disabled
    self.claims = claims
    self.position = position
  }
}

/// Another architecture of the same world. The loader's nodes contain the change itself.
public struct Variant: Sendable {
  /// The id as written, unique within its namespace.
  public var id: String
  /// The display name; nil to use the id.
  public var label: String?
  /// A description for readers.
  public var description: String?
  /// Where the entry is written.
  public var position: SourcePosition

  /// Creates a variant.
  package init(
    id: String, label: String? = nil, description: String? = nil, position: SourcePosition
  ) {
    self.id = id
    self.label = label
    self.description = description
    self.position = position
  }
}

public import SourceText

/// A real or assumed incident: the basic events, the response, and published claims.
public struct Incident: Sendable {
  /// The id as written, unique within its namespace.
  public var id: String
  /// The display name; nil to use the id.
  public var label: String?
  /// The date as written, ISO 8601.
  public var date: String?
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

/// A published claim, which is compared with the computed result.
public struct Claim: Sendable {
  /// The claimed state of a service.
  public enum State: String, CaseIterable, Comparable, Sendable {
    case up
    case degraded
    case down

    /// Orders up before degraded before down.
    public static func < (left: State, right: State) -> Bool {
      let order: [State] = [.up, .degraded, .down]
      return order.firstIndex(of: left)! < order.firstIndex(of: right)!
    }
  }

  /// The people; nil if the claim is only about services.
  public var people: Cohort.Part?
  /// The systems or organizations to which the claim is limited; empty for no limit.
  public var at: [CommonEvent.Target] = []
  /// Fields claimed to be exposed.
  public var exposed: [Reference<DataField>] = []
  /// Fields claimed to be safe.
  public var safe: [Reference<DataField>] = []
  /// Whether the numbers count people whose data is held there, whether or not it came out. Otherwise they
  /// count people whose data came out.
  public var isOfHeld = false
  /// Whether it counts people for whom all of `exposed` came out; otherwise people for whom at least one of these
  /// did, or any field if it names none.
  public var isOfEach = false
  /// The number of people; nil if the claim gives none.
  public var count: CountInterval?
  /// The number of controllers of these people's data; nil if the claim gives none.
  public var organizations: CountInterval?
  /// The service, or all members of a fleet of services.
  public var services: [Reference<Service>] = []
  /// The claimed state of the services.
  public var state: State?
  /// The source of the claim.
  public var source: Reference<Source>?
  /// A quotation or explanation.
  public var note: String?
  /// Where the entry is written.
  public var position: SourcePosition

  /// Creates a claim.
  package init(
    people: Cohort.Part? = nil, at: [CommonEvent.Target] = [], exposed: [Reference<DataField>] = [],
    safe: [Reference<DataField>] = [], isOfHeld: Bool = false, isOfEach: Bool = false,
    count: CountInterval? = nil,
    organizations: CountInterval? = nil, services: [Reference<Service>] = [], state: State? = nil,
    source: Reference<Source>? = nil, note: String? = nil, position: SourcePosition
  ) {
    self.people = people
    self.at = at
    self.exposed = exposed
    self.safe = safe
    self.isOfHeld = isOfHeld
    self.isOfEach = isOfEach
    self.count = count
    self.organizations = organizations
    self.services = services
    self.state = state
    self.source = source
    self.note = note
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

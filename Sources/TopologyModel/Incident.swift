public import SourceText

/// What happened, or is supposed to: the basic events, the response, and what the record says.
public struct Incident: Sendable {
  /// Unique within its namespace, as written.
  public var id: String
  /// What people call it; nil: its id.
  public var label: String?
  /// As written, ISO 8601.
  public var date: String?
  /// Since when who knows of it; empty: unsaid.
  public var aware: [Awareness] = []
  /// Factors of its severity that the file sets by hand.
  public var severity: [SeverityJudgement] = []
  /// Secrets.
  public var stolen: [CommonEvent.Target] = []
  /// Systems; an organization is all its systems. After expansion only systems are left here and below.
  public var intruded: [CommonEvent.Target] = []
  /// Common causes that took place.
  public var events: [Reference<CommonEvent>] = []
  /// Disconnected in response.
  public var contained: [CommonEvent.Target] = []
  /// Put out of action by the intruder.
  public var disabled: [CommonEvent.Target] = []
  /// What the public record says.
  public var claims: [Claim] = []
  /// Where it is written.
  public var position: SourcePosition

  /// Memberwise.
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

/// What the public record says, checked against what the graph says.
public struct Claim: Sendable {
  /// What a claim says of a service.
  public enum State: String, CaseIterable, Comparable, Sendable {
    case up
    case degraded
    case down

    /// Up before degraded before down.
    public static func < (left: State, right: State) -> Bool {
      let order: [State] = [.up, .degraded, .down]
      return order.firstIndex(of: left)! < order.firstIndex(of: right)!
    }
  }

  /// Whom the claim speaks of; nil: of services only.
  public var people: Cohort.Part?
  /// Systems or organizations whose part alone the claim speaks of; empty: it speaks of everything.
  public var at: [CommonEvent.Target] = []
  /// Fields that the record says were exposed.
  public var exposed: [Reference<DataField>] = []
  /// Fields that the record says were not.
  public var safe: [Reference<DataField>] = []
  /// Whether its numbers are of those whose data are held there, whatever came out; otherwise they are of those
  /// whose data came out.
  public var isOfHeld = false
  /// Whether its numbers are of those of whom all of `exposed` came out; otherwise at least one of these, or any
  /// field where it names none.
  public var isOfEach = false
  /// How many people; nil: the claim says no number.
  public var count: CountInterval?
  /// How many organizations decide over these people's data; nil: the claim says no number.
  public var organizations: CountInterval?
  /// The service, or all members of a fleet of services, that the claim speaks of.
  public var services: [Reference<Service>] = []
  /// What the record says of the services.
  public var state: State?
  /// Who says so.
  public var source: Reference<Source>?
  /// Words of the record, where the file quotes or explains them.
  public var note: String?
  /// Where it is written.
  public var position: SourcePosition

  /// Memberwise.
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

/// Another architecture of the same world. The change itself stays with the loader's nodes.
public struct Variant: Sendable {
  /// Unique within its namespace, as written.
  public var id: String
  /// What people call it; nil: its id.
  public var label: String?
  /// A paragraph for readers.
  public var description: String?
  /// Where it is written.
  public var position: SourcePosition

  /// Memberwise.
  package init(
    id: String, label: String? = nil, description: String? = nil, position: SourcePosition
  ) {
    self.id = id
    self.label = label
    self.description = description
    self.position = position
  }
}

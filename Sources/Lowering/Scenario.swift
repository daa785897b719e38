public import TopologyModel

/// What is assumed to have happened: the basic events of one world, and which systems stopped.
public struct Scenario: Hashable, Sendable {
  /// The incident it comes from; nil for events given one by one.
  public var incident: Reference<Incident>?
  /// The basic events, sorted, each once.
  public var events: [BasicEvent]
  /// Organizations that are intruded of which the file has no system, sorted.
  public var entered: [Reference<Organization>]
  /// Systems disconnected in response, sorted.
  public var contained: [Reference<System>]
  /// Systems put out of action by the intruder, sorted.
  public var disabled: [Reference<System>]

  /// A scenario from its parts.
  public init(
    incident: Reference<Incident>? = nil, events: some Sequence<BasicEvent> = [],
    contained: some Sequence<Reference<System>> = [],
    disabled: some Sequence<Reference<System>> = [],
    entered: some Sequence<Reference<Organization>> = []
  ) {
    self.incident = incident
    self.events = Set(events).sorted()
    self.contained = Set(contained).sorted()
    self.disabled = Set(disabled).sorted()
    self.entered = Set(entered).sorted()
  }

  /// What an incident of an expanded topology says happened.
  public init(_ incident: Reference<Incident>, in topology: Topology) {
    let entry = topology.incidents[incident]
    let struck = (entry.intruded + entry.stolen).compactMap(BasicEvent.init)
    self.init(
      incident: incident, events: struck + entry.events.map(BasicEvent.common),
      contained: entry.contained.compactMap(\.system),
      disabled: entry.disabled.compactMap(\.system),
      entered: entry.intruded.compactMap(\.organization))
  }

  /// Systems that stop, for whichever reason.
  public var stopped: [Reference<System>] { Set(contained + disabled).sorted() }
}

extension BasicEvent {
  /// The event of a system or a secret that an incident names; nil for what expansion has resolved.
  init?(_ target: CommonEvent.Target) {
    switch target {
    case .system(let system): self = .intrusion(system)
    case .secret(let secret): self = .theft(secret)
    case .organization, .member: return nil
    }
  }
}

extension CommonEvent.Target {
  /// The system it names; nil for anything else.
  public var system: Reference<System>? {
    if case .system(let system) = self { system } else { nil }
  }

  /// The organization it names, one of which the file has no system after expansion; nil for anything else.
  package var organization: Reference<Organization>? {
    if case .organization(let organization) = self { organization } else { nil }
  }
}

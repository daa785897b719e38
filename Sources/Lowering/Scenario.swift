public import TopologyModel

/// The events assumed in one world: basic events, and systems that stop.
public struct Scenario: Hashable, Sendable {
  /// The incident it comes from; nil for individually given events.
  public var incident: Reference<Incident>?
  /// The basic events, sorted, without repetition.
  public var events: [BasicEvent]
  /// Organizations that are intruded of which the file has no system, sorted.
  public var entered: [Reference<Organization>]
  /// Systems disconnected in response, sorted.
  public var contained: [Reference<System>]
  /// Systems put out of action by the intruder, sorted.
  public var disabled: [Reference<System>]

  /// Whether an intrusion needs a way to the system. What is stated has happened without one.
  public var needsReach: Bool

  /// Creates a scenario.
  public init(
    incident: Reference<Incident>? = nil, events: some Sequence<BasicEvent> = [],
    contained: some Sequence<Reference<System>> = [],
    disabled: some Sequence<Reference<System>> = [],
    entered: some Sequence<Reference<Organization>> = [], needsReach: Bool = false
  ) {
    self.needsReach = needsReach
    self.incident = incident
    self.events = Set(events).sorted()
    self.contained = Set(contained).sorted()
    self.disabled = Set(disabled).sorted()
    self.entered = Set(entered).sorted()
  }

  /// The scenario of an incident in an expanded topology.
  public init(_ incident: Reference<Incident>, in topology: Topology) {
    let entry = topology.incidents[incident]
    let struck = (entry.intruded + entry.stolen).compactMap(BasicEvent.init)
    self.init(
      incident: incident, events: struck + entry.events.map(BasicEvent.common),
      contained: entry.contained.compactMap(\.system),
      disabled: entry.disabled.compactMap(\.system),
      entered: entry.intruded.compactMap(\.organization))
  }

  /// Systems that stop for either reason.
  public var stopped: [Reference<System>] { Set(contained + disabled).sorted() }
}

extension BasicEvent {
  /// The event of a system or secret named in an incident; nil for names that expansion replaced.
  init?(_ target: CommonEvent.Target) {
    switch target {
    case .system(let system): self = .intrusion(system)
    case .secret(let secret): self = .theft(secret)
    case .organization, .member: return nil
    }
  }
}

extension CommonEvent.Target {
  /// The system that is named; nil for anything else.
  public var system: Reference<System>? {
    if case .system(let system) = self { system } else { nil }
  }

  /// The organization it names, one of which the file has no system after expansion; nil for anything else.
  package var organization: Reference<Organization>? {
    if case .organization(let organization) = self { organization } else { nil }
  }
}

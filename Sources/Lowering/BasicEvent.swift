public import TopologyModel

/// An event that can occur by itself. Everything else is derived from basic events.
public enum BasicEvent: Hashable, Comparable, Sendable {
  /// A system is intruded.
  case intrusion(Reference<System>)
  /// A secret is stolen.
  case theft(Reference<Secret>)
  /// A common cause hits several places at once.
  case common(Reference<CommonEvent>)

  /// Orders intrusions before thefts before common causes, each in the order of the file.
  public static func < (left: BasicEvent, right: BasicEvent) -> Bool {
    left.rank < right.rank
  }

  private var rank: (Int, Int) {
    switch self {
    case .intrusion(let system): (0, system.index)
    case .theft(let secret): (1, secret.index)
    case .common(let event): (2, event.index)
    }
  }
}

extension Topology {
  /// All basic events in order. An event's index here is its fact in the exposure program.
  public var basicEvents: [BasicEvent] {
    systems.references.map(BasicEvent.intrusion) + secrets.references.map(BasicEvent.theft)
      + events.references.map(BasicEvent.common)
  }

  /// The id of the system, secret or common event. They share one namespace.
  public func id(of event: BasicEvent) -> String {
    switch event {
    case .intrusion(let system): systems[system].id
    case .theft(let secret): secrets[secret].id
    case .common(let event): events[event].id
    }
  }

  /// The yearly likelihood, 0 … 1; nil if the file gives none.
  public func likelihood(of event: BasicEvent) -> Double? {
    switch event {
    case .intrusion(let system):
      systems[system].intrusion
        ?? systems[system].organization.flatMap { organizations[$0].intrusion }
    case .theft(let secret): secrets[secret].theft
    case .common(let event): events[event].likelihood
    }
  }
}

extension Topology {
  /// The id of the declared system, secret or event.
  public func declaredID(of event: BasicEvent) -> String {
    switch event {
    case .intrusion(let system): systems[system].declaredID
    case .theft(let secret): secrets[secret].declaredID
    case .common(let event): events[event].id
    }
  }
  /// The fleet member that an event hits.
  package func member(of event: BasicEvent) -> FleetMember? {
    switch event {
    case .intrusion(let system): systems[system].member
    case .theft(let secret): secrets[secret].member
    case .common: nil
    }
  }
}

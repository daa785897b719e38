public import SourceText

/// A part of the network. Whoever is in it reaches the systems of this part, and of those that are reachable
/// from it.
public struct Zone: Sendable {
  /// The name of the zone that every file has and in which everybody is.
  public static let internet = "internet"

  /// The id as written, unique among zones.
  public var id: String
  /// The display name; nil to use the id.
  public var label: String?
  /// The zones from which its systems can be reached, apart from itself. Not transitive: an intruder must get
  /// into the zone between.
  public var reachableFrom: [Reference<Zone>] = []
  /// Where the entry is written.
  public var position: SourcePosition

  /// Creates a zone.
  package init(
    id: String, label: String? = nil, reachableFrom: [Reference<Zone>] = [],
    position: SourcePosition
  ) {
    self.id = id
    self.label = label
    self.reachableFrom = reachableFrom
    self.position = position
  }
}

extension Topology {
  /// Whether everybody is in a zone.
  public func isInternet(_ zone: Reference<Zone>) -> Bool { zones[zone].id == Zone.internet }

  /// Whether the systems of a zone can be reached from everywhere.
  public func isOpen(_ zone: Reference<Zone>) -> Bool {
    isInternet(zone) || zones[zone].reachableFrom.contains(where: isInternet)
  }

  /// The zone of a system of which an intruder must first get into reach; nil for one that can be reached from
  /// everywhere.
  public func closedZone(of system: Reference<System>) -> Reference<Zone>? {
    systems[system].zone.flatMap { isOpen($0) ? nil : $0 }
  }

  /// The zones in one of which an intruder must be for a rule to open; nil: it works from everywhere.
  public func closedOrigins(of rule: Reference<AccessRule>) -> [Reference<Zone>]? {
    accessRules[rule].from.flatMap { $0.contains(where: isInternet) ? nil : $0 }
  }

  /// The zones in one of which an intruder must be for a secret to open a rule; nil: it does from everywhere.
  public func closedOrigins(of secret: Reference<Secret>) -> [Reference<Zone>]? {
    secrets[secret].worksFrom.flatMap { $0.contains(where: isInternet) ? nil : $0 }
  }
}

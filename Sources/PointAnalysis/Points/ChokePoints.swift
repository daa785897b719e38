public import Lowering
import Propagation
public import TopologyModel

/// What every way to a target passes through: without it the target cannot be reached from anywhere that the
/// entry set allows.
public struct ChokePoints: Sendable {
  /// The target to protect.
  public let target: ExposureTarget
  /// Whether anything reaches the target; if not, there are no choke points.
  public let isReachable: Bool
  /// Whether the target is reached without any event; then no event is a choke point.
  public let isOpen: Bool
  /// Events whose prevention alone closes every way, in order.
  public let events: [BasicEvent]
  /// Organizations for which preventing all intrusions into their systems closes every way, in the order of the
  /// file.
  public let organizations: [PointSubject]
  /// Secrets that close every way if nobody has them, in the order of the file.
  public let secrets: [Reference<Secret>]
  /// Access rules without which there is no way, in the order of the file.
  public let rules: [Reference<AccessRule>]
  /// Flows without which there is no way, because their data does not arrive or cannot be intercepted.
  public let flows: [Reference<Flow>]

  /// Whether nothing alone closes every way.
  public var isEmpty: Bool {
    events.isEmpty && organizations.isEmpty && secrets.isEmpty && rules.isEmpty && flows.isEmpty
  }

  /// Finds the choke points of each target.
  /// - Complexity: one world per event, organization, secret, access rule and flow, for all targets at once.
  public static func find(
    of targets: [ExposureTarget], in lowered: LoweredTopology, entry: EntrySet
  ) -> [ChokePoints] {
    let topology = lowered.topology
    let elements = RemovableElements(
      lowered.exposure, targets: targets.map { $0.facts(in: lowered) })
    let entryFacts = entry.facts(in: lowered.exposure)
    let organizations = topology.organizationsWithSystems().map { subject, systems in
      (subject, systems.map { lowered.exposure.fact(.intrusion($0)) })
    }
    let alone = (entryFacts + elements.presences).map { [$0] }
    // The first two worlds: all events, and no event.
    let sets = [[], entryFacts] + alone + organizations.map(\.1)
    let reached = ManyWorlds(elements.program).held(
      without: sets, of: entryFacts + elements.presences, base: elements.declared,
      targets: elements.targets)
    return targets.indices.map { target in
      let isReachable = reached[0].contains(target)
      var next = 2
      func chokes<Element>(_ candidates: [Element]) -> [Element] {
        defer { next += candidates.count }
        guard isReachable else { return [] }
        return candidates.indices.filter { !reached[next + $0].contains(target) }
          .map { candidates[$0] }
      }
      // In the order of the worlds.
      let events = chokes(entry.events)
      let secrets = chokes(topology.secrets.references)
      let rules = chokes(topology.accessRules.references)
      let flows = chokes(topology.flows.references)
      return ChokePoints(
        target: targets[target], isReachable: isReachable,
        isOpen: reached[1].contains(target), events: events,
        organizations: chokes(organizations.map(\.0)), secrets: secrets, rules: rules,
        flows: flows)
    }
  }
}

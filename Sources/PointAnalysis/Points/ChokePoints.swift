public import Lowering
import Propagation
public import TopologyModel

/// What alone every way to a target goes through: without it the target cannot be reached from anywhere
/// that the entry set allows.
public struct ChokePoints: Sendable {
  /// What is to be kept out of reach.
  public let target: ExposureTarget
  /// Whether anything reaches it at all; otherwise there is nothing to choke.
  public let isReachable: Bool
  /// Whether it is reached without any event: no event chokes it then.
  public let isOpen: Bool
  /// Events whose prevention alone closes every way, in order.
  public let events: [BasicEvent]
  /// Organizations, intrusions into all of whose systems prevented, in the order of the file.
  public let organizations: [PointSubject]
  /// Secrets that, had by nobody, close every way, in the order of the file.
  public let secrets: [Reference<Secret>]
  /// Access rules without which there is no way, in the order of the file.
  public let rules: [Reference<AccessRule>]
  /// Flows without which there is no way, because what they bring is not there or cannot be tapped.
  public let flows: [Reference<Flow>]

  /// Whether nothing alone closes every way.
  public var isEmpty: Bool {
    events.isEmpty && organizations.isEmpty && secrets.isEmpty && rules.isEmpty && flows.isEmpty
  }

  /// The choke points of each target.
  /// - Complexity: one world for each event, organization, secret, access rule and flow, all targets at once.
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
    // The first two worlds: everything, and no event at all.
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

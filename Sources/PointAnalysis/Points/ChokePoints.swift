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
  /// Systems that every way takes control of, whether by intrusion or through access rules, in the order of
  /// the file.
  public let systems: [Reference<System>]

  /// Whether nothing alone closes every way.
  public var isEmpty: Bool {
    events.isEmpty && organizations.isEmpty && secrets.isEmpty && rules.isEmpty && flows.isEmpty
      && systems.isEmpty
  }

  /// Finds the choke points of each target.
  ///
  /// What every way passes through, any one way passes through. So one way to each target is derived, and only
  /// what it uses is examined in a world without it.
  /// - Complexity: one evaluation, and one world per event, organization, secret, access rule, flow and system
  ///   that one of these ways uses.
  public static func find(
    of targets: [ExposureTarget], in lowered: LoweredTopology, entry: EntrySet
  ) -> [ChokePoints] {
    let topology = lowered.topology
    let elements = RemovableElements(
      lowered.exposure, targets: targets.map { $0.facts(in: lowered) })
    let entryFacts = entry.facts(in: lowered.exposure)
    let organizations = topology.organizationsWithSystems().map { subject, systems in
      (subject: subject, facts: systems.map { lowered.exposure.fact(.intrusion($0)) })
    }
    let search = ChokeSearch(elements, entry: entryFacts)
    let choking = search.choking(
      entryFacts.map { [$0] } + organizations.map(\.facts) + elements.presences.map { [$0] })
    return targets.indices.map { target in
      var rest = choking[target][...]
      func chokes<Element>(_ candidates: [Element]) -> [Element] {
        defer { rest = rest.dropFirst(candidates.count) }
        return zip(candidates, rest).filter(\.1).map(\.0)
      }
      // In the order in which they were examined.
      let events = chokes(entry.events)
      let closing = chokes(organizations.map(\.subject))
      let secrets = chokes(topology.secrets.references)
      let rules = chokes(topology.accessRules.references)
      let flows = chokes(topology.flows.references)
      return ChokePoints(
        target: targets[target], isReachable: search.isReachable[target],
        isOpen: search.isOpen[target], events: events, organizations: closing, secrets: secrets,
        rules: rules, flows: flows, systems: chokes(topology.systems.references))
    }
  }
}

import Lowering
import PointAnalysis
import Propagation
import TopologyModel

/// Determines in which events a control has an effect, so that only controls that can reduce the most important
/// figures need to be evaluated.
///
/// A control removes possibilities: a rule opens less often, or control of a system yields less. In a world in
/// which the rule does not open or the system is not controlled, nothing changes. Events are grouped by the
/// number of people they expose, largest first. A control without effect on the events of the first groups does
/// not change their numbers, so it is never better than a control that reduces them.
struct ControlReach {
  /// The number of events up to the end of each group.
  let ends: [Int]
  /// For each condition of a control, the first group with an event in which it is true.
  private var first: [Control.Touch: Int] = [:]
  /// For each condition of a control, the events in which it is true, ascending.
  private var events: [Control.Touch: [Int]] = [:]
  /// For each event how many people it exposes in a year alone, by its likelihood: by tier, the gravest first.
  private var expected: [[Double]] = []

  /// - Parameter assumption: The likelihood of events without one.
  /// - Complexity: one world per event.
  init(_ lowered: LoweredTopology, assumption: Double? = nil) {
    let topology = lowered.topology
    let exposure = lowered.exposure
    let points = SinglePoints(lowered, entry: EntrySet(topology)).points
      .filter { $0.subject.kind != .organization }
    var events: [BasicEvent] = []
    var groups: [Int] = []
    var ends: [Int] = []
    for (place, point) in points.enumerated() {
      guard case .event(let event) = point.subject else { continue }
      if place == 0 || point.ranks != points[place - 1].ranks { ends.append(0) }
      ends[ends.count - 1] = place + 1
      events.append(event)
      groups.append(ends.count - 1)
      let likelihood = topology.likelihood(of: event) ?? assumption ?? 0
      expected.append(point.ranks.map { likelihood * Double($0.low) })
    }
    self.ends = ends
    let systems = topology.systems.map { $0.member?.declared ?? $0.id }
    let touches =
      systems.map(Control.Touch.control)
      + topology.secrets.map { .possession($0.member?.declared ?? $0.id) }
      + topology.accessRules.map { .access("\(systems[$0.system.index]).\($0.id)") }
    let facts =
      topology.systems.references.map(exposure.control)
      + topology.secrets.references.map(exposure.has) + exposure.open
    let held = ManyWorlds(lowered.exposureFixpoint).held(
      assuming: events.map { [exposure.fact($0)] }, targets: facts)
    for (event, held) in held.enumerated() {
      for fact in held {
        if first[touches[fact]] == nil { first[touches[fact]] = groups[event] }
        if self.events[touches[fact]]?.last != event {
          self.events[touches[fact], default: []].append(event)
        }
      }
    }
  }

  /// How many people a control can spare in a year as far as single events go, by tier, the gravest first: everybody
  /// exposed by the events on which it has an effect. Tells which controls to try first, not what they do.
  func promise(of control: Control) -> [Double] {
    let touched = Set(control.touches.flatMap { events[$0] ?? [] }).sorted()
    return touched.reduce(into: []) { sums, event in
      for (rank, people) in expected[event].enumerated() {
        if rank == sums.count { sums.append(0) }
        sums[rank] += people
      }
    }
  }

  /// The first group of events in which a control has an effect; the number of groups if there is none.
  func group(of control: Control) -> Int {
    control.touches.compactMap { first[$0] }.min() ?? ends.count
  }

  /// What controls can change about an incident: the systems that are controlled in it, the secrets that are had,
  /// the rules that are open.
  static func touched(
    by incident: String, in lowered: LoweredTopology, original: LoweredTopology
  ) -> Set<Control.Touch> {
    let topology = lowered.topology
    guard let scenario = Scenario(incident: incident, in: topology, playedFrom: original) else {
      return []
    }
    let lowered = lowered.dated(for: scenario)
    let world = lowered.world(of: scenario)
    var touched: Set<Control.Touch> = []
    func name(_ system: Reference<System>) -> String { topology.systems[system].declaredID }
    for system in topology.systems.references where world.holds(lowered.exposure.control(system)) {
      touched.insert(.control(name(system)))
    }
    for secret in topology.secrets.references where world.holds(lowered.exposure.has(secret)) {
      touched.insert(.possession(topology.secrets[secret].declaredID))
    }
    for (rule, fact) in zip(topology.accessRules, lowered.exposure.open) where world.holds(fact) {
      touched.insert(.access("\(name(rule.system)).\(rule.id)"))
    }
    return touched
  }
}

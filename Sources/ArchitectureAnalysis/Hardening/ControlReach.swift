import Lowering
import PointAnalysis
import Propagation
import TopologyModel

/// Which events a control can be felt in, so that of many controls only those need be tried that can lower
/// what matters first.
///
/// A control takes something away: a rule opens less often, control of a system yields less. In a world in
/// which that rule does not open, or that system is not controlled, nothing changes. Events come in groups
/// of those that expose equally many people, the most first. A control that is felt in no event of the first
/// groups leaves their people as they are, so it is never better than one that lowers them.
struct ControlReach {
  /// How many events there are up to the end of each group.
  let ends: [Int]
  /// For everything that controls touch the first group with an event in which that happens.
  private var first: [Control.Touch: Int] = [:]

  /// - Complexity: one world for each event.
  init(_ lowered: LoweredTopology) {
    let topology = lowered.topology
    let exposure = lowered.exposure
    let points = SinglePoints(lowered, entry: EntrySet(topology)).points
      .filter { $0.subject.kind != .organization }
    var events: [BasicEvent] = []
    var groups: [Int] = []
    var ends: [Int] = []
    for (place, point) in points.enumerated() {
      guard case .event(let event) = point.subject else { continue }
      if place == 0 || point.persons != points[place - 1].persons { ends.append(0) }
      ends[ends.count - 1] = place + 1
      events.append(event)
      groups.append(ends.count - 1)
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
    for (group, held) in zip(groups, held) {
      for fact in held where first[touches[fact]] == nil { first[touches[fact]] = group }
    }
  }

  /// The first group of events in which a control can be felt; the number of groups: in none.
  func group(of control: Control) -> Int {
    control.touches.compactMap { first[$0] }.min() ?? ends.count
  }
}

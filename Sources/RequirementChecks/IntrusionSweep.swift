import Lowering
import PointAnalysis
import Propagation
import TopologyModel

/// Which facts hold after no event and after each event alone, from each zone in which an intruder is said to begin: one
/// sweep of many worlds for all statements about single events.
struct IntrusionSweep {
  /// The events that may occur.
  let events: [BasicEvent]
  /// The facts that were looked at, by fact their place among the targets.
  private let places: [ClauseProgram.Fact: Int]
  /// For each target, the worlds in which it holds, ascending: for each beginning one without events, then one for each
  /// event.
  private let worlds: [[Int]]
  /// The place of each beginning.
  private let beginnings: [Reference<Zone>?: Int]

  /// Evaluates the worlds.
  /// - Complexity: one world for each event and beginning.
  init(
    _ lowered: LoweredTopology, events: [BasicEvent], targets: [ClauseProgram.Fact],
    zones: Set<Reference<Zone>>
  ) {
    self.events = events
    let starts: [Reference<Zone>?] = [nil] + zones.sorted()
    beginnings = Dictionary(
      starts.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    places = Dictionary(
      targets.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var worlds = [[Int]](repeating: [], count: targets.count)
    if !targets.isEmpty {
      let sets = starts.flatMap { zone in
        let base = lowered.exposure.base(zone)
        return [base] + events.map { base + [lowered.exposure.fact($0)] }
      }
      let held = ManyWorlds(lowered.exposureFixpoint).held(assuming: sets, targets: targets)
      for (world, found) in held.enumerated() {
        for target in found { worlds[target].append(world) }
      }
    }
    self.worlds = worlds
  }

  /// Where a fact holds from a beginning: 0 without events, i after the event i − 1. Ascending.
  func places(of fact: ClauseProgram.Fact, from zone: Reference<Zone>?) -> some Sequence<Int> {
    let found = places[fact].map { worlds[$0] } ?? []
    let first = (beginnings[zone] ?? 0) * (events.count + 1)
    let range = first..<(first + events.count + 1)
    return found.lazy.filter(range.contains).map { $0 - first }
  }

  /// The sets with at most one event after which one of some facts holds, in the order of the events.
  func sets(
    reaching facts: [ClauseProgram.Fact], from zone: Reference<Zone>?, most: Int,
    _ allowed: Set<BasicEvent>?
  ) -> [[BasicEvent]] {
    var found: Set<Int> = []
    for fact in facts { found.formUnion(places(of: fact, from: zone)) }
    if found.contains(0) { return [[]] }
    guard most > 0 else { return [] }
    return found.sorted().map { events[$0 - 1] }.filter { allowed?.contains($0) ?? true }
      .map { [$0] }
  }
}

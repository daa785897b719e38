import PointAnalysis
import TopologyModel

/// What one event or one organization exposes and stops alone, by ids.
///
/// Whether it is a single point of failure depends on others as well: on the gravest tier that anything holds, and on
/// how many people are in a class. Less data elsewhere may make a single point of what exposes no more than before.
struct PointReach {
  private struct Cell: Hashable {
    var personClass: String
    var tier: Gravity
  }

  private var people: [Cell: CountInterval] = [:]
  private var services: Set<String> = []

  /// Adds a finding; members of a fleet are one point, as bad as the worst.
  mutating func add(_ point: PointFinding, in topology: Topology) {
    for reach in point.classes {
      for tier in Gravity.allCases {
        // A tier of which nothing is held has the number of the next graver one.
        guard let found = reach.tiers.last(where: { $0.tier >= tier })?.persons else { continue }
        let cell = Cell(personClass: topology.groups[reach.personClass].id, tier: tier)
        let old = people[cell] ?? .zero
        people[cell] = CountInterval(
          low: max(old.low, found.low),
          high: old.high.flatMap { high in found.high.map { max(high, $0) } })
      }
    }
    services.formUnion(point.down.map { topology.services[$0].declaredID })
  }

  /// Whether it exposes more people, or stops more, in any respect.
  func isMore(than other: PointReach?) -> Bool {
    guard let other else { return true }
    return !services.isSubset(of: other.services)
      || people.contains { cell, persons in
        let before = other.people[cell] ?? .zero
        return persons.low > before.low || (persons.high ?? .max) > (before.high ?? .max)
      }
  }
}

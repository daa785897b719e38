package import Lowering
import Propagation
package import TopologyModel

/// How many people of each class come out at each tier: by at most one event, and in incidents.
///
/// What everybody can read anyway counts as well. Otherwise data would seem safer after a change that opens it to
/// everyone.
package struct TierSurvey {
  /// A class, and how grave what came out is at least.
  package struct Cell: Hashable {
    /// The root of the class.
    package var personClass: Reference<PeopleGroup>
    /// The tier.
    package var tier: Gravity
  }

  private let lowered: LoweredTopology
  private let reader: WorldReachReader

  /// Prepares the survey.
  package init(_ lowered: LoweredTopology) {
    self.lowered = lowered
    reader = WorldReachReader(lowered, .people, ofEveryTier: true)
  }

  /// The most people that no event or one event exposes; cells with nobody are left out.
  /// - Complexity: one world for each event.
  package func byOneEvent(_ entry: EntrySet) -> [Cell: CountInterval] {
    let worlds = [[]] + entry.events.map { [lowered.exposure.fact($0)] }
    let held = ManyWorlds(lowered.exposureFixpoint).held(assuming: worlds, targets: reader.targets)
    var most: [Cell: CountInterval] = [:]
    for world in held {
      for (cell, persons) in people(world) {
        let other = most[cell] ?? .zero
        most[cell] = CountInterval(
          low: max(other.low, persons.low),
          high: other.high.flatMap { high in persons.high.map { max(high, $0) } })
      }
    }
    return most
  }

  /// The people that a scenario exposes; cells with nobody are left out.
  /// - Complexity: one world, and one more lowering if a secret was not valid then.
  package func people(in scenario: Scenario) -> [Cell: CountInterval] {
    let dated = lowered.dated(for: scenario)
    let isOther = dated.topology.secrets.contains(where: \.isInvalid)
    return (isOther ? TierSurvey(dated) : self).people(ofDated: scenario)
  }

  private func people(ofDated scenario: Scenario) -> [Cell: CountInterval] {
    let world = lowered.world(of: scenario)
    return people(reader.targets.indices.filter { world.holds(reader.targets[$0]) })
  }

  private func people(_ held: [Int]) -> [Cell: CountInterval] {
    var found: [Cell: CountInterval] = [:]
    for reach in reader.reach(held, includingOpen: true).classes {
      for tier in reach.tiers where tier.persons != .zero {
        found[Cell(personClass: reach.personClass, tier: tier.tier)] = tier.persons
      }
    }
    return found
  }
}

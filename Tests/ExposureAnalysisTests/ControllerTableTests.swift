@testable import BreachNotification
@testable import IncidentFindings
@testable import Population
import SourceText
import TestSupport
import Testing
@testable import TopologyLanguage
@testable import TopologyModel

/// Who controls which part of a group, compared with concrete people.
@Suite struct ControllerTableTests {
  /// A random population with controllers at some groups: none, or one of three.
  struct Controlled {
    var topology: Topology
    var members: [Set<Int>]
    var nearest: [Reference<Organization>?] = []

    init(seed: UInt64) {
      let population = RandomPopulation(seed: seed)
      topology = population.topology
      members = population.members
      topology.cohorts = []
      _ = PopulationTightening.tighten(&topology)
      var random = SplitMix64(seed: seed ^ 0xC0FFEE)
      let here = SourcePosition(file: 0, line: 1, column: 1)
      topology.organizations = (0..<3).map { Organization(id: "o\($0)", position: here) }
      for index in topology.groups.indices where Int.random(in: 0..<3, using: &random) == 0 {
        topology.groups[index].controller = Reference(Int.random(in: 0..<3, using: &random))
      }
      for group in topology.groups {
        nearest.append(group.controller ?? group.parent.flatMap { nearest[$0.index] })
      }
    }

    /// Who decides over a person's data as one of a group: of the groups at and below it that they are in, the
    /// nearest controller of each that has no group of another's below it with them in it.
    func controllers(
      of person: Int, in group: Reference<PeopleGroup>
    ) -> Set<Reference<Organization>?> {
      let inside = topology.groups.references.filter {
        topology.isGroup($0, atOrBelow: group) && members[$0.index].contains(person)
      }
      let deciding = inside.filter { here in
        !inside.contains { other in
          topology.isGroup(other, atOrBelow: here) && nearest[other.index] != nearest[here.index]
        }
      }
      return Set(deciding.map { nearest[$0.index] })
    }
  }

  @Test(arguments: (0..<10).map { UInt64($0) * 100 })
  func sharesAreThePeopleAndTheirNumbersHold(_ first: UInt64) {
    var divided = 0
    for seed in first..<first + 100 {
      let world = Controlled(seed: seed)
      let table = ControllerTable(world.topology)
      let counter = PeopleCounter(world.topology)
      for group in world.topology.groups.references {
        let shares = table.shares(of: group)
        divided += shares.count > 1 ? 1 : 0
        for controller in [nil] + world.topology.organizations.references.map(Optional.some) {
          let truth = world.members[group.index].filter {
            world.controllers(of: $0, in: group).contains(controller)
          }
          let own = shares.filter { $0.controller?.organization == controller }
          var concern = BreachConcern()
          for share in own { concern.addRead(share, from: Reference(0)) }
          let count = concern.persons(counter)
          #expect(
            count.contains(CountInterval(exactly: truth.count)),
            "seed \(seed), group \(group.index): \(count), \(truth.count)")
        }
      }
    }
    #expect(divided > 50)
  }

  /// In a class without cohorts one group alone counts as its tightened size, which is how duties count it.
  @Test(arguments: (0..<10).map { UInt64($0) * 100 })
  func oneGroupIsItsSize(_ first: UInt64) {
    for seed in first..<first + 100 {
      var topology = RandomPopulation(seed: seed).topology
      topology.cohorts = []
      _ = PopulationTightening.tighten(&topology)
      let counter = PeopleCounter(topology)
      for group in topology.groups.references {
        #expect(
          counter.union(of: [group], in: Reference(0)) == topology.groups[group].size,
          "seed \(seed), group \(group.index)")
      }
    }
  }
}

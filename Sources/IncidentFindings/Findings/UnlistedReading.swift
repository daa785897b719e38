public import Lowering
import Population
import Propagation
public import TopologyModel

/// Something that was read, or may have been, without the file's saying what it is or of whom.
public struct UnlistedReading: Hashable, Sendable {
  /// Where it was read.
  public enum Place: Hashable, Sendable {
    /// From a dataset.
    case dataset(Reference<Dataset>)
    /// On its way by a flow.
    case flow(Reference<Flow>)
    /// In an organization that is entered and of which the file has no system.
    case organization(Reference<Organization>)
  }

  /// Where.
  public let place: Place
  /// What it is, as far as the file says; of an overlap the smallest of its groups.
  public let cell: UnlistedCell
  /// Where the file says both, but it is of people in several groups at once, if there are any: who.
  public let overlap: PeopleOverlap?

  init(place: Place, cell: UnlistedCell, overlap: PeopleOverlap? = nil) {
    self.place = place
    self.cell = cell
    self.overlap = overlap
  }

  /// What was read in one world of people in several groups at once: by dataset, then by flow, in the order of the
  /// file.
  /// - Complexity: O(facts of overlaps).
  static func overlaps(in exposure: ExposureProgram, _ world: WorldResult) -> [UnlistedReading] {
    func reading(_ place: Place, _ carried: CarriedOverlap) -> UnlistedReading {
      let group = exposure.topology.smallest(of: carried.people.groups)
      return UnlistedReading(
        place: place, cell: UnlistedCell(carried.field, group), overlap: carried.people)
    }
    var result = exposure.overlapReads.filter { world.holds($0.fact) }.map {
      reading(.dataset($0.carried.dataset), $0.carried)
    }
    var seen: Set<UnlistedReading> = []
    let lineage = exposure.lineage
    for (flow, head, _) in lineage.overlapArrivals {
      guard let fact = exposure.tapped[flow], world.holds(fact) else { continue }
      let arrives = lineage.overlaps[Int(head) - lineage.carried.count]
      let found = reading(.flow(flow), arrives)
      if seen.insert(found).inserted { result.append(found) }
    }
    return result
  }

  /// All of one world: by dataset, then by flow, then by organization, each in the order of the file.
  /// - Complexity: O(facts of what is not listed).
  static func all(in exposure: ExposureProgram, _ world: WorldResult) -> [UnlistedReading] {
    var result = exposure.unlistedReads.filter { world.holds($0.fact) }.map {
      UnlistedReading(place: .dataset($0.dataset), cell: $0.cell)
    }
    var seen: Set<UnlistedReading> = []
    for (flow, arrives) in exposure.lineage.unlistedFlows {
      guard let fact = exposure.tapped[flow], world.holds(fact) else { continue }
      let reading = UnlistedReading(place: .flow(flow), cell: arrives.cell)
      if seen.insert(reading).inserted { result.append(reading) }
    }
    for (organization, fact) in exposure.entered.sorted(by: { $0.key < $1.key })
    where world.holds(fact) {
      result.append(
        UnlistedReading(place: .organization(organization), cell: UnlistedCell(nil, nil)))
    }
    return result
  }

  /// The same, with a fleet's place as its first member: what is said of all of them is said once.
  package static func folded(
    _ readings: [UnlistedReading], in topology: Topology
  ) -> [UnlistedReading] {
    struct Key: Hashable {
      var place: String
      var field: Int?
      var group: String?
    }
    var seen: Set<Key> = []
    return readings.filter { reading in
      let place =
        switch reading.place {
        case .dataset(let it): topology.datasets[it].declaredID
        case .flow(let it): topology.flows[it].declaredID
        case .organization(let it): topology.organizations[it].id
        }
      let group = reading.cell.group.map { topology.groups[$0].declaredID }
      return seen.insert(Key(place: place, field: reading.cell.field?.index, group: group))
        .inserted
    }
  }
}

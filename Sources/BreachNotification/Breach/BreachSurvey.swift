import IncidentFindings
import Lowering
import Propagation
import TopologyModel

/// What was breached, and where: data that was read, data that was reached but remained unintelligible, and
/// data that was made unavailable.
struct BreachSurvey {
  /// A field of a group at a place.
  struct Entry: Hashable {
    /// The organization whose system it was at.
    var system: Reference<System>
    /// The dataset it was read from, or was in transit to.
    var dataset: Reference<Dataset>
    var cell: FieldOfGroup
  }

  /// Something that was read without the file's listing it, or of people who are in several groups at once, at a place.
  struct UnlistedEntry {
    /// Whose it was; nil: unsaid.
    var holder: Party?
    /// The system it was at; nil: the file has none.
    var system: Reference<System>?
    var reading: UnlistedReading
  }

  /// Data that was read, from datasets or in transit.
  let read: [Entry]
  /// Read without the file's listing it.
  let unlisted: [UnlistedEntry]
  /// Data that was reached but is encrypted, with the key out of reach.
  let unintelligible: [Entry]
  /// The same of what the file does not list.
  let unintelligibleUnlisted: [Unlisted]
  /// Data in a system that the intruder put out of action, or that stopped because it needs such a system.
  let unavailable: [Entry]
  /// Systems that stopped because they need what the intruder put out of action, sorted.
  let stoppedWith: [Reference<System>]

  /// Surveys one world.
  /// - Complexity: O(reads + carried facts).
  init(_ analysis: IncidentAnalysis) {
    let topology = analysis.lowered.topology
    let exposure = analysis.lowered.exposure
    let world = analysis.world
    let lineage = exposure.lineage
    var read: [Entry] = []
    for entry in exposure.reads where world.holds(entry.fact) {
      let system = topology.datasets[entry.dataset].system
      read.append(Entry(system: system, dataset: entry.dataset, cell: entry.cell))
    }
    for (clause, flow) in lineage.flows.enumerated() where !topology.flows[flow].encrypted {
      for system in topology.flows[flow].via where world.holds(exposure.control(system)) {
        let carried = lineage.carried[Int(lineage.program.heads[clause])]
        read.append(
          Entry(
            system: system, dataset: carried.dataset,
            cell: FieldOfGroup(carried.field, carried.group)))
      }
    }
    self.read = Self.unique(read)
    unlisted = (analysis.unlisted + analysis.overlapping).flatMap { reading -> [UnlistedEntry] in
      let systems: [Reference<System>]
      switch reading.place {
      case .dataset(let dataset): systems = [topology.datasets[dataset].system]
      case .flow(let flow):
        systems = topology.flows[flow].via.filter { world.holds(exposure.control($0)) }
      case .organization(let organization):
        return [UnlistedEntry(holder: Party(organization), system: nil, reading: reading)]
      }
      return systems.map {
        UnlistedEntry(holder: topology.holder(of: $0), system: $0, reading: reading)
      }
    }
    let known = Set(self.read.map { Carried(dataset: $0.dataset, cell: $0.cell) })
    var unintelligible: [Entry] = []
    var unavailable: [Entry] = []
    var disabled = Set(analysis.scenario.disabled)
    let outage = OutageSurvey(analysis.lowered, stopped: analysis.scenario.disabled)
    stoppedWith =
      disabled.isEmpty
      ? [] : topology.systems.references.filter { outage.stops($0) && !disabled.contains($0) }
    disabled.formUnion(stoppedWith)
    for carried in lineage.carried {
      let dataset = topology.datasets[carried.dataset]
      let entry = Entry(
        system: dataset.system, dataset: carried.dataset,
        cell: FieldOfGroup(carried.field, carried.group))
      if disabled.contains(dataset.system) { unavailable.append(entry) }
      if !dataset.encryptedWith.isEmpty, world.holds(exposure.control(dataset.system)),
        !known.contains(carried)
      {
        unintelligible.append(entry)
      }
    }
    self.unintelligible = Self.unique(unintelligible)
    let opened = Set(analysis.unlisted.map(\.place))
    unintelligibleUnlisted = lineage.unlisted.filter { entry in
      let dataset = topology.datasets[entry.dataset]
      return !dataset.encryptedWith.isEmpty && world.holds(exposure.control(dataset.system))
        && !opened.contains(.dataset(entry.dataset))
    }
    self.unavailable = Self.unique(unavailable)
  }

  /// The datasets that were reached but remained unintelligible, sorted.
  /// - Parameter isOfPeople: whether they hold data of people who are meant, of a group or, nil, of anybody.
  func unintelligibleDatasets(
    where isMeant: (Entry) -> Bool, isOfPeople: (Reference<PeopleGroup>?) -> Bool
  ) -> [Reference<Dataset>] {
    Set(
      unintelligible.filter(isMeant).map(\.dataset)
        + unintelligibleUnlisted.filter { isOfPeople($0.cell.group) }.map(\.dataset)
    ).sorted()
  }

  private static func unique(_ entries: [Entry]) -> [Entry] {
    var seen: Set<Entry> = []
    return entries.filter { seen.insert($0).inserted }
  }
}

extension Carried {
  init(dataset: Reference<Dataset>, cell: FieldOfGroup) {
    self.init(dataset: dataset, field: cell.field, group: cell.group)
  }
}

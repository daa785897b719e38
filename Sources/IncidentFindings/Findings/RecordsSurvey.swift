import Lowering
import Propagation
import TopologyModel

/// Counts records, which a regulator asks for beside people. What the file does not say is unknown, and a copy of
/// a record is another record.
struct RecordsSurvey {
  private let lowered: LoweredTopology
  private let world: WorldResult

  init(_ lowered: LoweredTopology, world: WorldResult) {
    self.lowered = lowered
    self.world = world
  }

  private var topology: Topology { lowered.topology }

  /// Whether a dataset holds something of some people, or may.
  /// - Complexity: O(content of the dataset × groups).
  func concerns(_ groups: [Reference<PeopleGroup>], _ dataset: Reference<Dataset>) -> Bool {
    let lineage = lowered.exposure.lineage
    let held = lineage.facts(of: dataset).map { lineage.carried[Int($0)].group }
    let unlisted = lineage.unlisted(of: dataset).map(\.cell.group)
    return unlisted.contains { $0 == nil }
      || (held + unlisted.compactMap { $0 }).contains { group in
        groups.contains { topology.areRelated(group, $0) }
      }
  }

  /// All records of a dataset.
  func held(_ dataset: Reference<Dataset>) -> RecordsFinding {
    let records = topology.datasets[dataset].records
    return RecordsFinding(
      dataset: dataset, records: records ?? .unknown, isStated: records != nil)
  }

  /// How many records of a dataset of which something is read: all where everything in it can be read, otherwise
  /// some.
  func read(_ dataset: Reference<Dataset>) -> RecordsFinding {
    var finding = held(dataset)
    if !isRead(dataset) { finding.records.low = 0 }
    return finding
  }

  private func isRead(_ dataset: Reference<Dataset>) -> Bool {
    let exposure = lowered.exposure
    if world.holds(exposure.opened[dataset.index]) { return true }
    return topology.accessRules.references.contains { rule in
      world.holds(exposure.open[rule.index])
        && topology.accessRules[rule].reads.contains {
          $0.dataset == dataset && $0.people == nil
        }
    }
  }
}

/// Holds what is known to have been taken against what was within reach.
struct TakenSurvey {
  private let lowered: LoweredTopology
  private let world: WorldResult

  init(_ lowered: LoweredTopology, _ world: WorldResult) {
    self.lowered = lowered
    self.world = world
  }

  func findings(_ taken: [Taken]) -> [TakenFinding] {
    taken.enumerated().map { index, entry in
      // What a claim with the same words would be compared with.
      var claim = Claim(position: entry.position)
      claim.people = entry.people
      claim.exposed = entry.fields
      claim.at = entry.at
      let here = ClaimedContent(lowered, world, claim)
      let reach = here.people(within: entry.people)
      let most = reach.high ?? Int.max
      return TakenFinding(
        taken: index, reach: reach,
        notReached: entry.fields.filter { here.reach($0, of: entry.people) == .safe },
        isMoreThanReached: (entry.count?.low ?? 0) > most)
    }
  }
}

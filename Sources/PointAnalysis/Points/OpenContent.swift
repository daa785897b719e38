import Lowering
import Population
import Propagation
public import TopologyModel

/// What the file does not list and what may be what an intruder is after, if every possible event occurs.
public struct OpenContent: Sendable {
  /// Whether the target may be reached in ways that the file does not show.
  public let isOpen: Bool
  /// The datasets that are read of which the file does not list what they hold, in the order of the file. None if it is
  /// in transit, or at an organization whose systems are not listed.
  public let datasets: [Reference<Dataset>]

  /// Examines each target.
  /// - Complexity: one world, plus O(what is not listed) for each target.
  static func find(
    of targets: [ExposureTarget], in lowered: LoweredTopology, entry: EntrySet
  ) -> [OpenContent] {
    let exposure = lowered.exposure
    let perhaps = exposure.perhaps.sorted { $0.key < $1.key }
    let reads = exposure.unlistedReads
    guard !perhaps.isEmpty else {
      return targets.map { _ in OpenContent(isOpen: false, datasets: []) }
    }
    let held = Set(
      ManyWorlds(lowered.exposureFixpoint).held(
        assuming: [entry.facts(in: exposure)],
        targets: perhaps.map(\.value) + reads.map(\.fact))[0])
    return targets.map { target in
      OpenContent(
        isOpen: perhaps.indices.contains {
          held.contains($0) && target.mayBe(perhaps[$0].key, in: lowered)
        },
        datasets: Set(
          reads.indices.filter {
            held.contains(perhaps.count + $0) && target.mayBe(reads[$0].cell, in: lowered)
          }.map { reads[$0].dataset }
        ).sorted())
    }
  }
}

extension ExposureTarget {
  /// Whether something that is not listed may be what is asked about.
  fileprivate func mayBe(_ cell: UnlistedCell, in lowered: LoweredTopology) -> Bool {
    let topology = lowered.topology
    if let known = cell.field, !(field.map { $0 == known } ?? topology.exposesPeople(known)) {
      return false
    }
    guard let people, let group = cell.group else { return true }
    return topology.groups(naming: [people]).contains {
      topology.areRelated(group, $0) || lowered.people.mayOverlap($0, [group])
    }
  }
}

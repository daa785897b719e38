import IncidentFindings
public import Lowering
import Population
import Propagation
public import TopologyModel

/// Which further events would have exposed a safe field: the smallest sets of basic events.
public struct NearestMisses: Sendable {
  /// The sets, smallest first, then in the order of the file; at most `NearestMisses.most`.
  public let sets: [[BasicEvent]]
  /// Whether these are all the sets; otherwise there may be others.
  public let isExhaustive: Bool
  /// Places that may hold the field without the file's listing it, so that other events may expose it, too.
  public let unlisted: [Reference<Dataset>]
  /// The limit that ended the search early; nil if none did.
  public let limit: String?
  /// The maximum number of sets.
  public static let most = 3

  /// Searches from the world of an analysis. Events with likelihood 0 are ignored.
  init(
    _ field: Reference<DataField>, of personClass: Reference<PeopleGroup>,
    among people: [Reference<PeopleGroup>]?, in analysis: IncidentAnalysis
  ) {
    let exposure = analysis.lowered.exposure
    let topology = exposure.topology
    func isAsked(_ cell: FieldOfGroup) -> Bool {
      guard cell.field == field,
        analysis.lowered.people.roots[cell.group.index] == personClass
      else { return false }
      guard let people else { return true }
      return people.contains { topology.areRelated(cell.group, $0) }
    }
    func isAsked(_ cell: FieldOfOverlap) -> Bool {
      let counter = analysis.lowered.people
      guard cell.field == field, counter.roots[cell.people.groups[0].index] == personClass else {
        return false
      }
      guard let people else { return true }
      return people.contains { group in
        cell.people.groups.allSatisfy { counter.mayOverlap($0, [group]) }
      }
    }
    let targets =
      (exposure.exposed.filter { isAsked($0.key) }.map(\.value)
      + exposure.overlapsExposed.filter { isAsked($0.key) }.map(\.value)).sorted()
    let events = topology.basicEvents.filter { event in
      topology.likelihood(of: event) != 0 && !analysis.scenario.events.contains(event)
    }
    let (program, target) = exposure.program.adding(anyOf: targets)
    let found = MinimalSets.smallest(
      Self.most, on: target, in: program, events: events.map(exposure.fact),
      base: exposure.facts(of: analysis.scenario))
    let listed = found.family.sets(limit: Self.most)
    sets = listed.map { $0.map { events[$0] } }
    unlisted = exposure.lineage.mayHold(field, of: people ?? [personClass], in: topology)
    isExhaustive =
      found.isExhaustive && found.family.count() <= SetCount(UInt64(Self.most)) && unlisted.isEmpty
    if case .limitReached(let limit) = found.stop { self.limit = limit } else { limit = nil }
  }
}

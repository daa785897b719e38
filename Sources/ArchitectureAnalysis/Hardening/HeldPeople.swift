import Lowering
import TopologyLanguage
import TopologyModel

/// The people in each dataset of a declared topology, by declaration or because flows bring their data, as
/// groups that the file could name there.
struct HeldPeople {
  private let declared: Topology
  /// The topmost groups in each declared dataset, in the order of the file; nil if the content cannot be
  /// named.
  private let groups: [[Reference<PeopleGroup>]?]

  /// - Complexity: that of the lineage of the topology with expanded fleets.
  init(_ whole: DeclaredTopology) {
    let declared = whole.entries
    self.declared = declared
    guard let expanded = FleetExpansion.expand(whole).0 else {
      // What is too large to load has no candidates either.
      groups = declared.datasets.map { _ in nil }
      return
    }
    let lineage = Lineage(expanded)
    let groupIDs = Self.places(declared.groups.map(\.id))
    let datasetIDs = Self.places(declared.datasets.map(\.id))
    var held = [Set<Int>](repeating: [], count: declared.datasets.count)
    var isNameable = [Bool](repeating: true, count: declared.datasets.count)
    for carried in lineage.carried {
      let dataset = expanded.datasets[carried.dataset]
      let group = expanded.groups[carried.group]
      guard let place = datasetIDs[dataset.member?.declared ?? dataset.id],
        let named = groupIDs[group.member?.declared ?? group.id]
      else { continue }
      held[place].insert(named)
      // Inside a fleet, a group across it is the member's own part, and nothing else of it can be named.
      let home = declared.systems[declared.datasets[place].system].organization
      if dataset.member != nil, declared.groups[named].across == home,
        group.member?.number != dataset.member?.number
      {
        isNameable[place] = false
      }
    }
    groups = declared.datasets.indices.map { place in
      guard isNameable[place] else { return nil }
      let all = held[place].sorted().map { Reference<PeopleGroup>($0) }
      return all.filter { group in
        !all.contains { $0 != group && declared.isGroup(group, atOrBelow: $0) }
      }
    }
  }

  private static func places(_ ids: [String]) -> [String: Int] {
    Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The topmost groups that a dataset holds; empty if it holds nobody or if they cannot be named.
  func groups(in dataset: Reference<Dataset>) -> [Reference<PeopleGroup>] {
    groups[dataset.index] ?? []
  }
}

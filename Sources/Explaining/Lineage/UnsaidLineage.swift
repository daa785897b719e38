import Lowering
import Population
import TopologyModel

/// The people a question about lineage is about, and how they overlap the groups with data that is held.
final class AskedPeople {
  private let groups: [Reference<PeopleGroup>]?
  private let selection: GroupSelection?
  private let people: PeopleCounter
  private var shared: [Reference<PeopleGroup>: CountInterval] = [:]

  init(_ groups: [Reference<PeopleGroup>]?, _ lowered: LoweredTopology) {
    self.groups = groups
    selection = groups.map { GroupSelection($0, in: lowered.topology) }
    people = lowered.people
  }

  /// Whether some of them are in a group, as the forest or the counts say.
  func areCertainly(_ group: Reference<PeopleGroup>) -> Bool {
    guard let selection else { return true }
    return selection.meets(group) || shared(group).low > 0
  }

  /// Whether some of them may be in a group; nil: the file does not say which.
  func arePerhaps(_ group: Reference<PeopleGroup>?) -> Bool {
    guard let selection, let group else { return true }
    return selection.meets(group) || shared(group).high != 0
  }

  /// The part of a group that is asked about: itself where only the counts say that some are in it.
  func parts(of group: Reference<PeopleGroup>) -> [Reference<PeopleGroup>] {
    guard let selection else { return [group] }
    let parts = selection.parts(of: group)
    return parts.isEmpty ? [group] : parts
  }

  /// How many of a union are asked about.
  func count(_ union: PeopleUnion, in root: Reference<PeopleGroup>) -> CountInterval {
    groups.map { people.common($0, union, in: root) } ?? people.count(union, in: root)
  }

  private func shared(_ group: Reference<PeopleGroup>) -> CountInterval {
    if let known = shared[group] { return known }
    let found = count(PeopleUnion([group]), in: people.roots[group.index])
    shared[group] = found
    return found
  }
}

/// What may be what a question about lineage asks for: content that the file does not list, or of groups that those
/// asked about may overlap.
struct UnsaidLineage {
  /// By dataset and cell, in the order of the file.
  private(set) var entries: [LineageAnswer.Perhaps] = []
  /// Datasets with more, if more flows were followed.
  private(set) var beyond: Set<Reference<Dataset>> = []
  /// Whether there is more.
  var hasBeyond: Bool { !beyond.isEmpty }

  /// - Parameter reached: For each carried fact whether it surely belongs to the answer.
  /// - Complexity: as `LineageReach`, and one programme for each group with data that is held where people are asked
  ///   about; nothing where the file lists everything and everybody is asked about.
  init(
    _ query: LineageQuery, _ asked: AskedPeople, _ lowered: LoweredTopology, reached: [Bool]
  ) {
    let lineage = lowered.exposure.lineage
    let topology = lowered.topology
    guard query.people != nil || !lineage.unlisted.isEmpty || !lineage.overlaps.isEmpty else {
      return
    }
    let facts = LineageFacts.all(lineage, of: query.field, topology)
    let reach = LineageReach(facts, query, isAsked: asked.arePerhaps)
    var flows: [Int: Set<Reference<Flow>>] = [:]
    for arrival in lineage.overlapArrivals + lineage.unlistedArrivals {
      flows[Int(arrival.head), default: []].insert(arrival.flow)
    }
    let carried = lineage.carried.count
    for fact in facts.cells.indices where reach.within[fact] || reach.beyond[fact] {
      let (dataset, cell) = (facts.datasets[fact], facts.cells[fact])
      var overlap: PeopleOverlap?
      if fact < carried {
        // What surely belongs to the answer is no part of this, nor what only a flow that is possible leads to.
        guard !reached[fact], let group = cell.group, !asked.areCertainly(group) else { continue }
      } else if fact < carried + lineage.overlaps.count {
        overlap = lineage.overlaps[fact - carried].people
      }
      let groups = overlap?.groups ?? cell.group.map { [$0] } ?? []
      if fact >= carried, Self.isCarried(dataset, cell.field, groups, lineage, topology) {
        continue
      }
      var persons: CountInterval?
      if let first = groups.first {
        let union = overlap == nil ? PeopleUnion(groups) : PeopleUnion([], overlaps: [groups])
        var count = asked.count(union, in: lowered.people.roots[first.index])
        guard count.high != 0 else { continue }
        if fact >= carried + lineage.overlaps.count || overlap?.isExact == false { count.low = 0 }
        persons = count
      }
      guard reach.within[fact] else {
        beyond.insert(dataset)
        continue
      }
      entries.append(
        LineageAnswer.Perhaps(
          dataset: dataset, cell: cell, overlap: overlap, isCarried: fact < carried,
          persons: persons, flows: (flows[fact] ?? []).sorted()))
    }
    entries.sort { ($0.dataset, $0.cell) < ($1.dataset, $1.cell) }
  }

  /// Whether a dataset surely carries a field of one of some groups.
  private static func isCarried(
    _ dataset: Reference<Dataset>, _ field: Reference<DataField>?,
    _ groups: [Reference<PeopleGroup>], _ lineage: Lineage, _ topology: Topology
  ) -> Bool {
    guard let field else { return false }
    return groups.contains { group in
      topology.path(from: group).contains {
        lineage.fact(Carried(dataset: dataset, field: field, group: $0)) != nil
      }
    }
  }
}

public import Lowering
import Population
import Propagation
public import TopologyModel

/// Where the data asked about is, for which people, and by which flows it came. Complete unless the query says
/// how many flows to follow; then it says how much lies beyond.
public struct LineageAnswer: Sendable {
  /// A flow that brings a field to a dataset.
  public struct Arrival: Hashable, Sendable {
    /// The flow.
    public var flow: Reference<Flow>
    /// The dataset it comes from.
    public var from: Reference<Dataset>
    /// The field's name there.
    public var field: Reference<DataField>
  }

  /// One field in one dataset.
  public struct Entry: Sendable {
    /// The dataset.
    public var dataset: Reference<Dataset>
    /// The field, under its name there.
    public var field: Reference<DataField>
    /// The topmost groups it is held for, in the order of the file.
    public var groups: [Reference<PeopleGroup>]
    /// The number of people of each class.
    public var persons: [(personClass: Reference<PeopleGroup>, count: CountInterval)]
    /// Whether the dataset itself declares it for at least one of the groups.
    public var isDeclared: Bool
    /// The flows that bring it, in the order of the file.
    public var arrivals: [Arrival]
  }

  /// Something that may be what was asked for: the file does not say.
  public struct Perhaps: Hashable, Sendable {
    /// The dataset.
    public var dataset: Reference<Dataset>
    /// What it is, as far as the file says; of an overlap the smallest of its groups.
    public var cell: UnlistedCell
    /// Where it is of people in several groups at once, if there are any: who.
    public var overlap: PeopleOverlap?
    /// Whether the dataset surely carries it, of people that those asked about may overlap.
    public var isCarried: Bool
    /// How many of those asked about it may be of; nil where the file does not say whose it is.
    public var persons: CountInterval?
    /// The flows that bring it, in the order of the file.
    public var flows: [Reference<Flow>]
  }

  /// The question.
  public let query: LineageQuery
  /// The entries: datasets in the order of the file, fields by id.
  public let entries: [Entry]
  /// How many datasets have entries beyond the depth asked for, and none within it.
  public let datasetsBeyond: Int
  /// Whether flows were followed to the end.
  public let isComplete: Bool
  /// What may be what was asked for, because the file does not list what it is, or whose: by dataset and field in the
  /// order of the file.
  public let perhaps: [Perhaps]
  /// Other datasets that belong to the answer if flows that are only possible move their data, in the order of the file.
  public let possible: [Reference<Dataset>]

  /// Answers a question.
  /// - Complexity: O(carried facts + flows) for the reach, plus one union of groups per entry.
  public init(_ query: LineageQuery, of lowered: LoweredTopology) {
    self.query = query
    let lineage = lowered.exposure.lineage
    let topology = lowered.topology
    let asked = AskedPeople(query.people, lowered)
    let reach = LineageReach(
      .carried(lineage), query, isAsked: { $0.map(asked.areCertainly) ?? false })
    let reached = reach.within
    struct Key: Hashable {
      var dataset: Reference<Dataset>
      var field: Reference<DataField>
    }
    var facts: [Key: [Int]] = [:]
    for fact in lineage.carried.indices where reached[fact] {
      let entry = lineage.carried[fact]
      facts[Key(dataset: entry.dataset, field: entry.field), default: []].append(fact)
    }
    var arrivals: [Key: Set<Arrival>] = [:]
    for (clause, flow) in lineage.flows.enumerated() {
      let head = Int(lineage.program.heads[clause])
      guard reached[head] else { continue }
      let entry = lineage.carried[head]
      let source = lineage.carried[Int(lineage.program.bodies[clause])]
      arrivals[Key(dataset: entry.dataset, field: entry.field), default: []].insert(
        Arrival(flow: flow, from: source.dataset, field: source.field))
    }
    let others = UnsaidLineage(query, asked, lowered, reached: reached)
    isComplete = !reach.beyond.contains(true) && !others.hasBeyond
    possible = Self.possible(query, asked, topology)
      .subtracting(facts.keys.map(\.dataset)).sorted()
    let moved = Set(possible)
    perhaps = others.entries.filter {
      $0.isCarried || !moved.contains($0.dataset) || $0.cell.field == nil || $0.cell.group == nil
    }
    let within = Set(facts.keys.map(\.dataset) + perhaps.map(\.dataset))
    datasetsBeyond =
      Set(
        lineage.carried.indices.filter { reach.beyond[$0] }.map { lineage.carried[$0].dataset }
      ).union(others.beyond).subtracting(within).count
    entries = facts.keys.sorted { first, second in
      if first.dataset != second.dataset { return first.dataset < second.dataset }
      return topology.fields[first.field].id < topology.fields[second.field].id
    }.map { key in
      let held = facts[key, default: []]
      // Of a dataset about all only the part asked about counts.
      let groups = topology.highest(
        held.flatMap { fact in
          asked.parts(of: lineage.carried[fact].group)
        })
      let classes = Set(groups.map { lowered.people.roots[$0.index] }).sorted()
      return Entry(
        dataset: key.dataset, field: key.field, groups: groups,
        persons: classes.map { root in
          let inClass = groups.filter { lowered.people.roots[$0.index] == root }
          return (root, asked.count(PeopleUnion(inClass), in: root))
        },
        isDeclared: held.contains { $0 < lineage.declaredCount },
        arrivals: arrivals[key, default: []].sorted {
          ($0.flow, $0.from, $0.field) < ($1.flow, $1.from, $1.field)
        })
    }
  }

  /// The answer where every flow that is only possible surely moves its data: the datasets in it.
  /// - Complexity: as the lineage itself; nothing where every flow is certain.
  private static func possible(
    _ query: LineageQuery, _ asked: AskedPeople, _ topology: Topology
  ) -> Set<Reference<Dataset>> {
    guard topology.flows.contains(where: { $0.certainty == .possible }) else { return [] }
    var certain = topology
    for index in certain.flows.indices { certain.flows[index].certainty = .certain }
    let lineage = Lineage(certain)
    let reached = LineageReach(
      .carried(lineage), query, isAsked: { $0.map(asked.areCertainly) ?? false }
    ).within
    return Set(lineage.carried.indices.filter { reached[$0] }.map { lineage.carried[$0].dataset })
  }
}

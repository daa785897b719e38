public import Propagation
public import TopologyModel

/// carries(D, f, g): a dataset holds a field of a group, as declared or because flows bring it.
public struct Carried: Hashable, Sendable {
  /// The dataset.
  public let dataset: Reference<Dataset>
  /// The field, under its name in the dataset.
  public let field: Reference<DataField>
  /// The group, or a subgroup of the source's group if a flow selects it.
  public let group: Reference<PeopleGroup>

  /// Creates a fact.
  package init(
    dataset: Reference<Dataset>, field: Reference<DataField>, group: Reference<PeopleGroup>
  ) {
    self.dataset = dataset
    self.field = field
    self.group = group
  }
}

/// Where every field of every group is. Lineage does not depend on who is intruded, so it is computed once.
///
///     carries(D,f,g)  ← dataset D lists field f and group g
///     carries(D′,f′,g) ← flow D→D′ passes f (arriving as f′) and passes g, carries(D,f,g)
///
/// Facts are found while the clauses are written (as in a Datalog grounder), so every fact in the list holds.
/// `program` keeps the clauses for questions that start from one dataset or ask for the path.
public struct Lineage: Sendable {
  /// What is carried, by fact index; declared facts come first.
  public let carried: [Carried]
  /// The number of declared facts in `carried`; the others arrive by flows.
  public let declaredCount: Int
  /// One clause per flow that derives one fact from another: `carried′ ← carried`.
  public let program: ClauseProgram
  /// The flow of each clause of `program`.
  public let flows: [Reference<Flow>]
  private let rowOffsets: [Int]
  private let rows: [UInt32]
  private let index: [Carried: UInt32]

  /// What a dataset carries, as ascending indices into `carried`.
  public func facts(of dataset: Reference<Dataset>) -> ArraySlice<UInt32> {
    rows[rowOffsets[dataset.index]..<rowOffsets[dataset.index + 1]]
  }

  /// The index of a fact; nil if the dataset does not carry it.
  public func fact(_ carried: Carried) -> UInt32? { index[carried] }

  /// Computes the lineage of a topology without fleets.
  /// - Complexity: O(facts × flows from their dataset × selected groups), each fact once.
  public init(_ topology: Topology) {
    var grounder = Grounder(topology)
    grounder.run()
    carried = grounder.carried
    declaredCount = grounder.declaredCount
    flows = grounder.flows
    index = grounder.index
    program = ClauseProgram(
      factCount: grounder.carried.count, heads: grounder.heads,
      thresholds: [UInt32](repeating: 1, count: grounder.heads.count),
      bodyOffsets: (0...grounder.heads.count).map(UInt32.init), bodies: grounder.bodies)
    var offsets = [Int](repeating: 0, count: topology.datasets.count + 1)
    for entry in carried { offsets[entry.dataset.index + 1] += 1 }
    for dataset in topology.datasets.indices { offsets[dataset + 1] += offsets[dataset] }
    var next = offsets
    var rows = [UInt32](repeating: 0, count: carried.count)
    for (fact, entry) in carried.enumerated() {
      rows[next[entry.dataset.index]] = UInt32(fact)
      next[entry.dataset.index] += 1
    }
    rowOffsets = offsets
    self.rows = rows
  }

  /// What passes a selection of groups: g itself if it is at or below one of them, otherwise those that are
  /// below g. Nil selects everyone.
  package static func passed(
    _ group: Reference<PeopleGroup>, through selection: [Reference<PeopleGroup>]?,
    in topology: Topology
  ) -> [Reference<PeopleGroup>] {
    guard let selection else { return [group] }
    if selection.contains(where: { topology.isGroup(group, atOrBelow: $0) }) { return [group] }
    return selection.filter { topology.isGroup($0, atOrBelow: group) }
  }
}

/// Finds facts and writes their clauses, each fact once.
private struct Grounder {
  let topology: Topology
  var carried: [Carried] = []
  var index: [Carried: UInt32] = [:]
  var declaredCount = 0
  var heads: [UInt32] = []
  var bodies: [UInt32] = []
  var flows: [Reference<Flow>] = []
  private var outgoing: [[Reference<Flow>]]
  private let selections: [[Reference<PeopleGroup>]?]

  init(_ topology: Topology) {
    self.topology = topology
    outgoing = [[Reference<Flow>]](repeating: [], count: topology.datasets.count)
    for flow in topology.flows.references {
      outgoing[topology.flows[flow].from.index].append(flow)
    }
    selections = topology.flows.map { flow in flow.people.map { topology.groups(naming: $0) } }
  }

  mutating func run() {
    for dataset in topology.datasets.references {
      let entry = topology.datasets[dataset]
      let groups = topology.groups(naming: entry.people)
      for field in entry.fields {
        for group in groups {
          _ = fact(Carried(dataset: dataset, field: field, group: group))
        }
      }
    }
    declaredCount = carried.count
    var next = 0
    while next < carried.count {
      let source = carried[next]
      for reference in outgoing[source.dataset.index] {
        let flow = topology.flows[reference]
        if let fields = flow.fields, !fields.contains(source.field) { continue }
        let field = flow.becomes.first { $0.field == source.field }?.becomes ?? source.field
        let groups = Lineage.passed(
          source.group, through: selections[reference.index], in: topology)
        for group in groups {
          heads.append(fact(Carried(dataset: flow.to, field: field, group: group)))
          bodies.append(UInt32(next))
          flows.append(reference)
        }
      }
      next += 1
    }
  }

  private mutating func fact(_ entry: Carried) -> UInt32 {
    if let known = index[entry] { return known }
    let fact = UInt32(carried.count)
    carried.append(entry)
    index[entry] = fact
    return fact
  }
}

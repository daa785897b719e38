public import Lowering
import Population
import Propagation
public import TopologyModel

/// A question about where data is: which field, whose, from or to which dataset.
public struct LineageQuery: Sendable {
  /// Which way to follow flows from a dataset.
  public enum Direction: String, Sendable {
    /// What the dataset carries, and how it came: itself and its sources.
    case upstream
    /// What hangs on the dataset: itself and everything its data goes to.
    case downstream
  }

  /// Only this field, under whatever name it travels; nil for every field.
  public var field: Reference<DataField>?
  /// Only people at or below one of these groups; nil for everybody.
  public var people: [Reference<PeopleGroup>]?
  /// Start from these datasets (the members of a fleet, or one); nil for every dataset.
  public var datasets: [Reference<Dataset>]?
  /// For a dataset, which way; nil: what it carries, and the flows that bring it.
  public var direction: Direction?

  /// A question from its parts.
  public init(
    field: Reference<DataField>? = nil, people: [Reference<PeopleGroup>]? = nil,
    datasets: [Reference<Dataset>]? = nil, direction: Direction? = nil
  ) {
    self.field = field
    self.people = people
    self.datasets = datasets
    self.direction = direction
  }
}

/// Where the data asked about is, for whom, and by which flows it came. Complete: there is no depth limit.
public struct LineageAnswer: Sendable {
  /// A flow that brings a field to a dataset.
  public struct Arrival: Hashable, Sendable {
    /// The flow.
    public var flow: Reference<Flow>
    /// Where it comes from.
    public var from: Reference<Dataset>
    /// The name the field has there.
    public var field: Reference<DataField>
  }

  /// One field in one dataset.
  public struct Entry: Sendable {
    /// The dataset.
    public var dataset: Reference<Dataset>
    /// The field, under the name it has there.
    public var field: Reference<DataField>
    /// The highest groups it is held for, in the order of the file.
    public var groups: [Reference<PeopleGroup>]
    /// How many people of each class they are.
    public var persons: [(personClass: Reference<PeopleGroup>, count: CountInterval)]
    /// The dataset itself declares it, for at least one of the groups.
    public var isDeclared: Bool
    /// The flows that bring it, in the order of the file.
    public var arrivals: [Arrival]
  }

  /// What was asked.
  public let query: LineageQuery
  /// Datasets in the order of the file, fields by id.
  public let entries: [Entry]

  /// Answers a question.
  /// - Complexity: O(carried facts + flows) for the reach, then a union of groups for each entry.
  public init(_ query: LineageQuery, of lowered: LoweredTopology) {
    self.query = query
    let lineage = lowered.exposure.lineage
    let topology = lowered.topology
    let reached = Reach(lineage).facts(query, topology)
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
    entries = facts.keys.sorted { first, second in
      if first.dataset != second.dataset { return first.dataset < second.dataset }
      return topology.fields[first.field].id < topology.fields[second.field].id
    }.map { key in
      let held = facts[key, default: []]
      let groups = topology.highest(held.map { lineage.carried[$0].group })
      let classes = Set(groups.map { lowered.people.roots[$0.index] }).sorted()
      return Entry(
        dataset: key.dataset, field: key.field, groups: groups,
        persons: classes.map { root in
          let inClass = groups.filter { lowered.people.roots[$0.index] == root }
          return (root, lowered.people.union(of: inClass, in: root))
        },
        isDeclared: held.contains { $0 < lineage.declaredCount },
        arrivals: arrivals[key, default: []].sorted {
          ($0.flow, $0.from, $0.field) < ($1.flow, $1.from, $1.field)
        })
    }
  }
}

/// Which facts of the lineage a question concerns, found by the engine: forwards with the lineage's own
/// clauses, backwards with each turned round.
private struct Reach {
  let lineage: Lineage

  init(_ lineage: Lineage) {
    self.lineage = lineage
  }

  func facts(_ query: LineageQuery, _ topology: Topology) -> [Bool] {
    func isAsked(_ fact: Int) -> Bool {
      let entry = lineage.carried[fact]
      if let datasets = query.datasets, !datasets.contains(entry.dataset) { return false }
      if let field = query.field, entry.field != field { return false }
      guard let people = query.people else { return true }
      return people.contains { topology.areRelated(entry.group, $0) }
    }
    let start = lineage.carried.indices.filter(isAsked)
    var result = [Bool](repeating: false, count: lineage.carried.count)
    for fact in start { result[fact] = true }
    // A field travels under several names: where it comes from and where it goes belong to the answer.
    let followsField = query.field != nil && query.datasets == nil
    if query.direction == .downstream || followsField { mark(&result, lineage.program, start) }
    if query.direction == .upstream || followsField {
      mark(&result, turnedRound(), start)
    }
    return result
  }

  private func mark(_ result: inout [Bool], _ program: ClauseProgram, _ start: [Int]) {
    let world = LeastFixpoint.evaluate(program, assuming: start.map { UInt32($0) })
    for fact in world.order { result[Int(fact)] = true }
  }

  private func turnedRound() -> ClauseProgram {
    ClauseProgram(
      factCount: lineage.program.factCount, heads: lineage.program.bodies,
      thresholds: lineage.program.thresholds, bodyOffsets: lineage.program.bodyOffsets,
      bodies: lineage.program.heads)
  }
}

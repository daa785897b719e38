import Population
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
///     carries(D′,f′,g) ← flow D→D′ passes f (arriving as f′) and passes g, carries(D,f,g), the flow is certain
///
/// What a flow that is only possible brings is content of which nobody knows whether it is there. What a dataset holds without the file's listing it is a pseudo-field, or of pseudo-people, and is carried by
/// the same clauses; see ``Unlisted``.
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
  /// What is carried without being listed: where it is first, then where flows bring it.
  public let unlisted: [Unlisted]
  private let unlistedOf: [Reference<Dataset>: [Unlisted]]
  /// Which flow brings something that is not listed.
  package let unlistedFlows: [(flow: Reference<Flow>, arrives: Unlisted)]
  /// The same by numbers. Facts are numbered as in `carried`, after those as in `overlaps`, and after those as in
  /// `unlisted`.
  package let unlistedArrivals: [(flow: Reference<Flow>, head: UInt32, body: UInt32)]
  /// What is carried of people who are in several groups at once, because a flow passes only these.
  public let overlaps: [CarriedOverlap]
  private let overlapsOf: [Reference<Dataset>: [Int]]
  /// How flows bring these. Facts are numbered as in `carried`, and after those as in `overlaps`.
  package let overlapArrivals: [(flow: Reference<Flow>, head: UInt32, body: UInt32)]
  /// The overlaps formed so far.
  let formed: Overlaps
  private let rows: CompressedRows<UInt32>
  private let rowsOfFields: CompressedRows<UInt32>
  private let index: [Content: UInt32]

  /// What a dataset carries, as ascending indices into `carried`.
  public func facts(of dataset: Reference<Dataset>) -> ArraySlice<UInt32> {
    rows[dataset.index]
  }

  /// Where a field is carried under its own name, as ascending indices into `carried`.
  package func facts(of field: Reference<DataField>) -> ArraySlice<UInt32> {
    rowsOfFields[field.index]
  }

  /// Where a field is carried of people who may be among some others.
  package func facts(
    of field: Reference<DataField>, concerning groups: [Reference<PeopleGroup>],
    in topology: Topology
  ) -> [Int] {
    let tree = topology.tree
    return facts(of: field).map { Int($0) }.filter { fact in
      groups.contains { tree.areRelated(carried[fact].group, $0) }
    }
  }

  /// The datasets that may hold a field of some people, or of people related to them, without the file's listing it.
  /// - Complexity: O(content that is not listed × groups).
  package func mayHold(
    _ field: Reference<DataField>, of groups: [Reference<PeopleGroup>], in topology: Topology
  ) -> [Reference<Dataset>] {
    let found = unlisted.filter { entry in
      (entry.cell.field ?? field) == field
        && (entry.cell.group.map { group in
          groups.contains { topology.tree.areRelated(group, $0) }
        } ?? true)
    }
    return Set(found.map(\.dataset)).sorted()
  }

  /// What a dataset carries without its being listed, in order.
  public func unlisted(of dataset: Reference<Dataset>) -> [Unlisted] {
    unlistedOf[dataset] ?? []
  }

  /// What a dataset carries of people in several groups at once, as ascending indices into `overlaps`.
  package func overlaps(of dataset: Reference<Dataset>) -> [Int] { overlapsOf[dataset] ?? [] }

  /// The index of a fact; nil if the dataset does not carry it.
  public func fact(_ carried: Carried) -> UInt32? { index[Content(carried)] }

  /// Computes the lineage of a topology without fleets.
  /// - Complexity: O(facts × flows from their dataset × selected groups), each fact once.
  public init(_ topology: Topology) {
    var grounder = LineageGrounder(topology)
    grounder.run(from: topology.datasets.references.flatMap(topology.listedContent))
    let carried = grounder.contents.map { content in
      Carried(
        dataset: Reference(content.dataset), field: Reference(content.field),
        group: Reference(content.group))
    }
    self.carried = carried
    declaredCount = grounder.declaredCount
    flows = grounder.flows
    index = grounder.index
    program = ClauseProgram(
      factCount: carried.count, heads: grounder.heads,
      thresholds: [UInt32](repeating: 1, count: grounder.heads.count),
      bodyOffsets: (0...grounder.heads.count).map(UInt32.init),
      bodies: grounder.bodies.map { body in
        switch body {
        case .own(let fact), .given(let fact): fact
        }
      })
    rows = CompressedRows(
      rowCount: topology.datasets.count, placesIn: carried.map { UInt32($0.dataset.index) })
    rowsOfFields = CompressedRows(
      rowCount: topology.fields.count, placesIn: carried.map { UInt32($0.field.index) })

    var formed = Overlaps(topology)
    let overlapping = OverlapGrounder(topology, carried, &formed)
    overlaps = overlapping.contents
    overlapsOf = Dictionary(
      grouping: overlaps.indices, by: { overlapping.contents[$0].dataset })
    overlapArrivals = overlapping.arrivals.map { ($0.flow, $0.head, $0.body) }

    var others = LineageGrounder(topology, covering: formed)
    others.takePossible(of: grounder.contents, from: 0, known: grounder.index)
    others.takePossible(
      of: overlaps.map {
        Content(
          $0.dataset, field: $0.field.index, group: topology.smallest(of: $0.people.groups).index)
      }, from: carried.count, known: grounder.index)
    others.run(from: topology.datasets.references.flatMap(topology.unlistedContent))
    let unlisted = others.contents.map(Unlisted.init)
    self.unlisted = unlisted
    unlistedOf = Dictionary(grouping: unlisted, by: \.dataset)
    self.formed = formed
    unlistedFlows = zip(others.flows, others.heads).map { ($0, unlisted[Int($1)]) }
    let first = UInt32(carried.count + overlaps.count)
    unlistedArrivals = others.flows.indices.map { place in
      let body =
        switch others.bodies[place] {
        case .own(let fact): first + fact
        case .given(let fact): fact
        }
      return (others.flows[place], first + others.heads[place], body)
    }
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

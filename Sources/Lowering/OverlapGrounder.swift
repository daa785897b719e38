public import TopologyModel

/// A field of the people in an overlap, in a dataset.
public struct CarriedOverlap: Hashable, Sendable {
  /// The dataset.
  public let dataset: Reference<Dataset>
  /// The field, under its name in the dataset.
  public let field: Reference<DataField>
  /// The people.
  public let people: PeopleOverlap
}

/// Finds what flows bring of people who are only in part among those whom a flow passes.
///
///     carries(D′,f′,g∩h) ← flow D→D′ passes f (arriving as f′) and h, carries(D,f,g)
///
/// where neither of g and h is at or below the other. An overlap passes further in the same way. A fact is numbered
/// after those of groups.
struct OverlapGrounder {
  /// A flow that derives one fact from another.
  struct Arrival {
    var head: UInt32
    var body: UInt32
    var flow: Reference<Flow>
  }

  private let topology: Topology
  private let first: UInt32
  private(set) var contents: [CarriedOverlap] = []
  private(set) var arrivals: [Arrival] = []
  private var index: [CarriedOverlap: UInt32] = [:]
  private var outgoing: [[Reference<Flow>]]
  private let selections: [[Reference<PeopleGroup>]?]

  /// - Complexity: O(facts × flows from their dataset × selected groups).
  init(_ topology: Topology, _ carried: [Carried], _ overlaps: inout Overlaps) {
    self.topology = topology
    first = UInt32(carried.count)
    outgoing = [[Reference<Flow>]](repeating: [], count: topology.datasets.count)
    selections = topology.flows.map { flow in flow.people.map { topology.groups(naming: $0) } }
    for flow in topology.flows.references where topology.flows[flow].certainty == .certain {
      outgoing[topology.flows[flow].from.index].append(flow)
    }
    for (fact, entry) in carried.enumerated() {
      for flow in outgoing[entry.dataset.index] where selections[flow.index] != nil {
        pass(
          UInt32(fact), entry.field, PeopleOverlap([entry.group]), by: flow, &overlaps)
      }
    }
    var next = 0
    while next < contents.count {
      let entry = contents[next]
      for flow in outgoing[entry.dataset.index] {
        pass(first + UInt32(next), entry.field, entry.people, by: flow, &overlaps)
      }
      next += 1
    }
  }

  private mutating func pass(
    _ body: UInt32, _ field: Reference<DataField>, _ people: PeopleOverlap,
    by reference: Reference<Flow>, _ overlaps: inout Overlaps
  ) {
    let flow = topology.flows[reference]
    guard flow.fields.map({ $0.contains(field) }) ?? true else { return }
    for part in overlaps.passed(people, through: selections[reference.index])
    where part.group == nil {
      for arriving in flow.arrivals(of: field) {
        let head = fact(CarriedOverlap(dataset: flow.to, field: arriving, people: part))
        arrivals.append(Arrival(head: head, body: body, flow: reference))
      }
    }
  }

  private mutating func fact(_ content: CarriedOverlap) -> UInt32 {
    if let known = index[content] { return known }
    let fact = first + UInt32(contents.count)
    contents.append(content)
    index[content] = fact
    return fact
  }
}

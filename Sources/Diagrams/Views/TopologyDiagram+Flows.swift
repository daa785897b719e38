import Lowering
import Propagation
import TopologyModel

/// What flows move: between datasets, and field by field.
extension TopologyDiagram {
  /// The data that each flow moves.
  func loads() -> [Edge.Load] {
    let lineage = lowered.exposure.lineage
    var fields = [Set<String>](repeating: [], count: topology.flows.count)
    var groups = [Set<Reference<PeopleGroup>>](repeating: [], count: topology.flows.count)
    for (clause, flow) in lineage.flows.enumerated() {
      let arrival = lineage.carried[Int(lineage.program.heads[clause])]
      let departure = lineage.carried[Int(lineage.program.bodies[clause])]
      fields[flow.index].formUnion([arrival, departure].map { topology.fields[$0.field].id })
      groups[flow.index].insert(arrival.group)
    }
    var ofAnybody: Set<Reference<Flow>> = []
    for (flow, head, body) in lineage.unlistedArrivals {
      fields[flow.index].formUnion(names(from: Int(body), to: Int(head)))
    }
    for (flow, arrives) in lineage.unlistedFlows {
      if let group = arrives.cell.group {
        groups[flow.index].insert(group)
      } else {
        ofAnybody.insert(flow)
      }
    }
    // Flows of a fleet, and copies of a file, move the same people.
    var people: [Set<Reference<PeopleGroup>>: Set<String>] = [:]
    return topology.flows.references.map { reference in
      let flow = reference.index
      let moved = groups[flow]
      let named = people[moved] ?? Set(peopleIDs(moved))
      people[moved] = named
      return Edge.Load(
        fields: fields[flow], people: ofAnybody.contains(reference) ? nil : named,
        groups: Set(moved.map { topology.groups[$0].id }))
    }
  }

  /// Every movement of a field between datasets, without repetition.
  func moves() -> [DiagramModel.Move] {
    var seen: Set<DiagramModel.Move> = []
    return fieldSteps().map(\.move).filter { seen.insert($0).inserted }
  }

  /// Edges from each field that moves to what it becomes, through the systems it crosses.
  func fieldEdges() -> [Edge] {
    let loads = loads()
    var seen: Set<DiagramModel.Move> = []
    return fieldSteps().flatMap { step -> [Edge] in
      let flow = topology.flows[step.flow]
      // What only may move is drawn between datasets.
      guard flow.certainty == .certain, seen.insert(step.move).inserted else { return [] }
      let stations = [step.move.from] + flow.via.map { endpoint($0) } + [step.move.to]
      let kind: Edge.Kind = step.isRenamed ? .becomes : flow.via.isEmpty ? .flow : .via
      var load = loads[step.flow.index]
      load.fields = step.fields
      return zip(stations, stations.dropFirst()).map { from, to in
        Edge(from: from, to: to, kind: kind, load: load)
      }
    }
  }

  private struct FieldStep {
    var move: DiagramModel.Move
    var flow: Reference<Flow>
    var fields: Set<String>
    var isRenamed: Bool
  }

  private func fieldSteps() -> [FieldStep] {
    let lineage = lowered.exposure.lineage
    return lineage.flows.enumerated().map { clause, flow in
      let departure = lineage.carried[Int(lineage.program.bodies[clause])]
      let arrival = lineage.carried[Int(lineage.program.heads[clause])]
      return FieldStep(
        move: DiagramModel.Move(
          from: endpoint(departure.field, of: departure.dataset),
          to: endpoint(arrival.field, of: arrival.dataset)),
        flow: flow,
        fields: Set([departure, arrival].map { topology.fields[$0.field].id }),
        isRenamed: departure.field != arrival.field)
    } + unlistedSteps()
  }

  /// The same of what the file does not list, which is one row of a dataset.
  private func unlistedSteps() -> [FieldStep] {
    let lineage = lowered.exposure.lineage
    return lineage.unlistedArrivals.map { arrival in
      let (departure, arrived) = (place(of: Int(arrival.body)), place(of: Int(arrival.head)))
      return FieldStep(
        move: DiagramModel.Move(from: departure.end, to: arrived.end), flow: arrival.flow,
        fields: names(from: Int(arrival.body), to: Int(arrival.head)), isRenamed: false)
    }
  }

  /// What a flow moves of what the file does not list: the fields that are named, or anything.
  private func names(from body: Int, to head: Int) -> Set<String> {
    guard let arrived = place(of: head).field else { return [Self.unlistedID] }
    return Set([place(of: body).field, arrived].compactMap { $0.map { topology.fields[$0].id } })
  }

  /// Where a fact of the lineage is drawn, numbered as in `Lineage.unlistedArrivals`, and its field where one is named.
  private func place(of fact: Int) -> (end: Endpoint, field: Reference<DataField>?) {
    let lineage = lowered.exposure.lineage
    let (first, later) = (lineage.carried.count, lineage.carried.count + lineage.overlaps.count)
    if fact < first {
      let carried = lineage.carried[fact]
      return (endpoint(carried.field, of: carried.dataset), carried.field)
    }
    if fact < later {
      let carried = lineage.overlaps[fact - first]
      return (endpoint(carried.field, of: carried.dataset), carried.field)
    }
    let entry = lineage.unlisted[fact - later]
    guard case .dataset(let id) = endpoint(entry.dataset) else {
      return (endpoint(entry.dataset), entry.cell.field)
    }
    return (.field(dataset: id, field: Self.unlistedID), entry.cell.field)
  }
}

import Population
import SourceText
import TopologyModel

/// What flows surely bring to datasets, for warnings about flows and rules that say more, or other things, than
/// they can mean. No lineage: fields and people are followed apart from one another.
struct Arrivals {
  /// A flow or an access rule that names people, to be compared with the people that the dataset holds.
  struct Selection {
    let dataset: Reference<Dataset>
    let people: NodeArena.Node
  }

  /// A flow that passes every field.
  struct Passage {
    let flow: Int
    let node: NodeArena.Node
  }

  var selections: [Selection] = []
  var passages: [Passage] = []

  /// For each dataset what it starts with and what flows bring, each once.
  /// - Complexity: O(items × flows from their datasets).
  static func reached<Item: Hashable>(
    from start: [[Item]], in topology: Topology, passing: (Flow, Item) -> [Item]
  ) -> [Set<Item>] {
    var outgoing = [[Int]](repeating: [], count: topology.datasets.count)
    for (index, flow) in topology.flows.enumerated() { outgoing[flow.from.index].append(index) }
    var held = start.map { Set($0) }
    var open = start.enumerated().flatMap { dataset, items in items.map { (dataset, $0) } }
    while let (dataset, item) = open.popLast() {
      for index in outgoing[dataset] {
        let flow = topology.flows[index]
        for arriving in passing(flow, item) where held[flow.to.index].insert(arriving).inserted {
          open.append((flow.to.index, arriving))
        }
      }
    }
    return held
  }
}

extension TopologyDecoder {
  /// Warns of people that are selected from a dataset that does not hold them.
  mutating func checkSelections() {
    guard !arrivals.selections.isEmpty else { return }
    let topology = topology
    let named = topology.flows.map { $0.people }
    var start = topology.datasets.map(\.people)
    for (index, flow) in topology.flows.enumerated() where flow.from != flow.to {
      start[flow.to.index] += named[index] ?? []
    }
    let held = Arrivals.reached(from: start, in: topology) { flow, part in
      flow.people == nil ? [part] : []
    }
    let isOpen = Arrivals.reached(
      from: topology.datasets.map { $0.listsPeople || $0.fields.isEmpty ? [] : [true] },
      in: topology
    ) { _, item in [item] }
    let apart = ApartGroups(topology)
    func mayOverlap(_ first: Reference<PeopleGroup>, _ second: Reference<PeopleGroup>) -> Bool {
      topology.tree.roots[first.index] == topology.tree.roots[second.index]
        && (topology.areRelated(first, second) || !apart.areApart(first, second))
    }
    for selection in arrivals.selections where isOpen[selection.dataset.index].isEmpty {
      let here = held[selection.dataset.index]
      let groups = topology.groups(naming: here)
      for item in items(selection.people, of: Expected.people.noun) {
        guard let found = names.find(arena.symbol(item), .people) else { continue }
        let part: Cohort.Part =
          found.section == .group
          ? .group(Reference(found.index)) : .cohort(Reference(found.index))
        guard !here.contains(part),
          !topology.groups(naming: [part]).contains(where: { group in
            groups.contains { mayOverlap(group, $0) }
          })
        else { continue }
        let dataset = topology.datasets[selection.dataset]
        report(
          .flowOfOthers, "'\(dataset.id)' holds nobody of '\(name(item))'", at: item,
          notes: [
            .init("no list of people there has them, and no flow brings them", at: dataset.position)
          ])
      }
    }
  }

  /// Warns of flows without `fields` that bring fields to a dataset that lists others.
  mutating func checkWidening() {
    let topology = topology
    let passages = arrivals.passages.filter { passage in
      let flow = topology.flows[passage.flow]
      return flow.from != flow.to && !topology.datasets[flow.to].fields.isEmpty
    }
    guard !passages.isEmpty else { return }
    func arriving(_ flow: Flow, _ field: Reference<DataField>) -> [Reference<DataField>] {
      guard flow.certainty == .certain, flow.fields?.contains(field) ?? true else { return [] }
      return flow.arrivals(of: field)
    }
    let held = Arrivals.reached(
      from: topology.datasets.map(\.fields), in: topology, passing: arriving)
    for passage in passages {
      let flow = topology.flows[passage.flow]
      let target = topology.datasets[flow.to]
      let listed = Set(target.fields)
      let brought = Set(held[flow.from.index].flatMap { arriving(flow, $0) })
        .subtracting(listed).filter { !carriage.surelyCarries($0, flow.to) }.sorted()
      guard !brought.isEmpty else { continue }
      let ids = brought.map { topology.fields[$0].id }
      let shown = ids.prefix(3).joined(separator: ", ")
      let more = ids.count > 3 ? " and \(ids.count - 3) more" : ""
      let list = target.fields.prefix(3).map { topology.fields[$0].id }.joined(separator: ", ")
      report(
        .flowWidens,
        "this flow brings \(shown)\(more) into '\(target.id)', which lists \(list)\(target.fields.count > 3 ? ", …" : "")",
        at: passage.node, help: "name under 'fields' what it passes, or list there what it brings",
        notes: [.init("the list is here", at: target.position)])
    }
  }
}

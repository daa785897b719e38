/// Flows, each with a name of its own.
extension DraftWriter {
  /// Flows as a map, so that a file that extends this one can add some: a list would replace them.
  mutating func writeFlows() {
    guard !draft.flows.isEmpty else { return }
    line("flows:")
    let flows = draft.flows
    let order = flows.indices.sorted { first, second in
      let (a, b) = (flows[first], flows[second])
      if a.from != b.from {
        return datasetIDs[a.from].lexicographicallyPrecedes(datasetIDs[b.from])
      }
      if a.to != b.to { return datasetIDs[a.to].lexicographicallyPrecedes(datasetIDs[b.to]) }
      return first < second
    }
    var previous = (-1, -1)
    var number = 1
    for index in order {
      let flow = flows[index]
      number = previous == (flow.from, flow.to) ? number + 1 : 1
      previous = (flow.from, flow.to)
      write(flow, number)
    }
  }

  mutating func write(_ flow: TopologyDraft.Flow, _ number: Int) {
    append("  ")
    append(Self.scalar(id(of: flow, number)))
    append(": { ")
    if let label = flow.label { append("label: \(Self.scalar(label)), ") }
    append("from: ")
    out += datasetIDs[flow.from]
    append(", to: ")
    out += datasetIDs[flow.to]
    if let fields = flow.fields {
      append(", fields: ")
      append(list: fields)
    }
    if !flow.becomes.isEmpty {
      append(", becomes: { ")
      var begin = 0
      while begin < flow.becomes.count {
        let field = flow.becomes[begin].field
        var end = begin
        while end < flow.becomes.count, flow.becomes[end].field == field { end += 1 }
        if begin > 0 { append(", ") }
        out += fieldIDs[Int(field)]
        append(": ")
        if end - begin == 1 {
          out += fieldIDs[Int(flow.becomes[begin].becomes)]
        } else {
          append(list: flow.becomes[begin..<end].map(\.becomes))
        }
        begin = end
      }
      append(" }")
    }
    if flow.encrypted { append(", encrypted: true") }
    if flow.isPossible { append(", certainty: possible") }
    append(" }")
    if let origin = flow.origin { append("  # " + Self.comment(origin)) }
    append("\n")
  }

  /// The name of a flow, from its ends.
  func id(of flow: TopologyDraft.Flow, _ number: Int) -> String {
    func name(_ index: Int) -> String {
      let dataset = draft.datasets[index]
      return "\(draft.systems[dataset.system].id)/\(dataset.id)"
    }
    return "\(name(flow.from))--\(name(flow.to))" + (number > 1 ? "--\(number)" : "")
  }
}

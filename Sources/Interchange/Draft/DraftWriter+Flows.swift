/// Flows, each with a name of its own.
extension DraftWriter {
  /// Flows as a map, so that a file that extends this one can add some: a list would replace them.
  mutating func writeFlows() {
    guard !draft.flows.isEmpty else { return }
    line("flows:")
    let names = FlowNames(draft)
    // By the datasets as they are written, then as the source has them.
    var rank = [UInt32](repeating: 0, count: draft.datasets.count)
    for (place, dataset) in ByteOrder.sorted(datasetIDs.texts)
      .enumerated()
    {
      rank[dataset] = UInt32(place)
    }
    var order = draft.flows.enumerated().map { index, flow in
      (ends: UInt64(rank[flow.from]) << 32 | UInt64(rank[flow.to]), index: index)
    }
    order.sort { ($0.ends, $0.index) < ($1.ends, $1.index) }
    var previous = (-1, -1)
    var number = 1
    for (_, index) in order {
      let flow = draft.flows[index]
      number = previous == (flow.from, flow.to) ? number + 1 : 1
      previous = (flow.from, flow.to)
      append("  ")
      names.append(flow, number, to: &out)
      write(flow)
    }
  }

  mutating func write(_ flow: TopologyDraft.Flow) {
    append(": { ")
    if let label = flow.label {
      append("label: ")
      append(Self.scalar(label))
      append(", ")
    }
    append("from: ")
    datasetIDs.append(flow.from, to: &out)
    append(", to: ")
    datasetIDs.append(flow.to, to: &out)
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
        fieldIDs.append(Int(field), to: &out)
        append(": ")
        if end - begin == 1 {
          fieldIDs.append(Int(flow.becomes[begin].becomes), to: &out)
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
}

/// The name of each flow, from its ends, as it is written.
struct FlowNames {
  /// The names of datasets as they are written within quotes; those that are plain are the same without.
  private let names: TextPool
  /// Whether a name stands without quotes where it begins or ends with a dataset.
  private let isPlain: [Bool]

  init(_ draft: TopologyDraft) {
    let names = draft.datasets.map { "\(draft.systems[$0.system].id)/\($0.id)" }
    // A blank is never plain, so that the quotes are there to be taken off.
    self.names = TextPool(
      names.map { String(DraftWriter.scalar(" \($0)").dropFirst(2).dropLast()) })
    isPlain = names.map { name in
      let whole = "\(name)--\(name)"
      return DraftWriter.scalar(whole) == whole
    }
  }

  func append(_ flow: TopologyDraft.Flow, _ number: Int, to out: inout [UInt8]) {
    let quote = !isPlain[flow.from] || !isPlain[flow.to]
    if quote { out.append(UInt8(ascii: "\"")) }
    names.append(flow.from, to: &out)
    out.append(contentsOf: "--".utf8)
    names.append(flow.to, to: &out)
    if number > 1 { out.append(contentsOf: "--\(number)".utf8) }
    if quote { out.append(UInt8(ascii: "\"")) }
  }
}

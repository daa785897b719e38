/// Flows, each with a name of its own.
extension DraftWriter {
  /// Flows as a map, so that a file that extends this one can add some: a list would replace them.
  mutating func writeFlows() {
    guard !draft.flows.isEmpty else { return }
    line("flows:")
    let names = FlowNames(draft)
    // By the datasets as they are written, then as the source has them.
    var rank = [UInt32](repeating: 0, count: datasetIDs.count)
    for (place, dataset) in ByteOrder.sorted(datasetIDs.map { String(decoding: $0, as: UTF8.self) })
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
}

/// The name of each flow, from its ends, as it is written.
struct FlowNames {
  private let datasets: [[UInt8]]
  /// Whether a name stands without quotes where it begins or ends with a dataset.
  private let isPlain: [Bool]

  init(_ draft: TopologyDraft) {
    let names = draft.datasets.map { "\(draft.systems[$0.system].id)/\($0.id)" }
    datasets = names.map { Array($0.utf8) }
    isPlain = names.map { name in
      let whole = "\(name)--\(name)"
      return DraftWriter.scalar(whole) == whole
    }
  }

  func append(_ flow: TopologyDraft.Flow, _ number: Int, to out: inout [UInt8]) {
    let ending = number > 1 ? "--\(number)" : ""
    if isPlain[flow.from], isPlain[flow.to] {
      out += datasets[flow.from]
      out.append(contentsOf: "--".utf8)
      out += datasets[flow.to]
      out.append(contentsOf: ending.utf8)
      return
    }
    let ends = [flow.from, flow.to].map { String(decoding: datasets[$0], as: UTF8.self) }
    out.append(contentsOf: DraftWriter.scalar(ends.joined(separator: "--") + ending).utf8)
  }
}

import Explaining
import Lowering
import TopologyModel

/// What may be what was asked for.
extension LineageReport {
  /// Whether the file leaves nothing open.
  var isWhole: Bool { answer.perhaps.isEmpty && answer.possible.isEmpty }

  /// Where the data may be beside: by flows that are only possible, and in what the file does not list.
  func addPerhaps(to document: inout ReportDocument) {
    if !answer.possible.isEmpty { document.paragraph(.init(possibly)) }
    guard !answer.perhaps.isEmpty else { return }
    document.heading(2, "What may also carry it")
    // What is said of all members of a fleet is said once.
    var order: [String] = []
    var numbers: [String: Set<CountInterval?>] = [:]
    for perhaps in answer.perhaps {
      let line = "\(topology.datasets[perhaps.dataset].declaredID): \(words(perhaps))"
      if numbers[line] == nil { order.append(line) }
      numbers[line, default: []].insert(perhaps.persons)
    }
    document.list(
      order.map { line in
        let many = numbers[line].flatMap { $0.count == 1 ? $0.first : nil } ?? nil
        return .init(
          line + (many.map { $0 == .unknown ? "" : " (\(CountWording.people($0)))" } ?? ""))
      })
  }

  /// Where the data may be beside, by flows that are only possible.
  private var possibly: String {
    let ids = naming.folded(
      answer.possible.map { (topology.datasets[$0].id, topology.datasets[$0].member) })
    let places = naming.listed(ids, most: 8)
    return answer.query.direction == .upstream
      ? "It may also come from \(places): a flow that is only possible leads from there."
      : "It may also be in \(places): a flow that is only possible leads there."
  }

  private func words(_ perhaps: LineageAnswer.Perhaps) -> String {
    let people = perhaps.cell.group.map { topology.groups[$0].declaredID } ?? ""
    guard let field = perhaps.cell.field.map(naming.field) else {
      return perhaps.cell.group == nil
        ? "the file lists neither what it holds nor whose"
        : "the file does not list what it holds about \(people)"
    }
    if let overlap = perhaps.overlap { return "\(field) of \(naming.overlap(overlap))" }
    if perhaps.cell.group == nil { return "\(field), and the file does not say whose" }
    if perhaps.isCarried { return "\(field) of \(people), which may include them" }
    let isPossible = perhaps.flows.contains { topology.flows[$0].certainty == .possible }
    return isPossible
      ? "\(field) of \(people), by a flow that is only possible"
      : "\(field) of \(people), if its source has it"
  }

  func json(_ perhaps: LineageAnswer.Perhaps) -> JSONValue {
    var entries: [String: JSONValue] = [
      "dataset": .string(topology.datasets[perhaps.dataset].id),
      "field": .optional(perhaps.cell.field.map { topology.fields[$0].id }),
      "persons": perhaps.persons.map { .count($0) } ?? .null,
      "flows": .strings(perhaps.flows.map { topology.flows[$0].id }),
    ]
    if let overlap = perhaps.overlap {
      entries["in-all-of"] = .strings(overlap.groups.map { topology.groups[$0].id }.sorted())
    } else {
      entries["people"] = .optional(perhaps.cell.group.map { topology.groups[$0].id })
    }
    return .object(entries)
  }
}

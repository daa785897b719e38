package import Explaining
import Lowering
import TopologyLanguage
import TopologyModel

/// Shows where data is, about which people, who holds it in which role, and how it got there.
package struct LineageReport: Sendable {
  let answer: LineageAnswer
  let naming: Naming

  /// Creates a report on an answer.
  package init(_ answer: LineageAnswer, naming: Naming) {
    self.answer = answer
    self.naming = naming
  }

  var topology: Topology { naming.topology }

  /// The report as a document.
  package var document: ReportDocument {
    var document = ReportDocument()
    document.heading(1, .init(question))
    let folded = FoldedEntries(answer, topology).rows
    guard !folded.isEmpty else {
      let isOpen = !answer.perhaps.isEmpty || !answer.possible.isEmpty
      document.paragraph(isOpen ? "No dataset is known to carry it." : "No dataset carries it.")
      addPerhaps(to: &document)
      return document
    }
    let datasets = Set(answer.entries.map(\.dataset)).count
    let flows = Set(answer.entries.flatMap { $0.arrivals.map(\.flow) }).count
    document.paragraph(
      .init(
        "\(datasets) dataset\(datasets == 1 ? "" : "s"), connected by \(flows) flow\(flows == 1 ? "" : "s"). "
          + extent))
    let isRenamed = folded.contains { answer.query.field != $0.entry.field }
    var columns: [ReportDocument.Table.Column] = [.init("dataset", wraps: true)]
    if isRenamed { columns.append(.init("field", wraps: true)) }
    columns += [
      .init("people", numeric: true), .init("held by", wraps: true),
      .init("comes from", wraps: true),
    ]
    document.table(
      columns,
      folded.map { row in
        var cells: [ReportDocument.Line] = [.init(row.dataset)]
        if isRenamed { cells.append(.init(row.field)) }
        return cells + [
          .init(people(row.entry)), .init(holder(row.entry.dataset)), .init(origin(row.entry)),
        ]
      })
    addPerhaps(to: &document)
    return document
  }

  /// How far flows were followed.
  private var extent: String {
    guard let depth = answer.query.depth else {
      return isWhole
        ? "Complete: flows are followed to the end."
        : "Flows are followed to the end, but what the file leaves open may hold more."
    }
    let beyond = answer.datasetsBeyond
    return "At most \(depth) flow\(depth == 1 ? " is" : "s are") followed: "
      + (beyond == 0
        ? "no more datasets lie" : "\(beyond) more dataset\(beyond == 1 ? " lies" : "s lie")")
      + " beyond."
  }

  private var question: String {
    let query = answer.query
    var words: [String] = []
    if let field = query.field { words.append(naming.fieldInFull(field)) }
    if let people = query.people { words.append("of \(naming.groups(people))") }
    if let datasets = query.datasets {
      let ids = naming.folded(
        datasets.map { (topology.datasets[$0].id, topology.datasets[$0].member) })
      let id = ids.joined(separator: ", ")
      switch query.direction {
      case nil: words.append("in \(id)")
      case .upstream: words.append("\(words.isEmpty ? "everything " : "")upstream of \(id)")
      case .downstream: words.append("\(words.isEmpty ? "everything " : "")downstream of \(id)")
      }
    }
    return "Lineage: " + (words.isEmpty ? "every field" : words.joined(separator: " "))
  }

  private func people(_ entry: LineageAnswer.Entry) -> String {
    entry.persons.map { CountWording.text($0.count) }.joined(separator: " + ")
  }

  private func holder(_ dataset: Reference<Dataset>) -> String {
    let system = topology.systems[topology.datasets[dataset].system]
    guard let reference = system.organization else { return "unknown" }
    let organization = topology.organizations[reference]
    return organization.role.map { "\(organization.id), \($0.rawValue)" } ?? organization.id
  }

  private func origin(_ entry: LineageAnswer.Entry) -> String {
    var words: [String] = entry.isDeclared ? ["declared here"] : []
    var seen: Set<String> = []
    var arrivals: [String] = []
    for arrival in entry.arrivals {
      let flow = topology.flows[arrival.flow]
      let renamed =
        arrival.field == entry.field ? "" : ", named \(topology.fields[arrival.field].id) there"
      let from = topology.datasets[arrival.from].declaredID
      let text =
        arrival.from == entry.dataset
        ? "itself (\(flow.declaredID)\(renamed), a loop)" : "\(from) (\(flow.declaredID)\(renamed))"
      if seen.insert(text).inserted { arrivals.append(text) }
    }
    if !arrivals.isEmpty { words.append(naming.listed(arrivals, most: 4)) }
    return words.joined(separator: "; ")
  }

  /// The answer as JSON, schema `exposure.lineage/1`.
  package var json: JSONValue {
    [
      "schema": "exposure.lineage/1",
      "title": .string(topology.title),
      "field": .optional(answer.query.field.map { topology.fields[$0].id }),
      "people": answer.query.people.map {
        .strings($0.map { topology.groups[$0].id }.sorted())
      } ?? .null,
      "datasets": answer.query.datasets.map {
        .strings($0.map { topology.datasets[$0].id }.sorted())
      } ?? .null,
      "direction": .optional(answer.query.direction?.rawValue),
      "depth": answer.query.depth.map { .integer($0) } ?? .null,
      "complete": .boolean(answer.isComplete && isWhole),
      "datasets-beyond": .integer(answer.datasetsBeyond),
      "entries": .array(answer.entries.map(json)),
      "possible": .strings(answer.possible.map { topology.datasets[$0].id }),
      "perhaps": .array(answer.perhaps.map(json)),
    ]
  }

  private func json(_ entry: LineageAnswer.Entry) -> JSONValue {
    let system = topology.systems[topology.datasets[entry.dataset].system]
    let organization = system.organization.map { topology.organizations[$0] }
    return [
      "dataset": .string(topology.datasets[entry.dataset].id),
      "field": .string(topology.fields[entry.field].id),
      "groups": .strings(entry.groups.map { topology.groups[$0].id }.sorted()),
      "people": .array(
        entry.persons.map { persons in
          [
            "class": .string(topology.groups[persons.personClass].id),
            "persons": .count(persons.count),
          ]
        }),
      "organization": .optional(organization?.id),
      "role": .optional(organization?.role?.rawValue),
      "declared": .boolean(entry.isDeclared),
      "arrivals": .array(
        entry.arrivals.map { arrival in
          [
            "flow": .string(topology.flows[arrival.flow].id),
            "from": .string(topology.datasets[arrival.from].id),
            "field": .string(topology.fields[arrival.field].id),
            "loop": .boolean(arrival.from == entry.dataset),
          ]
        }),
    ]
  }
}

/// The entries, with the members of a fleet in one row if they hold the same.
private struct FoldedEntries {
  struct Row {
    var dataset: String
    var field: String
    var entry: LineageAnswer.Entry
  }

  let rows: [Row]

  init(_ answer: LineageAnswer, _ topology: Topology) {
    struct Key: Hashable {
      var dataset: String
      var field: Reference<DataField>
    }
    var order: [Key] = []
    var members: [Key: [LineageAnswer.Entry]] = [:]
    for entry in answer.entries {
      let key = Key(dataset: topology.datasets[entry.dataset].declaredID, field: entry.field)
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(entry)
    }
    rows = order.compactMap { key in
      guard let entries = members[key], let first = entries.first else { return nil }
      let name =
        entries.count == 1
        ? topology.datasets[first.dataset].id : "\(key.dataset) ×\(entries.count)"
      return Row(dataset: name, field: topology.fields[key.field].id, entry: first)
    }
  }
}

import Interchange
import Reports
import TopologyModel

/// OpenLineage events (core 2-0-2), an event a line: a dataset event for each dataset, a job event for each flow.
///
/// A system is a namespace, a dataset a dataset, a field a column. A column has a tag with the field's id, by which
/// the import of the export joins columns of several datasets into one field again.
enum OpenLineageExporter: FormatExporter {
  /// The key of the tag that names the field of a column.
  static let fieldTag = "exposure-field"
  /// The key of the tag that says whether a flow is certain.
  static let certaintyTag = "exposure-certainty"
  /// The key of the tag that names its category.
  static let categoryTag = "exposure-category"

  static func export(_ request: ExportRequest) throws -> ExportedFiles {
    var writer = OpenLineageWriter(topology: request.topology)
    let text = try writer.text()
    var account = ImportAccount(format: "openlineage")
    account.version = "2-0-2"
    let topology = request.topology
    account.made = [
      ("dataset-events", topology.datasets.count), ("job-events", topology.flows.count),
    ]
    account.note(
      "people-left-out", "Events do not say whose data a dataset holds, nor of how many people.",
      count: topology.groups.count)
    account.note(
      "organizations-left-out", "Events do not say whose a system is.",
      count: topology.organizations.count)
    account.note(
      "access-left-out", "Events do not say what opens a system or a dataset.",
      count: topology.accessRules.count + topology.secrets.count)
    account.note(
      "flows-of-some-people", "Flows of some people's data are written as flows of everyone's.",
      count: topology.flows.count { $0.people != nil })
    account.note(
      "becomes-without-columns",
      "Flows of everything from a dataset whose columns are not listed: what a column becomes is not written.",
      count: writer.unwritten)
    account.note(
      "systems-crossed-left-out", "Systems that a flow crosses are not in events.",
      count: topology.flows.count { !$0.via.isEmpty })
    account.note(
      "members-of-fleets", "An id such as 'store[17]' becomes another when it is imported.",
      count: topology.systems.count { $0.member != nil })
    return ExportedFiles("lineage.ndjson", text, account)
  }
}

/// Writes the events.
private struct OpenLineageWriter {
  let topology: Topology
  /// Flows whose changes of fields could not be written.
  private(set) var unwritten = 0

  /// The fields that each dataset holds by itself, and those that flows into and out of it name.
  private var columns: [[Reference<DataField>]]
  /// Jobs by their names, which tell flows between the same datasets apart.
  private var names: [String: Int] = [:]

  init(topology: Topology) {
    self.topology = topology
    var found = topology.datasets.map { Set($0.fields) }
    for flow in topology.flows {
      found[flow.from.index].formUnion(flow.fields ?? flow.becomes.map(\.field))
      let changed = Set(flow.becomes.map(\.field))
      found[flow.to.index].formUnion(flow.becomes.map(\.becomes))
      found[flow.to.index].formUnion((flow.fields ?? []).filter { !changed.contains($0) })
    }
    columns = found.map { $0.sorted() }
  }

  /// No producer's clock: the same topology gives the same events.
  private static let time: JSONValue = "1970-01-01T00:00:00Z"
  private static let producer: JSONValue = "urn:exposure:export"
  private static let core = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/"
  private static let facets = "https://openlineage.io/spec/facets/"

  mutating func text() throws -> String {
    var lines: [String] = []
    for dataset in topology.datasets.references {
      lines.append(try Self.line(event("DatasetEvent", ["dataset": described(dataset)])))
    }
    for flow in topology.flows { lines.append(try Self.line(job(flow))) }
    return lines.map { $0 + "\n" }.joined()
  }

  private func event(_ kind: String, _ own: [String: JSONValue]) -> JSONValue {
    .object(
      own.merging([
        "eventTime": Self.time, "producer": Self.producer, "schemaURL": .string(Self.core + kind),
      ]) { own, _ in own })
  }

  private static func facet(
    _ version: String, _ name: String, _ own: [String: JSONValue]
  ) -> JSONValue {
    .object(
      own.merging([
        "_producer": producer,
        "_schemaURL": .string("\(facets)\(version)/\(name).json#/$defs/\(name)"),
      ]) { own, _ in own })
  }

  // MARK: - Datasets

  private func identity(_ dataset: Reference<Dataset>) -> [String: JSONValue] {
    let entry = topology.datasets[dataset]
    let system = topology.systems[entry.system].id
    return [
      "namespace": .string(system), "name": .string(String(entry.id.dropFirst(system.count + 1))),
    ]
  }

  private func described(_ dataset: Reference<Dataset>) -> JSONValue {
    let entry = topology.datasets[dataset]
    var facets: [String: JSONValue] = [:]
    let columns = columns[dataset.index]
    if !columns.isEmpty {
      facets["schema"] = Self.facet(
        "1-2-0", "SchemaDatasetFacet",
        [
          "fields": .array(
            columns.map { field in
              let entry = topology.fields[field]
              return .known([
                "name": .string(entry.id),
                "description": entry.label.map(JSONValue.string) ?? .null,
              ])
            })
        ])
      facets["tags"] = Self.facet(
        "1-0-0", "TagsDatasetFacet",
        [
          "tags": .array(
            columns.flatMap { field -> [JSONValue] in
              let entry = topology.fields[field]
              func tag(_ key: String, _ value: String) -> JSONValue {
                [
                  "key": .string(key), "value": .string(value), "field": .string(entry.id),
                  "source": "EXPOSURE",
                ]
              }
              return [tag(OpenLineageExporter.fieldTag, entry.id)]
                + (entry.category.map { [tag(OpenLineageExporter.categoryTag, $0)] } ?? [])
            })
        ])
    }
    if let label = entry.label {
      facets["documentation"] = Self.facet(
        "1-1-0", "DocumentationDatasetFacet", ["description": .string(label)])
    }
    return .object(identity(dataset).merging(["facets": .object(facets)]) { own, _ in own })
  }

  // MARK: - Flows

  private mutating func job(_ flow: Flow) -> JSONValue {
    var output = identity(flow.to)
    let moves = moves(flow)
    if let moves {
      let source = identity(flow.from)
      let targets = Dictionary(grouping: moves, by: \.becomes)
      var fields: [String: JSONValue] = [:]
      for (target, inputs) in targets {
        fields[topology.fields[target].id] = [
          "inputFields": .array(
            inputs.map { move in
              .object(
                source.merging([
                  "field": .string(topology.fields[move.field].id),
                  "transformations": [
                    [
                      "type": "DIRECT",
                      "subtype": move.field == move.becomes ? "IDENTITY" : "TRANSFORMATION",
                    ]
                  ],
                ]) { own, _ in own })
            })
        ]
      }
      output["facets"] = [
        "columnLineage": Self.facet(
          "1-2-0", "ColumnLineageDatasetFacet", ["fields": .object(fields)])
      ]
    }
    var name = "\(topology.datasets[flow.from].id) -> \(topology.datasets[flow.to].id)"
    names[name, default: 0] += 1
    if let number = names[name], number > 1 { name += " (\(number))" }
    var facets: [String: JSONValue] = [:]
    if let label = flow.label {
      facets["documentation"] = Self.facet(
        "1-1-0", "DocumentationJobFacet", ["description": .string(label)])
    }
    if flow.certainty == .possible {
      facets["tags"] = Self.facet(
        "1-0-0", "TagsJobFacet",
        [
          "tags": [
            [
              "key": .string(OpenLineageExporter.certaintyTag),
              "value": .string(flow.certainty.rawValue), "source": "EXPOSURE",
            ]
          ]
        ])
    }
    return event(
      "JobEvent",
      [
        "job": ["namespace": "exposure", "name": .string(name), "facets": .object(facets)],
        "inputs": [.object(identity(flow.from))], "outputs": [.object(output)],
      ])
  }

  /// Which column becomes which; nil where everything passes and the columns are not known.
  private mutating func moves(_ flow: Flow) -> [Flow.Renaming]? {
    let source = topology.datasets[flow.from]
    var passing = flow.fields
    if passing == nil, !flow.becomes.isEmpty {
      // "Everything" has no column lineage, so the columns are written one by one where they are known.
      guard source.listsFields else {
        unwritten += 1
        return nil
      }
      passing = columns[flow.from.index]
    }
    return passing?.flatMap { field -> [Flow.Renaming] in
      let targets = flow.becomes.filter { $0.field == field }
      return targets.isEmpty ? [Flow.Renaming(field: field, becomes: field)] : targets
    }
  }

  /// An event on a line of its own.
  private static func line(_ event: JSONValue) throws -> String { try event.line() }
}

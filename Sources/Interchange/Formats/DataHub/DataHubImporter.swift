/// DataHub's file sink: metadata change proposals (MCP) and events (MCE) as a JSON list.
///
/// Half of the lineage of a project may be in the paths of JSON Patch rows, so that patches are applied.
enum DataHubImporter: FormatImporter {
  static func read(
    _ inputs: [ImportInput], _ options: ImportOptions, _ log: ImportLog
  ) throws -> TopologyDraft {
    var entities = DataHubEntities(log)
    for input in inputs {
      log.account.files.append(input.name)
      try log.readValues(of: input) { try entities.take($0, $2) }
    }
    guard !entities.datasets.isEmpty else {
      throw ByteSource.notTheFormat(
        "dataset of DataHub", in: inputs,
        help: "a file sink writes rows with 'entityUrn' and 'aspectName'")
    }
    var builder = DataHubBuilder(entities, options, log)
    return builder.build()
  }
}

/// The aspects of datasets, after all rows.
struct DataHubEntities {
  /// A move between columns, by their identifiers.
  struct Step: Hashable {
    var from: String
    var to: String
  }

  struct Dataset {
    var urn: String
    var fields: [String] = []
    var marks: [String: [String]] = [:]
    var upstreams: [String] = []
    var steps: [Step] = []
    var siblings: [String] = []
    /// Whether a step is a guess of a parser.
    var isGuessed = false
  }

  private(set) var datasets: [Dataset] = []
  private var places: [String: Int] = [:]
  private let log: ImportLog

  init(_ log: ImportLog) { self.log = log }

  // MARK: - Rows

  mutating func take(_ row: JSONValueView, _ source: ByteSource) throws {
    log.account.count("rows")
    if let snapshots = row["proposedSnapshot"] {
      for snapshot in snapshots.members {
        guard let urn = snapshot.value.text("urn"), urn.hasPrefix("urn:li:dataset:") else {
          continue
        }
        for aspect in snapshot.value["aspects"]?.items ?? JSONValueView.noItems {
          for member in aspect.members {
            let name = member.key.text?.split(separator: ".").last ?? ""
            upsert(urn, name.prefix(1).lowercased() + name.dropFirst(), member.value)
          }
        }
      }
      return
    }
    guard let urn = row.text("entityUrn"), urn.hasPrefix("urn:li:dataset:"),
      let name = row.text("aspectName")
    else {
      log.account.note(
        "rows-not-of-datasets", "Rows of entities that hold no data: users, jobs, containers, tags."
      )
      return
    }
    let change = row.text("changeType") ?? "UPSERT"
    guard change != "DELETE" else {
      log.account.note(
        "deleted-kept", "Aspects that were deleted stay out; data may have moved before.",
        example: urn)
      return
    }
    // The aspect is JSON, or JSON in a text.
    if let json = row["aspect"]?["json"] {
      apply(urn, name, json, change)
    } else if let text = row["aspect"]?.text("value") {
      let document = try JSONDocument(
        ByteSource(name: source.name, bytes: Array(text.utf8)), log)
      withExtendedLifetime(document) { apply(urn, name, document.root, change) }
    }
  }

  private mutating func apply(
    _ urn: String, _ name: String, _ value: JSONValueView, _ change: String
  ) {
    guard change == "PATCH" else { return upsert(urn, name, value) }
    guard name == "upstreamLineage" else { return }
    log.account.note("patches-applied", "Rows that are patches of lineage.")
    let place = self.place(urn)
    // A list of operations, or an object that has one.
    let operations = value.isList ? value : value["patch"] ?? value
    for operation in operations.items { patch(place, operation) }
  }

  private mutating func place(_ urn: String) -> Int {
    if let known = places[urn] { return known }
    places[urn] = datasets.count
    datasets.append(Dataset(urn: urn))
    return datasets.count - 1
  }

  // MARK: - Whole aspects

  private mutating func upsert(_ urn: String, _ name: String, _ value: JSONValueView) {
    let place = place(urn)
    switch name {
    case "schemaMetadata":
      datasets[place].fields = []
      for field in value["fields"]?.items ?? JSONValueView.noItems {
        guard let path = field.text("fieldPath").map(DataHubURN.path) else { continue }
        datasets[place].fields.append(path)
        for list: (StaticString, StaticString, StaticString) in [
          ("globalTags", "tags", "tag"), ("glossaryTerms", "terms", "urn"),
        ] {
          for mark in field[list.0]?[list.1]?.items ?? JSONValueView.noItems {
            if let urn = mark.text(list.2), let name = urn.split(separator: ":").last {
              datasets[place].marks[path, default: []].append(String(name))
            }
          }
        }
      }
    case "upstreamLineage":
      datasets[place].upstreams = []
      datasets[place].steps = []
      for upstream in value["upstreams"]?.items ?? JSONValueView.noItems {
        if let urn = upstream.text("dataset") { add(upstream: urn, place) }
      }
      for step in value["fineGrainedLineages"]?.items ?? JSONValueView.noItems { add(step, place) }
    case "siblings":
      datasets[place].siblings = value["siblings"]?.items.compactMap(\.text) ?? []
    default: break
    }
  }

  private mutating func add(upstream urn: String, _ place: Int) {
    if !datasets[place].upstreams.contains(urn) { datasets[place].upstreams.append(urn) }
  }

  private mutating func add(_ step: JSONValueView, _ place: Int) {
    let from = step["upstreams"]?.items.compactMap(\.text) ?? []
    let to = step["downstreams"]?.items.compactMap(\.text) ?? []
    if let score = step["confidenceScore"]?.word.flatMap(Double.init), score < 1 {
      datasets[place].isGuessed = true
    }
    for source in from {
      for target in to { datasets[place].steps.append(Step(from: source, to: target)) }
    }
  }

  // MARK: - Patches (RFC 6902), of which the keys of lists are in the path

  private mutating func patch(_ place: Int, _ operation: JSONValueView) {
    let parts = (operation.text("path") ?? "").split(separator: "/").map {
      String($0).replacing("~1", with: "/").replacing("~0", with: "~")
    }
    let isRemoval = operation.text("op") == "remove"
    let value = operation["value"]
    switch parts.first {
    case "upstreams" where parts.count >= 2:
      if isRemoval {
        datasets[place].upstreams.removeAll { $0 == parts[1] }
      } else {
        add(upstream: value?.text("dataset") ?? parts[1], place)
      }
    case "upstreams":
      datasets[place].upstreams = []
      for upstream in value?.items ?? JSONValueView.noItems {
        if let urn = upstream.text("dataset") { add(upstream: urn, place) }
      }
    case "fineGrainedLineages" where parts.count >= 5:
      let step = Step(from: parts[4], to: parts[2])
      if isRemoval {
        datasets[place].steps.removeAll { $0 == step }
      } else {
        datasets[place].steps.append(step)
        if let score = value?["confidenceScore"]?.word.flatMap(Double.init), score < 1 {
          datasets[place].isGuessed = true
        }
      }
    case "fineGrainedLineages":
      datasets[place].steps = []
      for step in value?.items ?? JSONValueView.noItems { add(step, place) }
    default:
      log.account.note(
        "patches-not-applied", "Patches of what is no lineage were left out.",
        example: parts.first ?? "")
    }
  }
}

/// Names within DataHub's identifiers.
enum DataHubURN {
  /// The platform, the name and the environment of a dataset.
  static func dataset(_ urn: String) -> (platform: String, name: String, environment: String)? {
    let prefix = "urn:li:dataset:("
    guard urn.hasPrefix(prefix), urn.hasSuffix(")") else { return nil }
    let inner = urn.dropFirst(prefix.count).dropLast()
    guard let first = inner.firstIndex(of: ","), let last = inner.lastIndex(of: ","), first < last
    else { return nil }
    let platform = inner[..<first].split(separator: ":").last.map(String.init) ?? ""
    return (
      platform, String(inner[inner.index(after: first)..<last]),
      String(inner[inner.index(after: last)...])
    )
  }

  /// The dataset and the path of a column.
  static func column(_ urn: String) -> (dataset: String, path: String)? {
    let prefix = "urn:li:schemaField:("
    guard urn.hasPrefix(prefix), urn.hasSuffix(")") else { return nil }
    let inner = urn.dropFirst(prefix.count).dropLast()
    // The dataset's identifier ends with a bracket and a comma.
    guard let end = inner.firstRange(of: "),") else { return nil }
    return (String(inner[..<end.lowerBound]) + ")", path(String(inner[end.upperBound...])))
  }

  /// A path without the types that version 2 of paths writes between names.
  static func path(_ text: String) -> String {
    guard text.hasPrefix("[version=") else { return text.replacing(".", with: "/") }
    return text.split(separator: ".").filter { !$0.hasPrefix("[") && !$0.hasSuffix("]") }
      .joined(separator: "/")
  }
}

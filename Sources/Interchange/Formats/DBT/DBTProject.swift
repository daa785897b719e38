/// What manifests and catalogs say, before it is joined.
struct DBTProject {
  /// A table or a view, by database, schema and name without case.
  struct Key: Hashable {
    var database: String
    var schema: String
    var name: String
  }

  /// A column.
  struct Column {
    /// As the warehouse or the manifest writes it.
    var name: String
    var marks: [String] = []
    /// Marks of the whole model, which are weaker.
    var inherited: [String] = []
  }

  /// A node that holds data, or passes them through.
  struct Node {
    var id: String
    /// nil: an ephemeral model, which is no relation.
    var key: Key?
    var label: String
    var inputs: [String]
    /// Columns that somebody documented.
    var documented: [Column] = []
    /// Columns that were in the warehouse; nil: not in the catalog.
    var cataloged: [Column]?
    /// Relations that the SQL names and dbt does not know.
    var named: [SQLNames.Name] = []
    var hasSQL = false
  }

  /// A dashboard or another use.
  struct Exposure {
    var id: String
    var name: String
    var label: String?
    var type: String
    var inputs: [String]
  }

  var title = ""
  var adapter = "dbt"
  var nodes: [Node] = []
  /// The place of each node by id, and by id without case.
  var places: [String: Int] = [:]
  private var foldedPlaces: [String: Int] = [:]
  var exposures: [Exposure] = []
  private(set) var hasCatalog = false

  // MARK: - Manifest

  mutating func read(_ root: JSONValueView, _ name: String, _ log: ImportLog) throws {
    guard root.isObject, let list = root["nodes"], list.isObject else {
      throw ByteSource.failure("not-the-format", "'\(name)' has no 'nodes'")
    }
    let metadata = root["metadata"]
    log.account.version = metadata?.text("dbt_schema_version")?.split(separator: "/").last.map {
      String($0.split(separator: ".").first ?? $0)
    }
    if let found = metadata?.text("adapter_type") { adapter = found }
    if title.isEmpty { title = metadata?.text("project_name") ?? "" }
    for member in list.members { read(node: member.value, member.key.text ?? "", log) }
    for member in root["sources"]?.members ?? JSONValueView.noMembers {
      read(source: member.value, member.key.text ?? "", log)
    }
    for member in root["exposures"]?.members ?? JSONValueView.noMembers {
      read(exposure: member.value, member.key.text ?? "")
    }
    let disabled = root["disabled"]?.members.reduce(0) { $0 + $1.value.count } ?? 0
    log.account.note(
      "disabled-left-out", "Nodes that are switched off were left out.", count: disabled)
  }

  private mutating func read(node: JSONValueView, _ id: String, _ log: ImportLog) {
    let type = node.text("resource_type") ?? String(id.split(separator: ".").first ?? "")
    guard ["model", "seed", "snapshot"].contains(type) else {
      log.account.note(
        "nodes-without-data-left-out", "Tests, analyses and operations hold no data.", example: id)
      return
    }
    let isEphemeral = node["config"]?["materialized"]?.equals("ephemeral") == true
    let name = node.text("name") ?? id
    var result = Node(
      id: id, key: isEphemeral ? nil : key(node, node.text("alias") ?? name),
      label: node["version"]?.word.map { "\(name) v\($0)" } ?? name, inputs: Self.inputs(node))
    if result.key?.name.isEmpty == true { result.key = nil }
    result.documented = columns(node)
    // Python models have no SQL.
    if node["language"]?.equals("python") != true, let code = node.text("compiled_code") {
      result.hasSQL = true
      result.named = SQLNames.relations(in: code)
    }
    log.account.count(type == "model" ? "models" : "\(type)s")
    add(result)
  }

  private mutating func read(source: JSONValueView, _ id: String, _ log: ImportLog) {
    let name = source.text("name") ?? id
    var result = Node(
      id: id, key: key(source, source.text("identifier") ?? name), label: name, inputs: [])
    result.documented = columns(source)
    log.account.count("sources")
    add(result)
  }

  private mutating func add(_ node: Node) {
    guard places[node.id] == nil else { return }
    places[node.id] = nodes.count
    foldedPlaces[node.id.lowercased()] = nodes.count
    nodes.append(node)
  }

  private mutating func read(exposure: JSONValueView, _ id: String) {
    let name = exposure.text("name") ?? id
    exposures.append(
      Exposure(
        id: id, name: name, label: exposure.text("label"),
        type: exposure.text("type") ?? "exposure", inputs: Self.inputs(exposure)))
  }

  private func key(_ node: JSONValueView, _ name: String) -> Key {
    Key(
      database: (node.text("database") ?? "").lowercased(),
      schema: (node.text("schema") ?? "").lowercased(), name: name.lowercased())
  }

  /// What a node is built from; Fusion also writes pairs of a node and a place.
  private static func inputs(_ node: JSONValueView) -> [String] {
    let depends = node["depends_on"]
    if let nodes = depends?["nodes"], nodes.isList { return nodes.items.compactMap(\.text) }
    return depends?["nodes_with_ref_location"]?.items.compactMap {
      $0.items.first { _ in true }?.text
    } ?? []
  }

  // MARK: - Columns and marks

  private func columns(_ node: JSONValueView) -> [Column] {
    guard let list = node["columns"], list.count > 0 else { return [] }
    let inherited = Self.marks(node)
    return list.members.compactMap { member in
      guard let name = member.value.text("name") ?? member.key.text, !name.isEmpty else {
        return nil
      }
      return Column(name: name, marks: Self.marks(member.value), inherited: inherited)
    }
  }

  /// Marks of personal data: tags and true or texts under `meta`. What is under `config` goes before what stands by itself,
  /// because newer versions move it there.
  static func marks(_ node: JSONValueView) -> [String] {
    var result: [String] = []
    var known: Set<String> = []
    func take(meta: JSONValueView?) {
      for member in meta?.members ?? JSONValueView.noMembers {
        guard let key = member.key.text, known.insert(key).inserted else { continue }
        if member.value.flag == true { result.append(key) }
        if let text = member.value.text, !text.isEmpty { result += ["\(key)=\(text)", key] }
        for item in member.value.items {
          if let text = item.text { result.append("\(key)=\(text)") }
        }
      }
    }
    let config = node["config"]
    take(meta: config?["meta"])
    take(meta: node["meta"])
    let tags = config?["tags"].flatMap { $0.isNull ? nil : $0 } ?? node["tags"]
    if let tag = tags?.text { result.append(tag) }
    result += tags?.items.compactMap(\.text) ?? []
    if let own = node["tags"], own.isList { result += own.items.compactMap(\.text) }
    for key in node["policy_tags"]?.items ?? JSONValueView.noItems {
      if let text = key.text { result.append(text) }
    }
    return result.uniqued()
  }

  // MARK: - Catalog

  mutating func read(catalog root: JSONValueView, _ log: ImportLog) {
    hasCatalog = true
    for part in [root["nodes"], root["sources"]] {
      for member in part?.members ?? JSONValueView.noMembers {
        guard let id = member.key.text,
          let place = places[id] ?? foldedPlaces[id.lowercased()]
        else {
          log.account.note(
            "catalog-without-node", "Relations of the catalog that the manifest does not have.",
            example: member.key.text)
          continue
        }
        let columns = (member.value["columns"]?.members.map { $0 } ?? []).map { column in
          (
            column.value["index"]?.integer ?? .max,
            column.value.text("name") ?? column.key.text ?? ""
          )
        }
        // Indices may be missing or equal; the order of the file decides then.
        let order = columns.indices.sorted {
          (columns[$0].0, $0) < (columns[$1].0, $1)
        }
        nodes[place].cataloged = order.map { Column(name: columns[$0].1) }
      }
    }
    if let errors = root["errors"], !errors.isNull, errors.count > 0 {
      log.account.note(
        "catalog-incomplete", "The catalog says that it could not read everything.",
        count: errors.count)
    }
  }
}

/// Open Data Contract Standard 2.2 to 3.1, and Data Contract Specification: YAML or JSON.
///
/// A server of a contract is a system that holds all objects of its schema. A contract has no flows between columns.
enum ODCSImporter: FormatImporter {
  static func read(
    _ inputs: [ImportInput], _ options: ImportOptions, _ log: ImportLog
  ) throws -> TopologyDraft {
    var contracts: [DataContract] = []
    try log.readDocuments(
      inputs, of: "data contract", help: "a contract has 'kind: DataContract' and 'schema'"
    ) { root, _ in
      guard let contract = DataContract(root, log) else { return false }
      log.account.version = contract.version
      contracts.append(contract)
      return true
    }
    var builder = ContractBuilder(contracts, options, log)
    return builder.build()
  }
}

/// What a contract says.
struct DataContract {
  struct Column {
    /// The names on the way to it, joined by slashes.
    var name: String
    var marks: [String]
    var sources: [String]
  }

  struct Object {
    var name: String
    var physicalName: String?
    var columns: [Column]
  }

  struct Server {
    var name: String
    var type: String?
  }

  var title: String
  var owner: String?
  var version: String?
  var objects: [Object] = []
  var servers: [Server] = []
  /// Names of roles that may read.
  var readers: [String] = []

  /// Levels of properties within properties.
  private static let depthLimit = 64

  init?(_ root: DocumentNode, _ log: ImportLog) {
    let isStandard = root.text("kind") == "DataContract" || root["schema"]?.isList == true
    guard isStandard || root["dataset"]?.isList == true || root["dataContractSpecification"] != nil
    else { return nil }
    log.account.count("contracts")
    version = root.text("apiVersion") ?? root.text("dataContractSpecification")
    title =
      root.text("name") ?? root["info"]?.text("title") ?? root.text("datasetName")
      ?? root.text("id") ?? root.text("uuid") ?? "contract"
    owner = root.text("tenant") ?? root["info"]?.text("owner")
    for object in root.items("schema") + root.items("dataset") { add(object, log) }
    for (name, model) in root["models"]?.members ?? [] {
      var columns: [Column] = []
      for (field, value) in model["fields"]?.members ?? [] {
        walk(value, field, [], 0, &columns, log)
      }
      objects.append(Object(name: name, physicalName: nil, columns: columns))
    }
    for server in root.items("servers") {
      servers.append(
        Server(
          name: server.text("server") ?? server.text("environment") ?? "server",
          type: server.text("type")))
    }
    for (name, server) in root["servers"]?.members ?? [] {
      servers.append(Server(name: name, type: server.text("type")))
    }
    for role in root.items("roles") {
      let access = role.text("access")?.lowercased() ?? "read"
      if let name = role.text("role"), access.contains("read") || access.contains("write") {
        readers.append(name)
      }
    }
    let relations = root.items("schema").reduce(0) { $0 + $1.items("relationships").count }
    log.account.note(
      "references-that-are-joins", "Relationships between objects join records; nothing moves.",
      count: relations + root.items("relationships").count)
    for property in root.items("slaProperties") where property.text("property") == "retention" {
      log.account.note(
        "retentions-as-text", "Periods of retention without a date; their start is not known.",
        example: [property.text("value"), property.text("unit")].compactMap { $0 }.joined(
          separator: " "))
    }
  }

  private mutating func add(_ object: DocumentNode, _ log: ImportLog) {
    guard let name = object.text("name") ?? object.text("table") else { return }
    var columns: [Column] = []
    for property in object.items("properties") + object.items("columns") {
      guard let column = property.text("name") ?? property.text("column") else { continue }
      walk(property, column, [], 0, &columns, log)
    }
    objects.append(
      Object(name: name, physicalName: object.text("physicalName"), columns: columns))
  }

  /// The innermost properties below one.
  private func walk(
    _ property: DocumentNode, _ name: String, _ path: [String], _ depth: Int,
    _ columns: inout [Column], _ log: ImportLog
  ) {
    let whole = path + [name]
    let items = property["items"]
    let inner = property.items("properties") + (items?.items("properties") ?? [])
    let members = (property["fields"]?.members ?? []) + (items?["fields"]?.members ?? [])
    if depth < Self.depthLimit, !inner.isEmpty || !members.isEmpty {
      for below in inner {
        if let next = below.text("name") { walk(below, next, whole, depth + 1, &columns, log) }
      }
      for (next, below) in members { walk(below, next, whole, depth + 1, &columns, log) }
      return
    }
    var marks =
      [
        property.text("classification"), property.text("piiClassification"),
      ].compactMap { $0 } + property.words("tags")
    if property["pii"]?.flag == true { marks.append("pii") }
    columns.append(
      Column(
        name: whole.joined(separator: "/"), marks: marks,
        sources: property.words("transformSourceObjects") + property.words("transformSourceTables"))
    )
    // A second column that holds the encrypted value, not a flag.
    if let encrypted = property.text("encryptedName") ?? property.text("encryptedColumnName") {
      log.account.note(
        "encrypted-columns", "Columns that hold the encrypted value of another; both are there.",
        example: encrypted)
      columns.append(
        Column(name: (path + [encrypted]).joined(separator: "/"), marks: marks, sources: []))
    }
  }
}

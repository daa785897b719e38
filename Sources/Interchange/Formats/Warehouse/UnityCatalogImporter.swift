import Foundation

/// Databricks Unity Catalog: `system.access.table_lineage` and `system.access.column_lineage` as CSV, or as JSON with an object
/// a row.
///
/// A row is an event, so rows repeat. A row with a source only is a read, with a target only a write without a known
/// source; neither moves data between tables.
enum UnityCatalogImporter: FormatImporter {
  static func read(
    _ inputs: [ImportInput], _ options: ImportOptions, _ log: ImportLog
  ) throws -> TopologyDraft {
    var reader = UnityCatalogReader(log, takesReads: options.choices.contains(.reads))
    for input in inputs { try reader.read(input) }
    log.account.note(
      "column-lineage-has-no-kind",
      "Unity Catalog does not say whether a column is copied or only filters: the flows are wider than the truth."
    )
    return reader.draft(options)
  }
}

/// Gathers rows.
struct UnityCatalogReader {
  private let log: ImportLog
  private let takesReads: Bool
  private var warehouse = WarehouseLineage()
  private var seen: Set<[String]> = []
  private var users: Set<String> = []
  private var selfEdges = 0

  init(_ log: ImportLog, takesReads: Bool) {
    self.log = log
    self.takesReads = takesReads
  }

  mutating func read(_ input: ImportInput) throws {
    log.account.files.append(input.name)
    let first = TextDecoding.decode(try input.head(256)).bytes.first { $0 > 0x20 }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
      return try read(json: input)
    }
    let source = try input.open()
    let text = DelimitedText(try source.readAll())
    var columns: [String: Int]?
    do throws(DelimitedText.OpenQuote) {
      try text.forEachRow { line, cells in
        guard let known = columns else {
          columns = Dictionary(
            cells.enumerated().map { ($1.lowercased(), $0) },
            uniquingKeysWith: { first, _ in first })
          return
        }
        take { name in
          guard let place = known[name], place < cells.count else { return "" }
          return CellText.trimmed(cells[place])
        }
      }
    } catch {
      throw log.failure(
        "open-quote", "a cell begins with a quote here that is not closed", in: source.name,
        line: error.line, text: text.line(error.line))
    }
    guard let columns,
      columns["source_table_full_name"] != nil || columns["target_table_full_name"] != nil
    else {
      throw source.failure(
        "not-the-format", "'\(source.name)' has no column 'source_table_full_name'",
        help: "export system.access.column_lineage or table_lineage with its header")
    }
  }

  /// Columns of which every row has one.
  private static let ends: Set = [
    "source_table_full_name", "target_table_full_name", "source_path", "target_path",
  ]

  private mutating func read(json input: ImportInput) throws {
    var isAny = false
    try log.readValues(of: input) { row, _, _ in
      var cells: [String: String] = [:]
      var isRow = false
      for member in row.members {
        guard let name = member.key.text?.lowercased() else { continue }
        isRow = isRow || Self.ends.contains(name)
        cells[name] = member.value.word.map { CellText.trimmed($0) }
      }
      guard isRow else {
        log.account.note("values-without-row", "Values that are no row of lineage were left out.")
        return
      }
      isAny = true
      take { cells[$0] ?? "" }
    }
    guard isAny else {
      throw ByteSource.notTheFormat(
        "row of lineage", in: [input],
        help: "a row has 'source_table_full_name' or 'target_table_full_name'")
    }
  }

  /// A row, by the names of its columns.
  private mutating func take(_ cell: (String) -> String) {
    log.account.count("rows")
    if !cell("created_by").isEmpty { users.insert(cell("created_by")) }
    let source = end("source", cell)
    let target = end("target", cell)
    let key = [source.key, cell("source_column_name"), target.key, cell("target_column_name")]
      .map { $0.lowercased() }
    guard seen.insert(key).inserted else {
      log.account.note("rows-repeated", "Rows that say what another row said.")
      return
    }
    guard !source.key.isEmpty else {
      if !target.key.isEmpty {
        let object = self.object(target)
        let name = cell("target_column_name")
        if !name.isEmpty { _ = warehouse.column(object, name) }
        log.account.note("writes-only", "Writes of which the source is not known.")
      }
      return
    }
    let from = object(source)
    let name = cell("source_column_name")
    let column = name.isEmpty ? nil : warehouse.column(from, name)
    guard !target.key.isEmpty else {
      log.account.note("reads-only", "Reads: no data went to another table.")
      if takesReads { take(read: from, column, cell) }
      return
    }
    let to = object(target)
    guard from != to else {
      selfEdges += 1
      return
    }
    let other = cell("target_column_name")
    if let column {
      if other.isEmpty {
        // Into a path: the column itself, of a content that is not listed.
        warehouse.passing.append((column, to))
      } else {
        warehouse.lineage.move(column, warehouse.column(to, other), masks: false, label: 0)
      }
    } else {
      warehouse.lineage.pass(from, to, label: 0)
    }
  }

  private mutating func take(
    read from: UInt32, _ column: UInt32?, _ cell: (String) -> String
  ) {
    let kind = cell("entity_type")
    guard ["DASHBOARD_V3", "DASHBOARD", "DBSQL_DASHBOARD", "DBSQL_QUERY"].contains(kind) else {
      return
    }
    let name = "\(kind.hasPrefix("DBSQL_QUERY") ? "query" : "dashboard"):\(cell("entity_id"))"
    warehouse.kinds[name] = kind.hasPrefix("DBSQL_QUERY") ? "query" : "dashboard"
    let shown = warehouse.object("\(name).shown") { .init(system: name, name: "shown") }
    warehouse.lineage.pass(from, shown, label: 0)
  }

  // MARK: - Ends

  /// One end of a row: a table or a path.
  private struct End {
    var key = ""
    var isPath = false
  }

  private func end(_ side: String, _ cell: (String) -> String) -> End {
    let table = cell("\(side)_table_full_name")
    if !table.isEmpty { return End(key: table) }
    let path = cell("\(side)_path")
    return path.isEmpty ? End() : End(key: path, isPath: true)
  }

  private mutating func object(_ end: End) -> UInt32 {
    var kind: (String, String)?
    defer { if let kind { warehouse.kinds[kind.0] = kind.1 } }
    return warehouse.object(end.key) {
      if end.isPath {
        let (system, name) = StoragePath.split(end.key)
        return .init(system: system, name: name)
      }
      let parts = end.key.split(separator: ".").map(String.init)
      let system = "unity:\((parts.count > 2 ? parts[0] : "unsaid").lowercased())"
      kind = (system, "catalog")
      let name = parts.suffix(parts.count > 2 ? parts.count - 1 : parts.count).joined(
        separator: "/")
      return .init(system: system, name: name.lowercased())
    }
  }

  mutating func draft(_ options: ImportOptions) -> TopologyDraft {
    log.account.note(
      "self-edges-ignored", "Tables that are read and written by one statement.", count: selfEdges)
    log.account.note(
      "users", "Users who ran the statements.", examples: users.sorted())
    return warehouse.draft("Unity Catalog lineage", options, log)
  }
}

/// Places in object stores: a scheme and a bucket are a system, the rest is a dataset.
enum StoragePath {
  /// The system and the name within it.
  static func split(_ path: String) -> (system: String, name: String) {
    guard let scheme = path.range(of: "://") else { return ("files", path) }
    let rest = path[scheme.upperBound...]
    let parts = rest.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: true)
    let bucket = parts.first.map(String.init) ?? ""
    var name = parts.count > 1 ? String(parts[1]) : ""
    while name.hasSuffix("/") { name.removeLast() }
    return (path[..<scheme.upperBound] + bucket, name.isEmpty ? "root" : name)
  }
}

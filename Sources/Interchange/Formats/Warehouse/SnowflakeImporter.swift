import SourceText

/// Snowflake's `ACCOUNT_USAGE.ACCESS_HISTORY` as CSV, with JSON in its cells, or as NDJSON.
///
/// A column comes from its direct sources, which are what the statement names; from its base sources only where there are
/// none, because both together would double the way past a view.
enum SnowflakeImporter: FormatImporter {
  static func read(
    _ inputs: [ImportInput], _ options: ImportOptions, _ log: ImportLog
  ) throws -> TopologyDraft {
    var reader = SnowflakeReader(log)
    for input in inputs { try reader.read(input) }
    guard log.account.read.contains(where: { $0.key == "rows" }) else {
      throw ByteSource.notTheFormat(
        "row of an access history", in: inputs,
        help: "export SNOWFLAKE.ACCOUNT_USAGE.ACCESS_HISTORY with its header")
    }
    return reader.draft(options)
  }
}

/// Gathers queries.
struct SnowflakeReader {
  let log: ImportLog
  var warehouse = WarehouseLineage()
  var accesses: [String: Int] = [:]
  var masked: [UInt32: Set<String>] = [:]
  var selfEdges = 0
  var stages: Set<String> = []

  init(_ log: ImportLog) { self.log = log }

  // MARK: - Rows

  mutating func read(_ input: ImportInput) throws {
    log.account.files.append(input.name)
    let first = TextDecoding.decode(try input.head(256)).bytes.first { $0 > 0x20 }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
      return try read(json: input)
    }
    let source = try input.open()
    let text = DelimitedText(try source.readAll())
    var columns: [String: Int]?
    var problem: ImportFailure?
    do throws(DelimitedText.OpenQuote) {
      try text.forEachRow { line, cells in
        guard let known = columns else {
          columns = Dictionary(
            cells.enumerated().map { (CellText.trimmed($1).lowercased(), $0) },
            uniquingKeysWith: { first, _ in first })
          return
        }
        guard problem == nil else { return }
        do throws(ImportFailure) {
          try take(cells, known, line, source)
        } catch {
          problem = error
        }
      }
    } catch {
      throw log.failure(
        "open-quote", "a cell begins with a quote here that is not closed", in: source.name,
        line: error.line, text: text.line(error.line),
        help: "Snowflake cuts off cells of more than 16 MB")
    }
    if let problem { throw problem }
    guard columns?["objects_modified"] != nil else {
      throw source.failure(
        "not-the-format", "'\(source.name)' has no column OBJECTS_MODIFIED",
        help: "export SNOWFLAKE.ACCOUNT_USAGE.ACCESS_HISTORY with its header")
    }
  }

  mutating func take(
    _ cells: [String], _ columns: [String: Int], _ line: Int, _ source: ByteSource
  ) throws(ImportFailure) {
    func cell(_ name: String) -> String {
      guard let place = columns[name], place < cells.count else { return "" }
      return CellText.trimmed(cells[place])
    }
    func json(_ name: String) throws(ImportFailure) -> JSONDocument? {
      let text = cell(name)
      guard !text.isEmpty else { return nil }
      do throws(ImportFailure) {
        return try JSONDocument(ByteSource(name: source.name, bytes: Array(text.utf8)), log)
      } catch {
        throw source.failure(
          error.diagnostic.code,
          "row from line \(line) of '\(source.name)': \(name.uppercased()): \(error.diagnostic.message)",
          help: error.diagnostic.help)
      }
    }
    let direct = try json("direct_objects_accessed")
    let base = try json("base_objects_accessed")
    let modified = try json("objects_modified")
    let policies = try json("policies_referenced")
    withExtendedLifetime((direct, base, modified, policies)) {
      take(
        cell("user_name"), direct?.root, base?.root, modified?.root, policies?.root)
    }
  }

  mutating func read(json input: ImportInput) throws {
    try log.readValues(of: input) { row, line, source in
      func part(_ upper: StaticString, _ lower: StaticString) throws -> (
        JSONDocument?, JSONValueView?
      ) {
        guard let value = row[upper] ?? row[lower] else { return (nil, nil) }
        // Some exports write the fat columns as text.
        if let text = value.text, !text.isEmpty {
          let document = try JSONDocument(
            ByteSource(name: source.name, bytes: Array(text.utf8)), log)
          return (document, document.root)
        }
        return (nil, value)
      }
      guard row["OBJECTS_MODIFIED"] ?? row["objects_modified"] != nil else {
        log.account.note(
          "values-not-read", "Values that are no row of an access history were left out.",
          example: "line \(line)")
        return
      }
      let direct = try part("DIRECT_OBJECTS_ACCESSED", "direct_objects_accessed")
      let base = try part("BASE_OBJECTS_ACCESSED", "base_objects_accessed")
      let modified = try part("OBJECTS_MODIFIED", "objects_modified")
      let policies = try part("POLICIES_REFERENCED", "policies_referenced")
      withExtendedLifetime((direct.0, base.0, modified.0, policies.0)) {
        take(
          (row["USER_NAME"] ?? row["user_name"])?.text ?? "", direct.1, base.1, modified.1,
          policies.1)
      }
    }
  }
}

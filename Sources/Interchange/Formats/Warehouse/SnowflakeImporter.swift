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
        "row of an access history", in: inputs, help: "export SNOWFLAKE.ACCOUNT_USAGE.ACCESS_HISTORY with its header")
    }
    return reader.draft(options)
  }
}

/// Gathers queries.
struct SnowflakeReader {
  private let log: ImportLog
  private var warehouse = WarehouseLineage()
  private var accesses: [String: Int] = [:]
  private var masked: [UInt32: Set<String>] = [:]
  private var selfEdges = 0

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

  private mutating func take(
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

  private mutating func read(json input: ImportInput) throws {
    let source = try input.open()
    let stream = try JSONStream(source)
    do {
      while let row = try stream.next() {
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
            example: "line \(stream.valueLine)")
          stream.finish()
          continue
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
        stream.finish()
      }
    } catch let bad as JSONStream.BadValue {
      throw log.failure(bad, in: source)
    }
  }

  // MARK: - Queries

  private mutating func take(
    _ user: String, _ direct: JSONValueView?, _ base: JSONValueView?, _ modified: JSONValueView?,
    _ policies: JSONValueView?
  ) {
    log.account.count("rows")
    if !user.isEmpty { accesses[user, default: 0] += 1 }
    let sources = (direct?.items.map { $0 } ?? []).compactMap { found in
      object(found).map { (view: found, object: $0) }
    }
    for source in sources { listColumns(source.view, source.object) }
    addViews(sources, base)
    addPolicies(policies)
    guard let modified, modified.count > 0 else {
      log.account.note("reads-only", "Reads: no data went to another table.")
      return
    }
    for target in modified.items {
      guard let to = object(target) else { continue }
      addMoves(target, to, sources.map(\.object))
    }
  }

  private mutating func addMoves(_ target: JSONValueView, _ to: UInt32, _ direct: [UInt32]) {
    var isKnown = false
    for column in target["columns"]?.items ?? JSONValueView.noItems {
      guard let name = column.text("columnName") else { continue }
      let number = warehouse.column(to, name)
      let own = column["directSources"]
      let sources = (own?.count ?? 0) > 0 ? own : column["baseSources"]
      for source in sources?.items ?? JSONValueView.noItems {
        guard let from = object(source), let name = source.text("columnName") else { continue }
        isKnown = true
        guard from != to else {
          selfEdges += 1
          continue
        }
        warehouse.lineage.move(warehouse.column(from, name), number, masks: false, label: 0)
      }
    }
    guard !isKnown else { return }
    // COPY from a stage has no columns.
    for from in direct where from != to { warehouse.lineage.pass(from, to, label: 0) }
  }

  private mutating func listColumns(_ view: JSONValueView, _ object: UInt32) {
    for column in view["columns"]?.items ?? JSONValueView.noItems {
      if let name = column.text("columnName") { _ = warehouse.column(object, name) }
    }
  }

  /// A view that a query reads together with the one table below it: columns of equal name come from there.
  private mutating func addViews(
    _ direct: [(view: JSONValueView, object: UInt32)], _ base: JSONValueView?
  ) {
    let views = direct.filter {
      $0.view.text("objectDomain")?.lowercased().contains("view") == true
    }
    let tables = (base?.items.map { $0 } ?? []).filter {
      $0.text("objectDomain")?.lowercased().contains("table") == true
    }
    guard views.count == 1, tables.count == 1, direct.count == 1, let view = views.first,
      let table = tables.first, let from = object(table), from != view.object
    else { return }
    listColumns(table, from)
    let names = Set(
      (view.view["columns"]?.items.compactMap { $0.text("columnName") } ?? []))
    for column in table["columns"]?.items ?? JSONValueView.noItems {
      guard let name = column.text("columnName"), names.contains(name) else { continue }
      warehouse.lineage.move(
        warehouse.column(from, name), warehouse.column(view.object, name), masks: false, label: 0)
    }
  }

  /// A masking policy is no barrier: what it shows depends on the role.
  private mutating func addPolicies(_ policies: JSONValueView?) {
    for object in policies?.items ?? JSONValueView.noItems {
      guard let number = self.object(object) else { continue }
      for column in object["columns"]?.items ?? JSONValueView.noItems {
        guard let name = column.text("columnName") else { continue }
        for policy in column["policies"]?.items ?? JSONValueView.noItems {
          let kind = policy.text("policyKind") ?? ""
          guard kind.uppercased().contains("MASKING") else { continue }
          let text = "\(name) masked by \(policy.text("policyName") ?? "a policy")"
          if masked[number, default: []].insert(text).inserted {
            log.account.note(
              "masking-policies",
              "Columns with a masking policy. What it shows depends on the role, so it is no barrier.",
              example: text)
          }
        }
      }
    }
  }

  // MARK: - Objects

  private mutating func object(_ view: JSONValueView) -> UInt32? {
    let domain = (view.text("objectDomain") ?? view.text("sourceDomain") ?? "").lowercased()
    let isStage = domain == "stage"
    if isStage, let location = view["locations"]?.items.first(where: { _ in true })?.text,
      location.contains("://")
    {
      let isNew = stages.insert(location).inserted
      if isNew {
        log.account.note("stages", "Stages from which files were copied.", example: location)
      }
      return warehouse.object(location) {
        let (system, name) = StoragePath.split(location)
        return .init(system: system, name: name)
      }
    }
    guard let name = view.text("objectName") else {
      if view["objectId"] != nil {
        log.account.note(
          "objects-without-name", "Objects that were dropped have ids without names.")
      }
      return nil
    }
    var kind: String?
    defer { if let kind { warehouse.kinds[kind] = "warehouse" } }
    return warehouse.object(name) {
      let parts = name.split(separator: ".").map(String.init)
      let system = "snowflake:\(parts.count > 2 ? parts[0] : "unsaid")"
      kind = system
      return .init(
        system: system,
        name: parts.suffix(max(1, parts.count > 2 ? parts.count - 1 : parts.count)).joined(
          separator: "/"))
    }
  }

  private var stages: Set<String> = []

  mutating func draft(_ options: ImportOptions) -> TopologyDraft {
    for (object, texts) in masked.sorted(by: { $0.key < $1.key }) {
      warehouse.remark(object, texts.sorted().joined(separator: ", "))
    }
    log.account.note(
      "self-edges-ignored", "Tables that are read and written by one statement.", count: selfEdges)
    log.account.note(
      "user-accesses", "Users with the number of their queries.",
      examples: accesses.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" })
    log.account.note(
      "columns-only-seen",
      "An access history lists the columns that somebody used; a table may have more.",
      count: 1)
    return warehouse.draft("Snowflake access history", options, log)
  }
}

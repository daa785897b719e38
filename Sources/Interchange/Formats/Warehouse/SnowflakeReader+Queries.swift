/// What one query moves, by the objects that it reads and changes.
extension SnowflakeReader {
  mutating func take(
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

  mutating func addMoves(_ target: JSONValueView, _ to: UInt32, _ direct: [UInt32]) {
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

  mutating func listColumns(_ view: JSONValueView, _ object: UInt32) {
    for column in view["columns"]?.items ?? JSONValueView.noItems {
      if let name = column.text("columnName") { _ = warehouse.column(object, name) }
    }
  }

  /// A view that a query reads together with the one table below it: columns of equal name come from there.
  mutating func addViews(
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
  mutating func addPolicies(_ policies: JSONValueView?) {
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

  mutating func object(_ view: JSONValueView) -> UInt32? {
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

import TopologyLanguage

/// Joins nodes by the relation that they are, passes ephemeral models through, and makes datasets and flows.
struct DBTBuilder {
  let project: DBTProject
  let options: ImportOptions
  let log: ImportLog
  var namer: Namer
  var draft = TopologyDraft()
  var lineage = ColumnLineage()
  /// Relations by key: their nodes.
  var relations: [DBTProject.Key: UInt32] = [:]
  var nodesOf: [[Int]] = []
  var keys: [DBTProject.Key] = []
  var marks: [UInt32: [String]] = [:]
  var inheritedMarks: [UInt32: [String]] = [:]
  var documentedOnly = 0
  /// The relations that a node stands for: its own, or those behind an ephemeral model.
  var behind: [Int: [UInt32]] = [:]

  init(_ project: DBTProject, _ options: ImportOptions, _ log: ImportLog) {
    self.project = project
    self.options = options
    self.log = log
    namer = Namer(options.earlier, log)
  }

  /// The draft.
  mutating func build() -> TopologyDraft {
    draft.title = project.title.isEmpty ? "dbt" : "dbt: \(project.title)"
    addRelations()
    let columns = addColumns()
    addFlows()
    addExposures()
    let own = self
    let (all, fields) = lineage.fields(&namer, earlier: options.earlier.fields) {
      own.describe($0, &$1)
    }
    draft.fields = all
    for dataset in columns.indices where columns[dataset] {
      let listed = lineage.datasets[dataset].columns.map { fields[Int($0)] }.uniqued()
      draft.datasets[lineage.datasets[dataset].place].fields = listed
    }
    if options.choices.contains(.columnsByName) {
      addNamedFlows(fields)
    } else {
      lineage.addFlows(to: &draft, fields: fields) { _ in nil }
    }
    options.fillPeople(of: &draft, "People in the warehouse (nobody said who or how many)", log)
    addNotes()
    return draft
  }

  // MARK: - Relations

  mutating func addRelations() {
    var unsorted: [DBTProject.Key: [Int]] = [:]
    for (index, node) in project.nodes.enumerated() {
      if let key = node.key { unsorted[key, default: []].append(index) }
    }
    keys = unsorted.keys.sorted {
      ($0.database, $0.schema, $0.name) < ($1.database, $1.schema, $1.name)
    }
    // A database is one system: a schema is not intruded alone.
    let databases = keys.map(\.database).uniqued()
    let names = databases.map { $0.isEmpty ? project.adapter : "\(project.adapter):\($0)" }
    let ids = namer.ids("systems", names)
    var systems: [String: Int] = [:]
    for (place, database) in databases.enumerated() {
      systems[database] = draft.add(
        TopologyDraft.System(id: ids[place], label: names[place], kind: "warehouse"))
    }
    for key in keys {
      let nodes = unsorted[key] ?? []
      let system = systems[key.database] ?? 0
      let name = key.schema.isEmpty ? key.name : "\(key.schema)/\(key.name)"
      let id = namer.id("datasets of \(draft.systems[system].id)", name, stop: .slash)
      var dataset = TopologyDraft.Dataset(
        system: system, id: id,
        // The name of a model, else of a source.
        label: (nodes.first { !project.nodes[$0].id.hasPrefix("source.") } ?? nodes.first).map {
          project.nodes[$0].label
        })
      if nodes.contains(where: { project.nodes[$0].id.hasPrefix("source.") }) {
        dataset.label = nodes.first { project.nodes[$0].id.hasPrefix("source.") }.map {
          project.nodes[$0].label
        }
      }
      dataset.origin = nodes.map { project.nodes[$0].id }.sorted().joined(separator: ", ")
      relations[key] = UInt32(nodesOf.count)
      nodesOf.append(nodes)
      lineage.datasets.append(
        ColumnLineage.Dataset(
          names: [id], id: "\(draft.systems[system].id).\(id)", place: draft.add(dataset)))
    }
  }

  // MARK: - Columns

  /// Adds the columns of each relation; whether they are known.
  mutating func addColumns() -> [Bool] {
    nodesOf.enumerated().map { relation, nodes in
      let cataloged = nodes.compactMap { project.nodes[$0].cataloged }.flatMap { $0 }
      let documented = nodes.flatMap { project.nodes[$0].documented }
      let isCataloged = nodes.contains { project.nodes[$0].cataloged != nil }
      // With a catalog, a relation that it lacks has columns that nobody knows.
      let listed = isCataloged ? cataloged : project.hasCatalog ? [] : documented
      var known: Set<String> = []
      for column in listed {
        let name = column.name.lowercased()
        known.insert(name)
        let number = lineage.column(UInt32(relation), lineage.symbols.intern(name))
        if column.name != name, lineage.labels[number] == nil {
          lineage.labels[number] = column.name
        }
      }
      for column in documented {
        let name = column.name.lowercased()
        guard known.contains(name) else {
          if isCataloged { documentedOnly += 1 }
          continue
        }
        let number = lineage.column(UInt32(relation), lineage.symbols.intern(name))
        // Most columns have none.
        if !column.marks.isEmpty { marks[number, default: []] += column.marks }
        if !column.inherited.isEmpty { inheritedMarks[number, default: []] += column.inherited }
      }
      return isCataloged || !listed.isEmpty
    }
  }

  func describe(_ columns: ArraySlice<UInt32>, _ field: inout TopologyDraft.Field) {
    // A parser copies marks of the model to columns without their own: a mark of both is the model's.
    let own = Set(
      columns.flatMap { column in
        let above = Set(inheritedMarks[column] ?? [])
        return (marks[column] ?? []).filter { !above.contains($0) }
      }
    ).sorted()
    let name = field.label ?? field.id
    if let meaning = options.categories.meaning(of: own + [name]) {
      field.category = meaning.category
      field.identifies = meaning.identifies
      return
    }
    let inherited = Set(columns.flatMap { inheritedMarks[$0] ?? [] }).sorted()
    if let meaning = options.categories.meaning(of: inherited) {
      field.category = meaning.category
      field.label = "\(name) (category inherited from the model)"
      log.account.note(
        "categories-inherited", "Columns with the category of their model: a weaker mark.",
        example: name)
      return
    }
    let telling = own.filter { mark in
      ["pii", "personal", "sensitive", "phi", "gdpr", "privacy", "classification"].contains {
        mark.lowercased().contains($0)
      }
    }
    if !telling.isEmpty { field.label = "\(name) (tagged \(telling.joined(separator: ", ")))" }
  }

  // MARK: - The account

  func addNotes() {
    log.account.note(
      "relations-joined", "Relations that are several nodes, such as a source and a seed.",
      count: nodesOf.reduce(0) { $0 + $1.count - 1 })
    log.account.note(
      "ephemeral-passed-through", "Ephemeral models are no tables: their inputs pass through.",
      examples: project.nodes.filter { $0.key == nil }.map(\.id))
    log.account.note(
      "columns-only-documented", "Columns that are documented and not in the warehouse.",
      count: documentedOnly)
    let unknown = lineage.datasets.filter { draft.datasets[$0.place].fields == nil }.filter {
      !draft.systems[draft.datasets[$0.place].system].id.hasPrefix("exposure:")
    }
    log.account.note(
      "datasets-without-columns", "Relations of which the columns are not known.",
      examples: unknown.map { draft.datasets[$0.place].id })
    log.account.note(
      "flows-of-unknown-columns",
      "Flows that pass every column, because a manifest does not say which.",
      count: draft.flows.count { $0.fields == nil })
    let names = Set(keys.map { SQLNames.Name(schema: $0.schema, name: $0.name) })
    let suspected = project.nodes.flatMap { node in
      node.named.filter { !names.contains($0) }.map { "\($0.schema).\($0.name) in \(node.id)" }
    }
    log.account.note(
      "hardcoded-relations-suspected",
      "Relations that the SQL names without ref() or source(): what they bring is not in the topology.",
      examples: suspected)
  }
}

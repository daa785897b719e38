import TopologyLanguage

/// Joins the names of each dataset, and makes systems, fields and flows of what the events say.
struct OpenLineageBuilder {
  private let raw: RawLineage
  private let options: ImportOptions
  private let log: ImportLog
  private let events: (all: Int, distinct: Int)
  private var namer: Namer
  private var draft = TopologyDraft()
  private var lineage = ColumnLineage()
  /// The dataset of each name.
  private var final: [UInt32] = []
  /// The column of each column as named.
  private var finalColumn: [UInt32] = []

  init(_ reader: OpenLineageReader, _ options: ImportOptions, _ log: ImportLog) {
    raw = reader.lineage
    events = (reader.events, reader.distinctEvents)
    self.options = options
    self.log = log
    namer = Namer(earlier: options.earlier.ids)
  }

  /// The draft.
  mutating func build() -> TopologyDraft {
    draft.title = "OpenLineage import"
    countEvents()
    addDatasets()
    addColumns()
    addMoves()
    let marks = markNames()
    maskedColumns = Set(raw.masked.map { finalColumn[Int($0)] })
    let own = self
    let (all, fields) = lineage.fields(&namer, earlier: options.earlier.fields) { columns, field in
      own.describe(columns, marks, &field)
    }
    draft.fields = all
    for dataset in lineage.datasets where !dataset.columns.isEmpty {
      let listed = dataset.columns.map { fields[Int($0)] }.uniqued()
      draft.datasets[dataset.place].fields = listed
    }
    lineage.addFlows(to: &draft, fields: fields) { own.label($0) }
    options.fillPeople(of: &draft, "People in the imported datasets (nobody said who or how many)", log)
    addNotes()
    return draft
  }

  // MARK: - Datasets

  private mutating func addDatasets() {
    var sets = DisjointSets(count: raw.datasets.count)
    for (first, second) in raw.links { sets.join(first, second) }
    var groups: [[UInt32]] = []
    var groupOf: [UInt32: Int] = [:]
    let used = usedNames(&sets)
    for dataset in 0..<UInt32(raw.datasets.count) {
      let root = sets.root(dataset)
      guard used.contains(root) else { continue }
      if let group = groupOf[root] {
        groups[group].append(dataset)
      } else {
        groupOf[root] = groups.count
        groups.append([dataset])
      }
    }
    let chosen = groups.map(representative)
    // Systems are the namespaces of the names chosen.
    var systems: [UInt32: Int] = [:]
    var namespaces: [UInt32] = []
    for name in chosen {
      let namespace = raw.datasets[name].first
      if systems.updateValue(0, forKey: namespace) == nil { namespaces.append(namespace) }
    }
    let labels = namespaces.map { raw.text($0) }
    for (index, id) in namer.ids("systems", labels).enumerated() {
      systems[namespaces[index]] = draft.add(
        TopologyDraft.System(id: id, label: labels[index]))
    }
    var inSystem: [Int: [Int]] = [:]
    for (group, name) in chosen.enumerated() {
      inSystem[systems[raw.datasets[name].first] ?? 0, default: []].append(group)
    }
    var ids = [String](repeating: "", count: groups.count)
    for (system, members) in inSystem.sorted(by: { $0.key < $1.key }) {
      let names = members.map { raw.text(raw.datasets[chosen[$0]].second) }
      let given = namer.ids("datasets of \(draft.systems[system].id)", names, stop: .slash)
      for (place, group) in members.enumerated() { ids[group] = given[place] }
    }
    final = [UInt32](repeating: .max, count: raw.datasets.count)
    for (group, members) in groups.enumerated() {
      let name = chosen[group]
      for member in members { final[Int(member)] = UInt32(group) }
      let label = raw.text(raw.datasets[name].second)
      var dataset = TopologyDraft.Dataset(
        system: systems[raw.datasets[name].first] ?? 0, id: ids[group])
      if Slug.of(label, stop: .slash) != label.replacing(".", with: "/") { dataset.label = label }
      if members.count > 1 {
        let others = members.filter { $0 != name }.map {
          "\(raw.text(raw.datasets[$0].first)) \(raw.text(raw.datasets[$0].second))"
        }
        dataset.origin = "also " + others.sorted().joined(separator: ", ")
      }
      let names =
        [ids[group]]
        + members.filter { $0 != name }.map {
          Slug.of(raw.text(raw.datasets[$0].second), stop: .slash)
        }
      lineage.datasets.append(
        ColumnLineage.Dataset(
          names: names, id: "\(draft.systems[dataset.system].id).\(dataset.id)",
          place: draft.add(dataset)))
    }
    noteNames(groups)
  }

  /// The sets of names of which one is read or written: one that only stands in a symbolic link has nothing of its own.
  private func usedNames(_ sets: inout DisjointSets) -> Set<UInt32> {
    var used: Set<UInt32> = []
    for dataset in 0..<UInt32(raw.datasets.count) { used.insert(sets.root(dataset)) }
    return used
  }

  /// The name to use: a table before a place, a present name before a former one, then the first in order.
  private func representative(_ names: [UInt32]) -> UInt32 {
    guard names.count > 1 else { return names[0] }
    func key(_ name: UInt32) -> (Int, Int, String, String) {
      (
        raw.former.contains(name) ? 1 : 0, raw.tables.contains(name) ? 0 : 1,
        raw.text(raw.datasets[name].first), raw.text(raw.datasets[name].second)
      )
    }
    return names.min { key($0) < key($1) } ?? names[0]
  }

  // MARK: - Columns and moves

  private mutating func addColumns() {
    for text in 0..<UInt32(raw.symbols.count) { _ = lineage.symbols.intern(raw.text(text)) }
    finalColumn = [UInt32](repeating: 0, count: raw.columns.count)
    for (dataset, columns) in raw.columnsOf.enumerated() {
      for column in columns {
        let name = raw.columns[column].second
        finalColumn[Int(column)] = lineage.column(
          final[dataset], SymbolTable.Symbol.numbered(name))
      }
    }
    joinExportedColumns()
  }

  /// Columns that Exposure's own export marks as one field are one field, whatever moves between them.
  private mutating func joinExportedColumns() {
    var first: [String: UInt32] = [:]
    for (column, marks) in raw.marks.sorted(by: { $0.key < $1.key }) {
      guard let name = marks.lazy.compactMap(Self.exportedField).first else { continue }
      let column = finalColumn[Int(column)]
      if let other = first[name] { lineage.same(other, column) } else { first[name] = column }
    }
  }

  private static func exportedField(_ mark: String) -> String? {
    value(of: "exposure-field", mark)
  }

  private static func value(of key: String, _ mark: String) -> String? {
    mark.hasPrefix(key + "=") ? String(mark.dropFirst(key.count + 1)) : nil
  }

  private mutating func addMoves() {
    for number in 0..<UInt32(raw.moves.count) {
      let (from, to) = raw.moves[number]
      let (source, target) = (finalColumn[Int(from)], finalColumn[Int(to)])
      guard lineage.dataset(of: source) != lineage.dataset(of: target) else { continue }
      lineage.move(
        source, target, masks: raw.masks[Int(number)], label: raw.moveJobs[Int(number)])
    }
    for number in 0..<UInt32(raw.said.count) {
      let (from, to) = raw.said[number]
      pass(from, to, raw.saidJobs[Int(number)])
    }
    addWholeRuns()
  }

  /// Every input of a run into every output of which no columns are known.
  private mutating func addWholeRuns() {
    var inputs: [UInt32: [UInt32]] = [:]
    for number in 0..<UInt32(raw.runInputs.count) {
      let (run, dataset) = raw.runInputs[number]
      inputs[run, default: []].append(dataset)
    }
    for number in 0..<UInt32(raw.runOutputs.count) {
      let (run, output) = raw.runOutputs[number]
      let info = raw.runInfo[Int(run)]
      let isClaim = raw.claimedJobs.contains(info.job)
      if raw.explained.find(info.group, output) != nil, !isClaim { continue }
      let sources = inputs[run] ?? []
      for input in sources { pass(input, output, info.job) }
    }
  }

  private mutating func pass(_ from: UInt32, _ to: UInt32, _ job: UInt32) {
    let (source, target) = (final[Int(from)], final[Int(to)])
    guard source != target else {
      selfEdges.insert(source)
      return
    }
    lineage.pass(source, target, label: job)
  }

  private var selfEdges: Set<UInt32> = []

  /// Jobs as the label of a flow.
  private func label(_ jobs: Set<UInt32>) -> String? {
    let names = Set(
      jobs.map { job -> String in
        let (namespace, name) = raw.jobs[job]
        if namespace == .max { return "a view" }
        var text = raw.text(name)
        if raw.claimedJobs.contains(job) { text += " (derived by openlineage-sql)" }
        let hasOnlyFailed = raw.jobFailed[Int(job)] && !raw.jobSucceeded[Int(job)]
        return hasOnlyFailed ? text + " (failed)" : text
      }
    ).sorted()
    guard names.count > 3 else { return names.joined(separator: ", ") }
    return names.prefix(3).joined(separator: ", ") + " and \(names.count - 3) more"
  }

  // MARK: - Fields

  /// The marks of each final column.
  private func markNames() -> [UInt32: [String]] {
    var result: [UInt32: [String]] = [:]
    for (column, marks) in raw.marks {
      result[finalColumn[Int(column)], default: []] += marks
    }
    return result
  }

  private func describe(
    _ columns: [UInt32], _ marks: [UInt32: [String]], _ field: inout TopologyDraft.Field
  ) {
    let all = Set(columns.flatMap { marks[$0] ?? [] }).sorted()
    let category = all.lazy.compactMap { Self.value(of: "exposure-category", $0) }.first
    let own = all.filter { !$0.hasPrefix("exposure-") }
    let name = field.label ?? field.id
    if let category {
      field.category = category
    } else if let meaning = options.categories.meaning(of: own + [name]) {
      field.category = meaning.category
      field.identifies = meaning.identifies
    } else if !own.isEmpty {
      field.label = "\(name) (tagged \(own.joined(separator: ", ")))"
    }
    if columns.contains(where: { maskedColumns.contains($0) }) {
      field.label = "\(field.label ?? name) (masked)"
    }
  }

  private var maskedColumns: Set<UInt32> = []

  // MARK: - The account

  private func countEvents() {
    log.account.count("events", events.all)
    log.account.count("distinct-events", events.distinct)
    log.account.count("runs", raw.runEvents.count)
    log.account.count("job-events", raw.jobEvents)
    log.account.count("dataset-events", raw.datasetEvents)
  }

  private func noteNames(_ groups: [[UInt32]]) {
    let renamed = raw.former.count
    let joined = groups.reduce(0) { $0 + $1.count - 1 } - renamed
    log.account.note(
      "names-joined-by-symlink", "Names of one table that symlinks join.", count: max(0, joined))
    log.account.note(
      "renamed", "Datasets that were renamed; the present name is used.", count: renamed)
    log.account.note(
      "dropped-kept", "Datasets that were dropped stay: their data have moved on.",
      count: raw.dropped.count)
  }

  private func addNotes() {
    let pairs = Set(draft.flows.map { [$0.from, $0.to] }).count
    log.account.count("dataset-pairs", pairs)
    log.account.count(
      "flows-of-unknown-columns", draft.flows.count { $0.fields == nil })
    log.account.count("becomes", draft.flows.reduce(0) { $0 + $1.becomes.count })
    log.account.note(
      "failed-runs-kept", "Jobs of which every run failed: something may have been written.",
      count: raw.jobFailed.indices.count { raw.jobFailed[$0] && !raw.jobSucceeded[$0] })
    log.account.note(
      "indirect-ignored", "Columns that only filter, sort or join: no data of them move.",
      count: raw.indirect)
    log.account.note(
      "masked", "Columns with masked values. A hash is not anonymous, so they stay personal data.",
      count: raw.masked.count)
    log.account.note(
      "self-edges-ignored", "Datasets that are read and written by one run.",
      count: raw.selfEdges.union(selfEdges).count)
    log.account.note(
      "lineage-from-sql",
      "Jobs whose lineage a parser took from the text of SQL (openlineage-sql): inputs, outputs and columns may be missing. All inputs flow into all outputs.",
      count: raw.claimedJobs.count)
  }
}

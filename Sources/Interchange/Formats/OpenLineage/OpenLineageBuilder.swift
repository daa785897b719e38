import TopologyLanguage

/// Joins the names of each dataset, and makes systems, fields and flows of what the events say.
struct OpenLineageBuilder {
  let raw: RawLineage
  let options: ImportOptions
  let log: ImportLog
  let events: (all: Int, distinct: Int)
  var namer: Namer
  var draft = TopologyDraft()
  var lineage = ColumnLineage()
  /// The dataset of each name.
  var final: [UInt32] = []
  /// The column of each column as named.
  var finalColumn: [UInt32] = []

  init(_ reader: OpenLineageReader, _ options: ImportOptions, _ log: ImportLog) {
    raw = reader.lineage
    events = (reader.events, reader.distinctEvents)
    self.options = options
    self.log = log
    namer = Namer(options.earlier, log)
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
    options.fillPeople(
      of: &draft, "People in the imported datasets (nobody said who or how many)", log)
    addNotes()
    return draft
  }

  // MARK: - Columns and moves

  mutating func addColumns() {
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
  mutating func joinExportedColumns() {
    var first: [String: UInt32] = [:]
    for (column, marks) in raw.marks.sorted(by: { $0.key < $1.key }) {
      guard let name = marks.lazy.compactMap(Self.exportedField).first else { continue }
      let column = finalColumn[Int(column)]
      if let other = first[name] { lineage.same(other, column) } else { first[name] = column }
    }
  }

  static func exportedField(_ mark: String) -> String? {
    value(of: "exposure-field", mark)
  }

  static func value(of key: String, _ mark: String) -> String? {
    mark.hasPrefix(key + "=") ? String(mark.dropFirst(key.count + 1)) : nil
  }

  mutating func addMoves() {
    // Where no names were joined, moves that differ by name are different moves.
    let areDistinct = lineage.columns.count == raw.columns.count
    for number in 0..<UInt32(raw.moves.count) {
      let (from, to) = raw.moves[number]
      let (source, target) = (finalColumn[Int(from)], finalColumn[Int(to)])
      guard lineage.dataset(of: source) != lineage.dataset(of: target) else { continue }
      let (masks, label) = (raw.masks[Int(number)], raw.moveJobs[Int(number)])
      let isClaim = raw.isMoveClaimed[Int(number)]
      if areDistinct {
        lineage.moveOnce(source, target, masks: masks, label: label, isClaim: isClaim)
      } else {
        lineage.move(source, target, masks: masks, label: label, isClaim: isClaim)
      }
    }
    for number in 0..<UInt32(raw.said.count) {
      let (from, to) = raw.said[number]
      pass(from, to, raw.saidJobs[Int(number)], isClaim: raw.isSaidClaimed[Int(number)])
    }
    addWholeRuns()
  }

  /// Every input of a run into every output of which no columns are known. Where a parser of SQL says columns, some may be
  /// missing: beside them everything may pass.
  mutating func addWholeRuns() {
    var inputs: [UInt32: [UInt32]] = [:]
    for number in 0..<UInt32(raw.runInputs.count) {
      let (run, dataset) = raw.runInputs[number]
      inputs[run, default: []].append(dataset)
    }
    for number in 0..<UInt32(raw.runOutputs.count) {
      let (run, output) = raw.runOutputs[number]
      let info = raw.runInfo[Int(run)]
      let isExplained = raw.explained.find(info.group, output) != nil
      guard !isExplained || raw.claimedJobs.contains(info.job) else { continue }
      let sources = inputs[run] ?? []
      let isClaim = isExplained || raw.possibleJobs.contains(info.job)
      for input in sources { pass(input, output, info.job, isClaim: isClaim) }
    }
  }

  mutating func pass(_ from: UInt32, _ to: UInt32, _ job: UInt32, isClaim: Bool) {
    let (source, target) = (final[Int(from)], final[Int(to)])
    guard source != target else {
      selfEdges.insert(source)
      return
    }
    lineage.pass(source, target, label: job, isClaim: isClaim)
  }

  var selfEdges: Set<UInt32> = []

  /// Jobs as the label of a flow.
  func label(_ jobs: Set<UInt32>) -> String? {
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
  func markNames() -> [UInt32: [String]] {
    var result: [UInt32: [String]] = [:]
    for (column, marks) in raw.marks {
      result[finalColumn[Int(column)], default: []] += marks
    }
    return result
  }

  func describe(
    _ columns: ArraySlice<UInt32>, _ marks: [UInt32: [String]],
    _ field: inout TopologyDraft.Field
  ) {
    // Most events mark nothing.
    guard !marks.isEmpty || !maskedColumns.isEmpty || !options.categories.isEmpty else { return }
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

  var maskedColumns: Set<UInt32> = []
}

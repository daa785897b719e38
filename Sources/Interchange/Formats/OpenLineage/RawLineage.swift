import TopologyLanguage

/// What OpenLineage events say, by the names they use: one table may have several.
struct RawLineage {
  /// Everything written as text.
  var symbols = SymbolTable()
  /// Datasets: namespace and name.
  var datasets = PairTable()
  /// Columns: dataset and name.
  var columns = PairTable()
  /// The columns of each dataset in the order of appearance.
  var columnsOf: [[UInt32]] = []
  /// Moves from column to column, with whether every way masks, and one job of each.
  var moves = PairTable()
  var masks: [Bool] = []
  var moveJobs: [UInt32] = []
  /// Jobs: namespace and name.
  var jobs = PairTable()
  /// For each job whether a run did not fail, and whether one did.
  var jobSucceeded: [Bool] = []
  var jobFailed: [Bool] = []
  /// Runs: job and run id.
  var runs = PairTable()
  var runInfo: [LineageRun] = []
  /// The datasets of runs: run and dataset.
  var runInputs = PairTable()
  var runOutputs = PairTable()
  /// Outputs whose columns are known, by group of runs: group and dataset.
  var explained = PairTable()
  /// Flows of everything that a facet says: from and to, with one job of each.
  var said = PairTable()
  var saidJobs: [UInt32] = []
  /// Names of one dataset.
  var links: [(UInt32, UInt32)] = []
  /// Datasets that a symbolic link of type TABLE names.
  var tables: Set<UInt32> = []
  /// Names that a dataset no longer has.
  var former: Set<UInt32> = []
  /// Marks of columns.
  var marks: [UInt32: [String]] = [:]
  /// Columns whose values a move masks.
  var masked: Set<UInt32> = []
  /// Jobs whose lineage is taken from the text of SQL.
  var claimedJobs: Set<UInt32> = []

  // Counts.
  var runEvents: Set<UInt32> = []
  var jobEvents = 0
  var datasetEvents = 0
  var indirect = 0
  var selfEdges: Set<UInt32> = []
  var dropped: Set<UInt32> = []
  var templates = 0

  /// Whether the present event takes its lineage from the text of SQL.
  var isClaimed = false
  private var current = (run: UInt32(0), job: UInt32(0), group: UInt32(0))
  private var explainedByEntries: Set<UInt32> = []
  private var indirectPairs: Set<UInt64> = []

  // MARK: - Names

  @inline(__always)
  mutating func symbol(_ text: JSONValueView) -> UInt32? {
    switch text.kind {
    case .text:
      return text.bytes.isEmpty ? nil : symbols.intern(text.bytes).index
    case .escaped: return text.text.map { symbols.intern($0).index }
    default: return nil
    }
  }

  func text(_ symbol: UInt32) -> String { symbols.text(.numbered(symbol)) }

  /// The dataset that an object names by `namespace` and `name`.
  mutating func dataset(_ object: JSONValueView) -> UInt32? {
    var namespace: UInt32?
    var name: UInt32?
    for member in object.members {
      if name == nil, member.key.equals("name") {
        name = datasetName(member.value)
      } else if namespace == nil, member.key.equals("namespace") {
        namespace = symbol(member.value)
      }
    }
    guard let namespace, let name else { return nil }
    return dataset(namespace, name)
  }

  /// A name without the slash that some versions of producers put before paths.
  private mutating func datasetName(_ value: JSONValueView) -> UInt32? {
    guard value.kind == .text, value.bytes.count > 1, value.bytes[0] == UInt8(ascii: "/") else {
      return symbol(value)
    }
    return symbols.intern(UnsafeBufferPointer(rebasing: value.bytes.dropFirst())).index
  }

  @inline(__always)
  mutating func dataset(_ namespace: UInt32, _ name: UInt32) -> UInt32 {
    let number = datasets.number(namespace, name)
    if Int(number) == columnsOf.count { columnsOf.append([]) }
    return number
  }

  @inline(__always)
  mutating func column(_ dataset: UInt32, _ name: UInt32) -> UInt32 {
    let before = columns.count
    let number = columns.number(dataset, name)
    if columns.count > before { columnsOf[Int(dataset)].append(number) }
    return number
  }

  // MARK: - Events

  /// The run of an event, or the job by itself.
  mutating func run(
    _ job: JSONValueView, _ run: JSONValueView?, failed: Bool?
  ) -> UInt32 {
    let namespace = job["namespace"].flatMap { symbol($0) } ?? symbols.intern("").index
    let name = job["name"].flatMap { symbol($0) } ?? symbols.intern("unnamed").index
    let jobNumber = jobs.number(namespace, name)
    if Int(jobNumber) == jobSucceeded.count {
      jobSucceeded.append(false)
      jobFailed.append(false)
    }
    let id = run?["runId"].flatMap { symbol($0) }
    if failed == true {
      jobFailed[Int(jobNumber)] = true
    } else {
      jobSucceeded[Int(jobNumber)] = true
    }
    let number = runs.number(jobNumber, id ?? .max)
    if Int(number) == runInfo.count {
      let parent = run?["facets"]?["parent"]?["run"]?["runId"].flatMap { symbol($0) }
      runInfo.append(LineageRun(job: jobNumber, group: parent ?? id ?? (UInt32.max - jobNumber)))
    }
    if id == nil { jobEvents += 1 } else { runEvents.insert(number) }
    if isClaimed { claimedJobs.insert(jobNumber) }
    return number
  }

  /// Begins an event of a run, with the entries of its job's `lineage` facet, which goes before other facets.
  mutating func begin(_ run: UInt32, _ entries: JSONValueView?) {
    let info = runInfo[Int(run)]
    current = (run, info.job, info.group)
    explainedByEntries.removeAll(keepingCapacity: true)
    for entry in entries?.items ?? JSONValueView.noItems
    where entry["type"]?.equals("JOB") != true {
      guard let dataset = dataset(entry) else { continue }
      if target(dataset, entry) { explainedByEntries.insert(dataset) }
    }
  }

  mutating func input(_ object: JSONValueView) {
    guard let dataset = dataset(object) else { return }
    _ = runInputs.number(current.run, dataset)
    if let facets = object["facets"] { describe(dataset, facets) }
  }

  mutating func output(_ object: JSONValueView) {
    guard let dataset = dataset(object) else { return }
    _ = runOutputs.number(current.run, dataset)
    guard let facets = object["facets"] else { return }
    describe(dataset, facets)
    if let lineage = facets["columnLineage"], !explainedByEntries.contains(dataset) {
      columnLineage(lineage, of: dataset)
    }
  }

  /// A dataset event: what it says of itself.
  mutating func described(_ object: JSONValueView) {
    datasetEvents += 1
    guard let dataset = dataset(object), let facets = object["facets"] else { return }
    current = (.max, viewJob(), .max)
    describe(dataset, facets)
    if let lineage = facets["lineage"], target(dataset, lineage) { return }
    if let lineage = facets["columnLineage"] { columnLineage(lineage, of: dataset) }
  }

  private mutating func viewJob() -> UInt32 {
    let number = jobs.number(.max, .max)
    if Int(number) == jobSucceeded.count {
      jobSucceeded.append(true)
      jobFailed.append(false)
    }
    return number
  }

  // MARK: - Facets of a dataset

  private mutating func describe(_ dataset: UInt32, _ facets: JSONValueView) {
    for facet in facets.members {
      if facet.key.equals("schema") {
        if let fields = facet.value["fields"] { schema(fields, dataset, under: nil) }
      } else if facet.key.equals("symlinks") {
        symlinks(facet.value, dataset)
      } else if facet.key.equals("tags") {
        tags(facet.value, dataset)
      } else if facet.key.equals("lifecycleStateChange") {
        change(facet.value, dataset)
      }
    }
  }

  /// Columns; of a structure its innermost ones.
  private mutating func schema(
    _ fields: JSONValueView, _ dataset: UInt32, under path: String?
  ) {
    for field in fields.items {
      guard let name = field["name"] else { continue }
      let nested = field["fields"]
      if let nested, nested.isList, nested.count > 0 {
        let text = name.text ?? ""
        schema(nested, dataset, under: path.map { "\($0)/\(text)" } ?? text)
      } else if let path {
        let whole = "\(path)/\(name.text ?? "")"
        _ = column(dataset, symbols.intern(whole).index)
      } else if let symbol = symbol(name) {
        _ = column(dataset, symbol)
      }
    }
  }

  private mutating func symlinks(_ facet: JSONValueView, _ dataset: UInt32) {
    for identifier in facet["identifiers"]?.items ?? JSONValueView.noItems {
      guard let other = self.dataset(identifier) else { continue }
      if identifier["type"]?.equals("TABLE") == true { tables.insert(other) }
      if other != dataset { links.append((dataset, other)) }
    }
  }

  private mutating func tags(_ facet: JSONValueView, _ dataset: UInt32) {
    for tag in facet["tags"]?.items ?? JSONValueView.noItems {
      guard let key = tag.text("key"), let field = tag["field"].flatMap({ symbol($0) }) else {
        continue
      }
      let value = tag["value"]?.word
      if value == "false" { continue }
      let column = column(dataset, field)
      let mark = value == nil || value == "true" ? key : "\(key)=\(value ?? "")"
      if marks[column]?.contains(mark) != true { marks[column, default: []].append(mark) }
    }
  }

  private mutating func change(_ facet: JSONValueView, _ dataset: UInt32) {
    guard let kind = facet["lifecycleStateChange"] else { return }
    if kind.equals("DROP") { dropped.insert(dataset) }
    guard kind.equals("RENAME"), let previous = facet["previousIdentifier"],
      let other = self.dataset(previous), other != dataset
    else { return }
    links.append((dataset, other))
    former.insert(other)
  }

  // MARK: - Columns

  private mutating func columnLineage(_ facet: JSONValueView, of output: UInt32) {
    var isKnown = false
    for field in facet["fields"]?.members ?? JSONValueView.noMembers {
      guard let name = symbol(field.key) else { continue }
      let target = column(output, name)
      isKnown = true
      let old = field.value["transformationType"]?.equals("MASKED") == true
      for input in field.value["inputFields"]?.items ?? JSONValueView.noItems {
        move(input, to: target, masksByDefault: old)
      }
    }
    for input in facet["dataset"]?.items ?? JSONValueView.noItems {
      if let source = dataset(input), let name = input["field"].flatMap({ symbol($0) }) {
        countIndirect(column(source, name), output)
      }
    }
    if isKnown, current.run != .max { _ = explained.number(current.group, output) }
  }

  /// One input of a column.
  private mutating func move(_ input: JSONValueView, to target: UInt32, masksByDefault: Bool) {
    guard let source = dataset(input), let name = input["field"].flatMap({ symbol($0) }) else {
      return
    }
    var isDirect = true
    var isMasking = masksByDefault
    if let transformations = input["transformations"], transformations.count > 0 {
      isDirect = false
      isMasking = true
      for transformation in transformations.items
      where transformation["type"]?.equals("INDIRECT") != true {
        isDirect = true
        if transformation["masking"]?.flag != true { isMasking = false }
      }
    }
    let from = column(source, name)
    guard isDirect else { return countIndirect(from, target) }
    guard source != columns[target].first else {
      selfEdges.insert(source)
      return
    }
    if isMasking { masked.insert(target) }
    let before = moves.count
    let number = Int(moves.number(from, target))
    if moves.count > before {
      masks.append(isMasking)
      moveJobs.append(current.job)
    } else {
      if !isMasking { masks[number] = false }
      moveJobs[number] = min(moveJobs[number], current.job)
    }
  }

  private mutating func countIndirect(_ from: UInt32, _ to: UInt32) {
    if indirectPairs.insert(UInt64(from) << 32 | UInt64(to)).inserted { indirect += 1 }
  }

  // MARK: - The lineage facet (1-0-0)

  /// A target with its inputs: of the whole, and of its columns. Returns whether they are all.
  private mutating func target(_ dataset: UInt32, _ entry: JSONValueView) -> Bool {
    var isKnown = entry["inputs"]?.isList == true
    for input in entry["inputs"]?.items ?? JSONValueView.noItems {
      guard input["type"]?.equals("JOB") != true else {
        // The job's own inputs are meant.
        isKnown = false
        continue
      }
      guard let source = self.dataset(input) else { continue }
      if let name = input["field"].flatMap({ symbol($0) }) {
        countIndirect(column(source, name), dataset)
        continue
      }
      guard source != dataset else {
        selfEdges.insert(source)
        continue
      }
      let before = said.count
      _ = said.number(source, dataset)
      if said.count > before { saidJobs.append(current.job) }
    }
    for field in entry["fields"]?.members ?? JSONValueView.noMembers {
      guard let name = symbol(field.key) else { continue }
      let target = column(dataset, name)
      isKnown = true
      for input in field.value["inputs"]?.items ?? JSONValueView.noItems {
        move(input, to: target, masksByDefault: false)
      }
    }
    if isKnown, current.run != .max { _ = explained.number(current.group, dataset) }
    return isKnown
  }
}

extension JSONValueView {
  /// No items.
  static var noItems: Items { Self.nothing.items }
  /// No members.
  static var noMembers: Members { Self.nothing.members }

  /// null, for what is not there.
  private static var nothing: JSONValueView { JSONNothing.shared.view }
}

/// A tape with nothing on it.
final class JSONNothing: Sendable {
  static let shared = JSONNothing()
  private nonisolated(unsafe) let entry: UnsafeMutablePointer<JSONTape.Entry>
  private nonisolated(unsafe) let byte: UnsafeMutablePointer<UInt8>

  private init() {
    entry = .allocate(capacity: 1)
    entry.initialize(to: JSONTape.Entry(offset: 0, extent: 0, mark: 0, kind: .null))
    byte = .allocate(capacity: 1)
    byte.initialize(to: 0)
  }

  var view: JSONValueView { JSONValueView(entry, entry, byte) }
}

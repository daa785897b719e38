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
  var moves = MoveTable()
  var masks: [Bool] = []
  var moveJobs: [UInt32] = []
  /// Whether only parsers of SQL say a move, or events that call it possible.
  var isMoveClaimed: [Bool] = []
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
  /// Flows of everything that a facet or a claim says: from and to, with one job of each.
  var said = PairTable()
  var saidJobs: [UInt32] = []
  /// Whether only parsers of SQL say such a flow, or events that call it possible.
  var isSaidClaimed: [Bool] = []
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
  /// Whether the present event says of itself that what it moves is only possible, as an export of Exposure does.
  var isPossible = false
  /// Jobs of such events.
  var possibleJobs: Set<UInt32> = []
  var current = (run: UInt32(0), job: UInt32(0), group: UInt32(0))
  var explainedByEntries: Set<UInt32> = []
  var indirectPairs: Set<UInt64> = []

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
  mutating func datasetName(_ value: JSONValueView) -> UInt32? {
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
    isPossible = Self.isPossible(job)
    if isPossible { possibleJobs.insert(jobNumber) }
    return number
  }

  private static func isPossible(_ job: JSONValueView) -> Bool {
    (job["facets"]?["tags"]?["tags"]?.items ?? JSONValueView.noItems).contains { tag in
      tag["key"]?.equals("exposure-certainty") == true && tag["value"]?.equals("possible") == true
    }
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

  mutating func viewJob() -> UInt32 {
    let number = jobs.number(.max, .max)
    if Int(number) == jobSucceeded.count {
      jobSucceeded.append(true)
      jobFailed.append(false)
    }
    return number
  }
}

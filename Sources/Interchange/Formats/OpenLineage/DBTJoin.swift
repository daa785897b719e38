import TopologyLanguage

/// Joins a dbt manifest to events of its runs.
///
/// dbt's events lack seeds and snapshots among the inputs, name ephemeral models as if something had written them, and have
/// neither tags nor meta (openlineage-dbt 1.54.0). The manifest has all of these.
extension RawLineage {
  /// Adds what only the manifest says: inputs, what is behind ephemeral models, and marks of columns.
  mutating func join(_ project: DBTProject, _ log: ImportLog) {
    var byName: [String: [UInt32]] = [:]
    for dataset in 0..<UInt32(datasets.count) {
      byName[text(datasets[dataset].second).lowercased(), default: []].append(dataset)
    }
    let known = readAndWritten()
    var added = 0
    var tagged = 0
    for node in project.nodes {
      let own = node.key ?? node.ephemeral
      guard let own, let targets = byName[Self.name(own)] else { continue }
      let job = self.job(named: node.id)
      for target in targets {
        let namespace = datasets[target].first
        for source in sources(of: node, project) {
          let from = dataset(in: namespace, source, byName)
          guard from != target, !known.contains(UInt64(from) << 32 | UInt64(target)) else {
            continue
          }
          let before = said.count
          _ = said.number(from, target)
          guard said.count > before else { continue }
          saidJobs.append(job)
          isSaidClaimed.append(false)
          added += 1
        }
        for column in node.documented where !column.marks.isEmpty {
          tagged += 1
          mark(target, column)
        }
      }
    }
    log.account.note(
      "flows-from-the-manifest",
      "Flows that the events lack and the manifest has: from seeds, snapshots, and through ephemeral models.",
      count: added)
    log.account.note(
      "marks-from-the-manifest", "Columns whose tags and meta are only in the manifest.",
      count: tagged)
  }

  /// Pairs of datasets that one run reads and writes.
  private func readAndWritten() -> Set<UInt64> {
    var inputs: [UInt32: [UInt32]] = [:]
    for number in 0..<UInt32(runInputs.count) {
      inputs[runInputs[number].first, default: []].append(runInputs[number].second)
    }
    var pairs: Set<UInt64> = []
    for number in 0..<UInt32(runOutputs.count) {
      let (run, output) = runOutputs[number]
      for input in inputs[run] ?? [] { pairs.insert(UInt64(input) << 32 | UInt64(output)) }
    }
    return pairs
  }

  private static func name(_ key: DBTProject.Key) -> String {
    [key.database, key.schema, key.name].filter { !$0.isEmpty }.joined(separator: ".")
  }

  /// The relations that a node reads, through ephemeral models.
  private func sources(of node: DBTProject.Node, _ project: DBTProject) -> [DBTProject.Key] {
    var result: [DBTProject.Key] = []
    var open = node.inputs
    var seen: Set<String> = []
    while let next = open.popLast() {
      guard seen.insert(next).inserted, let place = project.places[next] else { continue }
      if let key = project.nodes[place].key {
        result.append(key)
      } else {
        open += project.nodes[place].inputs
      }
    }
    return result.sorted { Self.name($0) < Self.name($1) }
  }

  /// The dataset of a relation in a namespace, a new one if no event names it.
  private mutating func dataset(
    in namespace: UInt32, _ key: DBTProject.Key, _ byName: [String: [UInt32]]
  ) -> UInt32 {
    let name = Self.name(key)
    if let known = byName[name]?.first(where: { datasets[$0].first == namespace }) { return known }
    return dataset(namespace, symbols.intern(name).index)
  }

  private mutating func job(named id: String) -> UInt32 {
    let number = jobs.number(symbols.intern("dbt").index, symbols.intern(id).index)
    if Int(number) == jobSucceeded.count {
      jobSucceeded.append(true)
      jobFailed.append(false)
    }
    return number
  }

  private mutating func mark(_ dataset: UInt32, _ column: DBTProject.Column) {
    let name = column.name.lowercased()
    let own = columnsOf[Int(dataset)].first { text(columns[$0].second).lowercased() == name }
    let number = own ?? self.column(dataset, symbols.intern(column.name).index)
    for mark in column.marks where marks[number]?.contains(mark) != true {
      marks[number, default: []].append(mark)
    }
  }

  /// Names what runs of SQL parsers read and no run writes: a source, or an ephemeral model of dbt, of which the data come
  /// from elsewhere.
  func noteDanglingInputs(_ log: ImportLog) {
    let claimed = (0..<UInt32(runInputs.count)).filter {
      claimedJobs.contains(runInfo[Int(runInputs[$0].first)].job)
    }
    guard !claimed.isEmpty else { return }
    // What only their columns name is an input, too.
    let named = (0..<UInt32(said.count)).filter { claimedJobs.contains(saidJobs[Int($0)]) }
    var written: Set<UInt32> = []
    for number in 0..<UInt32(runOutputs.count) { written.insert(runOutputs[number].second) }
    let read = claimed.map { runInputs[$0].second } + named.map { said[$0].first }
    let dangling = Set(read).subtracting(written)
    log.account.note(
      "inputs-nothing-writes",
      "Inputs of jobs whose SQL was parsed that no event writes: sources, seeds, or ephemeral models. A dbt manifest beside the events says which.",
      examples: dangling.map { text(datasets[$0].second) }.sorted())
  }
}

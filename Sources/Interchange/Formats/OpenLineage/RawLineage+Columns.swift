/// How columns move, by the facet of either version.
extension RawLineage {
  mutating func columnLineage(_ facet: JSONValueView, of output: UInt32) {
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
  mutating func move(_ input: JSONValueView, to target: UInt32, masksByDefault: Bool) {
    // One pass over the members: this is the line that a history has most of.
    var namespace: UInt32?
    var table: UInt32?
    var field: UInt32?
    var transformations: JSONValueView?
    for member in input.members {
      if member.key.equals("name") {
        table = datasetName(member.value)
      } else if member.key.equals("field") {
        field = symbol(member.value)
      } else if member.key.equals("namespace") {
        namespace = symbol(member.value)
      } else if member.key.equals("transformations") {
        transformations = member.value
      }
    }
    guard let namespace, let table, let name = field else { return }
    let source = dataset(namespace, table)
    var isDirect = true
    var isMasking = masksByDefault
    if let transformations, transformations.count > 0 {
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
    // A parser of SQL may name here what it lost among the inputs, and a column that moves may be one of several.
    if isClaimed { say(source, columns[target].first) }
    let before = moves.count
    let number = Int(moves.number(from, target))
    if moves.count > before {
      masks.append(isMasking)
      moveJobs.append(current.job)
      isMoveClaimed.append(isClaimed || isPossible)
    } else {
      if !isClaimed, !isPossible { isMoveClaimed[number] = false }
      if !isMasking { masks[number] = false }
      moveJobs[number] = min(moveJobs[number], current.job)
    }
  }

  /// Everything of a dataset flows into another.
  mutating func say(_ source: UInt32, _ target: UInt32) {
    let before = said.count
    let number = Int(said.number(source, target))
    if said.count > before {
      saidJobs.append(current.job)
      isSaidClaimed.append(isClaimed || isPossible)
    } else if !isClaimed, !isPossible {
      isSaidClaimed[number] = false
    }
  }

  mutating func countIndirect(_ from: UInt32, _ to: UInt32) {
    if indirectPairs.insert(UInt64(from) << 32 | UInt64(to)).inserted { indirect += 1 }
  }

  // MARK: - The lineage facet (1-0-0)

  /// A target with its inputs: of the whole, and of its columns. Returns whether they are all.
  mutating func target(_ dataset: UInt32, _ entry: JSONValueView) -> Bool {
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
      say(source, dataset)
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

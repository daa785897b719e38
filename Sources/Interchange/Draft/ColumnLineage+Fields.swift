import TopologyLanguage

/// The fields that columns are.
extension ColumnLineage {
  /// Columns that are one field: groups one after another.
  private struct Groups {
    /// The first column of each group.
    var roots: [UInt32] = []
    /// Where the columns of each group begin; they end where the next ones do.
    var starts: [Int] = [0]
    var columns: [UInt32] = []
    /// The group of each column.
    var ofColumn: [UInt32] = []

    subscript(_ group: Int) -> ArraySlice<UInt32> { columns[starts[group]..<starts[group + 1]] }
  }

  /// The fields in the order of their ids, and the field of each column.
  /// - Complexity: O(columns + moves + columns of datasets between which everything passes), nearly.
  mutating func fields(
    _ namer: inout Namer,
    earlier: [String: String] = [:],
    describe: (_ columns: ArraySlice<UInt32>, _ field: inout TopologyDraft.Field) -> Void
  ) -> (all: [TopologyDraft.Field], ofColumn: [UInt32]) {
    let groups = groups()
    let names = names(groups)
    // What an earlier import called a column of this group goes before its name.
    var ids = [String?](repeating: nil, count: names.count)
    if !earlier.isEmpty {
      for group in names.indices {
        let kept = groups[group].compactMap { column in
          earlier[EarlierImport.key(datasets[Int(columns[column].first)].id, label(of: column))]
        }
        if let id = kept.min(), namer.keep("columns", id) { ids[group] = id }
      }
    }
    let open = ids.indices.filter { ids[$0] == nil }
    for (place, id) in zip(open, namer.ids("columns", open.map { names[$0] }, stop: .slash)) {
      ids[place] = id
    }
    let given = ids.map { $0 ?? "unnamed" }
    var all: [TopologyDraft.Field] = []
    all.reserveCapacity(given.count)
    var number = [UInt32](repeating: 0, count: given.count)
    for group in ByteOrder.sorted(given) {
      var field = TopologyDraft.Field(id: given[group])
      field.label = label(of: groups.roots[group])
      describe(groups[group], &field)
      number[group] = UInt32(all.count)
      all.append(field)
    }
    return (all, groups.ofColumn.map { number[Int($0)] })
  }

  // MARK: - Groups

  /// The groups by name and then by their first column.
  private mutating func groups() -> Groups {
    var sets = DisjointSets(count: columns.count)
    for number in 0..<UInt32(moves.count) where isPlain[Int(number)] {
      let (from, to) = moves[number]
      if columns[from].second == columns[to].second { sets.join(from, to) }
    }
    for (first, second) in sames { sets.join(first, second) }
    for number in 0..<UInt32(wholes.count) {
      let (from, to) = wholes[number]
      for column in datasets[Int(from)].columns {
        if let other = columns.find(to, columns[column].second) { sets.join(column, other) }
      }
    }
    // In the order of their names as numbered; a dictionary has an order of its own in every run.
    var groups = Groups()
    groups.roots = (0..<UInt32(columns.count)).filter { sets.root($0) == $0 }
    groups.roots.sort { (columns[$0].second, $0) < (columns[$1].second, $1) }
    groups.ofColumn = [UInt32](repeating: 0, count: columns.count)
    for (group, root) in groups.roots.enumerated() { groups.ofColumn[Int(root)] = UInt32(group) }
    var sizes = [Int](repeating: 0, count: groups.roots.count)
    for column in 0..<UInt32(columns.count) {
      let group = groups.ofColumn[Int(sets.root(column))]
      groups.ofColumn[Int(column)] = group
      sizes[Int(group)] += 1
    }
    groups.starts.reserveCapacity(sizes.count + 1)
    for size in sizes { groups.starts.append(groups.starts[groups.starts.count - 1] + size) }
    var next = groups.starts
    groups.columns = [UInt32](repeating: 0, count: columns.count)
    for column in 0..<UInt32(columns.count) {
      let group = Int(groups.ofColumn[Int(column)])
      groups.columns[next[group]] = column
      next[group] += 1
    }
    return groups
  }

  /// The name of each group: that of its columns, or with a dataset before it where another group has that name.
  private func names(_ groups: Groups) -> [String] {
    let (order, short) = datasetNames()
    var names = [String](repeating: "", count: groups.roots.count)
    var begin = 0
    while begin < names.count {
      let symbol = columns[groups.roots[begin]].second
      var end = begin + 1
      while end < names.count, columns[groups.roots[end]].second == symbol { end += 1 }
      let name =
        namesAsWritten
        ? label(of: groups.roots[begin]) : symbols.text(SymbolTable.Symbol.numbered(symbol))
      // The group with the first dataset by name has the name alone.
      let first = (begin..<end).min { least(groups[$0], order) < least(groups[$1], order) }
      for group in begin..<end {
        names[group] =
          group == first ? name : "\(short.texts[least(groups[group], short.order)])/\(name)"
      }
      begin = end
    }
    return names
  }

  private func least(_ group: ArraySlice<UInt32>, _ order: [Int]) -> Int {
    group.reduce(Int.max) { min($0, order[Int(columns[$1].first)]) }
  }

  /// The places of datasets in the order of their present names, equal for equal ones; and their shortest names, with the
  /// place of that of each dataset, the shortest first.
  private func datasetNames() -> (order: [Int], short: (texts: [String], order: [Int])) {
    func places(_ sorted: [Int], _ texts: [String]) -> (distinct: [String], places: [Int]) {
      var places = [Int](repeating: 0, count: sorted.count)
      var distinct: [String] = []
      for index in sorted {
        if distinct.last != texts[index] { distinct.append(texts[index]) }
        places[index] = distinct.count - 1
      }
      return (distinct, places)
    }
    let names = datasets.map { $0.names[0] }
    func precedes(_ first: String, _ second: String) -> Bool {
      (first.utf8.count, first) < (second.utf8.count, second)
    }
    let short = datasets.map { $0.names.min(by: precedes) ?? "" }
    let (texts, shortPlaces) = places(
      short.indices.sorted { precedes(short[$0], short[$1]) }, short)
    return (places(ByteOrder.sorted(names), names).places, (texts, shortPlaces))
  }

  /// A column as the source writes it.
  func label(of column: UInt32) -> String {
    labels[column] ?? symbols.text(SymbolTable.Symbol.numbered(columns[column].second))
  }
}

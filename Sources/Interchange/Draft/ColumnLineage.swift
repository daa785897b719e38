import TopologyLanguage

/// Datasets with columns, and how columns move between them: what importers of lineage gather, and what becomes fields
/// and flows of a draft.
///
/// A column's field is named after the column where all datasets with that name hang together by moves that keep the
/// name. Where they do not, each group that hangs together has a field of its own, named after one of its datasets.
struct ColumnLineage {
  /// A dataset as the importer knows it.
  struct Dataset {
    /// Names by which it can be told from others, without its system's; the first is the present one.
    var names: [String]
    /// Its id with its system's.
    var id = ""
    /// Its columns in the order of the source.
    var columns: [UInt32] = []
    /// Its index in the draft.
    var place = 0
  }

  /// Names of columns as compared.
  var symbols = SymbolTable()
  var datasets: [Dataset] = []
  /// Columns: pairs of a dataset and a name.
  private(set) var columns = PairTable()
  /// Whether a field is named as its first column is written, and not as names are compared.
  var namesAsWritten = false
  /// How a column is written, where it is not as compared.
  var labels: [UInt32: String] = [:]
  /// Moves from a column to another, each once.
  private(set) var moves = PairTable()
  /// Whether a move keeps the value readable; one that masks does not make two columns one field.
  private(set) var isPlain: [Bool] = []
  /// Whether a move is certain; one that somebody only claims is not, unless somebody else says it, too.
  private(set) var isCertain: [Bool] = []
  /// The jobs of a move or of a whole flow.
  private(set) var moveLabels: [UInt32] = []
  /// Columns that the source says are the same field.
  private var sames: [(UInt32, UInt32)] = []
  /// Pairs of datasets between which everything passes.
  private(set) var wholes = PairTable()
  private(set) var wholeLabels: [FlowLabel] = []

  /// The jobs of a flow.
  struct FlowLabel {
    var names: Set<UInt32> = []
    /// Whether at least one of them is certain that it moves something.
    var isCertain = false
  }

  /// The column of a dataset by the symbol of its name.
  @inline(__always)
  mutating func column(_ dataset: UInt32, _ name: SymbolTable.Symbol) -> UInt32 {
    let before = columns.count
    let number = columns.number(dataset, name.index)
    if columns.count > before { datasets[Int(dataset)].columns.append(number) }
    return number
  }

  /// The dataset of a column.
  @inline(__always)
  func dataset(of column: UInt32) -> UInt32 { columns[column].first }

  /// Adds a move from column to column.
  @inline(__always)
  mutating func move(
    _ from: UInt32, _ to: UInt32, masks: Bool, label: UInt32, isClaim: Bool = false
  ) {
    let before = moves.count
    let number = Int(moves.number(from, to))
    if moves.count > before {
      isPlain.append(!masks)
      isCertain.append(!isClaim)
      moveLabels.append(label)
    } else {
      if !isClaim { isCertain[number] = true }
      if !masks { isPlain[number] = true }
      if moveLabels[number] != label { moveLabels[number] = min(moveLabels[number], label) }
    }
  }

  /// Joins two columns into one field.
  mutating func same(_ first: UInt32, _ second: UInt32) { sames.append((first, second)) }

  /// Adds a flow of everything.
  mutating func pass(_ from: UInt32, _ to: UInt32, label: UInt32, isClaim: Bool = false) {
    let before = wholes.count
    let number = Int(wholes.number(from, to))
    if wholes.count > before { wholeLabels.append(FlowLabel()) }
    wholeLabels[number].names.insert(label)
    if !isClaim { wholeLabels[number].isCertain = true }
  }

  // MARK: - Fields

  /// The fields in the order of their ids, and the field of each column.
  /// - Complexity: O(columns + moves + columns of datasets between which everything passes), nearly.
  mutating func fields(
    _ namer: inout Namer,
    earlier: [String: String] = [:],
    describe: (_ columns: [UInt32], _ field: inout TopologyDraft.Field) -> Void
  ) -> (all: [TopologyDraft.Field], ofColumn: [UInt32]) {
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
    // The groups of each name.
    var members: [UInt32: [UInt32]] = [:]
    members.reserveCapacity(columns.count)
    for column in 0..<UInt32(columns.count) {
      members[sets.root(column), default: []].append(column)
    }
    var byName: [UInt32: [UInt32]] = [:]
    for root in members.keys { byName[columns[root].second, default: []].append(root) }

    var fields = [UInt32](repeating: 0, count: columns.count)
    var names: [String] = []
    var roots: [UInt32] = []
    // In the order of the columns: a dictionary has an order of its own in every run.
    for (symbol, unsorted) in byName.sorted(by: { $0.key < $1.key }) {
      let groups = unsorted.sorted()
      let name =
        namesAsWritten
        ? label(of: members[unsorted.min() ?? 0]?.first ?? 0)
        : symbols.text(SymbolTable.Symbol.numbered(symbol))
      guard groups.count > 1 else {
        names.append(name)
        roots.append(groups[0])
        continue
      }
      let first = groups.min { precedes(members[$0] ?? [], members[$1] ?? []) }
      for root in groups {
        names.append(root == first ? name : "\(shortName(members[root] ?? []))/\(name)")
        roots.append(root)
      }
    }
    // What an earlier import called a column of this group goes before its name.
    var ids = [String?](repeating: nil, count: names.count)
    if !earlier.isEmpty {
      for index in roots.indices {
        let kept = (members[roots[index]] ?? []).compactMap { column in
          earlier[EarlierImport.key(datasets[Int(columns[column].first)].id, label(of: column))]
        }
        if let id = kept.min(), namer.keep("fields", id) { ids[index] = id }
      }
    }
    let open = ids.indices.filter { ids[$0] == nil }
    for (place, id) in zip(open, namer.ids("fields", open.map { names[$0] }, stop: .slash)) {
      ids[place] = id
    }
    var all: [TopologyDraft.Field] = []
    let given = ids.map { $0 ?? "unnamed" }
    for index in given.indices.sorted(by: {
      given[$0].utf8.lexicographicallyPrecedes(given[$1].utf8)
    }) {
      let group = members[roots[index]] ?? []
      var field = TopologyDraft.Field(id: given[index])
      field.label = label(of: group[0])
      describe(group, &field)
      for column in group { fields[Int(column)] = UInt32(all.count) }
      all.append(field)
    }
    return (all, fields)
  }

  /// A column as the source writes it.
  private func label(of column: UInt32) -> String {
    labels[column] ?? symbols.text(SymbolTable.Symbol.numbered(columns[column].second))
  }

  private func precedes(_ first: [UInt32], _ second: [UInt32]) -> Bool {
    func least(_ group: [UInt32]) -> String {
      group.map { datasets[Int(columns[$0].first)].names[0] }.min {
        $0.utf8.lexicographicallyPrecedes($1.utf8)
      } ?? ""
    }
    return least(first).utf8.lexicographicallyPrecedes(least(second).utf8)
  }

  private func shortName(_ group: [UInt32]) -> String {
    group.flatMap { datasets[Int(columns[$0].first)].names }.min {
      ($0.utf8.count, $0) < ($1.utf8.count, $1)
    } ?? ""
  }
}

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
  private(set) var sames: [(UInt32, UInt32)] = []
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

  /// Adds a move that was not added before.
  mutating func moveOnce(
    _ from: UInt32, _ to: UInt32, masks: Bool, label: UInt32, isClaim: Bool = false
  ) {
    moves.append(from, to)
    isPlain.append(!masks)
    isCertain.append(!isClaim)
    moveLabels.append(label)
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
}

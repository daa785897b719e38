/// Numbers moves from column to column in the order of their first appearance.
///
/// The moves into one column mostly stand together in one event, so they are linked and looked through; a table over all
/// moves would be as large as the memory is slow.
struct MoveTable {
  /// The moves by number.
  private(set) var pairs: [UInt64] = []
  /// For each move the one before it into the same column, plus one; 0: none.
  private var previous: [UInt32] = []
  /// For each column the last move into it, plus one; 0: none.
  private var last: [UInt32] = []
  /// Moves into columns that have more than a few.
  private var others: [UInt64: UInt32] = [:]

  /// Moves into one column that are looked through.
  private static let limit = 32

  /// The number of moves.
  var count: Int { pairs.count }

  /// The number of a move, a new one if it is new.
  /// - Complexity: O(1) on average.
  mutating func number(_ from: UInt32, _ to: UInt32) -> UInt32 {
    let pair = UInt64(from) << 32 | UInt64(to)
    if Int(to) >= last.count {
      last.append(contentsOf: repeatElement(0, count: max(Int(to) + 1 - last.count, last.count)))
    }
    var move = last[Int(to)]
    var steps = 0
    while move != 0 {
      if pairs[Int(move) - 1] == pair { return move - 1 }
      steps += 1
      guard steps < Self.limit else {
        if let known = others[pair] { return known }
        others[pair] = UInt32(pairs.count)
        pairs.append(pair)
        previous.append(0)
        return UInt32(pairs.count - 1)
      }
      move = previous[Int(move) - 1]
    }
    pairs.append(pair)
    previous.append(last[Int(to)])
    last[Int(to)] = UInt32(pairs.count)
    return UInt32(pairs.count - 1)
  }

  /// A move by its number.
  @inline(__always)
  subscript(_ number: UInt32) -> (first: UInt32, second: UInt32) {
    let pair = pairs[Int(number)]
    return (UInt32(truncatingIfNeeded: pair >> 32), UInt32(truncatingIfNeeded: pair))
  }
}

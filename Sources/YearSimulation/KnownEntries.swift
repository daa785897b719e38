import Population

/// The columns of a block in which different nodes are exposed. Most years of a block are like another, and to
/// compare them is much less work than to count their people again.
struct KnownEntries {
  /// For each slot, a column and one more, or 0 if it is free.
  private var slots: [Int32]

  init(columns: Int) {
    var size = 64
    while size < 2 * columns { size *= 2 }
    slots = [Int32](repeating: 0, count: size)
  }

  /// An earlier column with the same entries; nil if there is none, and then this one is known from now on.
  /// - Complexity: O(entries of the column), expected.
  mutating func column(
    alike column: Int, _ range: Range<Int>, starts: [Int], _ entries: [PeopleForest.Entry]
  ) -> Int? {
    var mixed: UInt64 = 0
    for index in range {
      let entry = entries[index]
      mixed = (mixed ^ UInt64(truncatingIfNeeded: entry.node)) &* 0x9E37_79B9_7F4A_7C15
      mixed =
        (mixed ^ (mixed >> 29) ^ UInt64(truncatingIfNeeded: entry.count))
        &* 0xBF58_476D_1CE4_E5B9
    }
    var place = Int(truncatingIfNeeded: mixed ^ (mixed >> 32)) & (slots.count - 1)
    while slots[place] != 0 {
      let other = Int(slots[place]) - 1
      let start = starts[other]
      if starts[other + 1] - start == range.count,
        range.allSatisfy({
          let before = entries[start + $0 - range.lowerBound]
          return before.node == entries[$0].node && before.count == entries[$0].count
        })
      {
        return other
      }
      place = (place + 1) & (slots.count - 1)
    }
    slots[place] = Int32(column) + 1
    return nil
  }
}

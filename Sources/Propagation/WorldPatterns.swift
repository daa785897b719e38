/// The columns of a block by which of some targets hold in them. Worlds are many, what holds in them is often
/// the same: whatever follows from the targets alone need be worked out once for each pattern.
public struct WorldPatterns: Sendable {
  /// For each column the number of its pattern; patterns are numbered as they first occur.
  public let patternOfColumn: [Int]
  /// For each pattern the targets that hold, ascending.
  public let targets: [[Int]]
}

extension WorldBlock {
  /// Groups the columns by which of the targets in a range hold.
  ///
  /// Starts with one class of columns and splits classes by one target after the other, as in partition
  /// refinement; targets that hold nowhere cost nothing.
  /// - Complexity: O(columns + bits set in the targets' rows + patterns · live targets).
  public func patterns(of range: Range<Int>) -> WorldPatterns {
    var classes = [Int](repeating: 0, count: worlds.count)
    var classCount = worlds.isEmpty ? 0 : 1
    // For each class the one that its columns move to at a target, if that was the last target it split at.
    var splits: [(target: Int, into: Int)] = [(-1, 0)]
    let live = liveTargets.filter(range.contains)
    for target in live {
      for word in 0..<wordCount {
        var bits = rows[target * wordCount + word]
        while bits != 0 {
          let column = word * 64 + bits.trailingZeroBitCount
          bits &= bits - 1
          let old = classes[column]
          if splits[old].target != target {
            splits[old] = (target, classCount)
            splits.append((-1, 0))
            classCount += 1
          }
          classes[column] = splits[old].into
        }
      }
    }
    // Some classes have lost all their columns: number those that are left as they occur.
    var numbers = [Int](repeating: -1, count: classCount)
    var patterns: [[Int]] = []
    for column in classes.indices {
      if numbers[classes[column]] < 0 {
        numbers[classes[column]] = patterns.count
        patterns.append(live.filter { holds($0, column: column) })
      }
      classes[column] = numbers[classes[column]]
    }
    return WorldPatterns(patternOfColumn: classes, targets: patterns)
  }
}

import Foundation

/// Finds the name that a misspelled name probably stands for.
public enum NearName {
  /// The candidate nearest to `name` by Damerau–Levenshtein distance (restricted edit distance), if it is
  /// near (at most a third of the name's length, at least one edit) and no other candidate is equally near.
  /// - Complexity: O(candidates × length²); called only while reporting an error.
  public static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    let scalars = folded(name)
    let limit = max(1, scalars.count / 3)
    var best: (distance: Int, name: String)?
    var tied = false
    var distances = Distances()
    for candidate in candidates where !candidate.utf8.elementsEqual(name.utf8) {
      let other = folded(candidate)
      guard abs(other.count - scalars.count) <= limit else { continue }
      let distance = distances.between(scalars, other, atMost: best?.distance ?? limit)
      guard distance <= limit else { continue }
      if let current = best {
        if distance < current.distance {
          best = (distance, candidate)
          tied = false
        } else if distance == current.distance, !candidate.utf8.elementsEqual(current.name.utf8) {
          tied = true
        }
      } else {
        best = (distance, candidate)
      }
    }
    return tied ? nil : best?.name
  }

  /// All near candidates, ordered by distance and then by name, for a wrong name on the command line.
  public static func near(
    to name: String, among candidates: some Sequence<String>, atMost count: Int = 5
  ) -> [String] {
    let limit = max(2, name.count / 3)
    let scored = Set(candidates).compactMap { candidate -> (Int, String)? in
      if abs(candidate.count - name.count) <= limit {
        let distance = editDistance(name, candidate)
        if distance <= limit { return (distance, candidate) }
      }
      let (small, other) = (name.lowercased(), candidate.lowercased())
      let isPart = !name.isEmpty && (other.contains(small) || small.contains(other))
      return isPart ? (limit + 1, candidate) : nil
    }
    return scored.sorted { $0 < $1 }.prefix(count).map(\.1)
  }

  /// The number of insertions, deletions, replacements and swaps of neighbors between two names.
  static func editDistance(_ first: String, _ second: String) -> Int {
    var distances = Distances()
    return distances.between(folded(first), folded(second), atMost: .max)
  }

  /// The scalars of a name without its case, accents composed: how it is written does not make it another name.
  private static func folded(_ name: String) -> [Unicode.Scalar] {
    if name.utf8.allSatisfy({ $0 < 0x80 }) { return Array(name.lowercased().unicodeScalars) }
    return Array(name.lowercased().precomposedStringWithCanonicalMapping.unicodeScalars)
  }

  /// Computes edit distances one after another in the same three rows of memory.
  private struct Distances {
    private var previous: [Int] = []
    private var row: [Int] = []
    private var next: [Int] = []

    /// The distance, or any number above the limit if the distance exceeds the limit.
    mutating func between(
      _ a: [Unicode.Scalar], _ b: [Unicode.Scalar], atMost limit: Int
    ) -> Int {
      guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
      row = Array(0...b.count)
      previous = row
      next = row
      for i in 1...a.count {
        next[0] = i
        var least = i
        for j in 1...b.count {
          var best = min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
          if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
            best = min(best, previous[j - 2] + 1)
          }
          next[j] = best
          least = min(least, best)
        }
        // A swap looks two rows back, so one row above the limit is not enough to stop.
        if least > limit, (row.min() ?? 0) > limit { return least }
        (previous, row, next) = (row, next, previous)
      }
      return row[b.count]
    }
  }
}

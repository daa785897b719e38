/// Finds the one name that somebody who mistyped another probably meant.
public enum NearName {
  /// The candidate nearest to `name` by Damerau–Levenshtein distance (restricted edit distance), when
  /// it is near (at most a third of the name's length, at least one edit) and no other is as near.
  /// - Complexity: O(candidates × length²); called only while reporting an error.
  public static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    let limit = max(1, name.count / 3)
    var best: (distance: Int, name: String)?
    var tied = false
    for candidate in candidates where candidate != name {
      guard abs(candidate.count - name.count) <= limit else { continue }
      let distance = editDistance(name, candidate)
      guard distance <= limit else { continue }
      if let current = best {
        if distance < current.distance {
          best = (distance, candidate)
          tied = false
        } else if distance == current.distance, candidate != current.name {
          tied = true
        }
      } else {
        best = (distance, candidate)
      }
    }
    return tied ? nil : best?.name
  }

  /// All candidates that are near, nearest first, then by name: what a wrong name on a command line gets.
  public static func near(
    to name: String, among candidates: some Sequence<String>, atMost count: Int = 5
  ) -> [String] {
    let limit = max(2, name.count / 3)
    let scored = Set(candidates).compactMap { candidate -> (Int, String)? in
      if abs(candidate.count - name.count) <= limit {
        let distance = editDistance(name, candidate)
        if distance <= limit { return (distance, candidate) }
      }
      let isPart = !name.isEmpty && (candidate.contains(name) || name.contains(candidate))
      return isPart ? (limit + 1, candidate) : nil
    }
    return scored.sorted { $0 < $1 }.prefix(count).map(\.1)
  }

  /// Insertions, deletions, replacements and swaps of neighbours that turn one name into the other.
  static func editDistance(_ first: String, _ second: String) -> Int {
    let a = Array(first.unicodeScalars)
    let b = Array(second.unicodeScalars)
    var rows = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count { rows[i][0] = i }
    for j in 0...b.count { rows[0][j] = j }
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    for i in 1...a.count {
      for j in 1...b.count {
        let replaced = rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        var best = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, replaced)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          best = min(best, rows[i - 2][j - 2] + 1)
        }
        rows[i][j] = best
      }
    }
    return rows[a.count][b.count]
  }
}

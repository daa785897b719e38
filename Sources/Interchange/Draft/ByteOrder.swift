/// Sorts texts by their UTF-8 bytes: eight bytes at a time, since names of one source begin alike.
enum ByteOrder {
  /// A text that is being sorted.
  private struct Text {
    /// Its bytes at the place that is compared, the first one highest; zeros after its end.
    var key: UInt64
    /// How many bytes are left there, 9 for more than 8: what ends comes before what goes on.
    var rest: UInt32
    var index: UInt32

    static func precedes(_ first: Text, _ second: Text) -> Bool {
      if first.key != second.key { return first.key < second.key }
      if first.rest != second.rest { return first.rest < second.rest }
      return first.index < second.index
    }
  }

  /// The indices of texts in order; equal texts stay in their order.
  /// - Complexity: O(n log n) for each eight bytes that texts have in common.
  static func sorted(_ texts: [String]) -> [Int] {
    var pool: [UInt8] = []
    pool.reserveCapacity(texts.reduce(0) { $0 + $1.utf8.count })
    var starts = [0]
    starts.reserveCapacity(texts.count + 1)
    for text in texts {
      pool.append(contentsOf: text.utf8)
      starts.append(pool.count)
    }
    var all = texts.indices.map { Text(key: 0, rest: 0, index: UInt32($0)) }
    var open = [(from: 0, to: texts.count, depth: 0)]
    while let (from, to, depth) = open.popLast() {
      for place in from..<to {
        let index = Int(all[place].index)
        let start = starts[index] + depth
        let rest = starts[index + 1] - start
        var key: UInt64 = 0
        for byte in pool[start..<start + min(rest, 8)] { key = key << 8 | UInt64(byte) }
        if rest < 8 { key <<= UInt64(8 * (8 - rest)) }
        all[place].key = rest == 0 ? 0 : key
        all[place].rest = UInt32(min(rest, 9))
      }
      all[from..<to].sort(by: Text.precedes)
      // What is equal so far and goes on is compared further.
      var first = from
      while first < to {
        var last = first + 1
        if all[first].rest == 9 {
          while last < to, all[last].rest == 9, all[last].key == all[first].key { last += 1 }
          if last - first > 1 { open.append((first, last, depth + 8)) }
        }
        first = last
      }
    }
    return all.map { Int($0.index) }
  }
}

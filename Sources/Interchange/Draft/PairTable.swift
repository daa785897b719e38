/// Numbers pairs of small numbers in the order of their first appearance: open addressing over flat storage.
struct PairTable {
  /// The pairs by number.
  private(set) var pairs: [UInt64] = []
  /// A number plus one; 0 is a free slot.
  private var slots = [UInt32](repeating: 0, count: 1024)
  /// The pairs that have a slot: all, unless some were only appended.
  private var indexed = 0

  /// The number of pairs.
  var count: Int { pairs.count }

  /// The number of a pair, a new one if it is new.
  /// - Complexity: O(1) on average.
  @inline(__always)
  mutating func number(_ first: UInt32, _ second: UInt32) -> UInt32 {
    if indexed < pairs.count { index() }
    let pair = UInt64(first) << 32 | UInt64(second)
    let slot = self.slot(of: pair)
    if slots[slot] != 0 { return slots[slot] - 1 }
    pairs.append(pair)
    indexed += 1
    slots[slot] = UInt32(pairs.count)
    if pairs.count * 2 > slots.count { index() }
    return UInt32(pairs.count - 1)
  }

  /// Adds a pair that is known to be new, without a look at the others.
  mutating func append(_ first: UInt32, _ second: UInt32) {
    pairs.append(UInt64(first) << 32 | UInt64(second))
  }

  /// The number of a pair; nil if it has none. Appended pairs are not found before a pair is numbered.
  func find(_ first: UInt32, _ second: UInt32) -> UInt32? {
    let slot = self.slot(of: UInt64(first) << 32 | UInt64(second))
    return slots[slot] == 0 ? nil : slots[slot] - 1
  }

  /// The slot of a pair, or the free one where it would be.
  @inline(__always)
  private func slot(of pair: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Self.hash(pair) & mask
    while slots[slot] != 0, pairs[Int(slots[slot] - 1)] != pair { slot = (slot + 1) & mask }
    return slot
  }

  /// A pair by its number.
  @inline(__always)
  subscript(_ number: UInt32) -> (first: UInt32, second: UInt32) {
    let pair = pairs[Int(number)]
    return (UInt32(truncatingIfNeeded: pair >> 32), UInt32(truncatingIfNeeded: pair))
  }

  @inline(__always)
  private static func hash(_ pair: UInt64) -> Int {
    let product = (pair ^ 0x51_7C_C1_B7_27_22_0A_95).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return Int(truncatingIfNeeded: (product.high ^ product.low) >> 1)
  }

  /// Gives every pair a slot.
  private mutating func index() {
    var size = slots.count
    while size < pairs.count * 2 { size *= 4 }
    slots = [UInt32](repeating: 0, count: size)
    let mask = size - 1
    for (index, pair) in pairs.enumerated() {
      var slot = Self.hash(pair) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(index + 1)
    }
    indexed = pairs.count
  }
}

/// Sets that are joined (Tarjan 1975): each has the smallest of its members as its root.
struct DisjointSets {
  private var parents: [UInt32]

  init(count: Int) { parents = (0..<UInt32(count)).map { $0 } }

  /// The root of the set with a member.
  mutating func root(_ member: UInt32) -> UInt32 {
    var at = member
    while parents[Int(at)] != at {
      parents[Int(at)] = parents[Int(parents[Int(at)])]
      at = parents[Int(at)]
    }
    return at
  }

  /// Joins two sets; whether they were two.
  @discardableResult
  mutating func join(_ first: UInt32, _ second: UInt32) -> Bool {
    let (a, b) = (root(first), root(second))
    guard a != b else { return false }
    parents[Int(max(a, b))] = min(a, b)
    return true
  }
}

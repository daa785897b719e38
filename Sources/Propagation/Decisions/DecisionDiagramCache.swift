/// A cache for results of operations on nodes, so that shared parts are processed once. Each slot holds the
/// latest result stored in it. A lost result is computed again, never wrong.
struct DecisionDiagramCache: Sendable {
  private struct Entry: Sendable {
    var first: UInt32
    var second: UInt32
    /// The operation and its bound; `free` in an empty slot.
    var operation: UInt32
    var result: UInt32
  }

  private static let free = UInt32.max
  private static let largest = 1 << 22

  private var entries: [Entry]

  init() {
    entries = Self.empty(1 << 10)
  }

  private static func empty(_ count: Int) -> [Entry] {
    [Entry](repeating: Entry(first: 0, second: 0, operation: free, result: 0), count: count)
  }

  /// The result of `operation` for a pair of nodes, if it is still cached.
  @inline(__always)
  func result(_ operation: UInt32, _ first: UInt32, _ second: UInt32) -> UInt32? {
    let slot = DecisionDiagramTable.hash(operation, first, second) & (entries.count - 1)
    let entry = entries[slot]
    guard entry.first == first, entry.second == second, entry.operation == operation else {
      return nil
    }
    return entry.result
  }

  /// Stores a result and replaces whatever the slot contained.
  @inline(__always)
  mutating func keep(
    _ operation: UInt32, _ first: UInt32, _ second: UInt32, _ result: UInt32
  ) {
    let slot = DecisionDiagramTable.hash(operation, first, second) & (entries.count - 1)
    entries[slot] = Entry(first: first, second: second, operation: operation, result: result)
  }

  /// Grows with the diagram, so that the cache starts small.
  mutating func grow(toServe nodes: Int) {
    guard entries.count < nodes, entries.count < Self.largest else { return }
    var count = entries.count
    while count < nodes * 2, count < Self.largest { count *= 2 }
    let old = entries
    entries = Self.empty(count)
    for entry in old where entry.operation != Self.free {
      keep(entry.operation, entry.first, entry.second, entry.result)
    }
  }
}

/// Results of operations on nodes, so that no shared part is worked twice. Each slot holds the
/// latest result that fell on it: a forgotten one is computed again, never wrong.
struct DecisionDiagramCache: Sendable {
  private struct Entry: Sendable {
    var first: UInt32
    var second: UInt32
    /// Operation and bound together; `free` in an empty slot.
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

  /// What `operation` gave for a pair of nodes, if it is still known.
  @inline(__always)
  func result(_ operation: UInt32, _ first: UInt32, _ second: UInt32) -> UInt32? {
    let slot = DecisionDiagramTable.hash(operation, first, second) & (entries.count - 1)
    let entry = entries[slot]
    guard entry.first == first, entry.second == second, entry.operation == operation else {
      return nil
    }
    return entry.result
  }

  /// Keeps a result in place of whatever its slot held.
  @inline(__always)
  mutating func keep(
    _ operation: UInt32, _ first: UInt32, _ second: UInt32, _ result: UInt32
  ) {
    let slot = DecisionDiagramTable.hash(operation, first, second) & (entries.count - 1)
    entries[slot] = Entry(first: first, second: second, operation: operation, result: result)
  }

  /// Grows with the diagram, so that a cache is not the size of its largest use from the start.
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

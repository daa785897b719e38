#if canImport(Glibc)
  import Glibc
#endif

/// Rows in memory of their own, beginning at a cache line.
///
/// Rows are read in no order, over many megabytes, so where the system offers large pages they are asked for:
/// otherwise the processor spends its time looking up addresses.
struct RowStore: ~Copyable {
  private(set) var rows: UnsafeMutableBufferPointer<WorldRow>

  init() {
    rows = Self.allocate(1)
  }

  deinit {
    UnsafeMutableRawPointer(rows.baseAddress)?.deallocate()
  }

  /// Makes room for `count` rows. If there was not enough room, the rows lose their contents.
  mutating func makeRoom(for count: Int) {
    guard rows.count < count else { return }
    UnsafeMutableRawPointer(rows.baseAddress)?.deallocate()
    rows = Self.allocate(count + count / 8)
  }

  private static func allocate(_ count: Int) -> UnsafeMutableBufferPointer<WorldRow> {
    let largePage = 1 << 21
    let size = count * MemoryLayout<WorldRow>.stride
    let isLarge = size >= 2 * largePage
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: size, alignment: isLarge ? largePage : 64)
    #if canImport(Glibc)
      if isLarge { madvise(memory, size, MADV_HUGEPAGE) }
    #endif
    let start = memory.initializeMemory(as: WorldRow.self, repeating: WorldRow(), count: count)
    return UnsafeMutableBufferPointer(start: start, count: count)
  }
}

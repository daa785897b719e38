/// The storage of one JSON value: its bytes, and one entry for each value in them.
///
/// The entries stand in the order of the text. The extent of a list or an object is the index after its last part, so
/// that a reader skips it in one step.
final class JSONTape {
  /// What an entry is.
  enum Kind: UInt8 {
    case null
    case no
    case yes
    case number
    /// Text without escapes.
    case text
    /// Text with escapes.
    case escaped
    case list
    case object
  }

  /// A value: 16 bytes.
  struct Entry {
    /// The offset of its first byte from the start of the value; of text, of the byte after the quote.
    var offset: UInt32
    /// The length in bytes of text and numbers; the index after the last part of a list or an object.
    var extent: UInt32
    /// A hash of text that is a key; the number of items or members of a list or an object.
    var mark: UInt32
    /// What it is.
    var kind: Kind
  }

  private(set) var entries: UnsafeMutablePointer<Entry>
  private(set) var count = 0
  private var capacity: Int

  init() {
    capacity = 1024
    entries = .allocate(capacity: capacity)
  }

  deinit { entries.deallocate() }

  /// Forgets the entries and keeps their memory.
  func clear() { count = 0 }

  @inline(__always)
  func add(_ kind: Kind, _ offset: Int, _ extent: Int) {
    if count == capacity { grow() }
    entries[count] = Entry(
      offset: UInt32(truncatingIfNeeded: offset), extent: UInt32(truncatingIfNeeded: extent),
      mark: 0, kind: kind)
    count += 1
  }

  /// Adds entries whose offsets and extents count from their first.
  @inline(__always)
  func add(_ others: UnsafePointer<Entry>, _ number: Int, shiftedBy offset: UInt32) {
    while count + number > capacity { grow() }
    let first = UInt32(truncatingIfNeeded: count)
    for index in 0..<number {
      var entry = others[index]
      entry.offset &+= offset
      if entry.kind == .list || entry.kind == .object { entry.extent &+= first }
      entries[count + index] = entry
    }
    count += number
  }

  private func grow() {
    let larger = UnsafeMutablePointer<Entry>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: entries, count: count)
    entries.deallocate()
    entries = larger
    capacity *= 2
  }
}

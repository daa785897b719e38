import Foundation

/// Short lists and objects that were read before: where the same bytes come again, what they say is copied. Events and
/// manifests repeat most of theirs thousands of times.
final class JSONRepeats {
  /// Bytes of what is kept, and its entries.
  private static let byteLimit = 256
  private static let entryLimit = 24
  private static let slotCount = 256
  /// Bytes that decide about the slot, all of which must be there.
  private static let head = 24
  /// So many others in a row in a slot, and nothing is kept there any more: what begins so is never the same.
  private static let missLimit: UInt8 = 32

  private struct Slot {
    /// 0: nothing.
    var length = 0
    var count = 0
    /// Levels of lists and objects in it, itself included.
    var depth = 0
    var misses: UInt8 = 0
  }

  private let slots: UnsafeMutablePointer<Slot>
  private let bytes: UnsafeMutablePointer<UInt8>
  /// Offsets from the first byte, extents of lists and objects from the first entry.
  private let entries: UnsafeMutablePointer<JSONTape.Entry>

  init() {
    slots = .allocate(capacity: Self.slotCount)
    slots.initialize(repeating: Slot(), count: Self.slotCount)
    bytes = .allocate(capacity: Self.slotCount * Self.byteLimit)
    entries = .allocate(capacity: Self.slotCount * Self.entryLimit)
  }

  deinit {
    slots.deallocate()
    bytes.deallocate()
    entries.deallocate()
  }

  @inline(__always)
  private func number(of place: UnsafePointer<UInt8>) -> Int {
    let raw = UnsafeRawPointer(place)
    let first = raw.loadUnaligned(as: UInt64.self) &* 0x9E37_79B9_7F4A_7C15
    let second = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self) &* 0xC2B2_AE3D_27D4_EB4F
    let third = raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self) &* 0x1656_67B1_9E37_79F9
    let mixed = first ^ (second >> 7) ^ (third >> 13)
    return Int(truncatingIfNeeded: (mixed ^ mixed >> 32) >> 8) & (Self.slotCount - 1)
  }

  /// Copies what the same bytes said before onto the tape.
  /// - Returns: The length in bytes; 0 if they were not read before.
  @inline(__always)
  func take(
    _ base: UnsafePointer<UInt8>, _ at: Int, _ end: Int, _ origin: Int, levels: Int,
    onto tape: JSONTape
  ) -> Int {
    guard at + Self.byteLimit <= end else { return 0 }
    let place = number(of: base + at)
    let slot = slots[place]
    guard slot.length > 0, slot.depth <= levels,
      memcmp(bytes + place * Self.byteLimit, base + at, slot.length) == 0
    else { return 0 }
    if slot.misses > 0 { slots[place].misses = 0 }
    tape.add(
      entries + place * Self.entryLimit, slot.count,
      shiftedBy: UInt32(truncatingIfNeeded: at - origin))
    return slot.length
  }

  /// Keeps a list or an object that was read, if it is short.
  @inline(__always)
  func keep(
    _ base: UnsafePointer<UInt8>, _ at: Int, _ after: Int, _ end: Int, entry: Int, of tape: JSONTape
  ) {
    let count = tape.count - entry
    guard after - at <= Self.byteLimit, count <= Self.entryLimit, count > 1,
      at + Self.byteLimit <= end
    else { return }
    store(number(of: base + at), base + at, after - at, tape.entries + entry, count, entry)
  }

  private func store(
    _ number: Int, _ place: UnsafePointer<UInt8>, _ length: Int,
    _ read: UnsafePointer<JSONTape.Entry>, _ count: Int, _ first: Int
  ) {
    guard slots[number].misses < Self.missLimit else { return }
    let own = entries + number * Self.entryLimit
    var depth = 0
    var ends: [UInt32] = []
    for index in 0..<count {
      var entry = read[index]
      entry.offset &-= read[0].offset
      while let last = ends.last, last <= UInt32(index) { ends.removeLast() }
      if entry.kind == .list || entry.kind == .object {
        entry.extent &-= UInt32(first)
        ends.append(entry.extent)
        depth = max(depth, ends.count)
      }
      own[index] = entry
    }
    memcpy(bytes + number * Self.byteLimit, place, length)
    slots[number] = Slot(
      length: length, count: count, depth: depth, misses: slots[number].misses + 1)
  }
}

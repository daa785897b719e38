/// Hashes of keys, and the search for a key that an object has twice.
///
/// The hash is seeded for each run, so that no file can be built to make the search slow.
struct JSONKeys {
  private static let seed = UInt64.random(in: 0...UInt64.max) | 1
  private var slots: [UInt32] = []

  /// The hash of a key as it is meant: its escapes decoded.
  @inline(__always)
  func hash(_ entry: JSONTape.Entry, _ base: UnsafePointer<UInt8>) -> UInt32 {
    if entry.kind == .text {
      return Self.hash(
        UnsafeBufferPointer(start: base + Int(entry.offset), count: Int(entry.extent)))
    }
    var decoded = JSONEscapes.decoded(base + Int(entry.offset), Int(entry.extent))
    return decoded.withUTF8 { Self.hash($0) }
  }

  @inline(__always)
  static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let sum = fingerprint(bytes)
    return UInt32(truncatingIfNeeded: sum ^ sum >> 32)
  }

  /// A number for bytes, another in every run.
  @inline(__always)
  static func fingerprint(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var sum = seed ^ UInt64(truncatingIfNeeded: bytes.count)
    var at = 0
    guard let start = bytes.baseAddress else { return seed }
    let raw = UnsafeRawPointer(start)
    while at + 8 <= bytes.count {
      sum = mixed(sum, raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      at += 8
    }
    var rest: UInt64 = 0
    var shift: UInt64 = 0
    while at < bytes.count {
      rest |= UInt64(bytes[at]) << shift
      shift += 8
      at += 1
    }
    return mixed(sum, rest)
  }

  @inline(__always)
  private static func mixed(_ sum: UInt64, _ word: UInt64) -> UInt64 {
    let product = (sum ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low ^ seed
  }

  /// The first key of an object that repeats another: the tape's indices of both.
  /// - Complexity: O(members).
  @inline(__always)
  mutating func repeated(
    in object: Int, _ tape: JSONTape, _ base: UnsafePointer<UInt8>
  ) -> (Int, Int)? {
    let entries = tape.entries
    let end = Int(entries[object].extent)
    if entries[object].mark <= 12 {
      var later = Self.next(object + 1, entries)
      while later < end {
        var before = object + 1
        while before < later {
          if entries[before].mark == entries[later].mark, Self.equal(before, later, entries, base) {
            return (before, later)
          }
          before = Self.next(before, entries)
        }
        later = Self.next(later, entries)
      }
      return nil
    }
    return repeatedInLarge(object, entries, base)
  }

  private mutating func repeatedInLarge(
    _ object: Int, _ entries: UnsafeMutablePointer<JSONTape.Entry>, _ base: UnsafePointer<UInt8>
  ) -> (Int, Int)? {
    let end = Int(entries[object].extent)
    var size = 32
    while size < Int(entries[object].mark) * 2 { size *= 2 }
    slots.removeAll(keepingCapacity: true)
    slots.append(contentsOf: repeatElement(0, count: size))
    var key = object + 1
    while key < end {
      var slot = Int(entries[key].mark) & (size - 1)
      while slots[slot] != 0 {
        let other = Int(slots[slot])
        if entries[other].mark == entries[key].mark, Self.equal(other, key, entries, base) {
          return (other, key)
        }
        slot = (slot + 1) & (size - 1)
      }
      slots[slot] = UInt32(key)
      key = Self.next(key, entries)
    }
    return nil
  }

  /// The key after this one and its value.
  @inline(__always)
  private static func next(_ key: Int, _ entries: UnsafeMutablePointer<JSONTape.Entry>) -> Int {
    let value = entries[key + 1]
    return value.kind == .list || value.kind == .object ? Int(value.extent) : key + 2
  }

  private static func equal(
    _ first: Int, _ second: Int, _ entries: UnsafeMutablePointer<JSONTape.Entry>,
    _ base: UnsafePointer<UInt8>
  ) -> Bool {
    let (a, b) = (entries[first], entries[second])
    if a.kind == .text, b.kind == .text {
      guard a.extent == b.extent else { return false }
      for place in 0..<Int(a.extent)
      where base[Int(a.offset) + place] != base[Int(b.offset) + place] { return false }
      return true
    }
    return JSONEscapes.decoded(base + Int(a.offset), Int(a.extent))
      == JSONEscapes.decoded(base + Int(b.offset), Int(b.extent))
  }
}

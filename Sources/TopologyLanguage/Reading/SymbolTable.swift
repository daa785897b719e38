import Foundation

/// Assigns a number to every distinct text of a run, so that texts are compared as integers.
///
/// Uses open addressing over the raw bytes; strings are created only when text is shown.
/// - Complexity: O(bytes) to intern. The hash is seeded, so that no file can be built to make it slow.
package struct SymbolTable {
  /// An interned text; equal texts have equal symbols.
  package struct Symbol: Hashable {
    package let index: UInt32

    /// The symbol with a number that its table gave.
    package static func numbered(_ index: UInt32) -> Symbol { Symbol(index: index) }
  }

  private var pool: [UInt8] = []
  /// The end of each symbol's bytes in the pool; they begin at the previous end.
  private var ends: [UInt32] = []
  private var hashes: [UInt32] = []
  /// The index of a symbol plus one; 0 marks a free slot.
  private var slots = [UInt32](repeating: 0, count: 1024)
  private let seed = UInt64.random(in: 0...UInt64.max)

  /// An empty table.
  package init() {}

  /// The number of symbols.
  package var count: Int { ends.count }

  package mutating func intern(_ text: String) -> Symbol {
    var text = text
    return text.withUTF8 { intern($0) }
  }

  package mutating func intern(_ bytes: UnsafeBufferPointer<UInt8>) -> Symbol {
    let hash = hash(bytes)
    let slot = slot(of: bytes, hash: hash)
    if slots[slot] != 0 { return Symbol(index: slots[slot] - 1) }
    pool.append(contentsOf: bytes)
    ends.append(UInt32(pool.count))
    hashes.append(hash)
    slots[slot] = UInt32(ends.count)
    if ends.count * 2 > slots.count { grow() }
    return Symbol(index: UInt32(ends.count - 1))
  }

  /// The symbol of a text; nil if no file contains it.
  package func find(_ bytes: UnsafeBufferPointer<UInt8>) -> Symbol? {
    let slot = slot(of: bytes, hash: hash(bytes))
    return slots[slot] == 0 ? nil : Symbol(index: slots[slot] - 1)
  }

  /// Calls `body` with the bytes of a symbol.
  package func withBytes<Result>(
    of symbol: Symbol, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    pool.withUnsafeBufferPointer { pool in
      body(UnsafeBufferPointer(rebasing: pool[range(of: symbol)]))
    }
  }

  package func text(_ symbol: Symbol) -> String {
    withBytes(of: symbol) { String(decoding: $0, as: UTF8.self) }
  }

  private func range(of symbol: Symbol) -> Range<Int> {
    let index = Int(symbol.index)
    return (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  /// The slot of the text, or the free slot where it would go.
  private func slot(of bytes: UnsafeBufferPointer<UInt8>, hash: UInt32) -> Int {
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] != 0 {
      let index = Int(slots[slot] - 1)
      if hashes[index] == hash, equal(range(of: Symbol(index: UInt32(index))), bytes) { break }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private func equal(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard range.count == bytes.count else { return false }
    guard let other = bytes.baseAddress else { return true }
    return pool.withUnsafeBytes { pool in
      let own = pool.baseAddress.map { $0 + range.lowerBound }
      return own.map { memcmp($0, other, bytes.count) == 0 } ?? false
    }
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 4)
    let mask = slots.count - 1
    for (index, hash) in hashes.enumerated() {
      var slot = Int(hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(index + 1)
    }
  }

  /// Hashes eight bytes at a time, folding in each with a full-width product.
  private func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var state = seed ^ UInt64(bytes.count)
    var offset = 0
    func mix(_ word: UInt64) {
      let product = (state ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
      state = product.high ^ product.low ^ seed
    }
    let raw = UnsafeRawBufferPointer(bytes)
    while offset + 8 <= bytes.count {
      mix(raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    guard offset < bytes.count else { return UInt32(truncatingIfNeeded: state ^ (state >> 32)) }
    var rest: UInt64 = 0
    while offset < bytes.count {
      rest = rest << 8 | UInt64(bytes[offset])
      offset += 1
    }
    mix(rest)
    return UInt32(truncatingIfNeeded: state ^ (state >> 32))
  }
}

extension SymbolTable {
  /// The two parts of a text around its first `.`, each nil if no file contains it; nil without a `.`.
  func split(_ symbol: Symbol) -> (Symbol?, Symbol?)? {
    withBytes(of: symbol) { bytes in
      guard let dot = bytes.firstIndex(of: UInt8(ascii: ".")) else { return nil }
      return (
        find(UnsafeBufferPointer(rebasing: bytes[..<dot])),
        find(UnsafeBufferPointer(rebasing: bytes[(dot + 1)...]))
      )
    }
  }
}

extension SymbolTable {
  /// The symbol of a text; nil if no file contains it.
  package func find(_ text: String) -> Symbol? {
    var text = text
    return text.withUTF8 { find($0) }
  }
}

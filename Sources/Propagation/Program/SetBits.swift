/// The bits that are set in a word, from the lowest, as places that count on from an offset.
package struct SetBits: Sequence, IteratorProtocol {
  @usableFromInline var rest: UInt64
  @usableFromInline let offset: Int

  /// The bits of one word; its lowest has the place `offset`.
  @inlinable @inline(__always)
  package init(_ word: UInt64, from offset: Int = 0) {
    rest = word
    self.offset = offset
  }

  /// The next place.
  @inlinable @inline(__always)
  package mutating func next() -> Int? {
    guard rest != 0 else { return nil }
    // A word has 64 bits and its place is a place of a row, so neither overflows.
    defer { rest &= rest &- 1 }
    return offset &+ rest.trailingZeroBitCount
  }
}

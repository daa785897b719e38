/// Mixes numbers for hash tables and random draws, so that every bit of the result depends on every bit of the
/// input.
package enum Mixer {
  /// 2^64 divided by the golden ratio, odd.
  @usableFromInline package static let golden: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// The finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). A bijection.
  @inlinable @inline(__always)
  package static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number for a pair. For a given `second` it is a bijection in `first`, and the other way round.
  @inlinable @inline(__always)
  package static func mixed(_ first: UInt64, _ second: UInt64) -> UInt64 {
    mixed(first &* golden &+ second)
  }
}

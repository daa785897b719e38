import Foundation

/// A small seeded generator (SplitMix64: Steele, Lea and Flood, OOPSLA 2014), so that the same shape and seed
/// give the same graph on every machine.
struct Random: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return mixed(state)
  }

  /// A number in 0 ..< 1.
  mutating func unit() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A number in 0 ..< bound.
  mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A number above 1 whose tail falls like x to the power −exponent.
  mutating func powerTail(exponent: Double) -> Double {
    pow(1 - unit(), -1 / exponent)
  }
}

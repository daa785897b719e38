/// A whole number of any size, for the rare sums that leave the machine's words.
///
/// Sign and magnitude, in digits of 32 bits, the lowest first and none of them a leading zero. Schoolbook
/// arithmetic: the numbers of a file's counts have a handful of digits.
struct BigInteger: Hashable, Sendable {
  private var isNegative: Bool
  private var digits: [UInt32]

  private init(_ digits: [UInt32], isNegative: Bool) {
    var digits = digits
    while digits.last == 0 { digits.removeLast() }
    self.digits = digits
    self.isNegative = isNegative && !digits.isEmpty
  }

  init(_ value: Int128) {
    var rest = value.magnitude
    var digits: [UInt32] = []
    while rest != 0 {
      digits.append(UInt32(truncatingIfNeeded: rest))
      rest >>= 32
    }
    self.init(digits, isNegative: value < 0)
  }

  var isZero: Bool { digits.isEmpty }
  /// -1, 0 or 1.
  var sign: Int { digits.isEmpty ? 0 : isNegative ? -1 : 1 }
  var magnitude: BigInteger { BigInteger(digits, isNegative: false) }

  /// The same number in a machine word; nil when it does not fit.
  var word: Int? {
    guard digits.count <= 2 else { return nil }
    var value: Int128 = 0
    for digit in digits.reversed() { value = value << 32 | Int128(digit) }
    return Int(exactly: isNegative ? -value : value)
  }

  static prefix func - (value: BigInteger) -> BigInteger {
    BigInteger(value.digits, isNegative: !value.isNegative)
  }

  static func + (left: BigInteger, right: BigInteger) -> BigInteger {
    if left.isNegative == right.isNegative {
      return BigInteger(sum(left.digits, right.digits), isNegative: left.isNegative)
    }
    return isLess(left.digits, right.digits)
      ? BigInteger(difference(right.digits, left.digits), isNegative: right.isNegative)
      : BigInteger(difference(left.digits, right.digits), isNegative: left.isNegative)
  }

  static func - (left: BigInteger, right: BigInteger) -> BigInteger { left + -right }

  static func * (left: BigInteger, right: BigInteger) -> BigInteger {
    var product = [UInt32](repeating: 0, count: left.digits.count + right.digits.count)
    for (i, first) in left.digits.enumerated() {
      var carry: UInt64 = 0
      for (j, second) in right.digits.enumerated() {
        let step = UInt64(first) * UInt64(second) + UInt64(product[i + j]) + carry
        product[i + j] = UInt32(truncatingIfNeeded: step)
        carry = step >> 32
      }
      product[i + right.digits.count] = UInt32(carry)
    }
    return BigInteger(product, isNegative: left.isNegative != right.isNegative)
  }

  /// Quotient towards zero, and what is left.
  /// - Complexity: O(bits of the dividend × digits of the divisor).
  func quotientAndRemainder(dividingBy divisor: BigInteger) -> (BigInteger, BigInteger) {
    var quotient = [UInt32](repeating: 0, count: digits.count)
    var rest: [UInt32] = []
    for place in digits.indices.reversed() {
      for bit in (0..<32).reversed() {
        Self.double(&rest, adding: digits[place] >> UInt32(bit) & 1)
        if !Self.isLess(rest, divisor.digits) {
          rest = BigInteger(Self.difference(rest, divisor.digits), isNegative: false).digits
          quotient[place] |= 1 << UInt32(bit)
        }
      }
    }
    return (
      BigInteger(quotient, isNegative: isNegative != divisor.isNegative),
      BigInteger(rest, isNegative: isNegative)
    )
  }

  /// The greatest common divisor; of zero and zero it is zero.
  static func gcd(_ left: BigInteger, _ right: BigInteger) -> BigInteger {
    var (large, small) = (left.magnitude, right.magnitude)
    while !small.isZero {
      (large, small) = (small, large.quotientAndRemainder(dividingBy: small).1)
    }
    return large
  }

  // MARK: - Magnitudes

  private static func isLess(_ left: [UInt32], _ right: [UInt32]) -> Bool {
    guard left.count == right.count else { return left.count < right.count }
    for place in left.indices.reversed() where left[place] != right[place] {
      return left[place] < right[place]
    }
    return false
  }

  private static func sum(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    var carry: UInt64 = 0
    for place in 0..<max(left.count, right.count) {
      carry += UInt64(place < left.count ? left[place] : 0)
      carry += UInt64(place < right.count ? right[place] : 0)
      result.append(UInt32(truncatingIfNeeded: carry))
      carry >>= 32
    }
    return result + [UInt32(carry)]
  }

  /// `left` is at least `right`.
  private static func difference(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    var borrow: Int64 = 0
    for place in left.indices {
      let step = Int64(left[place]) - Int64(place < right.count ? right[place] : 0) - borrow
      borrow = step < 0 ? 1 : 0
      result.append(UInt32(truncatingIfNeeded: step))
    }
    return result
  }

  private static func double(_ digits: inout [UInt32], adding bit: UInt32) {
    var carry = bit
    for place in digits.indices {
      let next = digits[place] >> 31
      digits[place] = digits[place] << 1 | carry
      carry = next
    }
    if carry != 0 { digits.append(carry) }
  }
}

/// An exact fraction: in machine words as long as it fits, in whole numbers of any size behind that.
///
/// Lowest terms, denominator positive. A value that fits into words is always held in words, so that equal
/// fractions are held alike.
struct Fraction: Hashable, Sendable {
  private var numerator: Int
  private var denominator: Int
  private var big: Big?

  private struct Big: Hashable, Sendable {
    var numerator: BigInteger
    var denominator: BigInteger
  }

  static let zero = Fraction(0)
  static let one = Fraction(1)

  init(_ value: Int) {
    numerator = value
    denominator = 1
  }

  init(_ value: Int128) {
    self = Int(exactly: value).map { Fraction($0) } ?? Fraction(BigInteger(value), BigInteger(1))
  }

  private init(words numerator: Int, _ denominator: Int) {
    self.numerator = numerator
    self.denominator = denominator
  }

  private init(_ numerator: BigInteger, _ denominator: BigInteger) {
    let common = BigInteger.gcd(numerator, denominator)
    var top = numerator.quotientAndRemainder(dividingBy: common).0
    var bottom = denominator.quotientAndRemainder(dividingBy: common).0
    if bottom.sign < 0 { (top, bottom) = (-top, -bottom) }
    if let top = top.word, let bottom = bottom.word {
      self.init(words: top, bottom)
    } else {
      self.init(words: 0, 0)
      big = Big(numerator: top, denominator: bottom)
    }
  }

  private init(_ numerator: Int128, over denominator: Int128) {
    var (large, small) = (numerator.magnitude, denominator.magnitude)
    while small != 0 { (large, small) = (small, large % small) }
    let common = Int128(large)
    let (top, bottom) = (numerator / common, denominator / common)
    if let top = Int(exactly: bottom < 0 ? -top : top),
      let bottom = Int(exactly: bottom < 0 ? -bottom : bottom)
    {
      self.init(words: top, bottom)
    } else {
      self.init(BigInteger(top), BigInteger(bottom))
    }
  }

  private var parts: (BigInteger, BigInteger) {
    if let big { return (big.numerator, big.denominator) }
    return (BigInteger(Int128(numerator)), BigInteger(Int128(denominator)))
  }

  /// -1, 0 or 1.
  var sign: Int { big?.numerator.sign ?? numerator.signum() }
  var isZero: Bool { big == nil && numerator == 0 }

  /// Numerator and denominator in words; nil when they do not fit.
  var words: (numerator: Int, denominator: Int)? {
    big == nil ? (numerator, denominator) : nil
  }

  /// The largest whole number that is not larger; nil when it does not fit into a word.
  var floor: Int? {
    if big == nil {
      let (quotient, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
      return rest < 0 ? quotient - 1 : quotient
    }
    let (top, bottom) = parts
    let (quotient, rest) = top.quotientAndRemainder(dividingBy: bottom)
    return (rest.sign < 0 ? quotient - BigInteger(1) : quotient).word
  }

  /// The smallest whole number that is not smaller; nil when it does not fit into a word.
  var ceiling: Int? { (-self).floor.flatMap { $0 == .min ? nil : -$0 } }

  static prefix func - (value: Fraction) -> Fraction {
    if value.big == nil, value.numerator != .min {
      return Fraction(words: -value.numerator, value.denominator)
    }
    let (top, bottom) = value.parts
    return Fraction(-top, bottom)
  }

  static func + (left: Fraction, right: Fraction) -> Fraction {
    if left.big == nil, right.big == nil {
      if left.denominator == 1, right.denominator == 1 {
        let (sum, overflow) = left.numerator.addingReportingOverflow(right.numerator)
        if !overflow { return Fraction(words: sum, 1) }
      }
      // Two products of words, of less than 2^126 each: their sum fits.
      return Fraction(
        Int128(left.numerator) * Int128(right.denominator)
          + Int128(right.numerator) * Int128(left.denominator),
        over: Int128(left.denominator) * Int128(right.denominator))
    }
    let (first, second) = (left.parts, right.parts)
    return Fraction(first.0 * second.1 + second.0 * first.1, first.1 * second.1)
  }

  static func - (left: Fraction, right: Fraction) -> Fraction { left + -right }

  static func * (left: Fraction, right: Fraction) -> Fraction {
    if left.big == nil, right.big == nil {
      if left.denominator == 1, right.denominator == 1 {
        let (product, overflow) = left.numerator.multipliedReportingOverflow(by: right.numerator)
        if !overflow { return Fraction(words: product, 1) }
      }
      return Fraction(
        Int128(left.numerator) * Int128(right.numerator),
        over: Int128(left.denominator) * Int128(right.denominator))
    }
    let (first, second) = (left.parts, right.parts)
    return Fraction(first.0 * second.0, first.1 * second.1)
  }

  /// - Precondition: the divisor is not zero.
  static func / (left: Fraction, right: Fraction) -> Fraction {
    if let (top, bottom) = right.words {
      return left * Fraction(Int128(bottom), over: Int128(top))
    }
    let (first, second) = (left.parts, right.parts)
    return Fraction(first.0 * second.1, first.1 * second.0)
  }

  static func < (left: Fraction, right: Fraction) -> Bool {
    if left.big == nil, right.big == nil, left.denominator == right.denominator {
      return left.numerator < right.numerator
    }
    return (left - right).sign < 0
  }

  static func > (left: Fraction, right: Fraction) -> Bool { right < left }
}

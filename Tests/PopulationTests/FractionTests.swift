@testable import Population
import TestSupport
import Testing

/// Fractions behind the machine's words count as those inside them.
@Suite struct FractionTests {
  private static let edges = [
    Int.min, .min + 1, -(1 << 32), -3, -1, 0, 1, 2, 7, 1 << 31, 1 << 62, .max,
  ]

  @Test(arguments: edges, edges)
  func keepsTheLawsOfArithmetic(_ first: Int, _ second: Int) {
    let (a, b) = (Fraction(first), Fraction(second))
    #expect(a + b - b == a)
    #expect((a < b) == (first < second))
    #expect((a + b) * (a + b) == a * a + a * b + b * a + b * b)
    if second != 0 {
      #expect(a / b * b == a)
      #expect(((a / b) * (a / b)).sign == (first == 0 ? 0 : 1))
    }
    #expect((a * b).sign == first.signum() * second.signum())
    #expect(-(-a) == a)
  }

  @Test(arguments: [(7, 2, 3, 4), (-7, 2, -4, -3), (6, 3, 2, 2), (-1, 3, -1, 0)])
  func roundsOutwards(_ top: Int, _ bottom: Int, _ floor: Int, _ ceiling: Int) {
    let value = Fraction(top) / Fraction(bottom)
    #expect(value.floor == floor)
    #expect(value.ceiling == ceiling)
  }

  @Test func dividesLargeNumbers() {
    var random = SplitMix64(seed: 3)
    for _ in 0..<500 {
      let a = BigInteger(Int128.random(in: .min ... .max, using: &random))
      let b = BigInteger(Int128(Int.random(in: 1 ... .max, using: &random)))
      let product = a * b * b
      let (quotient, rest) = (product + BigInteger(1)).quotientAndRemainder(dividingBy: b)
      #expect(quotient * b + rest == product + BigInteger(1))
      #expect(BigInteger.gcd(a * b, b * b).quotientAndRemainder(dividingBy: b).1.isZero)
    }
  }
}

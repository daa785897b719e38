/// A number as the sum of two, the second smaller than the rounding error of the first: twice the
/// digits (Dekker, "A floating-point technique for extending the available precision", Numerische
/// Mathematik 18, 1971).
struct Compensated {
  private(set) var value: Double
  private var rest: Double

  init(_ value: Double) {
    self.value = value
    rest = 0
  }

  private init(value: Double, rest: Double) {
    self.value = value + rest
    self.rest = rest - (self.value - value)
  }

  /// 1 − the number.
  var complement: Compensated { Compensated(1) - self }

  static func + (first: Compensated, second: Compensated) -> Compensated {
    let sum = first.value + second.value
    let part = sum - first.value
    let error = (first.value - (sum - part)) + (second.value - part)
    return Compensated(value: sum, rest: error + first.rest + second.rest)
  }

  static func - (first: Compensated, second: Compensated) -> Compensated {
    first + Compensated(value: -second.value, rest: -second.rest)
  }

  static func * (first: Compensated, second: Compensated) -> Compensated {
    let product = first.value * second.value
    let error = (-product).addingProduct(first.value, second.value)
    return Compensated(
      value: product, rest: error + first.value * second.rest + first.rest * second.value)
  }
}

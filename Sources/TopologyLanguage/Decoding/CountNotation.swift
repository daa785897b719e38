public import TopologyModel

/// Parses counts: `33M`, `13M..20M`, `33M..`, `..20M`, `33_000_000`.
public enum CountNotation {
  /// Why a text is not a count.
  public enum Failure: Error, Hashable, Sendable {
    /// The notation is invalid.
    case form
    /// The number is not whole.
    case fraction
    /// The number is above 2^53.
    case tooLarge
    /// The upper bound is below the lower bound.
    case emptyRange
  }

  /// The interval that a text denotes. Decimal arithmetic is exact: `1.8k` is 1,800.
  /// - Complexity: O(length).
  public static func parse(_ text: String) throws(Failure) -> CountInterval {
    let bytes = Array(text.utf8)
    guard let dots = firstDots(bytes) else {
      return CountInterval(exactly: try number(bytes[...]))
    }
    let left = trimmed(bytes[..<dots])
    let right = trimmed(bytes[(dots + 2)...])
    guard !left.isEmpty || !right.isEmpty else { throw .form }
    let low = left.isEmpty ? 0 : try number(left)
    let high = right.isEmpty ? nil : try number(right)
    let interval = CountInterval(low: low, high: high)
    guard !interval.isEmpty else { throw .emptyRange }
    return interval
  }

  private static func firstDots(_ bytes: [UInt8]) -> Int? {
    let dot = UInt8(ascii: ".")
    return bytes.indices.dropLast().first { bytes[$0] == dot && bytes[$0 + 1] == dot }
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let space = UInt8(ascii: " ")
    var bytes = bytes
    while bytes.first == space { bytes.removeFirst() }
    while bytes.last == space { bytes.removeLast() }
    return bytes
  }

  /// Digits, with `_` between digits, a fraction, and either one of k, M, G or an exponent as in JSON.
  private static func number(_ bytes: ArraySlice<UInt8>) throws(Failure) -> Int {
    let (rest, exponent) = try scaled(bytes)
    let point = rest.firstIndex(of: UInt8(ascii: "."))
    let whole = rest[..<(point ?? rest.endIndex)]
    let fraction = point.map { rest[($0 + 1)...] } ?? []
    guard isDigits(whole, grouped: true), point == nil || isDigits(fraction, grouped: false)
    else { throw .form }
    let zero = UInt8(ascii: "0")
    var digits = whole.filter { $0 != UInt8(ascii: "_") } + fraction
    var shift = exponent - fraction.count
    while shift < 0, digits.last == zero {
      digits.removeLast()
      shift += 1
    }
    guard !digits.isEmpty else { return 0 }
    guard shift >= 0 else { throw .fraction }
    var value = 0
    for digit in digits + [UInt8](repeating: zero, count: shift) {
      value = value * 10 + Int(digit - zero)
      guard value <= CountInterval.largest else { throw .tooLarge }
    }
    return value
  }

  /// The digits before the letter or exponent, and the power of ten.
  private static func scaled(
    _ bytes: ArraySlice<UInt8>
  ) throws(Failure) -> (ArraySlice<UInt8>, Int) {
    switch bytes.last.map({ Unicode.Scalar($0) }) {
    case "k": return (bytes.dropLast(), 3)
    case "M": return (bytes.dropLast(), 6)
    case "G": return (bytes.dropLast(), 9)
    default: break
    }
    guard let letter = bytes.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) else {
      return (bytes, 0)
    }
    var power = bytes[(letter + 1)...]
    let isNegative = power.first == UInt8(ascii: "-")
    if isNegative || power.first == UInt8(ascii: "+") { power.removeFirst() }
    guard power.count <= 2, isDigits(power, grouped: false),
      let exponent = Int(String(decoding: power, as: UTF8.self))
    else { throw .form }
    return (bytes[..<letter], isNegative ? -exponent : exponent)
  }

  /// Digits; when grouped, with a single `_` between two digits.
  private static func isDigits(_ bytes: ArraySlice<UInt8>, grouped: Bool) -> Bool {
    var afterDigit = false
    for byte in bytes {
      if (0x30...0x39).contains(byte) {
        afterDigit = true
      } else {
        guard grouped, afterDigit, byte == UInt8(ascii: "_") else { return false }
        afterDigit = false
      }
    }
    return afterDigit
  }
}

/// Parses likelihoods: `2%`, `0.02`; the range is 0 … 1.
public enum LikelihoodNotation {
  /// Why a text is not a likelihood.
  public enum Failure: Error, Hashable, Sendable {
    /// The notation is invalid.
    case form
    /// The number is not between 0 and 1.
    case outOfRange
  }

  /// The likelihood that a text denotes, rounded to the nearest double.
  public static func parse(_ text: String) throws(Failure) -> Double {
    var digits = Substring(text)
    let isPercent = digits.last == "%"
    if isPercent { digits.removeLast() }
    if digits.last == " ", isPercent { digits.removeLast() }
    let allowed = digits.utf8.allSatisfy {
      (0x30...0x39).contains($0) || ".eE+-".utf8.contains($0)
    }
    let hasExponent = digits.contains { $0 == "e" || $0 == "E" }
    guard allowed, !digits.isEmpty, !(isPercent && hasExponent), digits.last != ".",
      let value = Double(isPercent ? digits + "e-2" : digits), value.isFinite
    else { throw .form }
    guard value >= 0, value <= 1 else { throw .outOfRange }
    return value
  }
}

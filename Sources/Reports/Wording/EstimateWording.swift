import Foundation
import TopologyModel
import YearSimulation

/// The notation of probabilities and estimates: only significant digits.
package enum EstimateWording {
  /// A percentage with three significant digits; near certainty, with enough digits to show the difference.
  package static func percent(_ probability: Double) -> String {
    if probability <= 0 { return "0 %" }
    if probability >= 1 { return "100 %" }
    if probability < 1e-6 { return scientific(probability) }
    let gap = 1 - probability
    let scale = probability > 0.99 ? gap : probability
    let digits = (probability > 0.99 ? 1 : 2) - Int(saturating: (log10(scale * 100)).rounded(.down))
    let text = decimal(probability * 100, digits: min(9, max(0, digits)))
    // Rounding up to certainty would be wrong.
    return (text == "100" ? "> 99.9999999" : text) + " %"
  }

  /// A probability with its standard error, such as `40.1 % ± 0.05`.
  static func percent(_ estimate: Estimate) -> String {
    guard estimate.standardError > 0 else { return percent(estimate.value) }
    if estimate.value > 0, estimate.value < 1e-6 {
      return "\(percent(estimate.value)) ± \(scientific(estimate.standardError))"
    }
    return "\(percent(estimate.value)) ± \(percentError(estimate.standardError))"
  }

  /// A probability between two bounds.
  package static func percent(_ low: Double, _ high: Double) -> String {
    let (from, to) = (percent(low), percent(high))
    return from == to ? to : low <= 0 ? "at most \(to)" : "\(from) to \(to)"
  }

  /// A probability between two bounds, with their standard errors.
  static func percent(_ low: Estimate, _ high: Estimate) -> String {
    let (from, to) = (percent(low), percent(high))
    return from == to ? to : "\(from) to \(to)"
  }

  /// The standard error of a probability in percentage points, with one digit; empty if there is none.
  static func percentError(_ error: Double) -> String {
    error > 0 ? significantText(error * 100, digits: 1) : ""
  }

  /// A small number with a given number of digits.
  static func significantText(_ value: Double, digits: Int) -> String {
    guard value != 0, value.isFinite else { return value == 0 ? "0" : "∞" }
    if abs(value) < 1e-7 { return scientific(value) }
    let rounded = significant(value, digits: digits)
    let places = digits - 1 - Int(saturating: (log10(abs(rounded)) + 1e-9).rounded(.down))
    return decimal(rounded, digits: min(9, max(0, places)))
  }

  /// An expected number of people: three digits if sampled, whole people if exact.
  static func people(_ estimate: Estimate) -> String {
    // Below ten, the expected value is an average and keeps its decimals.
    if estimate.value < 10 { return number(estimate.value) }
    let digits = estimate.standardError > 0 ? 3 : 16
    return CountWording.number(
      Int(saturating: significant(estimate.value, digits: digits).rounded()))
  }

  /// An expected number of people between two bounds.
  static func people(_ low: Estimate, _ high: Estimate?) -> String {
    guard let high else { return low.value > 0 ? "at least \(people(low))" : "unknown" }
    let (from, to) = (people(low), people(high))
    if from == to { return to }
    return low.value == 0 ? "at most \(to)" : "\(from)..\(to)"
  }

  /// A standard error in people with two digits; empty if there is none.
  static func error(_ value: Double?) -> String {
    guard let value, value > 0 else { return "" }
    guard value.isFinite else { return "∞" }
    if value < 10 { return significantText(value, digits: 2) }
    return CountWording.number(max(1, Int(saturating: significant(value, digits: 2).rounded())))
  }

  /// A small number, such as a factor or an expected number of services.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "∞" }
    if value == 0 { return "0" }
    if abs(value) < 1e-4 { return scientific(value) }
    let digits = 2 - Int(saturating: log10(abs(value)).rounded(.down))
    return decimal(significant(value, digits: 3), digits: min(9, max(0, digits)))
  }

  static func significant(_ value: Double, digits: Int) -> Double {
    guard value != 0 else { return 0 }
    let places = Double(digits - 1) - log10(abs(value)).rounded(.down)
    let unit = pow(10, abs(places))
    guard unit.isFinite else { return value }
    // Dividing by a power of ten instead of multiplying by its inverse keeps decimals exact.
    return places >= 0
      ? (value * unit).rounded() / unit : (value / unit).rounded() * unit
  }

  private static func decimal(_ value: Double, digits: Int) -> String {
    var text = String(format: "%.\(digits)f", value)
    guard text.contains(".") else { return text }
    text = text.trimmingSuffix { $0 == "0" }
    return text.trimmingSuffix { $0 == "." }
  }

  private static func scientific(_ value: Double) -> String {
    if abs(value) < 1e-300 { return "< 1 · 10⁻³⁰⁰" }
    // Round to two digits first: 9.99 · 10⁻⁷ is 10⁻⁶.
    let value = significant(value, digits: 2)
    let exponent = Int(saturating: (log10(abs(value)) + 1e-9).rounded(.down))
    let superscript = String(exponent).map { character -> Character in
      let digits: [Character: Character] = [
        "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷",
        "8": "⁸", "9": "⁹",
      ]
      return digits[character] ?? character
    }
    return "\(decimal(value / pow(10, Double(exponent)), digits: 1)) · 10\(String(superscript))"
  }
}

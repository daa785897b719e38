import Propagation

/// One measure of an event's importance, exact or estimated.
public struct ImportanceMeasure: Hashable, Sendable {
  /// The value; nil if undefined (0/0), or if no trial provides information.
  public let value: Double?
  /// The 95 % confidence interval; nil if the value is exact except for rounding.
  public let interval: ClosedRange<Double>?

  /// Whether the value is exact.
  public var isExact: Bool { interval == nil }

  static func exact(_ value: Double?) -> ImportanceMeasure {
    ImportanceMeasure(value: value, interval: nil)
  }

  /// What is not known at all, of a measure from 0 to 1.
  static let unknown = ImportanceMeasure(value: nil, interval: 0...1)

  /// The same between certain bounds.
  func within(_ bounds: ClosedRange<Double>) -> ImportanceMeasure {
    guard let interval else { return self }
    let low = min(max(interval.lowerBound, bounds.lowerBound), bounds.upperBound)
    let high = max(min(interval.upperBound, bounds.upperBound), low)
    return ImportanceMeasure(value: value.map { min(max($0, low), high) }, interval: low...high)
  }

  /// The exact value, or the interval of an estimate; nil if undefined.
  public var range: ClosedRange<Double>? { interval ?? value.map { $0...$0 } }
}

/// What one event means for the probability of a target: the measures of `Importance`, each exact or with an
/// interval.
///
/// An event's likelihood p is known. Trials in which the event occurred and trials in which it did not are
/// independent and give:
///
///     Birnbaum            P(target | event) − P(target | no event), an interval for a difference
///     criticality         p (r − 1) / (p r + 1 − p)
///     risk achievement    r / (p r + 1 − p)
///     risk reduction      p r + 1 − p
///
/// where r = P(target | event) / P(target | no event). The last three grow with r, so one interval for r
/// determines theirs. r is at least 1, because no event prevents anything. Fussell–Vesely is P(some minimal set
/// with the event occurs | target), a share of the trials that reached the target.
public struct EventImportance: Hashable, Sendable {
  /// The probability of the event, 0 … 1.
  public let eventProbability: Double
  /// P(target | event) − P(target | no event), 0 … 1.
  public let birnbaum: ImportanceMeasure
  /// P(event) · Birnbaum / P(target), 0 … 1.
  public let criticality: ImportanceMeasure
  /// P(some minimal set with the event occurs) / P(target), 0 … 1.
  public let fussellVesely: ImportanceMeasure
  /// P(target | event) / P(target), from 1 to infinity.
  public let riskAchievement: ImportanceMeasure
  /// P(target) / P(target | no event), from 1 to infinity.
  public let riskReduction: ImportanceMeasure

  /// Whether the event can contribute to reaching the target. If something else certainly reaches the target,
  /// Birnbaum is 0 but Fussell–Vesely is not.
  var matters: Bool {
    [birnbaum, fussellVesely].contains { $0.range.map { $0.upperBound > 0 } ?? true }
  }

  /// Creates exact measures, except that `fussellVesely` may be an estimate.
  init(_ exact: Importance, fussellVesely: ImportanceMeasure?) {
    eventProbability = exact.eventProbability
    birnbaum = .exact(exact.birnbaum)
    criticality = .exact(exact.criticality)
    self.fussellVesely = fussellVesely ?? .exact(exact.fussellVesely)
    riskAchievement = .exact(exact.riskAchievement)
    riskReduction = .exact(exact.riskReduction)
  }

  /// Estimates the measures from trials.
  /// - Parameters:
  ///   - given: How often the target was reached in trials in which the event occurred.
  ///   - givenNot: The same for trials in which the event did not occur.
  init(
    eventProbability: Double, given: Proportion, givenNot: Proportion,
    fussellVesely: ImportanceMeasure
  ) {
    let p = eventProbability
    self.eventProbability = p
    self.fussellVesely = fussellVesely
    let difference = given.difference(from: givenNot)
    let bounds = max(0, difference.lowerBound)...max(0, difference.upperBound)
    var seen: Double?
    if let with = given.share, let without = givenNot.share {
      birnbaum = ImportanceMeasure(value: max(0, with - without), interval: bounds)
      seen = with > 0 || without > 0 ? max(1, with / without) : nil
    } else {
      birnbaum = ImportanceMeasure(value: nil, interval: bounds)
    }
    let ratio = given.ratio(to: givenNot)
    let low = max(1, ratio.lowerBound)
    let high = max(1, ratio.upperBound)
    func estimate(_ measure: (Double) -> Double) -> ImportanceMeasure {
      ImportanceMeasure(
        value: seen.map(measure), interval: measure(low)...max(measure(low), measure(high)))
    }
    // Divided by r, so that an infinite ratio has its limit.
    criticality = estimate { (r: Double) -> Double in
      p == 0 ? 0 : p * (1 - 1 / r) / (p + (1 - p) / r)
    }
    riskAchievement = estimate { (r: Double) -> Double in 1 / (p + (1 - p) / r) }
    riskReduction = estimate { (r: Double) -> Double in p == 0 ? 1 : p * r + 1 - p }
  }
}

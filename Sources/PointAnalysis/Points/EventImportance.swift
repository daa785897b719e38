import Propagation

/// One measure of an event's importance, exact or estimated.
public struct ImportanceMeasure: Hashable, Sendable {
  /// The number; nil where it is not defined (0/0), or where no trial says anything about it.
  public let value: Double?
  /// What holds the true number at 95 % confidence; nil: the value is exact but for rounding.
  public let interval: ClosedRange<Double>?

  /// Whether nothing is left to chance.
  public var isExact: Bool { interval == nil }

  static func exact(_ value: Double?) -> ImportanceMeasure {
    ImportanceMeasure(value: value, interval: nil)
  }

  /// The number itself where it is exact, its interval where it is not; nil where it is not defined.
  public var range: ClosedRange<Double>? { interval ?? value.map { $0...$0 } }
}

/// What one event means for the probability of a target: the measures of `Importance`, each exact or
/// with its interval.
///
/// An event's likelihood p is known. So of trials in which it happened and others in which it did not,
/// which are independent of one another, follow
///
///     Birnbaum            P(target | event) − P(target | no event), an interval for a difference
///     criticality         p (r − 1) / (p r + 1 − p)
///     risk achievement    r / (p r + 1 − p)
///     risk reduction      p r + 1 − p
///
/// with r = P(target | event) / P(target | no event). The last three grow with r, so one interval for r
/// gives all of theirs. r is at least 1, as no event prevents anything. Fussell–Vesely is
/// P(some minimal set with the event occurs | target), a share of the trials that reached the target.
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

  /// Whether the event can be part of what reaches the target. Where something else is certain to reach it,
  /// Birnbaum is 0 and Fussell–Vesely is not.
  var matters: Bool {
    [birnbaum, fussellVesely].contains { $0.range.map { $0.upperBound > 0 } ?? true }
  }

  /// What is known exactly; `fussellVesely` stands for a measure that was not.
  init(_ exact: Importance, fussellVesely: ImportanceMeasure?) {
    eventProbability = exact.eventProbability
    birnbaum = .exact(exact.birnbaum)
    criticality = .exact(exact.criticality)
    self.fussellVesely = fussellVesely ?? .exact(exact.fussellVesely)
    riskAchievement = .exact(exact.riskAchievement)
    riskReduction = .exact(exact.riskReduction)
  }

  /// What trials say.
  /// - Parameters:
  ///   - given: how often the target was reached in trials in which the event happened.
  ///   - givenNot: the same for the trials in which it did not.
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
    // Divided by r, so that an infinite one has its limit.
    criticality = estimate { (r: Double) -> Double in
      p == 0 ? 0 : p * (1 - 1 / r) / (p + (1 - p) / r)
    }
    riskAchievement = estimate { (r: Double) -> Double in 1 / (p + (1 - p) / r) }
    riskReduction = estimate { (r: Double) -> Double in p == 0 ? 1 : p * r + 1 - p }
  }
}

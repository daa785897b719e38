import Lowering
import TopologyModel

extension ClassOutlook {
  /// Computes the figures of a class from a sample.
  init(
    _ personClass: Reference<PeopleGroup>, _ sample: ClassSample, method: OutlookMethod,
    certain: [BasicEvent], possible: CountInterval, includesTail: Bool
  ) {
    let masses = sample.masses()
    self.init(
      personClass, method: method, masses,
      precision: Precision(
        trials: sample.trials, probability: sample.probability,
        isProbabilityExact: method.isProbabilityExact),
      exposed: sample.exposed, hits: sample.trials.map { _ in sample.hits },
      events: (certain + (sample.strata.first?.run.events.compactMap(\.event) ?? [])).sorted(),
      possible: possible,
      tail: includesTail ? sample.tail(0.01, masses, certain: certain) : nil)
  }

  /// Computes the figures of a class whose groups are independent given a few events.
  init(
    _ personClass: Reference<PeopleGroup>, _ groups: IndependentGroups, possible: CountInterval
  ) {
    self.init(
      personClass, method: .independent(worlds: groups.worlds, groups: groups.groups),
      groups.masses, precision: .exact, exposed: nil, hits: nil,
      events: groups.events, possible: possible, tail: groups.tail)
  }

  private init(
    _ personClass: Reference<PeopleGroup>, method: OutlookMethod,
    _ masses: [OutcomeTable.Outcome: Double], precision: Precision, exposed: Double?, hits: Int?,
    events: [BasicEvent], possible: CountInterval, tail: Tail?
  ) {
    let outcomes = masses.sorted { ($0.key.high, $0.key.low) < ($1.key.high, $1.key.low) }
    let exposed = min(1, exposed ?? outcomes.reduce(0.0) { $0 + $1.value })
    let isCertain = outcomes.allSatisfy(\.key.isCertain)
    let surely =
      isCertain
      ? exposed : min(exposed, outcomes.reduce(0.0) { $0 + ($1.key.isCertain ? $1.value : 0) })
    let nobody: [(Int?, Double)] = exposed < 1 ? [(0, 1 - exposed)] : []
    let low = ValueDistribution(nobody + outcomes.map { ($0.key.low, $0.value) })
    let high = ValueDistribution(nobody + outcomes.map { ($0.key.persons.high, $0.value) })
    let last = outcomes.last?.key.persons ?? .zero
    // Without any hit, nothing was observed about the number of people.
    func mean(_ distribution: ValueDistribution, most: Int?) -> Estimate? {
      guard hits == 0, possible != .zero else { return precision.ofMean(distribution) }
      return most.map {
        Estimate(value: 0, standardError: Double($0) * precision.ofEstimatedProbability(0))
      }
    }
    self.init(
      personClass: personClass, method: method, events: events,
      any: Estimate(
        value: surely,
        standardError: isCertain
          ? precision.ofEstimatedProbability(exposed) : precision.ofEstimatedShare(surely)),
      anyPossible: Estimate(
        value: exposed, standardError: precision.ofEstimatedProbability(exposed)),
      hits: hits,
      expectedLow: mean(low, most: possible.low) ?? Estimate(value: 0, standardError: 0),
      expectedHigh: mean(high, most: possible.high),
      quantiles: [0.5, 0.95, 0.99].map { precision.quantile($0, low, high) },
      worst: CountInterval(low: low.largest ?? last.low, high: high.largest),
      possible: possible, low: low, high: high, tail: tail)
  }
}

/// Sampling errors of figures from a number of trials, which all lie in a part of the years with a known
/// probability; outside this part nobody is exposed.
///
/// For stratified trials this is an upper bound, because proportional strata can only reduce the error.
struct Precision: Sendable {
  /// The number of trials; nil if exact.
  let trials: Int?
  /// The probability of the part of the years that the trials cover.
  let probability: Double
  /// Whether the condition of the trials makes every trial a hit.
  var isProbabilityExact = false

  /// Exact figures, without trials.
  static let exact = Precision(trials: nil, probability: 1)

  /// One standard error of a counted probability. If no trial or every trial is a hit, the error of one
  /// intermediate trial is used instead of 0, because such a result can be chance.
  func ofEstimatedProbability(_ value: Double) -> Double {
    isProbabilityExact ? 0 : ofEstimatedShare(value)
  }

  /// The same for a share of hits that the condition does not determine.
  func ofEstimatedShare(_ value: Double) -> Double {
    guard let trials, trials > 0, probability > 0 else { return 0 }
    let seen = value / probability * Double(trials)
    guard seen < 0.5 || seen > Double(trials) - 0.5 else { return ofProbability(value) }
    return ofProbability(probability / Double(trials + 2))
  }

  /// One standard error of a probability; 0 at both ends.
  func ofProbability(_ value: Double) -> Double {
    guard let trials, trials > 0, probability > 0 else { return 0 }
    let inside = min(1, max(0, value / probability))
    return probability * (inside * (1 - inside) / Double(trials)).squareRoot()
  }

  /// The mean and its standard error; nil without a bound.
  func ofMean(_ distribution: ValueDistribution) -> Estimate? {
    guard let mean = distribution.mean, let deviation = distribution.standardDeviation else {
      return nil
    }
    guard let trials, trials > 0, probability > 0 else {
      return Estimate(value: mean, standardError: 0)
    }
    // Within the part: E[X²|part] = E[X²] / P, E[X|part] = E[X] / P.
    let square = (deviation * deviation + mean * mean) / probability
    let inside = mean / probability
    let variance = max(0, square - inside * inside)
    // If all trials had the same outcome, a different one may simply not have occurred.
    let error =
      deviation > 0 && variance > 1e-12 * square
      ? (variance / Double(trials)).squareRoot() : inside / Double(trials + 2)
    return Estimate(value: mean, standardError: probability * error)
  }

  /// A quantile with its confidence interval, from order statistics.
  func quantile(
    _ share: Double, _ low: ValueDistribution, _ high: ValueDistribution
  ) -> QuantileEstimate {
    let error = ofProbability(1 - share)
    func at(_ share: Double) -> CountInterval {
      let share = min(1, max(0, share))
      return CountInterval(
        low: low.quantile(share) ?? low.values.last ?? 0, high: high.quantile(share))
    }
    func halfDistance(_ distribution: ValueDistribution) -> Double? {
      guard let below = distribution.quantile(max(0, share - error)),
        let above = distribution.quantile(min(1, share + error))
      else { return nil }
      return Double(above - below) / 2
    }
    return QuantileEstimate(
      share: share, persons: at(share),
      standardError: (halfDistance(low) ?? 0, halfDistance(high)),
      confidence: (at(share - 1.96 * error), at(share + 1.96 * error)))
  }
}

extension Precision {
  init(_ run: YearRun, isProbabilityExact: Bool) {
    self.init(
      trials: run.trials, probability: run.probability, isProbabilityExact: isProbabilityExact)
  }
}

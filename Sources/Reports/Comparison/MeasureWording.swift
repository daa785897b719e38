import ArchitectureAnalysis
import PointAnalysis
import Propagation
import TopologyLanguage
import TopologyModel
import YearSimulation

/// The names and notation of a comparison's measures.
struct MeasureWording {
  let comparison: Comparison
  private let names: [String: String]

  init(_ comparison: Comparison) {
    self.comparison = comparison
    let all = comparison.architectures
    names = Dictionary(
      zip(all.map(\.id), ArchitectureNames.distinct(all)), uniquingKeysWith: { first, _ in first })
  }

  /// The label, or the id; both if several architectures have the same label.
  func name(_ architecture: Architecture) -> String {
    names[architecture.id] ?? architecture.label ?? architecture.id
  }

  /// Names in a list, shortened to the first few, unambiguous even if names contain commas.
  static func listed(_ names: [String]) -> String {
    let most = 6
    let shown = names.prefix(most).joined(separator: "; ")
    return names.count > most ? "\(shown) and \(names.count - most) more" : shown
  }

  /// A number of people inside a sentence.
  static func people(_ count: CountInterval) -> String {
    count == .unknown ? "an unknown number" : CountWording.text(count)
  }

  /// The heading of a column.
  func heading(_ architecture: Architecture) -> String { name(architecture) }

  /// The heading of a row.
  func name(_ measure: Measure) -> String {
    measure.kind == .everyone
      ? "in a year: \(most(of: measure.personClass)) at once" : name(measure.kind)
  }

  /// What the threshold is a share of, where that is not everybody of a class.
  private var inTier: String {
    ThresholdWording.scope(
      isOfGravest: comparison.architectures.contains { $0.points.isOfGravest })
  }

  private func name(_ kind: Measure.Kind) -> String {
    let threshold = EstimateWording.percent(comparison.question.threshold)
    return switch kind {
    case .worstEvent: "worst single event"
    case .worstOfTier(let tier): "worst single event, at least \(tier.rawValue)"
    case .incidentOfTier(let tier): "the incident, at least \(tier.rawValue)"
    case .meanEvent: "average of the single events that expose anyone"
    case .attackSets(let order):
      "minimal attack sets of \(order) event\(order == 1 ? "" : "s")"
    case .any: "in a year: anyone exposed"
    case .everyone: "in a year: the maximum at once"
    case .expected: "expected people in a year"
    case .deviation: "standard deviation"
    case .quantile(let share):
      share == 0.5
        ? "median year"
        : "worst year of \(Int(saturating: (1 / (1 - share)).rounded())) (p\(Int(saturating: (share * 100).rounded())))"
    case .possible: "all events at once"
    case .incident: "the incident"
    case .exposurePoints: "single events that expose at least \(threshold) of a class\(inTier)"
    case .availabilityPoints: "single events that take a service down when contained"
    case .servicesLost: "services taken down by the worst event"
    case .expectedOutages: "services down in a year, expected"
    case .directConcentration: "concentration (HHI), direct processors"
    case .ultimateConcentration: "concentration (HHI), ultimate processors"
    case .largestShare: "largest share of an ultimate processor"
    }
  }

  func text(_ value: Measure.Value, _ note: String? = nil) -> String {
    let text = self.text(value)
    guard let note else { return text }
    if case .sets = value { return "\(note) \(text)" }
    return "\(text) (\(note))"
  }

  private func text(_ value: Measure.Value) -> String {
    switch value {
    case .people(let count): count == .zero ? "nobody" : CountWording.text(count)
    case .mean(let low, let high): people(low, high)
    case .probability(let estimate): EstimateWording.percent(estimate)
    case .chance(let low, let high): chance(low, high)
    case .number(let range):
      CountWording.text(CountInterval(low: range.lowerBound, high: range.upperBound))
    case .sets(let count): count.exactInt.map(CountWording.number) ?? count.description
    case .expectation(let estimate): expectation(estimate)
    case .index(let range):
      bounds(range) { CountWording.number(Int(saturating: $0.rounded())) }
    case .share(let range): bounds(range, EstimateWording.percent)
    }
  }

  /// With the larger of the two standard errors, if there is one.
  private func people(_ low: Estimate, _ high: Estimate?) -> String {
    let text = EstimateWording.people(rounded(low), high.map(rounded))
    let error = max(low.standardError, high?.standardError ?? 0)
    return error > 0 ? "\(text) ± \(EstimateWording.error(error))" : text
  }

  private func chance(_ low: Estimate, _ high: Estimate) -> String {
    let (from, to) = (EstimateWording.percent(low.value), EstimateWording.percent(high.value))
    let error = max(low.standardError, high.standardError)
    let text = from == to ? to : "\(from)..\(to)"
    return error > 0 ? "\(text) ± \(EstimateWording.percentError(error))" : text
  }

  private func expectation(_ estimate: Estimate) -> String {
    let text = EstimateWording.number(estimate.value)
    guard estimate.standardError > 0 else { return text }
    return "\(text) ± \(EstimateWording.significantText(estimate.standardError, digits: 1))"
  }

  /// Rounded to three digits, which is enough for comparing.
  private func rounded(_ estimate: Estimate) -> Estimate {
    Estimate(
      value: EstimateWording.significant(estimate.value, digits: 3),
      standardError: estimate.standardError)
  }

  private func bounds(_ range: ClosedRange<Double>, _ text: (Double) -> String) -> String {
    let (low, high) = (text(range.lowerBound), text(range.upperBound))
    return low == high ? low : "\(low)..\(high)"
  }

  /// Compares a figure of one architecture with the base, in a sentence.
  func change(_ kind: Measure.Kind, of id: String?, to index: Int) -> String? {
    guard
      let measure = comparison.measures.first(where: { $0.kind == kind && $0.personClass == id }),
      let value = measure.values[index], let reference = measure.values[comparison.base]
    else { return nil }
    let name: String =
      switch kind {
      case .any: "Anyone exposed in a year"
      case .everyone: "\(most(of: id)) at once in a year"
      case .incident: "The incident exposes"
      case .expected: "Expected people in a year"
      default: Self.capitalized(self.name(kind))
      }
    let colon = kind == .incident ? "" : ":"
    let (now, before) = (text(value), text(reference))
    switch measure.marks[index] {
    case .same:
      let text =
        now == before
        ? "the same, \(now)" : "the same within sampling error, \(now) and \(before)"
      return "\(name)\(colon) \(text)\(kind == .expected ? sameMean(of: id, to: index) : "")."
    case .open:
      return
        "\(name)\(colon) \(now), compared with \(before); the bounds overlap, so the difference is undecided."
    case .better, .worse, nil:
      return now == before
        ? "\(name)\(colon) \(now)." : "\(name)\(colon) \(now) instead of \(before)."
    }
  }

  /// The most people that the base can expose at once.
  private func most(of id: String?) -> String {
    let base = comparison.architectures[comparison.base]
    guard let high = id.flatMap({ base.outlook($0) })?.possible.high else { return "The maximum" }
    return CountWording.text(CountInterval(exactly: high))
  }

  /// If the mean is the same but the spread differs, says so.
  private func sameMean(of id: String?, to index: Int) -> String {
    let isSpreadOtherwise = [Measure.Kind.any, .deviation, .everyone].contains { kind in
      comparison.measures.first { $0.kind == kind && $0.personClass == id }
        .map { ($0.marks[index] ?? .same) != .same } ?? false
    }
    return isSpreadOtherwise
      ? ". The mean stays the same, but the people are spread differently over the years" : ""
  }

  private static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}

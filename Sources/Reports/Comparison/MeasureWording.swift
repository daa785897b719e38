import ExposureAnalysis
import Propagation
import TopologyModel

/// How the measures of a comparison are called and written.
struct MeasureWording {
  let comparison: Comparison

  init(_ comparison: Comparison) {
    self.comparison = comparison
  }

  /// Label, or id.
  func name(_ architecture: Architecture) -> String { architecture.label ?? architecture.id }

  /// A number of people inside a sentence.
  static func people(_ count: CountInterval) -> String {
    count == .unknown ? "an unknown number" : CountWording.text(count)
  }

  /// What stands above a column.
  func heading(_ architecture: Architecture) -> String { name(architecture) }

  func name(_ kind: Measure.Kind) -> String {
    let threshold = EstimateWording.percent(comparison.question.threshold)
    return switch kind {
    case .worstEvent: "worst single event"
    case .meanEvent: "mean of the single events that expose any"
    case .attackSets(let order):
      order == 1 ? "minimal attack sets: of 1 event" : "of \(order) events"
    case .any: "in a year: anyone exposed"
    case .expected: "expected people a year"
    case .deviation: "standard deviation"
    case .quantile(let share):
      share == 0.5 ? "median year" : "worst year of \(Int((1 / (1 - share)).rounded()))"
    case .possible: "everything at once"
    case .incident: "the incident"
    case .exposurePoints: "single events that expose \(threshold) of a class or more"
    case .availabilityPoints: "single events that take a service down when contained"
    case .servicesLost: "most services down by one event"
    case .expectedOutages: "services down, expected in a year"
    case .directConcentration: "concentration (HHI), direct processors"
    case .ultimateConcentration: "concentration (HHI), ultimate processors"
    case .largestShare: "largest share of one ultimate processor"
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
    case .mean(let low, let high): EstimateWording.people(rounded(low), high.map(rounded))
    case .probability(let estimate): EstimateWording.percent(estimate.value)
    case .number(let number): CountWording.number(number)
    case .sets(let count): count.exactInt.map(CountWording.number) ?? count.description
    case .expectation(let estimate): EstimateWording.number(estimate.value)
    case .index(let range):
      bounds(range) { CountWording.number(Int($0.rounded())) }
    case .share(let range): bounds(range, EstimateWording.percent)
    }
  }

  /// To three digits: enough to compare.
  private func rounded(_ estimate: Estimate) -> Estimate {
    Estimate(
      value: EstimateWording.significant(estimate.value, digits: 3),
      standardError: estimate.standardError)
  }

  private func bounds(_ range: ClosedRange<Double>, _ text: (Double) -> String) -> String {
    let (low, high) = (text(range.lowerBound), text(range.upperBound))
    return low == high ? low : "\(low)..\(high)"
  }

  /// How a figure of one architecture stands to the base's, as part of a sentence.
  func change(_ kind: Measure.Kind, of id: String?, to index: Int) -> String? {
    guard
      let measure = comparison.measures.first(where: { $0.kind == kind && $0.personClass == id }),
      let value = measure.values[index], let reference = measure.values[comparison.base]
    else { return nil }
    let name =
      switch kind {
      case .any: "anyone exposed in a year"
      case .incident: "the incident exposes"
      default: self.name(kind)
      }
    let (now, before) = (text(value), text(reference))
    switch measure.marks[index] {
    case .same:
      let about = now == before ? before : "about \(before)"
      return "\(name) the same, \(about)"
    case .better, .worse, .open, nil:
      return now == before ? "\(name) \(now)" : "\(name) \(now) instead of \(before)"
    }
  }
}

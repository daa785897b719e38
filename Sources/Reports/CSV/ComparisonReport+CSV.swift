import ExposureAnalysis
import Propagation
import TopologyModel

extension ComparisonReport {
  /// One row for each figure of each architecture. An empty upper bound: there is none.
  public var measuresTable: CSVTable {
    CSVTable(
      ["class", "measure", "architecture", "low", "high", "note", "against-base"],
      comparison.measures.flatMap { measure in
        comparison.architectures.indices.compactMap { index in
          guard let value = measure.values[index] else { return nil }
          let (low, high) = Self.bounds(value)
          return [
            measure.personClass ?? "", Self.id(measure.kind), comparison.architectures[index].id,
            low,
            high, measure.notes[index] ?? "", measure.marks[index]?.rawValue ?? "",
          ]
        }
      })
  }

  private static func bounds(_ value: Measure.Value) -> (String, String) {
    func same(_ text: String) -> (String, String) { (text, text) }
    switch value {
    case .people(let count): return (String(count.low), count.high.map(String.init) ?? "")
    case .mean(let low, let high): return ("\(low.value)", high.map { "\($0.value)" } ?? "")
    case .probability(let estimate), .expectation(let estimate): return same("\(estimate.value)")
    case .number(let number): return same(String(number))
    case .sets(let count): return same(count.description)
    case .index(let range), .share(let range):
      return ("\(range.lowerBound)", "\(range.upperBound)")
    }
  }
}

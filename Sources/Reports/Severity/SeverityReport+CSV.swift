import BreachNotification
import TopologyModel

extension SeverityReport {
  /// The factors.
  package var tables: ReportTables { ReportTables("severity", table) }

  /// One row for each factor of each class, and one for the class's score.
  package var table: CSVTable {
    CSVTable(
      ["class", "factor", "low", "high", "set-by", "because"], numbers: ["low", "high"],
      assessment.classes.flatMap { found -> [[String]] in
        let id = topology.groups[found.personClass].id
        func row(
          _ factor: String, _ value: ClosedRange<Double>, _ setBy: String, _ because: String
        ) -> [String] {
          [id, factor, "\(value.lowerBound)", "\(value.upperBound)", setBy, because]
        }
        return [row("score", found.score, "", ScoreWording.text(found.levels))]
          + found.factors.map { factor in
            let because =
              factor.judgement?.because
              ?? factor.reasons.map(naming.sentence).joined(separator: "; ")
            return row(
              factor.factor.rawValue, factor.value, factor.judgement == nil ? "graph" : "file",
              because)
          }
      })
  }
}

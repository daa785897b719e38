import ArchitectureAnalysis
import Lowering
import TopologyModel

extension ComparisonReport {
  /// The exceedance curves, and the figures of each architecture.
  package var tables: ReportTables {
    ReportTables("curves", curvesTable).with("measures", measuresTable)
      .withEvenSplits(base.lowered.topology.evenSplits, of: Naming(base.lowered.topology))
  }

  /// One row for each figure of each architecture, with its bounds as in the JSON. An empty upper bound: there
  /// is none.
  package var measuresTable: CSVTable {
    CSVTable(
      ["class", "measure", "architecture", "low", "high", "note", "against-base"],
      numbers: ["low", "high"],
      comparison.measures.flatMap { measure in
        comparison.architectures.indices.compactMap { index in
          guard let value = measure.values[index], case .object(let bounds) = json(value) else {
            return nil
          }
          return [
            measure.personClass ?? "", Self.id(measure.kind), comparison.architectures[index].id,
            Self.cell(bounds["low"]), Self.cell(bounds["high"]), measure.notes[index] ?? "",
            measure.marks[index]?.rawValue ?? "",
          ]
        }
      })
  }

  private static func cell(_ bound: JSONValue?) -> String {
    switch bound {
    case .integer(let number): String(number)
    case .number(let number): "\(number)"
    case .string(let text): text
    case .object, .array, .boolean, .null, nil: ""
    }
  }
}

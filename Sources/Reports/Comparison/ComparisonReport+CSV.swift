import ArchitectureAnalysis

extension ComparisonReport {
  /// One row per figure of each architecture, with the same bounds as in the JSON. An empty upper bound means
  /// that there is none.
  public var measuresTable: CSVTable {
    CSVTable(
      ["class", "measure", "architecture", "low", "high", "note", "against-base"],
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

import BreachNotification
import Explaining
import Interchange
import PointAnalysis
import Reports
import TopologyModel

/// Every table: the sections of the topology, lineage, points and, of an incident, what it does.
enum CSVExporter: FormatExporter {
  static func export(_ request: ExportRequest) throws -> ExportedFiles {
    var account = ImportAccount(format: "csv")
    var sheets = TopologyTables(topology: request.topology).sheets
    let lineage = LineageAnswer(LineageQuery(), of: request.lowered)
    sheets += LineageReport(lineage, naming: request.naming).tables.sheets
    let points = PointsAnswer(PointsQuestion(), of: request.lowered)
    sheets +=
      PointsReport(points, naming: request.naming, variant: request.variant).tables.sheets
    if let analysis = request.analysis {
      sheets +=
        AnalysisReport(analysis, naming: request.naming, variant: request.variant).tables.sheets
        .map(renamed)
      sheets +=
        SeverityReport(
          SeverityAssessment(analysis), of: analysis, naming: request.naming,
          variant: request.variant
        ).tables.sheets
      sheets +=
        DutiesReport(
          DutySurvey(analysis, DutyQuestion()), of: analysis, naming: request.naming,
          variant: request.variant
        ).tables.sheets
    } else {
      account.note(
        "no-incident", "No incident was asked for, so no table says what one reaches.", count: 1)
    }
    var result = ExportedFiles(account)
    var columns: [String: JSONValue] = [:]
    for sheet in sheets {
      let name = "\(sheet.name).csv"
      result.add(name, sheet.table.text(request.dialect))
      result.account.made.append((name, sheet.table.rows.count))
      columns[name] = .array(
        sheet.table.columns.map { column in
          ["name": .string(column), "type": .string(sheet.table.kinds[column].name)]
        })
    }
    let variants = request.topology.variants.count
    result.account.note(
      "variants", "A table is of one architecture; choose another with --variant.", count: variants)
    result.add("tables.json", try JSONValue.object(columns).text())
    return result
  }

  /// The result's tables of services and claims are told apart from the topology's.
  private static func renamed(_ sheet: ReportTables.Sheet) -> ReportTables.Sheet {
    var sheet = sheet
    if sheet.name == "fields" { sheet.name = "exposed-fields" }
    if sheet.name == "services" { sheet.name = "service-states" }
    return sheet
  }
}

extension CSVTable.Kind? {
  /// The type of a column for a reader.
  fileprivate var name: String {
    switch self {
    case .number: "number"
    case .flag: "boolean"
    case .text, nil: "text"
    }
  }
}

import BreachNotification

/// The answers for somebody who belongs to several groups or organizations at once: one for each, and which of them
/// concerns them, because data that came out at one concerns its member whatever happened at the other.
package struct AffectedMemberships: Sendable {
  private let reports: [AffectedReport]

  /// Creates the answers, at least one, in the order in which they were asked for.
  package init(_ reports: [AffectedReport]) {
    self.reports = reports
  }

  /// One answer as it is; several under one heading, with a table of them first.
  package var document: ReportDocument {
    guard reports.count > 1 else { return reports.first?.document ?? ReportDocument() }
    var document = ReportDocument()
    let names = reports.map(\.who)
    document.heading(1, .init("Am I affected? A member of \(names.joined(separator: " and of "))"))
    document.table(
      [.init("member of", wraps: true), .init("affected"), .init("came out", wraps: true)],
      reports.map { report in
        let answer = report.answer
        let isConcerned = answer.concern == .all || answer.concern == .some
        return [
          .init(report.who),
          .init(
            Self.words(answer.concern), isConcerned ? .bad : answer.concern == .none ? .good : .open
          ),
          .init(isConcerned ? report.fields(answer.exposed) : ""),
        ]
      })
    for report in reports { document.blocks += report.document.blocks }
    return document
  }

  private static func words(_ concern: AffectedAnswer.Concern) -> String {
    switch concern {
    case .all: "yes"
    case .some: "some of them"
    case .unknown: "cannot be excluded"
    case .none: "no"
    }
  }

  /// One answer as it is (`exposure.affected/1`); several as `exposure.memberships/1`.
  package var json: JSONValue {
    guard reports.count > 1 else { return reports.first?.json ?? .null }
    return ["schema": "exposure.memberships/1", "answers": .array(reports.map(\.json))]
  }

  /// The tables of all answers; the first column says of which.
  package var tables: ReportTables {
    guard var tables = reports.first?.tables else {
      return ReportTables("ways", CSVTable([], []))
    }
    for report in reports.dropFirst() {
      for (index, sheet) in report.tables.sheets.enumerated() {
        tables.sheets[index].table.rows += sheet.table.rows
      }
    }
    return tables
  }
}

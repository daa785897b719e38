import Foundation
import TestSupport
import Testing

/// Tables as spreadsheets open them by a double click: text that looks like a formula stays text, numbers are numbers.
@Suite struct SpreadsheetTests {
  static let tables = [
    ["analyze"], ["duties"], ["severity"], ["simulate"], ["spof"], ["lineage"],
    ["affected", "--member-of", "assures"],
  ]

  @Test(arguments: tables) func openpyxlReadsTheSameCells(_ command: [String]) throws {
    try #require(ForeignReader.python != nil, "no readers: run ./test, which installs them")
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("exposure-tables-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func write(_ name: String, _ options: [String]) throws -> String {
      let path = folder.appendingPathComponent(name).path
      let run = try ProgramRun(
        [command[0], ForeignReader.topology("formulas").path] + command.dropFirst() + options
          + ["-o", path, "--quiet"], in: ProjectFolder.root)
      #expect(run.exit == 0, "\(run.error)")
      return path
    }
    let check = try ForeignReader.run(
      "check_spreadsheet",
      [
        try write("table.xlsx", ["--format", "xlsx"]),
        try write("table.csv", ["--format", "csv"]),
        try write(
          "excel.csv", ["--format", "csv", "--csv-dialect", "excel", "--language", "fr"]), ",",
      ])
    #expect(check.exit == 0, "\(check.said)")
  }
}

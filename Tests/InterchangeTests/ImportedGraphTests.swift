import Foundation
import Testing
import TestSupport

@testable import Interchange

/// The files of `graphs/imported` are what an import of their sources writes.
@Suite struct ImportedGraphTests {
  private func path(_ name: String) -> String {
    ProjectFolder.root.appendingPathComponent("graphs/imported/\(name)").path
  }

  @Test func theRegisterIsImported() throws {
    let outcome = Importer.run(nil, paths: [path("register.csv")], options: ImportOptions())
    #expect(
      try outcome.yaml.map { Data($0) }
        == Data(contentsOf: URL(fileURLWithPath: path("register.yaml"))))
    #expect(outcome.account.format == "register")
  }

  @Test func theWarehouseIsImported() throws {
    var options = ImportOptions()
    options.categories = try CategoryMap.read(path: path("categories.yml"))
    options.people = "Passengers"
    options.choices = [.columnsByName]
    let outcome = Importer.run(
      nil, paths: [path("manifest.json"), path("catalog.json")], options: options)
    #expect(
      try outcome.yaml.map { Data($0) }
        == Data(contentsOf: URL(fileURLWithPath: path("warehouse.yaml"))))
    #expect(outcome.account.format == "dbt")
  }
}

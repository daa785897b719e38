import Foundation
import SourceText
import Testing
import TestSupport
import TopologyLanguage
import TopologyModel

@testable import Interchange

/// Samples of each format with what they mean and the counts of the account.
@Suite struct SampleTests {
  /// A sample: files of a folder, and what is expected of them.
  struct Sample: CustomTestStringConvertible {
    var folder: String
    var files: [String]
    var expected = "expected.yaml"
    /// The key of the counts in expected.json; nil: the whole file.
    var key: String?
    var format: ImportFormat?
    var categories: [String: String] = [:]
    var choices: Set<ImportChoice> = []

    var testDescription: String { "\(folder)/\(files.joined(separator: "+"))" }
    var paths: [String] {
      files.map { SampleTests.root.appendingPathComponent("\(folder)/\($0)").path }
    }
  }

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Samples")

  static let samples: [Sample] =
    [
      "registre-excel-fr.csv", "registre-utf8-sep.csv", "registre-libreoffice.csv",
      "registre-utf16.txt", "registre.xlsx", "registre.ods",
    ].map { Sample(folder: "ropa", files: [$0], key: "registre") }
    + [
      Sample(
        folder: "dbt", files: ["manifest.json", "catalog.json"],
        categories: ["pii": "user.contact.email"])
    ]
    + ["traps.ndjson", "traps-array.json", "traps-pretty-concatenated.json"].map {
      Sample(folder: "openlineage", files: [$0], categories: ["pii": "user.government_id"])
    }
    + [
      Sample(
        folder: "warehouse", files: ["unity_column_lineage.csv"], expected: "expected-unity.yaml",
        key: "unity"),
      Sample(
        folder: "warehouse", files: ["unity_column_lineage.ndjson"],
        expected: "expected-unity.yaml", key: "unity"),
      Sample(
        folder: "warehouse", files: ["snowflake_access_history.csv"],
        expected: "expected-snowflake.yaml", key: "snowflake"),
      Sample(folder: "bloodhound", files: ["sharphound-v6.zip"], key: "sharphound-v6"),
      Sample(
        folder: "bloodhound",
        files: ["users", "groups", "computers", "domains"].map { "20260301_\($0).json" },
        key: "sharphound-v6"),
      Sample(
        folder: "ropa", files: ["fiche-cnil.csv"], expected: "expected-fiche.yaml",
        key: "fiche-cnil"),
      Sample(folder: "threagile", files: ["threagile.yaml"]),
      Sample(folder: "fides", files: ["resources.yml"]),
      Sample(folder: "threat-dragon", files: ["model.json"]),
      Sample(folder: "otm", files: ["model.yaml"]),
      Sample(folder: "cyclonedx", files: ["services.cdx.json"]),
      Sample(folder: "tm7", files: ["model.tm7"]),
      Sample(folder: "pytm", files: ["model.json"]),
      Sample(folder: "datahub", files: ["mcps.json"], categories: ["pii": "user.contact"]),
      Sample(folder: "odcs", files: ["contract.odcs.yaml"]),
      Sample(folder: "terraform", files: ["state.json"]),
      Sample(folder: "mal", files: ["attackgraph.json"]),
      Sample(folder: "open-psa", files: ["cooling.xml"]),
    ]

  /// Counts of answers; cases of the end-to-end tests have them.
  private static let found: Set = ["controlled-count"]

  static func run(_ sample: Sample) -> ImportOutcome {
    var options = ImportOptions()
    for (name, category) in sample.categories {
      options.categories.set(name, .init(category: category))
    }
    options.choices = sample.choices
    return Importer.run(sample.format, paths: sample.paths, options: options)
  }

  /// The topology means the same as the expected one.
  @Test(arguments: samples) func meansTheSame(_ sample: Sample) throws {
    let outcome = Self.run(sample)
    let yaml = try #require(outcome.yaml, "\(outcome.diagnostics)")
    let made = TopologyLoader().load(file: SourceFile(name: "made.yaml", bytes: yaml))
    let topology = try #require(made.declared?.entries, "\(made.diagnostics)")
    let path = Self.root.appendingPathComponent("\(sample.folder)/\(sample.expected)").path
    let expected = try #require(TopologyLoader().load(path: path).declared?.entries)
    let (own, other) = (
      Meaning(topology).lines.joined(separator: "\n"),
      Meaning(expected).lines.joined(separator: "\n")
    )
    if own != other { Issue.record("\(LineDiff.text(from: other, to: own))") }
  }

  /// The account has the counts of expected.json.
  @Test(arguments: samples) func accountsForEverything(_ sample: Sample) throws {
    let account = Self.run(sample).account
    let file = Self.root.appendingPathComponent("\(sample.folder)/expected.json")
    var expected = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    if let key = sample.key { expected = try #require(expected[key] as? [String: Any]) }
    let counts = Dictionary(
      (account.read + account.made).map { ($0.key, $0.count) }, uniquingKeysWith: { $1 }
    ).merging(account.made.filter { $0.key == "people-classes" }.map { ("people", $0.count) }) {
      first, _ in first
    }
    let objects = expected["objects"] as? [String: Any] ?? [:]
    for (key, value) in expected.merging(objects, uniquingKeysWith: { first, _ in first }) {
      guard let number = value as? Int, !Self.found.contains(key) else { continue }
      #expect(counts[key] == number, "\(key)")
    }
    let notes = Dictionary(uniqueKeysWithValues: account.notes.map { ($0.code, $0.count) })
    for (key, value) in expected["notes"] as? [String: Any] ?? [:] {
      guard let number = value as? Int, number > 0 else { continue }
      #expect(notes[key] == number, "\(key)")
    }
  }

  /// The same input gives the same bytes.
  @Test(arguments: samples) func isTheSameEveryTime(_ sample: Sample) {
    #expect(Self.run(sample).yaml == Self.run(sample).yaml)
  }

  /// A file cut off anywhere ends in a diagnostic or in a topology that loads, never in a crash.
  @Test(arguments: samples) func survivesCutFiles(_ sample: Sample) throws {
    for path in sample.paths.prefix(1) {
      let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
      for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 60)) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
          "exposure-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let cut = folder.appendingPathComponent(URL(fileURLWithPath: path).lastPathComponent)
        try Data(bytes[..<length]).write(to: cut)
        let outcome = Importer.run(sample.format, paths: [cut.path], options: ImportOptions())
        guard let yaml = outcome.yaml else {
          #expect(!outcome.diagnostics.isEmpty)
          continue
        }
        let made = TopologyLoader().load(file: SourceFile(name: "made.yaml", bytes: yaml))
        #expect(made.topology != nil, "\(length): \(made.diagnostics.prefix(3))")
      }
    }
  }
}

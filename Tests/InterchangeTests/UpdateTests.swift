import Foundation
import Testing
import TopologyLanguage
import TopologyModel

@testable import Interchange

/// A later import gives what it finds again the ids that it had.
@Suite struct UpdateTests {
  private static func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "update-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  private static func earlier(_ yaml: [UInt8], in folder: URL) throws -> EarlierImport {
    let file = folder.appendingPathComponent("earlier.yaml")
    try Data(yaml).write(to: file)
    return try #require(EarlierImport(path: file.path))
  }

  /// Whatever is a name and whatever is a label in a format: the same source gives the same file.
  @Test(arguments: SampleTests.samples)
  func theSameSourceGivesTheSameFile(_ sample: SampleTests.Sample) throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let first = try #require(SampleTests.run(sample).yaml)
    var options = ImportOptions()
    for (name, category) in sample.categories {
      options.categories.set(name, .init(category: category))
    }
    options.earlier = try Self.earlier(first, in: folder)
    let second = Importer.run(sample.format, paths: sample.paths, options: options)
    #expect(
      String(decoding: second.yaml ?? [], as: UTF8.self) == String(decoding: first, as: UTF8.self))
    #expect(!second.account.notes.contains { $0.code == "ids-gone" })
  }

  // MARK: - Names with one slug

  /// Imports events that copy each table into `t`.
  private static func lineage(
    _ tables: [String], _ earlier: EarlierImport? = nil, in folder: URL
  ) throws -> [UInt8] {
    let events = try tables.enumerated().map { number, table in
      let event: [String: Any] = [
        "eventTime": "2026-01-01T00:00:00Z", "eventType": "COMPLETE",
        "run": ["runId": "\(number)"], "job": ["namespace": "n", "name": "load"],
        "inputs": [["namespace": "db", "name": table]],
        "outputs": [["namespace": "db", "name": "t"]],
      ]
      return try String(
        decoding: JSONSerialization.data(withJSONObject: event, options: .sortedKeys),
        as: UTF8.self)
    }
    let file = folder.appendingPathComponent("events.ndjson")
    try Data(events.joined(separator: "\n").utf8).write(to: file)
    var options = ImportOptions()
    if let earlier { options.earlier = earlier }
    return try #require(Importer.run(.openlineage, paths: [file.path], options: options).yaml)
  }

  /// The datasets of `db` with their labels, but `t`.
  private static func datasets(_ yaml: [UInt8], in folder: URL) throws -> [String: String] {
    let file = folder.appendingPathComponent("read.yaml")
    try Data(yaml).write(to: file)
    let entries = try #require(TopologyLoader().load(path: file.path).declared?.entries)
    return Dictionary(
      uniqueKeysWithValues: entries.datasets.filter { $0.id != "db.t" }.map {
        (String($0.id.dropFirst(3)), $0.label ?? "")
      })
  }

  /// An overlay that says something of `a-b-2` must not find another table there, or of `a-b`, which is gone.
  @Test(arguments: [
    (["a b", "a-b"], ["a b"], ["a-b-2": "a b"]),
    (["a b", "a-b"], ["a-b"], ["a-b": ""]),
    (["a b"], ["a-b", "a b"], ["a-b": "a b", "a-b-2": ""]),
    (["a b"], ["a-b"], ["a-b-2": ""]),
    (["a-b"], ["a b"], ["a-b-2": "a b"]),
    (["a.b", "a/b"], ["a.b"], ["a/b-2": ""]),
    (["a.b", "a/b"], ["a/b", "a.b"], ["a/b": "", "a/b-2": ""]),
    (["a\u{2028}\"b\\", "a-b"], ["a\u{2028}\"b\\"], ["a-b-2": "a\u{2028}\"b\\"]),
    (["x #", "x"], ["x #", "y"], ["x-2": "x #", "y": ""]),
  ]) func aTableKeepsItsId(
    _ before: [String], _ after: [String], _ expected: [String: String]
  ) throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let first = try Self.lineage(before, in: folder)
    var yaml = try Self.lineage(after, Self.earlier(first, in: folder), in: folder)
    #expect(try Self.datasets(yaml, in: folder) == expected)
    // And once more: what the second import kept, the third keeps.
    yaml = try Self.lineage(after, Self.earlier(yaml, in: folder), in: folder)
    #expect(try Self.datasets(yaml, in: folder) == expected)
  }

  @Test func onlyWhatTheTopologyDoesNotSayIsAComment() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let yaml = try Self.lineage(["a b", "a-b", "c d", "e.f"], in: folder)
    let comments = String(decoding: yaml, as: UTF8.self).split(separator: "\n").filter {
      $0.hasPrefix("# id:")
    }
    #expect(comments == ["# id: [\"datasets of db\",\"a-b-2\",\"a b\"]"])
  }
}

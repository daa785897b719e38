import Foundation
import SourceText
import Testing
import TopologyLanguage
import TopologyModel

@testable import Interchange

/// Files that are broken or built to do harm end in a diagnostic, or in a topology that loads.
@Suite struct HostileImportTests {
  private func run(
    _ bytes: [UInt8], _ name: String, format: ImportFormat? = nil
  ) throws -> ImportOutcome {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "hostile-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent(name)
    try Data(bytes).write(to: file)
    return Importer.run(format, paths: [file.path], options: ImportOptions())
  }

  @Test(arguments: ImportFormat.allCases)
  func nothingAndRubbishAreRefused(_ format: ImportFormat) throws {
    for bytes in [
      [], Array("rubbish".utf8), Array("{}".utf8), Array("<a/>".utf8), [0, 1, 2, 0xFF],
    ] {
      let outcome = try run(bytes, "input.json", format: format)
      #expect(outcome.yaml == nil)
      #expect(outcome.diagnostics.contains { $0.severity == .error })
    }
  }

  @Test(arguments: ImportFormat.allCases)
  func deepNestingIsRefused(_ format: ImportFormat) throws {
    for (open, name) in [("[", "deep.json"), ("{\"a\":", "deep.json"), ("<a>", "deep.xml")] {
      let outcome = try run(
        Array(String(repeating: open, count: 10_000).utf8), name, format: format)
      #expect(outcome.yaml == nil)
    }
  }

  @Test(arguments: 0..<8) func changedBytesNeverCrash(_ seed: UInt64) throws {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func next(_ limit: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(limit))
    }
    for sample in SampleTests.samples {
      let path = sample.paths[0]
      var bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
      for _ in 0..<1 + next(6) { bytes[next(bytes.count)] = UInt8(next(256)) }
      let name = URL(fileURLWithPath: path).lastPathComponent
      let outcome = try run(bytes, name, format: sample.format)
      guard let yaml = outcome.yaml else { continue }
      let made = TopologyLoader().load(file: SourceFile(name: "made.yaml", bytes: yaml))
      #expect(made.topology != nil, "seed \(seed), \(name): \(made.diagnostics.prefix(3))")
    }
  }

  /// Names are text: they do not leave their place in the topology, whatever they are.
  @Test(arguments: [
    "../../etc/passwd", "=1+1", "a: b # c", "\"quoted\"", "line\nbreak", "\u{202E}right to left",
    "*alias", "- item", "{ map: }", "'", "@", "", " ", "\t", "null", "true", "1e5", "é́", "%", "&a",
  ]) func namesAreOnlyText(_ name: String) throws {
    let model: [String: Any] = [
      "version": "2.4.0", "summary": ["title": name, "owner": name],
      "detail": [
        "diagrams": [
          [
            "cells": [
              ["id": "a", "data": ["type": "tm.Actor", "name": name]],
              ["id": "b", "data": ["type": "tm.Store", "name": name, "storesCredentials": true]],
              [
                "id": "f", "data": ["type": "tm.Flow", "name": name], "source": ["cell": "a"],
                "target": ["cell": "b"],
              ],
            ]
          ]
        ]
      ],
    ]
    let bytes = try [UInt8](JSONSerialization.data(withJSONObject: model))
    let yaml = try #require(try run(bytes, "model.json").yaml)
    let made = TopologyLoader().load(file: SourceFile(name: "made.yaml", bytes: yaml))
    let topology = try #require(made.topology, "\(made.diagnostics.prefix(3))")
    #expect(topology.systems.count == 2 && topology.flows.count == 1)
  }

  // MARK: - Archives

  /// A ZIP file of one member, stored or with bytes that claim to be deflated.
  private func archive(_ name: String, _ content: [UInt8], size: Int? = nil) -> [UInt8] {
    func number(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(value >> (8 * $0) & 0xFF) }
    }
    let local =
      [0x50, 0x4B, 3, 4] + number(20, 2) + number(0, 2) + number(0, 2) + number(0, 4) + number(0, 4)
      + number(content.count, 4) + number(size ?? content.count, 4) + number(name.utf8.count, 2)
      + number(0, 2) + Array(name.utf8) + content
    let central =
      [0x50, 0x4B, 1, 2] + number(20, 2) + number(20, 2) + number(0, 2) + number(0, 2)
      + number(0, 4) + number(0, 4) + number(content.count, 4) + number(size ?? content.count, 4)
      + number(name.utf8.count, 2) + number(0, 2) + number(0, 2) + number(0, 2) + number(0, 2)
      + number(0, 4) + number(0, 4) + Array(name.utf8)
    return local + central + [0x50, 0x4B, 5, 6] + number(0, 2) + number(0, 2) + number(1, 2)
      + number(1, 2) + number(central.count, 4) + number(local.count, 4) + number(0, 2)
  }

  @Test func membersWithPathsAreOnlyRead() throws {
    let content = try [UInt8](
      Data(contentsOf: SampleTests.root.appendingPathComponent("bloodhound/20260301_users.json")))
    let outcome = try run(archive("../../../tmp/users.json", content), "escape.zip")
    #expect(outcome.yaml != nil)
  }

  /// 40 MB of blanks in 40 kB.
  @Test func bombsAreRefused() {
    let path = SampleTests.root.appendingPathComponent("hostile/bomb.zip").path
    let outcome = Importer.run(.bloodhound, paths: [path], options: ImportOptions())
    #expect(outcome.yaml == nil)
    #expect(outcome.diagnostics.map(\.code) == ["archive-unreadable"])
  }

  @Test(arguments: [10, 1_000, 1 << 31]) func wrongSizesAreSeen(_ size: Int) throws {
    let bytes = archive("users.json", Array("{\"data\":[]}".utf8), size: size)
    for length in [bytes.count - 1, bytes.count / 2, 5] {
      #expect(try run(Array(bytes[..<length]), "cut.zip").yaml == nil)
    }
    #expect(try run(bytes, "whole.zip", format: .dbt).yaml == nil)
  }

  @Test func aFileThatIncludesOutsideOfItsFolderIsRefused() throws {
    for name in ["../secret.yaml", "/etc/hostname"] {
      let outcome = try run(
        Array("threagile_version: 1.0.0\nincludes: [\"\(name)\"]\n".utf8), "model.yaml")
      #expect(outcome.yaml == nil)
      #expect(outcome.diagnostics.map(\.code) == ["include-outside"])
    }
  }

  /// Threagile's own test model includes a file of comments only.
  @Test func anIncludedFileMayHaveOnlyComments() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "includes-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in [
      ("main.yaml", "threagile_version: 1.0.0\nincludes: [part.yaml, empty.yaml]\n"),
      ("part.yaml", "technical_assets: { Portal: { id: portal, type: process } }\n"),
      ("empty.yaml", "# nothing yet\n"),
    ] {
      try text.write(
        to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
    let outcome = Importer.run(
      nil, paths: [folder.appendingPathComponent("main.yaml").path], options: ImportOptions())
    let yaml = try #require(outcome.yaml, "\(outcome.diagnostics)")
    #expect(String(decoding: yaml, as: UTF8.self).contains("  portal:"))
  }

  @Test func brokenXMLIsShownAtItsPlace() throws {
    let text = "<opsa-mef>\n  <define-fault-tree name=\"t\">\n  </define-gate>\n</opsa-mef>"
    let outcome = try run(Array(text.utf8), "tree.xml")
    let found = try #require(outcome.diagnostics.first)
    #expect(found.code == "xml-syntax" && found.position?.line == 3)
    #expect(DiagnosticRenderer(files: outcome.files).render([found]).contains("</define-gate>"))
  }

  @Test func entitiesAreNotLoaded() throws {
    let text = """
      <!DOCTYPE opsa-mef [<!ENTITY secret SYSTEM "file:///etc/hostname">]>
      <opsa-mef><define-fault-tree name="t"><define-gate name="g"><label>&secret;</label><or>\
      <basic-event name="a"/></or></define-gate></define-fault-tree></opsa-mef>
      """
    #expect(try run(Array(text.utf8), "tree.xml").yaml == nil)
  }
}

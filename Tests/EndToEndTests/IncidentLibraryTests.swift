import Foundation
import TestSupport
import Testing

/// The library of incidents: how much it holds, and that every difference from the record is explained.
@Suite struct IncidentLibraryTests {
  private static let folder = "graphs/incidents"

  private static func verification() throws -> JSONValue {
    let run = try ProgramRun(
      ["verify", folder, "--format", "json", "--quiet"], in: ProjectFolder.root)
    #expect(run.exit == 0, "\(run.error)")
    return try JSONDecoder().decode(JSONValue.self, from: Data(run.output.utf8))
  }

  @Test func holdsEnoughAndExplainsWhatDiffers() throws {
    let answer = try Self.verification()
    let incidents = try #require(answer["incidents"]?.array)
    var (claims, settled) = (0, 0)
    for incident in incidents {
      let file = try #require(incident["file"]?.string)
      let lines = try String(
        contentsOf: ProjectFolder.root.appendingPathComponent(file), encoding: .utf8
      ).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      for claim in try #require(incident["claims"]?.array) {
        claims += 1
        guard claim["superseded-by"] == .null else { continue }
        let verdict = claim["verdict"]?.string
        let line = try #require(claim["line"]?.integer)
        let says = claim["says"]?.string ?? ""
        if verdict == "open" {
          #expect(claim["because"]?.array?.isEmpty == false, "\(file): \(says)")
        }
        if verdict == "contradicted" {
          // The explanation stands with the claim: a note on its line or the next.
          let written = lines[line - 1] + (line < lines.count ? lines[line] : "")
          #expect(written.contains("note:"), "\(file):\(line): \(says)")
        }
        settled += 1
      }
    }
    #expect(claims >= 350)
    #expect(settled < claims)
    #expect(Set(incidents.compactMap { $0["file"]?.string }).count >= 22)
  }

  @Test func everyFileIsNamedInTheIndex() throws {
    let root = ProjectFolder.root.appendingPathComponent("graphs")
    let index = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    for folder in ["", "incidents/"] {
      let names = try FileManager.default.contentsOfDirectory(
        atPath: root.appendingPathComponent(folder).path
      ).filter { $0.hasSuffix(".yaml") && !$0.hasSuffix("-base.yaml") }
      #expect(!names.isEmpty)
      for name in names {
        #expect(index.contains("](\(folder)\(name))"), "\(name) is not in graphs/README.md")
      }
    }
  }

  @Test func everyFileIsShort() throws {
    let root = ProjectFolder.root.appendingPathComponent(Self.folder)
    for name in try FileManager.default.contentsOfDirectory(atPath: root.path) {
      let text = try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)
      // AMCA names 22 organizations.
      let most = name == "amca-2019.yaml" ? 500 : 300
      #expect(text.split(separator: "\n").count < most, "\(name)")
    }
  }
}

extension JSONValue {
  fileprivate var array: [JSONValue]? {
    if case .array(let items) = self { items } else { nil }
  }

  fileprivate var integer: Int? {
    if case .number(let number) = self { Int(number) } else { nil }
  }
}

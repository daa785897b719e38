import Foundation
import TestSupport
import Testing

/// What the README shows is what the program says.
@Suite struct ReadmeTests {
  /// A fenced block that starts with a command, and the lines it shows; `…` stands for any number of lines.
  struct Example: Sendable, CustomTestStringConvertible {
    var command: [String]
    var lines: [String]
    var testDescription: String { command.joined(separator: " ") }
  }

  static let examples: [Example] = {
    let file = ProjectFolder.root.appendingPathComponent("README.md")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    var result: [Example] = []
    for (index, block) in text.components(separatedBy: "```").enumerated() where index % 2 == 1 {
      let lines = block.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        .dropFirst()
      guard let command = lines.first, command.hasPrefix("$ ./exposure ") else { continue }
      let words = command.dropFirst("$ ./exposure ".count).split(separator: " ").map(String.init)
      result.append(Example(command: words, lines: lines.dropFirst().dropLast().map { $0 }))
    }
    return result
  }()

  @Test func thereAreExamples() {
    #expect(Self.examples.count >= 5)
  }

  @Test(arguments: examples.filter { !$0.lines.isEmpty })
  func showsWhatTheProgramSays(_ example: Example) throws {
    let run = try ProgramRun(example.command, in: ProjectFolder.root)
    #expect(run.exit == 0, "\(run.error)")
    let output = run.output.split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init)
    var next = 0
    var mayBeSkipped = false
    for line in example.lines {
      if line == "…" {
        mayBeSkipped = true
        continue
      }
      let found =
        mayBeSkipped ? output[next...].firstIndex(of: line) : (next < output.count ? next : nil)
      let place = try #require(found, "not said: \(line)")
      #expect(output[place] == line)
      next = place + 1
      mayBeSkipped = false
    }
  }

  @Test func linksLeadSomewhere() throws {
    let text = try String(
      contentsOf: ProjectFolder.root.appendingPathComponent("README.md"), encoding: .utf8)
    let links = text.matches(of: /\]\(([^)#:]+)\)/).map { String($0.1) }
    #expect(links.count > 5)
    for link in links {
      let path = ProjectFolder.root.appendingPathComponent(link).path
      #expect(FileManager.default.fileExists(atPath: path), "\(link)")
    }
  }
}

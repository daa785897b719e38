import Foundation
import TestSupport
import Testing

/// What the README and the documentation of the rooms show is what the program says.
@Suite struct ReadmeTests {
  /// A fenced block that starts with a command, and the lines it shows; `…` stands for any number of lines.
  struct Example: Sendable, CustomTestStringConvertible {
    var page: String
    var command: [String]
    var lines: [String]
    var testDescription: String { "\(page): \(command.joined(separator: " "))" }
  }

  /// The README and every page of the documentation, by path from the project's folder.
  static let pages: [String] = {
    let sources = ProjectFolder.root.appendingPathComponent("Sources")
    let rooms = (try? FileManager.default.contentsOfDirectory(atPath: sources.path)) ?? []
    let catalogues = rooms.map { "Sources/\($0)/\($0).docc" }
    return ["README.md"]
      + catalogues.flatMap { folder in
        let path = ProjectFolder.root.appendingPathComponent(folder).path
        let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return files.filter { $0.hasSuffix(".md") }.map { "\(folder)/\($0)" }
      }.sorted()
  }()

  static func text(of page: String) throws -> String {
    try String(contentsOf: ProjectFolder.root.appendingPathComponent(page), encoding: .utf8)
  }

  static let examples: [Example] = pages.flatMap { page -> [Example] in
    let text = (try? text(of: page)) ?? ""
    var result: [Example] = []
    for (index, block) in text.components(separatedBy: "```").enumerated() where index % 2 == 1 {
      let lines = block.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        .dropFirst()
      guard let command = lines.first, command.hasPrefix("$ ./exposure ") else { continue }
      let words = command.dropFirst("$ ./exposure ".count).split(separator: " ").map(String.init)
      result.append(
        Example(page: page, command: words, lines: lines.dropFirst().dropLast().map { $0 }))
    }
    return result
  }

  @Test func thereAreExamples() {
    #expect(Self.examples.filter { $0.page == "README.md" }.count >= 5)
    #expect(Self.pages.contains { $0.hasSuffix("ForDataProtectionOfficers.md") })
  }

  @Test func everyCommandIsShown() throws {
    let run = try ProgramRun(["--experimental-dump-help"], in: ProjectFolder.root)
    let help = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let root = try #require(help["command"] as? [String: Any])
    let commands = try #require(root["subcommands"] as? [[String: Any]])
      .filter { $0["shouldDisplay"] as? Bool == true }
      .compactMap { $0["commandName"] as? String }
      .filter { $0 != "help" }
    #expect(commands.count > 10)
    let table = try Self.text(of: "Sources/ExposureCommands/ExposureCommands.docc/Commands.md")
    for command in commands {
      #expect(Self.examples.contains { $0.command.first == command }, "no example of \(command)")
      #expect(table.contains("| `\(command)` |"), "\(command) is not in the table of commands")
    }
  }

  @Test(arguments: examples)
  func showsWhatTheProgramSays(_ example: Example) throws {
    let scratch = FileManager.default.temporaryDirectory
      .appendingPathComponent("exposure-example-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    // What an example writes goes to a folder of its own.
    var command = example.command
    var written: URL?
    if let option = command.firstIndex(of: "-o"), option + 1 < command.count {
      let file = scratch.appendingPathComponent(command[option + 1])
      command[option + 1] = file.path
      written = file
    }
    let run = try ProgramRun(command, in: ProjectFolder.root)
    // A violated requirement is an answer, too.
    let isVerdict = example.command.first == "check" && run.exit == 1
    #expect(run.exit == 0 || isVerdict, "\(run.error)")
    if let written { #expect(FileManager.default.fileExists(atPath: written.path)) }
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
    let links = try Self.text(of: "README.md").matches(of: /\]\(([^)#:]+)\)/).map { String($0.1) }
    #expect(links.count > 5)
    for link in links {
      let path = ProjectFolder.root.appendingPathComponent(link).path
      #expect(FileManager.default.fileExists(atPath: path), "\(link)")
    }
  }

  /// The walk names functions as `Type.function`: each is declared in a file of the rooms.
  @Test func theDataWalkNamesWhatThereIs() throws {
    let walk = try Self.text(of: "Sources/ExposureCommands/ExposureCommands.docc/DataWalk.md")
    let names = walk.matches(of: /`([A-Z]\w+)\.([a-z]\w+)`/).map { (String($0.1), String($0.2)) }
    #expect(names.count > 8)
    let folder = ProjectFolder.root.appendingPathComponent("Sources").path
    let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    let sources = try files.filter { $0.hasSuffix(".swift") }.map {
      try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)
    }
    for (type, function) in names {
      let isThere = sources.contains { source in
        ["struct", "enum", "extension"].contains { kind in
          [" ", ":"].contains { source.contains("\(kind) \(type)\($0)") }
        } && source.contains("func \(function)(")
      }
      #expect(isThere, "there is no \(type).\(function)")
    }
  }

  /// Line numbers and text that the walk quotes from the file it follows.
  @Test func theDataWalkStartsAtTheLineItNames() throws {
    let walk = try Self.text(of: "Sources/ExposureCommands/ExposureCommands.docc/DataWalk.md")
    let match = try #require(walk.firstMatch(of: /Line (\d+) of `([^`]+)`/))
    let lines = try Self.text(of: String(match.2)).split(
      separator: "\n", omittingEmptySubsequences: false)
    let number = try #require(Int(match.1))
    #expect(walk.contains(lines[number - 1]))
    #expect(lines[number - 1].hasPrefix("  nir:"))
  }
}

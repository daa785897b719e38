import Foundation
import TestSupport
import Testing

/// A report in a folder of its own.
struct Report {
  let folder: URL

  var page: URL { folder.appendingPathComponent("index.html") }

  /// Writes the report of a topology; few years are drawn, because figures are not what is looked at.
  init(of topology: URL, _ arguments: [String] = []) throws {
    folder = Self.newFolder
    let run = try ProgramRun(
      ["report", topology.path, "-o", folder.path, "--quiet", "--trials", "1000"] + arguments,
      in: ProjectFolder.root)
    try #require(run.exit == 0, "\(run.error)")
  }

  /// Writes the report of a topology given as text.
  init(ofText topology: String) throws {
    let file = Self.newFolder.appendingPathExtension("yaml")
    try Data(topology.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    try self.init(of: file)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  static var newFolder: URL {
    FileManager.default.temporaryDirectory
      .appendingPathComponent("exposure-report-\(UUID().uuidString)")
  }

  static func graph(_ name: String) -> URL {
    ProjectFolder.root.appendingPathComponent("graphs/\(name).yaml")
  }

  static func fixture(_ name: String) -> URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/\(name)")
  }

  // MARK: - What is in it

  var text: String {
    get throws { try String(contentsOf: page, encoding: .utf8) }
  }

  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
  }

  /// The fragments of the sections, in order.
  func sections(of page: String) -> [String] {
    page.components(separatedBy: "<section id=\"").dropFirst().compactMap {
      $0.split(separator: "\"").first.map(String.init)
    }
  }

  /// The body of one section, as markup.
  func section(_ id: String, of page: String) -> String? {
    let parts = page.components(separatedBy: "<section id=\"\(id)\" ")
    return parts.count == 2 ? parts[1].components(separatedBy: "\n</section>").first : nil
  }

  /// Every file that comes with the page is named on it, and every file it names is there; every answer in JSON is as
  /// its schema says; every picture and table can be read.
  func expectFilesInStep() throws {
    let (page, names) = (try text, try names)
    let method = try #require(section("method", of: page))
    let listed = method.components(separatedBy: "<li><code>").dropFirst().compactMap {
      $0.components(separatedBy: "</code>").first
    }
    #expect(Set(listed).count == listed.count, "a file is named twice: \(listed)")
    #expect(Set(listed).union(["index.html"]) == Set(names))
    for name in names {
      let bytes = try Data(contentsOf: folder.appendingPathComponent(name))
      #expect(!bytes.isEmpty, "\(name) is empty")
      switch URL(fileURLWithPath: name).pathExtension {
      case "json": try expectSchema(bytes, name)
      case "svg": #expect(String(decoding: bytes, as: UTF8.self).contains("</svg>"), "\(name)")
      case "csv": #expect(String(decoding: bytes, as: UTF8.self).contains(","), "\(name)")
      default: #expect(name == "index.html")
      }
    }
  }

  private func expectSchema(_ bytes: Data, _ name: String) throws {
    let answer = try JSONDecoder().decode(JSONValue.self, from: bytes)
    let id = try #require(answer["schema"]?.string, "\(name)")
    let kind = id.dropFirst("exposure.".count).prefix { $0 != "/" }
    let schema = try JSONSchema(
      Data(contentsOf: ProjectFolder.root.appendingPathComponent("schemas/\(kind).schema.json")))
    let problems = try schema.problems(of: answer)
    #expect(problems.isEmpty, "\(name): \(problems.prefix(5))")
  }

  // MARK: - In a browser

  /// Opens the page and uses it; `Driver/check_page.py` says what is wrong.
  func check(pages: ClosedRange<Int>) throws {
    let browser = try #require(
      Self.browser, "no Chromium: sudo apt-get install chromium python3, or set EXPOSURE_BROWSER")
    let driver = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Driver/check_page.py")
    let output = folder.appendingPathExtension("checks")
    try Data().write(to: output)
    defer { try? FileManager.default.removeItem(at: output) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-B", driver.path, browser, page.path, "\(pages.lowerBound)",
      "\(pages.upperBound)",
    ]
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = process.standardOutput
    try process.run()
    process.waitUntilExit()
    let said = try String(contentsOf: output, encoding: .utf8)
    #expect(process.terminationStatus == 0, "\(said)")
  }

  private static var browser: String? {
    let asked = ProcessInfo.processInfo.environment["EXPOSURE_BROWSER"]
    let known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
    return ([asked].compactMap { $0 } + known).first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }
}

import Foundation
import TestSupport
import Testing

/// Pictures by the real program, with the layout in a process of its own.
@Suite struct DiagramTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "diagram-\(UUID().uuidString)")
  private let topology = ProjectFolder.root.appendingPathComponent(
    "graphs/third-party-payment.yaml")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  @Test(arguments: [("svg", "<?xml"), ("png", "PNG"), ("pdf", "%PDF-"), ("dot", "digraph")])
  func theExtensionSaysTheFormat(format: String, start: String) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try ProgramRun(
      ["diagram", topology.path, "-o", "picture.\(format)", "--quiet"], in: folder)
    #expect(run.exit == 0)
    #expect(run.output == "" && run.error == "")
    let data = try Data(contentsOf: folder.appendingPathComponent("picture.\(format)"))
    #expect(String(decoding: data.prefix(8), as: UTF8.self).contains(start))
  }

  @Test func thePictureIsTheSameEveryTime() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let first = try ProgramRun(["diagram", topology.path], in: folder)
    let second = try ProgramRun(["diagram", topology.path], in: folder)
    #expect(first.output == second.output)
    #expect(first.output.hasPrefix("<?xml"))
    // What is folded is said where it is seen, and in the picture itself.
    #expect(first.error.contains("note: Folded"))
    #expect(first.output.contains("Folded"))
  }

  @Test(arguments: [
    (["-o", "picture.gif"], "does not say in which format"),
    (["--focus", "viamedis-cor"], "did you mean 'viamedis-core'"),
    (["--field", "nirr"], "did you mean 'nir'"),
    (["--people", "insurd"], "did you mean 'insured'"),
    (["--view", "everything"], "everything"),
    (["--max-nodes", "0"], "at least 1"),
  ])
  func whatIsWrongIsSaid(words: [String], said: String) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try ProgramRun(["diagram", topology.path] + words, in: folder)
    #expect(run.exit == 2)
    #expect(run.output == "")
    #expect(run.error.contains(said), "\(run.error)")
  }
}

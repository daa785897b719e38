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
    (["-o", "picture.gif"], "unsupported picture format"),
    (["--focus", "viamedis-cor"], "did you mean 'viamedis-core'"),
    (["--field", "nirr"], "did you mean 'nir'"),
    (["--people", "insurd"], "did you mean 'insured'"),
    (["--view", "everything"], "everything"),
    (["--max-nodes", "0"], "at least 1"),
    (["--view", "spof", "--focus", "viamedis-logn"], "did you mean 'viamedis-login'"),
    (["--view", "comparison", "--focus", "viamedis-cor"], "did you mean 'viamedis-core'"),
    (["--view", "comparison", "--field", "nirr"], "did you mean 'nir'"),
    (["--view", "comparison", "--people", "insurd"], "did you mean 'insured'"),
    (["--view", "comparison", "--variants", "as-written"], "nothing to compare"),
    (["--view", "comparison", "--variants", "as-written,nothing"], "unknown variant 'nothing'"),
    (["--view", "comparison", "--variant", "rights-hosted"], "takes --variants"),
    (["--variants", "rights-hosted"], "needs --view comparison"),
    (["--view", "lineage", "--path"], "use --view exposure"),
    (["--view", "spof", "--path"], "the spof view has no compromise"),
    (["--view", "spof", "--threshold", "2"], "threshold"),
  ])
  func whatIsWrongIsSaid(words: [String], said: String) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try ProgramRun(["diagram", topology.path] + words, in: folder)
    #expect(run.exit == 2)
    #expect(run.output == "")
    #expect(run.error.contains(said), "\(run.error)")
  }

  /// Without an incident there is no path: the answer says what is missing, not an empty picture.
  @Test func aPathNeedsAnIncident() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = Data("organizations: { a: {} }\nsystems: { s: { organization: a } }\n".utf8)
    let run = try ProgramRun(["diagram", "-", "--path"], in: folder, input: text)
    #expect(run.exit == 2 && run.output == "")
    #expect(run.error.contains("--intrude"), "\(run.error)")
  }

  @Test(arguments: ["spof", "comparison"])
  func theOtherViewsAreTheSameEveryTime(view: String) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = ProjectFolder.root.appendingPathComponent("graphs/decentralized-stores.yaml").path
    let first = try ProgramRun(["diagram", file, "--view", view], in: folder)
    let second = try ProgramRun(["diagram", file, "--view", view], in: folder)
    #expect(first.exit == 0 && first.output.hasPrefix("<?xml"), "\(first.error)")
    #expect(first.output == second.output)
  }
}

import Foundation
import TestSupport
import Testing

/// SARIF as its published schema and another project's model read it.
@Suite struct SarifTests {
  @Test(arguments: ["tour", "third-party-payment"]) func isReadByOthers(_ name: String) throws {
    try #require(ForeignReader.python != nil, "no readers: run ./test, which installs them")
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("exposure-sarif-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let sarif = folder.appendingPathComponent("out.sarif").path
    let answer = folder.appendingPathComponent("answer.json").path
    let run = try ProgramRun(
      [
        "check", "graphs/\(name).yaml", "--day", "2026-11-27", "--sarif", sarif, "--format", "json",
        "-o", answer, "--quiet",
      ], in: ProjectFolder.root)
    #expect(run.exit == 1, "\(run.error)")
    let result = try ForeignReader.run("check_sarif", [sarif, answer])
    #expect(result.exit == 0, "\(result.said)")
  }

  /// Every status, several files, names that need escaping, and a baseline.
  @Test func oddFilesAreReadByOthers() throws {
    try #require(ForeignReader.python != nil, "no readers: run ./test, which installs them")
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("exposure sarif;\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = """
      title: "Ünïcode <&> %0A"
      organizations: { host: { country: FR, supervised-by: authority }, authority: { role: authority } }
      people: { clients: { count: 100, controller: host } }
      fields: { name: { category: user.name }, odd: {} }
      secrets: { password: {} }
      systems:
        store: { organization: host, datasets: { list: { people: clients, fields: [name, odd] } } }
        portal: { access: { desk: { requires: password, reads: store.list } } }
      variants: { closed: { change: { systems: { portal: { access: null } } } } }
      requirements:
        never: { label: "Nö <script>", because: "it's \\"so\\"", never-exposed: { fields: name } }
        varied: { variants: [as-written, closed], never-exposed: { fields: name, from: password } }
        later: { until: 2099-01-01, never-exposed: { tier: simple } }
        unused: { until: 2099-01-01, never-in: { fields: name, countries: [US] } }
        graver: { never-exposed: { tier: sensitive } }

      """
    for name in ["a b%?#.yaml", "ä:c.yaml"] {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    let files = ["a b%?#.yaml", "ä:c.yaml"]
    let plain = ["--sarif", "out.sarif", "--format", "json", "-o", "answer.json", "--quiet"]
    let baseline = ["--baseline", "known.json"]
    for more in [[], baseline + ["--update-baseline"], baseline] {
      let run = try ProgramRun(
        ["check"] + files + ["--day", "2026-11-27"] + plain + more, in: folder)
      #expect(run.exit == (more.isEmpty ? 1 : 0), "\(run.error)")
      let paths = ["out.sarif", "answer.json"].map { folder.appendingPathComponent($0).path }
      let result = try ForeignReader.run("check_sarif", paths)
      #expect(result.exit == 0, "\(result.said)")
    }
  }
}

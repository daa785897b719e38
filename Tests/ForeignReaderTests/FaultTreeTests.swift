import Foundation
import TestSupport
import Testing

/// A fault tree has the minimal sets and the probability that `spof` says: by trying all worlds, and by SCRAM.
@Suite struct FaultTreeTests {
  static let scram = "/usr/bin/scram"

  static var hasSCRAM: Bool { FileManager.default.isExecutableFile(atPath: scram) }

  private func check(_ topology: URL, _ target: [String], solver: [String]) throws {
    try #require(ForeignReader.python != nil, "no readers: run ./test, which installs them")
    let export = try Export("open-psa", of: topology, target)
    defer { export.remove() }
    let answer = try ProgramRun(
      ["spof", topology.path, "--order", "16", "--limit", "100000", "--format", "json", "--quiet"]
        + target, in: ProjectFolder.root)
    let file = export.folder.appendingPathComponent("spof.json")
    try Data(answer.output.utf8).write(to: file)
    let check = try ForeignReader.run("check_open-psa", [export.file.path, file.path] + solver)
    #expect(check.exit == 0, "\(topology.lastPathComponent), \(target): \(check.said)")
  }

  @Test(arguments: ["sailors.name", "sailors.berth", "crew.name"])
  func agreesWithTheEngine(_ target: String) throws {
    try check(ForeignReader.topology("neighbours"), ["--target", target], solver: [])
  }

  @Test func likelihoodsMayBeAssumed() throws {
    try check(
      ForeignReader.topology("hostile"), ["--target", "readers.card", "--assume", "5%"], solver: [])
  }

  @Test(
    .enabled(if: hasSCRAM, "this distribution has no scram"),
    arguments: ["sailors.name", "sailors.berth", "crew.name"])
  func agreesWithSCRAM(_ target: String) throws {
    try check(ForeignReader.topology("neighbours"), ["--target", target], solver: [Self.scram])
  }

  /// Small random topologies, whose access may run in circles.
  @Test(arguments: 1...12 as ClosedRange<UInt64>) func agreesOnRandomTopologies(_ seed: UInt64)
    throws
  {
    var options = RandomTopology.Options()
    options.fleets = false
    options.likelihoods = true
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("exposure-seed-\(seed)-\(UUID().uuidString).json")
    try Data(RandomTopology.text(seed: seed, options: options).utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let run = try ProgramRun(
      ["spof", file.path, "--format", "json", "--quiet"], in: ProjectFolder.root)
    let answer = try JSONDecoder().decode(JSONValue.self, from: Data(run.output.utf8))
    guard case .array(let targets)? = answer["attack-sets"] else {
      Issue.record("seed \(seed): \(run.error)")
      return
    }
    let name = targets.first?["target"]?["people"]?.string
    let field = targets.first?["target"]?["field"]?.string
    if let name, let field {
      try check(file, ["--target", "\(name).\(field)"], solver: [])
    } else {
      // Nobody holds anything about people: there is no default target, and the export says so.
      let refused = try ProgramRun(["export", "open-psa", file.path], in: ProjectFolder.root)
      #expect(targets.isEmpty && refused.exit == 2, "seed \(seed): \(refused.error)")
    }
  }
}

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

  /// Small random topologies, whose access may run in circles; most of them have a target.
  @Test func agreesOnRandomTopologies() throws {
    var compared = 0
    for seed in 1...14 as ClosedRange<UInt64> { compared += try agrees(seed) ? 1 : 0 }
    #expect(compared >= 8, "only \(compared) trees were compared")
  }

  /// - Returns: Whether the topology of a seed has a target.
  private func agrees(_ seed: UInt64) throws -> Bool {
    var options = RandomTopology.Options()
    options.fleets = false
    options.likelihoods = true
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("exposure-seed-\(seed)-\(UUID().uuidString).json")
    try Data(RandomTopology.text(seed: seed, options: options).utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let run = try ProgramRun(
      ["spof", file.path, "--format", "json", "--quiet"], in: ProjectFolder.root)
    let answer = try? JSONDecoder().decode(JSONValue.self, from: Data(run.output.utf8))
    guard case .array(let targets)? = answer?["attack-sets"], let target = targets.first?["target"],
      let people = target["people"]?.string, let field = target["field"]?.string
    else {
      // Counts that contradict each other, or nothing that is held about people.
      let refused = try ProgramRun(["export", "open-psa", file.path], in: ProjectFolder.root)
      #expect(refused.exit == 2, "seed \(seed): \(run.error)\(refused.error)")
      return false
    }
    try check(file, ["--target", "\(people).\(field)"], solver: [])
    return true
  }
}

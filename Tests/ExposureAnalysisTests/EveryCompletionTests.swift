import Foundation
import IncidentFindings
import Lowering
import SourceText
import TestSupport
import Testing
import TopologyLanguage
import TopologyModel

/// Safe means safe in every completion, of variants of files with fleets, zones, cohorts and groups that may overlap, where
/// contents are not listed and flows are only possible, all at once.
@Suite struct EveryCompletionTests {
  @Test(arguments: (0..<8).map { UInt64($0) * 50 })
  func whatIsSaidHoldsInEveryCompletion(_ first: UInt64) throws {
    var options = RandomTopology.Options()
    options.unlisted = true
    options.zones = true
    var open = 0
    var safe = 0
    for seed in first..<first + 50 {
      var random = SplitMix64(seed: seed &+ 4_099)
      guard var topology = try Self.variant(seed, options, &random) else { continue }
      for index in topology.flows.indices where Int.random(in: 0..<100, using: &random) < 40 {
        topology.flows[index].certainty = .possible
      }
      let before = IncidentAnalysis(LoweredTopology(topology), Scenario(Reference(0), in: topology))
      let fields = before.people.flatMap(\.fields)
      open += fields.contains { $0.status == .unknown } ? 1 : 0
      safe += fields.contains { $0.status == .safe } ? 1 : 0
      for percent in [0, 30, 60, 100] {
        func isChosen() -> Bool { Int.random(in: 0..<100, using: &random) < percent }
        let listed = UnlistedTests.completed(topology, isChosen)
        let filled = PossibleFlowTests.settled(listed, isChosen)
        let after = IncidentAnalysis(LoweredTopology(filled), Scenario(Reference(0), in: filled))
        UnlistedTests.compare(before, after, seed)
      }
    }
    #expect(open > 3 && safe > 3)
  }

  /// A random file's variant that forgets what some dataset holds.
  private static func variant(
    _ seed: UInt64, _ options: RandomTopology.Options, _ random: inout SplitMix64
  ) throws -> Topology? {
    let text = RandomTopology.text(seed: seed, options: options)
    var file = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "seed \(seed)")
    let systems = file["systems"] as? [String: [String: Any]] ?? [:]
    let places = systems.keys.sorted().flatMap { system in
      (systems[system]?["datasets"] as? [String: Any] ?? [:]).keys.sorted().map { (system, $0) }
    }
    guard let (system, dataset) = places.randomElement(using: &random) else { return nil }
    let forgotten = Bool.random(using: &random) ? "fields" : "people"
    file["variants"] = [
      "forgetful": [
        "change": ["systems": [system: ["datasets": [dataset: [forgotten: NSNull()]]]]]
      ]
    ]
    let varied = try JSONSerialization.data(withJSONObject: file, options: .sortedKeys)
    let source = SourceFile(
      name: "seed-\(seed).json", text: String(decoding: varied, as: UTF8.self))
    let outcome = TopologyLoader().load(file: source, variant: "forgetful")
    let errors = outcome.diagnostics.filter { $0.severity == .error }
    #expect(errors.allSatisfy { $0.code == "counts-disagree" }, "seed \(seed): \(errors)")
    return outcome.topology
  }
}

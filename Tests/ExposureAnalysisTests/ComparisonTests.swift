import ExposureAnalysis
import Foundation
import SourceText
import TestSupport
import Testing
import TopologyModel

@Suite struct ComparisonTests {
  /// A graph that is shipped, as an architecture.
  static func shipped(
    _ name: String, _ variant: String? = nil, _ question: ComparisonQuestion
  ) throws -> Architecture {
    let path = ProjectFolder.root.appendingPathComponent("graphs/\(name).yaml").path
    let topology = try #require(TopologyLoader().load(path: path, variant: variant).topology)
    return try Architecture(variant ?? name, label: nil, topology, question)
  }

  static func question(incident: String? = nil) -> ComparisonQuestion {
    var question = ComparisonQuestion()
    question.incident = incident
    question.order = 1
    question.simulation.trials = 2_000
    question.breakEvenTrials = 1_000
    return question
  }

  /// The hub and the stores of the shipped graphs: the mean is the same, the spread is not.
  @Test(arguments: ["shared-login", "login-per-store"])
  func decentralisingLeavesTheMean(_ variant: String) throws {
    let question = Self.question()
    let comparison = try Comparison(
      [
        try Self.shipped("centralized-hub", nil, question),
        try Self.shipped("decentralized-stores", variant, question),
      ], base: 0, question)
    func mark(_ kind: Measure.Kind) -> Measure.Mark? {
      comparison.measures(of: "insured").first { $0.kind == kind }?.marks[1]
    }
    #expect(mark(.expected) == .same)
    #expect(mark(.any) == .worse)
    #expect(mark(.deviation) == .better)
    #expect(mark(.quantile(0.5)) == .worse)
    #expect(mark(.possible) == .same)
    let limits = try #require(comparison.breakEvens.first?.classes.first)
    #expect(limits.isExact)
    guard case .upTo(let factor) = limits.mean else {
      Issue.record("\(limits.mean)")
      return
    }
    #expect(abs(factor - 1) < 0.001)
  }

  @Test func movingTheStoreWithoutTheLoginSparesNobody() throws {
    let question = Self.question(incident: "january-2024")
    let comparison = try Comparison(
      [
        try Self.shipped("third-party-payment", "rights-hosted", question),
        try Self.shipped("third-party-payment", "rights-not-hosted-same-login", question),
        try Self.shipped("third-party-payment", "second-factor", question),
      ], base: 0, Self.withoutBreakEven(question))
    let same = try #require(comparison.changes.first)
    #expect(same.onlyBefore.isEmpty && same.onlyAfter.isEmpty)
    let insured = try #require(same.classes.first { $0.personClass == "insured" })
    #expect(insured.hasSamePeople)
    #expect(insured.personsAfter.low >= 33_000_000)
    #expect(same.classes.allSatisfy { $0.hasSamePeople })
    #expect(insured.fields.map(\.field) == ["internal-reference"])
    let factor = try #require(comparison.changes.last)
    #expect(factor.classes.allSatisfy { $0.isExposedBefore && !$0.isExposedAfter })
  }

  private static func withoutBreakEven(_ question: ComparisonQuestion) -> ComparisonQuestion {
    var question = question
    question.includesBreakEven = false
    return question
  }

  // MARK: - Break-even

  /// One hub against k stores, alike in every other way.
  private static func topology(_ count: Int, _ likelihood: Double) throws -> Topology {
    let name = count == 1 ? "hub" : "store"
    let text = """
      organizations: { keeper: { count: \(count), intrusion: \(likelihood) } }
      people: { insured: { count: 33M, disjoint: true, exhaustive: true, groups: { part: { count: 33M, across: keeper } } } }
      fields: { nir: {} }
      systems: { \(name): { organization: keeper, datasets: { rights: { people: part, fields: nir } } } }
      """
    let outcome = TopologyLoader().load(file: SourceFile(name: "test", text: text))
    return try #require(outcome.topology, "\(outcome.diagnostics)")
  }

  /// Of 84 stores at p the mean is that of the hub, the worst year of 100 far milder; a cause that they share
  /// brings it back when it alone has a likelihood of 1 %.
  @Test func breakEvenOfTheIdentity() throws {
    let question = Self.question()
    let comparison = try Comparison(
      [
        try Architecture("hub", label: nil, try Self.topology(1, 0.05), question),
        try Architecture("stores", label: nil, try Self.topology(84, 0.05), question),
      ], base: 0, question)
    let entry = try #require(comparison.breakEvens.first)
    #expect(entry.events.count == 84)
    let limits = try #require(entry.classes.first)
    #expect(limits.isExact && limits.p99OfBase == 33_000_000)
    #expect(limits.mean.value.map { abs($0 - 1) < 0.001 } == true)
    // All 84 in one year of 100 or more: p⁸⁴ ≥ 0.01, so never worse than all.
    #expect(limits.p99 == .never)
    // c = share · 5 % reaches 1 % at a share of a fifth.
    #expect(limits.sharedCause?.value.map { abs($0 - 0.2) < 0.001 } == true)
  }

  /// With stores of their own at half the likelihood the mean allows twice as much.
  @Test func likelierNodesCarryTheFactor() throws {
    let question = Self.question()
    let comparison = try Comparison(
      [
        try Architecture("hub", label: nil, try Self.topology(1, 0.08), question),
        try Architecture("stores", label: nil, try Self.topology(10, 0.02), question),
      ], base: 0, question)
    let limits = try #require(comparison.breakEvens.first?.classes.first)
    #expect(limits.mean.value.map { abs($0 - 4) < 0.01 } == true)
  }
}

extension BreakEven.Limit {
  fileprivate var value: Double? { if case .upTo(let value) = self { value } else { nil } }
}

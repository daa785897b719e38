import ArchitectureAnalysis
import Foundation
import IncidentFindings
import SourceText
import TestSupport
import Testing
import TopologyLanguage
import TopologyModel
import YearSimulation

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

  /// Columns, panels and curves are told apart by these names.
  @Test(
    arguments: [
      (["a": "Same", "b": "Same"], ["Same (a)", "Same (b)"]),
      (["a": "One", "b": nil], ["One", "b"]),
      (["a": "b", "b": nil], ["b (a)", "b"]),
      (["a": "X (b)", "b": "X", "c": "X"], ["X (b)", "X (b) (b)", "X (c)"]),
    ] as [(KeyValuePairs<String, String?>, [String])])
  func equalTitlesAreToldApart(
    _ labels: KeyValuePairs<String, String?>, _ expected: [String]
  ) {
    let names = ArchitectureNames.distinct(labels.map { (id: $0.key, label: $0.value) })
    #expect(names == expected)
    #expect(Set(names).count == names.count)
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
    guard case .upTo(let factor) = limits.mean.limit else {
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
    #expect(insured.changedFields.map(\.field) == ["internal-reference"])
    #expect(insured.newlyExposed.isEmpty)
    let factor = try #require(comparison.changes.last)
    #expect(factor.classes.allSatisfy { $0.isExposedBefore && !$0.isExposedAfter })
  }

  private static func withoutBreakEven(_ question: ComparisonQuestion) -> ComparisonQuestion {
    var question = question
    question.includesBreakEven = false
    return question
  }
}

/// What an incident would have changed.
@Suite struct IncidentChangeTests {
  private static func architecture(_ variant: String?) throws -> Architecture {
    let text = """
      organizations: { shop: {} }
      people: { clients: { count: 100, disjoint: true, exhaustive: true, groups: { old: { count: 60 }, new: { count: 40 } } } }
      fields: { name: {}, email: {}, phone: {} }
      secrets: { word: {}, key: {} }
      systems:
        store:
          organization: shop
          datasets:
            a: { people: old, fields: [name, email] }
            b: { people: new, fields: phone, encrypted-with: key }
          access: { login: { requires: word, reads: { a: [name, email] } } }
      services: { selling: { needs: store } }
      incidents: { theft: { stolen: word, contained: store } }
      variants:
        fewer: { change: { systems: { store: { access: { login: { reads: { a: name } } } } } } }
        others: { change: { systems: { store: { datasets: { b: { encrypted-with: null } }, access: { login: { reads: { a: null, b: phone } } } } } } }
        all: { change: { systems: { store: { datasets: { b: { encrypted-with: null } }, access: { login: { controls: true } } } } } }
        none: { change: { systems: { store: { access: null } } , incidents: { theft: { contained: [] } } } }
      """
    let outcome = TopologyLoader().load(
      file: SourceFile(name: "test", text: text), variant: variant)
    let topology = try #require(outcome.topology, "\(outcome.diagnostics)")
    return try Architecture(
      variant ?? "base", label: nil, topology, ComparisonTests.question(incident: "theft"))
  }

  private static func change(
    _ variant: String
  ) throws -> (IncidentChange, IncidentChange.ClassChange?) {
    var question = ComparisonTests.question(incident: "theft")
    question.includesBreakEven = false
    let comparison = try Comparison(
      [try architecture(nil), try architecture(variant)], base: 0, question)
    let change = try #require(comparison.changes.first)
    return (change, change.classes.first { $0.personClass == "clients" })
  }

  private static func words(_ change: IncidentChange.ClassChange) -> [String] {
    change.fields.map {
      "\($0.field): \($0.statusBefore) \($0.personsBefore.low) → \($0.statusAfter) \($0.personsAfter.low)"
    }
  }

  @Test func exposedFieldsBecomeSafe() throws {
    let clients = try #require(try Self.change("fewer").1)
    #expect(Self.words(clients) == ["email: exposed 60 → safe 0"])
    #expect(clients.fields.first?.after?.barrier == .notShown)
    #expect(clients.hasSamePeople && clients.newlyExposed.isEmpty)
    #expect(clients.spared == .zero)
  }

  @Test func safeFieldsBecomeExposedAndOthersAreConcerned() throws {
    let clients = try #require(try Self.change("others").1)
    #expect(
      Self.words(clients) == [
        "email: exposed 60 → safe 0", "name: exposed 60 → safe 0", "phone: safe 0 → exposed 40",
      ])
    #expect(!clients.hasSamePeople && clients.newlyExposed == ["new"])
    // Nobody is both new and not.
    #expect(clients.spared == CountInterval(exactly: 60))
  }

  @Test func moreMayBeExposed() throws {
    let clients = try #require(try Self.change("all").1)
    #expect(clients.personsAfter == CountInterval(exactly: 100))
    #expect(clients.newlyExposed == ["new"])
  }

  @Test func sparedIsSaid() throws {
    let (change, clients) = try Self.change("none")
    #expect(clients?.spared == CountInterval(exactly: 60) && clients?.isExposedAfter == false)
    #expect(change.services.map(\.service) == ["selling"])
    #expect(change.services.first?.before == .down && change.services.first?.after == .up)
  }

  /// What can be exposed at all is compared, too: all events bring the key.
  @Test func allEventsAtOnce() throws {
    var question = ComparisonTests.question()
    question.includesBreakEven = false
    let comparison = try Comparison(
      [try Self.architecture(nil), try Self.architecture("all")], base: 0, question)
    #expect(comparison.reachChanges.count == 1)
    #expect(comparison.reachChanges[0].classes.allSatisfy { $0.fields.isEmpty })
  }
}

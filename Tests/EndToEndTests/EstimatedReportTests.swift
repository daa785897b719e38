import Foundation
import Lowering
import PointAnalysis
import Reports
import SourceText
import TestSupport
import Testing
import TopologyLanguage
import TopologyModel

/// What `spof` says where diagrams outgrow their budget: which numbers are estimated, and their ranges.
@Suite struct EstimatedReportTests {
  static let text = """
    title: Votes
    people: { insured: { count: 9 } }
    fields: { nir: {} }
    secrets: { a: { theft: 10% }, b: { theft: 20% }, c: { theft: 30% }, d: { theft: 100% } }
    systems:
      store:
        intrusion: 0
        datasets: { all: { people: insured, fields: nir } }
        access: { vote: { requires: { at-least: 3, of: [a, b, c, d] }, reads: all } }
    """

  static func report(budget: Int) throws -> PointsReport {
    let outcome = TopologyLoader().load(file: SourceFile(name: "votes.yaml", text: text))
    let topology = try #require(outcome.topology)
    var question = PointsQuestion()
    question.budget = budget
    let answer = PointsAnswer(question, of: LoweredTopology(topology))
    return PointsReport(answer, naming: Naming(topology, files: outcome.files), variant: nil)
  }

  @Test func estimatesAreSaidToBeSo() throws {
    let text = TextRenderer().render(try Self.report(budget: 0).document)
    #expect(text.contains("estimated from 100,000 trials with seed 1:"))
    #expect(text.contains("95% confidence interval"))
    #expect(
      text.contains(
        """
        Estimates: each range is a 95% confidence interval. Fussell–Vesely is estimated from the minimal
        sets of 1,000 trials that reached it, because there are too many minimal sets in all.
        """))
    // d happens in every trial: without it nothing is known, and nothing is left out.
    let row = try #require(text.split(separator: "\n").first { $0.hasPrefix("d ") })
    #expect(row.split(separator: " ").suffix(2) == ["1", "1..∞"])
    #expect(text.contains("incomplete: stopped at a budget of 0 diagram operations"))

    let exact = TextRenderer().render(try Self.report(budget: 1 << 20).document)
    #expect(exact.contains("Likelihood within a year: 9.8%, exact"))
    #expect(!exact.contains("stimated") && !exact.contains(".."))
  }

  @Test(arguments: [0, 1 << 20]) func jsonIsAsItsSchemaSays(_ budget: Int) throws {
    let schema = try JSONSchema(
      Data(contentsOf: ProjectFolder.root.appendingPathComponent("schemas/points.schema.json")))
    let json = try Self.report(budget: budget).json.text()
    let value = try JSONDecoder().decode(TestSupport.JSONValue.self, from: Data(json.utf8))
    let problems = try schema.problems(of: value)
    #expect(problems == [], "\(problems)")
    #expect(json.contains("\"intervals\" : null") == (budget > 0))
    #expect(json.contains("\"high\" : \"infinity\"") == (budget == 0))
  }
}

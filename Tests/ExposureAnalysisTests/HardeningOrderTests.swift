import ArchitectureAnalysis
import SourceText
import Testing
import TopologyLanguage

/// In which order changes are tried, where not all can be.
@Suite struct HardeningOrderTests {
  /// Many logins with little behind them, in the order of the file before the one that matters.
  private static let text = """
    organizations: { firm: { role: controller } }
    people: { clients: { disjoint: true, groups: { \((0..<12).map { "g\($0): { count: 10 }" }.joined(separator: ", ")), most: { count: 90000 } } } }
    fields: { name: { category: user.name } }
    secrets: { \((0..<12).map { "k\($0): { theft: 5% }" }.joined(separator: ", ")), key: { theft: 1% } }
    systems:
    \((0..<12).map { "  a\($0): { organization: firm, intrusion: 0.1%, datasets: { d: { people: g\($0), fields: name } }, access: { login: { requires: k\($0), reads: d } } }" }.joined(separator: "\n"))
      z: { organization: firm, intrusion: 0.1%, datasets: { d: { people: most, fields: name } }, access: { login: { requires: key, reads: d } } }
    """

  /// With work for a single change the login behind which most people are gets a second factor.
  @Test(arguments: [HardeningGoal.expected, .tail])
  func whatPromisesMostIsTriedFirst(_ goal: HardeningGoal) throws {
    let source = TopologyLoader().source(file: SourceFile(name: "test.yaml", text: Self.text))
    var question = HardeningQuestion(budget: 1, goal: goal, exactUpTo: 0)
    question.only = ["second-factor"]
    question.work = 1
    let plan = try #require(try HardeningPlan(source, question))
    guard case .limited(let evaluated, let untried) = plan.method else {
      Issue.record("the limit must be reached: \(plan.method)")
      return
    }
    #expect(evaluated == 1 && untried == plan.candidates - 1 && plan.candidates == 13)
    #expect(plan.ranked.first?.control.subject == "z.login")
  }
}

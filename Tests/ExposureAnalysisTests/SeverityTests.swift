import BreachNotification
import IncidentFindings
import Lowering
import SourceText
import TestSupport
import Testing
import TopologyLanguage
import TopologyModel

/// Severity by the method of ENISA, as far as the graph says, with what the file sets.
@Suite struct SeverityTests {
  static func assessment(_ text: String) throws -> SeverityAssessment {
    let outcome = TopologyLoader().load(file: SourceFile(name: "t.yaml", text: text))
    let shown = DiagnosticRenderer(files: outcome.files).render(outcome.diagnostics)
    let topology = try #require(outcome.topology, "\(shown)")
    return SeverityAssessment(
      IncidentAnalysis(LoweredTopology(topology), Scenario(Reference(0), in: topology)))
  }

  /// One system with the given fields of 200 people, and what happened to it.
  static func shop(fields: String, happened: String, extra: String = "") -> String {
    """
    people: { customers: { count: 200 } }
    fields: { \(fields) }
    secrets: { password: {}, key: {} }
    systems:
      shop:
        datasets: { d: { people: customers, fields: [\(ids(fields))] } }
        access: { login: { requires: password, reads: d } }
    incidents: { it: { \(happened) } }
    \(extra)
    """
  }

  private static func ids(_ fields: String) -> String {
    fields.matches(of: /([a-z]+): {/).map { String($0.1) }.joined(separator: ", ")
  }

  static func factor(
    _ factor: SeverityJudgement.Factor, in assessment: SeverityAssessment
  ) throws -> SeverityFactor {
    try #require(assessment.classes.first?.factors.first { $0.factor == factor })
  }

  // MARK: - The real case

  @Test func januaryIsBetweenMediumAndVeryHigh() throws {
    let analysis = try ThirdPartyPaymentTests.analysis()
    let topology = analysis.lowered.topology
    let insured = try #require(
      SeverityAssessment(analysis).classes.first {
        topology.groups[$0.personClass].id == "insured"
      })
    #expect(insured.factors.map(\.value) == [1...4, 1...1, 0.5...0.5, 0...0, 0...0, 0.5...0.5])
    #expect(insured.circumstances == 1...1)
    // 4 for those who are in the leak of 2021, too, if there are any: it had medical data.
    #expect(insured.score == 2...5)
    #expect(insured.levels == .medium ... .veryHigh)
    #expect(insured.levels.lowerBound.cnil == "limited")
    #expect(insured.levels.upperBound.cnil == "maximum")
    #expect(insured.isOfMany == true)
  }

  // MARK: - Factors

  @Test(arguments: [
    ("a: { category: user.name, identifies: none }", 1.0...1.0),
    ("a: { category: user.financial.credit_card, identifies: none }", 3...4),
    ("a: { category: user.health_and_medical, identifies: none }", 2...4),
    ("a: { category: user.health_and_medical.insurance_beneficiary_id }", 1...3),
    ("a: { category: user.healthy }", 1...4),
    ("a: { identifies: none }", 1...4),
    ("a: { category: user.name.first }, b: { category: user.demographic.religious_belief }", 3...4),
    ("a: { category: user.financial.bank_account }, b: { category: user.location }", 2...3),
  ])
  func theGravestKindOfDataDecides(_ fields: String, _ expected: ClosedRange<Double>) throws {
    let found = try Self.assessment(Self.shop(fields: fields, happened: "stolen: password"))
    #expect(try Self.factor(.processingContext, in: found).value == expected)
  }

  @Test(arguments: [
    ("a: { identifies: alone }, b: {}", 1.0...1.0),
    ("a: { identifies: none }", 0.25...0.25),
    ("a: { identifies: combined }", 0.25...0.75),
    ("a: { identifies: combined }, b: { identifies: combined }", 0.5...1),
    (
      "a: { identifies: combined }, b: { identifies: combined }, c: { identifies: combined }",
      0.75...1
    ),
    ("a: {}", 0.25...1),
  ])
  func fieldsIdentifyAloneOrTogether(_ fields: String, _ expected: ClosedRange<Double>) throws {
    let found = try Self.assessment(Self.shop(fields: fields, happened: "stolen: password"))
    #expect(try Self.factor(.identification, in: found).value == expected)
  }

  @Test(arguments: [
    ("stolen: password", [0.5...0.5, 0...0, 0...0, 0.5...0.5]),
    ("stolen: password, contained: shop", [0.5...0.5, 0...0, 0...0, 0.5...0.5]),
    ("intruded: shop", [0.5...0.5, 0...0.5, 0...0, 0.5...0.5]),
    ("intruded: shop, disabled: shop", [0.5...0.5, 0...0.5, 0.25...0.5, 0.5...0.5]),
    ("disabled: shop", [0...0, 0...0.5, 0.25...0.5, 0.5...0.5]),
    ("events: flaw", [0.5...0.5, 0...0.5, 0...0, 0...0.5]),
  ])
  func circumstancesFollowFromWhatHappened(
    _ happened: String, _ expected: [ClosedRange<Double>]
  ) throws {
    let found = try Self.assessment(
      Self.shop(
        fields: "a: { category: user.name, identifies: alone }", happened: happened,
        extra: "events: { flaw: { hits: shop } }"))
    #expect(found.classes.first?.factors.dropFirst(2).map(\.value) == expected)
    let sum = expected.reduce(0) { $0 + $1.upperBound }
    #expect(found.classes.first?.score.upperBound == 1 + sum)
  }

  @Test func whatStopsWithWhatWasDisabledIsUnavailableForATime() throws {
    let text = Self.shop(
      fields: "a: { category: user.name, identifies: alone }", happened: "disabled: net"
    )
    .replacing("systems:", with: "systems:\n  net: {}")
    .replacing("  shop:\n", with: "  shop:\n    needs: net\n")
    let factor = try Self.factor(.availability, in: Self.assessment(text))
    #expect(factor.value == 0.25...0.25)
    // Contained in response it is a loss of services alone, and nobody's data are concerned.
    let contained = text.replacing("disabled: net", with: "contained: net")
    #expect(try Self.assessment(contained).classes.isEmpty)
  }

  @Test func theFileKnowsBetter() throws {
    let found = try Self.assessment(
      Self.shop(
        fields: "a: { category: user.name, identifies: alone }",
        happened: """
          stolen: password,
          severity: { confidentiality: { value: 0.25, because: The thief is known }, malice: { value: 0..0.5, because: Perhaps a prank } }
          """))
    let factor = try Self.factor(.confidentiality, in: found)
    #expect(factor.value == 0.25...0.25)
    #expect(factor.derived == 0.5...0.5)
    #expect(found.classes.first?.score == 1.25...1.75)
  }

  /// The level is that of the score as it is shown, also where the factors are no binary fractions.
  @Test func handSetFactorsAddUpAsTheyAreWritten() throws {
    let found = try Self.assessment(
      Self.shop(
        fields: "a: { category: user.name, identifies: alone }",
        happened: """
          stolen: password,
          severity: { processing-context: { value: 1.1, because: So }, confidentiality: { value: 0.4, because: So } }
          """))
    #expect(found.classes.first?.score == 2...2)
    #expect(found.classes.first?.levels == .medium ... .medium)
  }

  /// Less said is never narrower: taking the category or the identification off a field widens the range.
  @Test func theRangeGrowsWithWhatIsUnsaid() throws {
    var random = SplitMix64(seed: 11)
    let categories = DataCategoryScale.all.map(\.prefix)
    for round in 0..<150 {
      var fields = (0..<Int.random(in: 1...4, using: &random)).map { index in
        (
          id: ["a", "b", "c", "d"][index], category: categories.randomElement(using: &random),
          identifies: ["alone", "combined", "none"].randomElement(using: &random)
        )
      }
      func text() -> String {
        fields.map { field in
          let category = field.category.map { "category: \($0)" }
          let identifies = field.identifies.map { "identifies: \($0)" }
          return
            "\(field.id): { \([category, identifies].compactMap { $0 }.joined(separator: ", ")) }"
        }.joined(separator: ", ")
      }
      func score() throws -> ClosedRange<Double> {
        let found = try Self.assessment(Self.shop(fields: text(), happened: "stolen: password"))
        return try #require(found.classes.first).score
      }
      let said = try score()
      let place = Int.random(in: 0..<fields.count, using: &random)
      if Bool.random(using: &random) {
        fields[place].category = nil
      } else {
        fields[place].identifies = nil
      }
      let unsaid = try score()
      #expect(
        unsaid.lowerBound <= said.lowerBound && said.upperBound <= unsaid.upperBound,
        "round \(round): \(said) \(unsaid), now \(text())")
    }
  }

  /// The method's table: each kind's range is within its category's, and has the score before circumstances in it.
  @Test(arguments: DataCategoryScale.all) func rangesAreThoseOfTheMethod(
    _ line: DataCategoryScale
  ) {
    let base: Double? =
      switch line.category {
      case .simple: 1
      case .behavioural: 2
      case .financial: 3
      case .sensitive: 4
      case .unknown: nil
      }
    #expect(line.scores.lowerBound >= 1 && line.scores.upperBound <= 4)
    if let base { #expect(line.scores.contains(base), "\(line.prefix)") }
  }

  @Test func nobodyConcernedIsNotAssessed() throws {
    let found = try Self.assessment(
      Self.shop(fields: "a: {}", happened: "stolen: key"))
    #expect(found.classes.isEmpty)
  }

  @Test func theTableHasEachPrefixOnce() {
    let prefixes = DataCategoryScale.all.map(\.prefix)
    #expect(Set(prefixes).count == prefixes.count)
  }

  @Test(arguments: [
    (0, SeverityLevel.low), (1.99, .low), (2, .medium), (2.99, .medium), (3, .high), (4, .veryHigh),
    (5.5, .veryHigh),
  ])
  func levelsAreThoseOfTheMethod(_ score: Double, _ level: SeverityLevel) {
    #expect(SeverityLevel(score: score) == level)
  }
}

import Testing
import TopologyLanguage
import TopologyModel

@Suite struct NotationTests {
  @Test(
    arguments: [
      ("33000000", 33_000_000, 33_000_000), ("33_000_000", 33_000_000, 33_000_000),
      ("33M", 33_000_000, 33_000_000), ("230k", 230_000, 230_000), ("1.8k", 1800, 1800),
      ("0.001M", 1000, 1000), ("1.50k", 1500, 1500), ("2.000", 2, 2), ("0", 0, 0), ("007", 7, 7),
      ("13M..20M", 13_000_000, 20_000_000), ("1.2G..1.3G", 1_200_000_000, 1_300_000_000),
      ("33M..", 33_000_000, nil), ("..20M", 0, 20_000_000), ("5..5", 5, 5), ("5 .. 6", 5, 6),
      ("3.3e7", 33_000_000, 33_000_000), ("1500E-2", 15, 15), ("0e99", 0, 0),
      ("9007199254740992", 1 << 53, 1 << 53),
    ] as [(String, Int, Int?)])
  func counts(text: String, low: Int, high: Int?) throws {
    #expect(try CountNotation.parse(text) == CountInterval(low: low, high: high))
  }

  @Test(
    arguments: [
      ("", .form), ("..", .form), ("...", .form), ("k", .form), ("1kk", .form), ("1 k", .form),
      ("_1", .form), ("1_", .form), ("1.", .form), (".5k", .form), ("1,000", .form), ("-1", .form),
      ("+1", .form), ("1e", .form), ("1e100", .form), ("1e-+1", .form), ("1e3k", .form),
      ("١", .form), ("1...2", .form), ("1..2..3", .form),
      ("1.0001k", .fraction), ("0.5", .fraction), ("1e-1", .fraction), ("1e20", .tooLarge),
      ("0.5..1", .fraction),
      ("9007199254740993", .tooLarge), ("9007200G", .tooLarge), ("2..1", .emptyRange),
    ] as [(String, CountNotation.Failure)])
  func noCounts(text: String, failure: CountNotation.Failure) {
    #expect(throws: failure) { try CountNotation.parse(text) }
  }

  @Test(arguments: [
    ("2%", 0.02), ("0.02", 0.02), ("0", 0), ("1", 1), ("100%", 1), ("0.7%", 0.007),
    ("12.5 %", 0.125), ("1e-3", 0.001), (".5", 0.5),
  ])
  func likelihoods(text: String, value: Double) throws {
    #expect(try LikelihoodNotation.parse(text) == value)
  }

  @Test(
    arguments: [
      ("", .form), ("%", .form), ("2%%", .form), ("a", .form), ("1e-3%", .form), ("0x1", .form),
      ("nan", .form), ("inf", .form), ("1.", .form), ("2", .outOfRange), ("100.1%", .outOfRange),
      ("-0.01", .outOfRange),
    ] as [(String, LikelihoodNotation.Failure)])
  func noLikelihoods(text: String, failure: LikelihoodNotation.Failure) {
    #expect(throws: failure) { try LikelihoodNotation.parse(text) }
  }
}

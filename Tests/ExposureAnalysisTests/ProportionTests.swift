import PointAnalysis
import TestSupport
import Testing

/// Intervals of shares of trials: published figures, the ends, and whether they hold the truth as often as
/// they say.
@Suite struct ProportionTests {
  private func isClose(_ range: ClosedRange<Double>, _ low: Double, _ high: Double) -> Bool {
    abs(range.lowerBound - low) < 0.0001 && abs(range.upperBound - high) < 0.0001
  }

  @Test func agreesWithThePublishedFigures() {
    // Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17, 1998,
    // table I, method 3.
    #expect(isClose(Proportion(81, of: 263).interval, 0.2553, 0.3662))
    #expect(isClose(Proportion(15, of: 148).interval, 0.0624, 0.1605))
    #expect(isClose(Proportion(0, of: 20).interval, 0, 0.1611))
    #expect(isClose(Proportion(1, of: 29).interval, 0.0061, 0.1718))
    // Newcombe 1998 on differences, table II, method 10: contrasts (a) and (g).
    #expect(
      isClose(Proportion(56, of: 70).difference(from: Proportion(48, of: 80)), 0.0524, 0.3339))
    #expect(isClose(Proportion(10, of: 10).difference(from: Proportion(0, of: 20)), 0.6791, 1))
  }

  @Test func aRatioIsWhatPearsonsTestDoesNotReject() {
    // Koopman's own example is 36 of 40 against 16 of 80.
    let ratio = Proportion(36, of: 40).ratio(to: Proportion(16, of: 80))
    #expect(abs(ratio.lowerBound - 2.94) < 0.005 && abs(ratio.upperBound - 7.15) < 0.005)
    // At a ratio of 1 the statistic is that of the 2 × 2 table, which nobody has to solve for.
    for (first, second) in [(12, 5), (30, 18), (9, 9), (40, 2), (7, 20)] {
      let total = Double(first + second)
      let (expected, n) = (total / 2, 50.0)
      let difference = Double(first) - expected
      let pearson =
        2 * difference * difference / expected + 2 * difference * difference / (n - expected)
      let range = Proportion(first, of: 50).ratio(to: Proportion(second, of: 50))
      #expect(range.contains(1) == (pearson <= 3.841458820694124), "\(first) \(second)")
    }
  }

  @Test func nothingSeenIsNotNothing() {
    #expect(Proportion(0, of: 0).share == nil)
    #expect(Proportion(0, of: 0).interval == 0...1)
    #expect(Proportion(0, of: 1000).interval.lowerBound == 0)
    #expect(Proportion(0, of: 1000).interval.upperBound > 0)
    #expect(Proportion(1000, of: 1000).interval.upperBound == 1)
    #expect(Proportion(3, of: 9).ratio(to: Proportion(0, of: 9)).upperBound == .infinity)
    #expect(Proportion(0, of: 9).ratio(to: Proportion(3, of: 9)).lowerBound == 0)
    #expect(Proportion(0, of: 9).ratio(to: Proportion(0, of: 9)) == 0...(.infinity))
    #expect(Proportion(4, of: 9).ratio(to: Proportion(0, of: 0)) == 0...(.infinity))
    #expect(Proportion(4, of: 9).difference(from: Proportion(0, of: 0)).contains(-0.5))
    #expect(Proportion(9, of: 9).ratio(to: Proportion(9, of: 9)).contains(1))
  }

  /// The probability of each number of times that something happens.
  private func binomial(_ trials: Int, _ share: Double) -> [Double] {
    var chances = [1.0]
    for _ in 0..<trials {
      chances = (0...chances.count).map { count in
        (count > 0 ? chances[count - 1] * share : 0)
          + (count < chances.count ? chances[count] * (1 - share) : 0)
      }
    }
    return chances
  }

  /// How likely it is that 95 % intervals hold the truth, by going through everything that can be seen.
  @Test(arguments: [(0.3, 0.1), (0.1, 0.05), (0.9, 0.5), (0.5, 0.5)])
  func holdsTheTruthAsOftenAsItSays(_ first: Double, _ second: Double) {
    let (trials, others) = (30, 40)
    var held = (share: 0.0, difference: 0.0, ratio: 0.0)
    let chances = binomial(others, second)
    for (count, chance) in binomial(trials, first).enumerated() {
      let with = Proportion(count, of: trials)
      if with.interval.contains(first) { held.share += chance }
      for (count, other) in chances.enumerated() where chance * other > 1e-5 {
        let without = Proportion(count, of: others)
        if with.difference(from: without).contains(first - second) {
          held.difference += chance * other
        }
        if with.ratio(to: without).contains(first / second) { held.ratio += chance * other }
      }
    }
    #expect(held.share > 0.92, "\(held)")
    #expect(held.difference > 0.93 && held.difference < 0.985, "\(held)")
    #expect(held.ratio > 0.93 && held.ratio < 0.985, "\(held)")
  }
}

import ReportPage
import Testing
import TopologyModel

@Suite struct PageWordingTests {
  @Test(arguments: [
    (CountInterval(exactly: 20_000_000), "20 million"),
    (CountInterval(low: 33_000_000, high: 40_000_000), "33 to 40 million"),
    (CountInterval(low: 33_000_000, high: nil), "at least 33 million"),
    (CountInterval(low: 1_800, high: nil), "at least 1,800"),
    (CountInterval(low: 230_000, high: 1_500_000), "230,000 to 1.5 million"),
    (CountInterval(low: 0, high: 49), "at most 49"),
    (CountInterval.unknown, "an unknown number of"),
    (CountInterval.zero, "no"),
  ])
  func intervals(_ count: CountInterval, _ words: String) {
    #expect(PageWording.text(count) == words)
  }
}

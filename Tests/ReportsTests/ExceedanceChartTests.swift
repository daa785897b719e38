import Foundation
@testable import ReportPage
@testable import Reports
import Testing
import TopologyModel
@testable import YearSimulation

/// One drawing of curves serves files and pages.
@Suite struct ExceedanceChartTests {
  private static func chart(_ name: String, labels: [String] = ["one"]) throws -> ExceedanceChart {
    let steps: [ValueDistribution.Step] = [
      .init(people: 0, probability: 0.5), .init(people: 1_000, probability: 0.01),
      .init(people: 20_000, probability: 0),
    ]
    return try #require(
      ExceedanceChart(
        name, "a subtitle",
        labels.map { ExceedanceChart.Series(label: $0, low: steps, high: steps, hasBand: false) }))
  }

  /// Two charts of a page share no id, and a page's policy allows no style of a chart's own.
  @Test func onAPage() throws {
    let chart = try Self.chart("People", labels: ["one", "two"])
    let (first, second) = (chart.element(id: "year-1"), chart.element(id: "year-2"))
    #expect(!first.contains("style"))
    #expect(!first.contains("<?xml") && !first.contains("width=\"900\" height"))
    let ids = { (svg: String) in
      svg.components(separatedBy: " id=\"").dropFirst().compactMap {
        $0.split(separator: "\"").first.map(String.init)
      }
    }
    #expect(ids(first).count == 3)
    #expect(Set(ids(first)).isDisjoint(with: ids(second)))
    for id in ids(first) {
      #expect(
        first.contains("#\(id))") || first.contains("aria-labelledby=\"year-1-title year-1-desc\""))
    }
    // What is drawn is the same.
    let paths = { (svg: String) in svg.components(separatedBy: " d=\"").count }
    #expect(paths(first) == paths(chart.svg()))
  }

  @Test func rulesOfAPageStayWithItsCharts() {
    for line in ChartStyle.ofPages.split(separator: "\n") where line != "}" {
      #expect(line.hasPrefix(".curves .") || line.hasPrefix("@media screen and "), "\(line)")
    }
  }

  /// A title of any length stays within the picture; the whole of it is its name.
  @Test func longTitles() throws {
    let name = String(repeating: "w", count: 10_000)
    let svg = try Self.chart(name).svg()
    let seen = svg.components(separatedBy: "font-weight=\"bold\">")[1]
      .components(separatedBy: "</text>")[0]
    #expect(seen.count < 120 && seen.hasSuffix("…"))
    #expect(svg.contains("<title id=\"title\">People exposed in a year: \(name)</title>"))
  }

  /// Names of files come from ids only where every file system has their letters.
  @Test(arguments: [
    ("insured", "year-insured.svg"), ("a/b", "year-class_1.svg"), ("é", "year-class_1.svg"),
    ("A", "year-class_1.svg"), ("..", "year-class_1.svg"), ("1", "year-1.svg"),
    (String(repeating: "a", count: 61), "year-class_1.svg"),
  ])
  func namesOfFiles(_ id: String, _ name: String) throws {
    let charts = PageCharts(
      prefix: "year", entries: [.init(personClass: id, chart: try Self.chart("People"))])
    #expect(charts.files("a curve").map(\.name) == [name])
  }

  /// Whatever the classes are called, no file replaces another, not even where file names ignore case.
  @Test func filesOfDifferentClassesHaveDifferentNames() throws {
    let ids = ["é", "1", "è", "2", "a", "A", "class_1", "class-1", "a/b", "CLASS_3", "çlass_1"]
    for order in [ids, ids.reversed()] {
      let chart = try Self.chart("People")
      let charts = PageCharts(
        prefix: "year", entries: order.map { .init(personClass: $0, chart: chart) })
      #expect(Set(charts.files("a curve").map { $0.name.lowercased() }).count == ids.count)
    }
  }
}

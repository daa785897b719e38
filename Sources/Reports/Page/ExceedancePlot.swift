import ExposureAnalysis
import Foundation
import TopologyModel

/// P(people > x) of one class: a band between what is known to be exposed and what may be. People stand
/// on a logarithmic axis, because a hundred and ten million both matter.
struct ExceedancePlot {
  private let outlook: ClassOutlook
  private let name: String
  /// Powers of ten between which people are drawn.
  private let decades: ClosedRange<Int>

  private static let left = 56.0
  private static let right = 624.0
  private static let top = 16.0
  private static let bottom = 272.0

  init(_ outlook: ClassOutlook, name: String) {
    self.outlook = outlook
    self.name = name
    let people = (outlook.low.values + outlook.high.values).filter { $0 > 0 }
    // The first step stands right of the axis, the last one left of the end.
    let least = Self.decade((people.min() ?? 1) - 1)
    let most = max(least, Self.decade((people.max() ?? 1) - 1)) + 1
    // More than six decades would press the interesting end together.
    decades = max(least, most - 6)...most
  }

  /// The largest power of ten that is not more than the number.
  private static func decade(_ number: Int) -> Int { String(number).count - 1 }

  /// The picture as HTML.
  var markup: String {
    let lower = steps(outlook.low)
    let upper = steps(outlook.high)
    let ticks = [0, 0.25, 0.5, 0.75, 1]
    return PageTemplates.render(
      "plot",
      [
        "name": .text(name), "words": .text(words),
        "rows": .list(
          ticks.map { ["y": .text(Self.number(Self.y($0))), "label": "\(Int($0 * 100)) %"] }),
        "columns": .list(
          decades.map { decade in
            ["x": .text(Self.number(x(ofDecade: decade))), "label": .text(Self.label(decade))]
          }),
        "band": .text(path(upper + lower.reversed()) + " Z"),
        "lower": .text(path(lower)), "upper": .text(path(upper)),
      ])
  }

  private var words: String {
    let any = EstimateWording.percent(outlook.any.value)
    let worst = outlook.quantiles.last.map { CountWording.people($0.persons) } ?? ""
    return "\(name): somebody is exposed in a year with probability \(any); "
      + "\(worst) in the worst year of 100."
  }

  /// `1,000`, `1M`
  private static func label(_ decade: Int) -> String {
    var number = 1
    for _ in 0..<decade { number *= 10 }
    return CountWording.number(number)
  }

  // MARK: - The curve

  private typealias Point = (x: Double, y: Double)

  /// The corners of the steps, from left to right, none closer to the one before than can be seen.
  private func steps(_ distribution: ValueDistribution) -> [Point] {
    var points: [Point] = []
    var probability = distribution.exceeding(0)
    func add(_ x: Double, _ probability: Double) {
      let point = (x: x, y: Self.y(probability))
      if let last = points.last, abs(last.x - point.x) < 0.2, abs(last.y - point.y) < 0.2 { return }
      points.append(point)
    }
    add(Self.left, probability)
    for step in distribution.exceedance where step.people > 0 {
      let place = x(step.people)
      add(place, probability)
      add(place, step.probability)
      probability = step.probability
    }
    points.append((Self.right, Self.y(probability)))
    return points
  }

  private func path(_ points: [Point]) -> String {
    "M" + points.map { "\(Self.number($0.x)),\(Self.number($0.y))" }.joined(separator: " L")
  }

  private func x(ofDecade decade: Int) -> Double {
    let share = Double(decade - decades.lowerBound) / Double(decades.count - 1)
    return Self.left + share * (Self.right - Self.left)
  }

  private func x(_ people: Int) -> Double {
    let share =
      (log10(Double(max(1, people))) - Double(decades.lowerBound)) / Double(decades.count - 1)
    return Self.left + min(1, max(0, share)) * (Self.right - Self.left)
  }

  private static func y(_ probability: Double) -> Double {
    bottom - min(1, max(0, probability)) * (bottom - top)
  }

  /// A coordinate with one decimal, the same on every machine.
  private static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}

/// What one year may bring, with a curve for each class.
struct OutlookSection {
  let report: SimulationReport

  var section: ReportPage.Section {
    let topology = report.topology
    let plots = report.simulation.classes.filter { $0.tail != nil }.map { outlook in
      let root = topology.groups[outlook.personClass]
      return ExceedancePlot(outlook, name: root.label ?? root.id).markup
    }
    let lead =
      "How likely it is that more than so many people are exposed in a year, whatever happens: "
      + "the full line by what is certain, the dashed line by what is possible."
    var introduction = ReportDocument()
    introduction.paragraph(.init(lead, .faint))
    let page = HTMLRenderer(headingOffset: 1, leavesOutTitle: true)
    return ReportPage.Section(
      id: "year", heading: "A year ahead",
      body: (plots.isEmpty ? "" : page.render(introduction))
        + "<div class=\"plots\">\n\(plots.joined())</div>\n" + page.render(report.document))
  }
}

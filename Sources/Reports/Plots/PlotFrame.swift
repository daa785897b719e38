import SourceText
import Foundation
import TopologyModel
import YearSimulation

/// Maps numbers to positions in a plot with two logarithmic axes, and draws the axes.
struct PlotFrame {
  static let width = 900.0
  static let height = 520.0

  let left = 92.0
  let right = 650.0
  let top = 76.0
  let bottom = 448.0

  /// Powers of ten: people at the left end, probability at the bottom.
  private let peopleFrom: Double
  private let peopleTo: Double
  private let probabilityFrom: Double

  init(_ series: [ExceedanceChart.Series]) {
    let people = series.flatMap { ($0.high + $0.low).map(\.people) }.filter { $0 > 0 }
    let most = Double(people.max() ?? 10)
    let least = Double(people.min() ?? 1)
    // Five powers of ten show where the curves bend; below that they are as flat as at the left end.
    peopleTo = log10(most) + 0.06
    peopleFrom =
      max(0, max(log10(least).rounded(.down), log10(most).rounded(.up) - 5))
      - (least == most ? 1 : 0)
    let lasts = series.compactMap { line in
      line.high.last { $0.probability > 0 }?.probability
    }
    let smallest = log10(max(1e-6, lasts.min() ?? 1e-3)).rounded(.down)
    probabilityFrom = min(-3, max(-6, smallest))
  }

  func x(_ people: Double) -> Double {
    let value = log10(max(people, 1e-9))
    return left + (value - peopleFrom) / (peopleTo - peopleFrom) * (right - left)
  }

  /// Below the frame if the value is less likely than its bottom.
  func y(_ probability: Double) -> Double {
    guard probability > 0 else { return bottom + 40 }
    return min(bottom + 40, top + log10(probability) / probabilityFrom * (bottom - top))
  }

  // MARK: - Curves

  /// The corners of a curve: flat between steps, vertical at each step, and extended to the edge if there is no
  /// upper bound.
  private func corners(_ steps: [ValueDistribution.Step]) -> [(x: Double, y: Double)] {
    let start = pow(10, peopleFrom)
    // To the left of the smallest possible number, exceedance is certain.
    var level = (steps.first?.people ?? 0) > 0 ? 1.0 : steps.first?.probability ?? 0
    var corners = [(x(start), y(level))]
    for step in steps {
      if Double(step.people) <= start {
        level = step.probability
        corners = [(x(start), y(level))]
        continue
      }
      let place = x(Double(step.people))
      corners.append((place, y(level)))
      level = step.probability
      corners.append((place, y(level)))
    }
    if level > 0 { corners.append((right + 2, y(level))) }
    return thinned(corners)
  }

  /// The height of the upper-bound curve at a position; nil outside the frame.
  func height(_ line: ExceedanceChart.Series, at place: Double) -> Double? {
    let people = pow(10, peopleFrom + (place - left) / (right - left) * (peopleTo - peopleFrom))
    var probability = (line.high.first?.people ?? 0) > 0 ? 1.0 : line.high.first?.probability ?? 0
    for step in line.high {
      if Double(step.people) > people { break }
      probability = step.probability
    }
    let height = y(probability)
    return height <= bottom ? height : nil
  }

  /// Corners at least a tenth of a unit apart.
  private func thinned(_ corners: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
    var result: [(x: Double, y: Double)] = []
    for (index, corner) in corners.enumerated() {
      if let last = result.last, index < corners.count - 1,
        abs(last.x - corner.x) < 0.1, abs(last.y - corner.y) < 0.1
      {
        continue
      }
      result.append(corner)
    }
    return result
  }

  func path(_ steps: [ValueDistribution.Step]) -> String {
    Self.path(corners(steps))
  }

  /// The area between the lower-bound and upper-bound curves.
  func band(_ line: ExceedanceChart.Series) -> String {
    let high = corners(line.high)
    let down = high.last.map { [(x: $0.x, y: bottom + 40)] } ?? []
    return Self.path(high + down + corners(line.low).reversed()) + "Z"
  }

  private static func path(_ corners: [(x: Double, y: Double)]) -> String {
    corners.enumerated().map { index, corner in
      "\(index == 0 ? "M" : "L")\(SVG.number(corner.x)),\(SVG.number(corner.y))"
    }.joined()
  }

  /// The end of a curve: its largest number, its last level, or where it leaves the frame.
  func end(_ line: ExceedanceChart.Series) -> (x: Double, y: Double) {
    guard
      let index = line.high.lastIndex(where: { $0.probability > 0 && y($0.probability) <= bottom })
    else {
      // Certain up to the first number, and impossible above it.
      return (x(Double(max(1, line.high.first?.people ?? 1))), top)
    }
    let level = min(bottom, y(line.high[index].probability))
    guard index + 1 < line.high.count else { return (right, level) }
    return (min(right, x(Double(max(1, line.high[index + 1].people)))), level)
  }

  // MARK: - Axes

  var axes: String {
    var text = ""
    for number in labelledPeople {
      let place = SVG.number(x(Double(number)))
      text += line("grid", place, SVG.number(top), place, SVG.number(bottom))
      text += label(
        CountWording.text(.init(exactly: number)), place, SVG.number(bottom + 20), "middle")
    }
    for power in stride(from: 0, through: Int(saturating: -probabilityFrom), by: 1) {
      let place = y(pow(10, -Double(power)))
      text += line(
        "grid", SVG.number(left), SVG.number(place), SVG.number(right), SVG.number(place))
      text += label(
        EstimateWording.percent(pow(10, -Double(power))), SVG.number(left - 8),
        SVG.number(place + 4.5), "end")
    }
    text += minorTicks
    let (from, to) = (SVG.number(left), SVG.number(right))
    text += line("axis", from, SVG.number(bottom), to, SVG.number(bottom))
    text += line("axis", from, SVG.number(top), from, SVG.number(bottom))
    let middle = SVG.number((left + right) / 2)
    text += label("more than this many people exposed", middle, SVG.number(bottom + 44), "middle")
    let height = SVG.number((top + bottom) / 2)
    text += """
      <text class="ink" font-size="13" text-anchor="middle" \
      transform="translate(22 \(height)) rotate(-90)">probability in a year</text>

      """
    return text
  }

  /// Powers of ten, and their multiples by 2, 3 and 5 if the axis has few powers.
  private var labelledPeople: [Int] {
    let isShort = peopleTo - peopleFrom < 2
    var numbers: [Int] = []
    for power in Int(saturating: peopleFrom.rounded(.down))...Int(saturating: peopleTo.rounded(.up))
    {
      for digit in isShort ? [1, 2, 3, 5] : [1] {
        let value = Double(digit) * pow(10, Double(power))
        let place = x(value)
        if value >= 1, place >= left - 0.5, place <= right + 0.5 {
          numbers.append(Int(saturating: value))
        }
      }
    }
    return numbers
  }

  /// Short ticks at 2 … 9 times the powers of ten.
  private var minorTicks: String {
    var text = ""
    for power in Int(
      saturating: peopleFrom.rounded(.down))...Int(saturating: peopleTo.rounded(.down))
    {
      for digit in 2...9 {
        let place = x(Double(digit) * pow(10, Double(power)))
        guard place > left, place < right else { continue }
        text += line(
          "axis", SVG.number(place), SVG.number(bottom), SVG.number(place), SVG.number(bottom + 4))
      }
    }
    for power in 1...max(1, Int(saturating: -probabilityFrom)) {
      for digit in 2...9 {
        let place = SVG.number(y(Double(digit) * pow(10, -Double(power))))
        text += line("axis", SVG.number(left - 4), place, SVG.number(left), place)
      }
    }
    return text
  }

  private func line(
    _ name: String, _ fromX: String, _ fromY: String, _ toX: String, _ toY: String
  ) -> String {
    "<line class=\"\(name)\" x1=\"\(fromX)\" y1=\"\(fromY)\" x2=\"\(toX)\" y2=\"\(toY)\"/>\n"
  }

  private func label(_ text: String, _ x: String, _ y: String, _ anchor: String) -> String {
    "<text class=\"ink\" font-size=\"13\" text-anchor=\"\(anchor)\" x=\"\(x)\" y=\"\(y)\">\(XMLText.escaped(text))</text>\n"
  }
}

public import ExposureAnalysis
import Foundation
import SourceText
import TopologyModel

/// Exceedance curves as an SVG: P(more than x people) over x, both logarithmic, a line an architecture.
///
/// Lines are told apart by colour (of Okabe and Ito's, which people of every colour vision tell apart), by dashes,
/// by a letter on each, and by the label at their end. Where a count is an interval, the line is of the upper bounds, and a shade
/// reaches down to the lower ones. An SVG follows its reader's light or dark setting.
public struct ExceedanceChart: Sendable {
  /// One line.
  struct Series: Sendable {
    var label: String
    var low: [ValueDistribution.Step]
    var high: [ValueDistribution.Step]
    /// Whether the two differ anywhere.
    var hasBand: Bool
  }

  let title: String
  let subtitle: String
  let series: [Series]
  /// Architectures without a line, and why.
  let absent: [(label: String, why: String)]

  /// More lines than these cannot be told apart.
  public static let mostLines = 20

  /// The curves of one class in every architecture of a comparison that has a year; nil when nobody of the
  /// class can be exposed in any.
  public init?(_ comparison: Comparison, personClass: String) {
    let found = comparison.architectures.compactMap { architecture -> Series? in
      guard let outlook = architecture.outlook(personClass), outlook.tail != nil else { return nil }
      return Series(
        MeasureWording.name(architecture, among: comparison.architectures), outlook)
    }
    let groups = comparison.architectures.lazy.flatMap { $0.lowered.topology.groups }
    let name = groups.first { $0.id == personClass }?.label ?? personClass
    let absent = comparison.architectures.compactMap { architecture -> (String, String)? in
      let name = MeasureWording.name(architecture, among: comparison.architectures)
      guard architecture.simulation != nil else { return (name, "likelihoods are missing") }
      guard let outlook = architecture.outlook(personClass) else { return (name, "no such people") }
      return outlook.tail == nil ? (name, "nobody exposed") : nil
    }
    let count = comparison.architectures.count
    self.init(name, "\(count) architectures compared", found, absent: absent)
  }

  /// The curve of one class.
  public init?(_ report: SimulationReport, personClass: String) {
    let topology = report.topology
    let outlook = report.simulation.classes.first {
      topology.groups[$0.personClass].id == personClass
    }
    guard let outlook, outlook.tail != nil else { return nil }
    let group = topology.groups[outlook.personClass]
    let variant = report.variant.map { id in
      topology.variants.first { $0.id == id }?.label ?? id
    }
    self.init(
      group.label ?? group.id, topology.title, [Series(variant ?? "as written", outlook)])
  }

  init?(
    _ name: String, _ subtitle: String, _ series: [Series],
    absent: [(label: String, why: String)] = []
  ) {
    guard !series.isEmpty else { return nil }
    self.absent = absent
    title = "People exposed in a year: \(name)"
    let bounds = "lines by the upper bounds, shades down to the lower ones"
    let isUnbounded = series.contains { ($0.high.last?.probability ?? 0) > 0 }
    self.subtitle =
      [
        subtitle, series.contains(where: \.hasBand) ? bounds : nil,
        isUnbounded ? "without end where there is no upper bound" : nil,
      ].compactMap { $0 }.joined(separator: "; ")
    self.series = series
  }

  /// The SVG. `scale` is how many pixels a unit has where pixels are fixed, as in a PNG made of it.
  public func svg(scale: Double = 1) -> String {
    let frame = PlotFrame(series)
    let labels = PlotLabels(series, absent: absent, frame)
    let height = max(PlotFrame.height, labels.bottom + 16)
    var text = """
      <?xml version="1.0" encoding="UTF-8" standalone="no"?>
      <svg xmlns="http://www.w3.org/2000/svg" width="\(SVG.number(PlotFrame.width * scale))" \
      height="\(SVG.number(height * scale))" viewBox="0 0 \(SVG.number(PlotFrame.width)) \
      \(SVG.number(height))" role="img" aria-labelledby="title desc" \
      font-family="DejaVu Sans, Liberation Sans, Arial, sans-serif">
      <title id="title">\(SVG.escaped(title))</title>
      <desc id="desc">\(SVG.escaped(description))</desc>
      <style>
      \(Self.style)
      </style>
      <rect class="ground" width="100%" height="100%"/>
      <text class="ink" x="24" y="30" font-size="\(SVG.number(titleSize))" font-weight="bold">\(SVG.escaped(title))</text>
      <text class="muted" x="24" y="50" font-size="13">\(SVG.escaped(subtitle))</text>

      """
    text += frame.axes
    text += """
      <clipPath id="inside"><rect x="\(SVG.number(frame.left))" y="\(SVG.number(frame.top - 2))" \
      width="\(SVG.number(frame.right - frame.left + 2))" \
      height="\(SVG.number(frame.bottom - frame.top + 3))"/></clipPath>

      """
    for (index, line) in series.enumerated() {
      text += "<g><title>\(SVG.escaped(summary(line)))</title>\n"
      if line.hasBand {
        text +=
          "<path class=\"band\(index % 7)\" clip-path=\"url(#inside)\" d=\"\(frame.band(line))\"/>\n"
      }
      text +=
        "<path class=\"line \(Self.lineClass(index))\" clip-path=\"url(#inside)\" d=\"\(frame.path(line.high))\"/>\n</g>\n"
    }
    return text + labels.text + PlotMarkers(series, frame).text + "</svg>\n"
  }

  /// After seven lines the colours come again, with other dashes.
  static func lineClass(_ index: Int) -> String {
    let dashes = Self.dashes.count
    return "line\(index % dashes) dash\((index + index / dashes) % dashes)"
  }

  /// Smaller where the title is long, so that it stays within the picture.
  private var titleSize: Double {
    min(18, max(9, 852 / (0.64 * Double(max(1, TerminalText.width(title))))))
  }

  /// What the picture shows, in words.
  private var description: String {
    "Probability in a year that more than so many people are exposed. "
      + series.map(summary).joined(separator: " ")
  }

  private func summary(_ line: Series) -> String {
    let any = line.high.first?.probability ?? 0
    let most = line.high.last { $0.probability > 0 }
    let first = line.high.first.map { $0.people > 0 ? 1 : any } ?? any
    let end = most.map {
      "more than \(CountWording.text(.init(exactly: $0.people))) with \(EstimateWording.percent($0.probability))"
    }
    return
      "\(line.label): anyone with \(EstimateWording.percent(first))\(end.map { ", \($0)" } ?? "")."
  }

  /// Line colours with a contrast of 3 and more against the ground, for light and dark.
  private static let lightColors = [
    "#0072b2", "#d55e00", "#00825f", "#b0568c", "#1a1d21", "#9a6a00", "#2b86b8",
  ]
  private static let darkColors = [
    "#56b4e9", "#ff8a3d", "#2fc79a", "#e39bc4", "#eceff2", "#e69f00", "#8fd0f5",
  ]
  private static let dashes = [
    "", "11 5", "2.5 4", "14 4 2.5 4", "22 6", "7 3", "14 4 2.5 4 2.5 4",
  ]

  private static var style: String {
    var rules = [
      ".ground{fill:#ffffff}.ink{fill:#1a1d21}.muted{fill:#565d66}",
      ".axis{stroke:#565d66;stroke-width:1.2}.grid{stroke:#dfe3e7;stroke-width:1}",
      ".leader{stroke:#868f99;stroke-width:1;fill:none}",
      ".line{fill:none;stroke-width:2.6;stroke-linejoin:round}circle{stroke-width:1.8}",
    ]
    for index in lightColors.indices {
      rules.append(".line\(index),.marker\(index){stroke:\(lightColors[index])}")
      if !dashes[index].isEmpty { rules.append(".dash\(index){stroke-dasharray:\(dashes[index])}") }
      rules.append(".band\(index){fill:\(lightColors[index]);fill-opacity:0.12}")
    }
    let dark =
      [
        ".ground{fill:#14171a}.ink{fill:#eceff2}.muted{fill:#a5adb6}",
        ".axis{stroke:#a5adb6}.grid{stroke:#2b3137}.leader{stroke:#7b848e}",
      ]
      + darkColors.indices.map {
        ".line\($0),.marker\($0){stroke:\(darkColors[$0])}.band\($0){fill:\(darkColors[$0])}"
      }
    return (rules + ["@media (prefers-color-scheme: dark){"] + dark + ["}"]).joined(separator: "\n")
  }
}

extension ExceedanceChart.Series {
  init(_ label: String, _ outlook: ClassOutlook) {
    self.label = label
    low = outlook.low.exceedance
    high = outlook.high.exceedance
    hasBand = low != high
  }
}

/// Pieces of SVG.
enum SVG {
  /// A coordinate, to a hundredth.
  static func number(_ value: Double) -> String {
    let hundredths = (value * 100).rounded()
    return hundredths.truncatingRemainder(dividingBy: 100) == 0
      ? String(Int(hundredths / 100)) : String(hundredths / 100)
  }

  /// Text that cannot be taken for markup.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in TerminalText.printable(text.replacing("\n", with: " ")) {
      switch character {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.append(character)
      }
    }
    return result
  }
}

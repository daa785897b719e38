public import ArchitectureAnalysis
import Foundation
import Lowering
import SourceText
import TopologyModel
import YearSimulation

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

  /// Whom it is about.
  package let name: String
  package let title: String
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
    self.name = name
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
    let drawn = drawn(ids: "")
    return """
      <?xml version="1.0" encoding="UTF-8" standalone="no"?>
      <svg xmlns="http://www.w3.org/2000/svg" width="\(SVG.number(PlotFrame.width * scale))" \
      height="\(SVG.number(drawn.height * scale))" viewBox="0 0 \(SVG.number(PlotFrame.width)) \
      \(SVG.number(drawn.height))" role="img" aria-labelledby="title desc" \
      font-family="DejaVu Sans, Liberation Sans, Arial, sans-serif">
      \(heading(ids: ""))
      <style>
      \(ChartStyle.sheet(within: "", dark: "(prefers-color-scheme: dark)"))
      </style>
      \(drawn.body)</svg>

      """
  }

  /// The same as an element of a page that has `ChartStyle.ofPages` in its style sheet. `id` begins the ids
  /// in it: letters, digits and hyphens.
  package func element(id: String) -> String {
    let drawn = drawn(ids: "\(id)-")
    return """
      <svg class="curves" viewBox="0 0 \(SVG.number(PlotFrame.width)) \(SVG.number(drawn.height))" \
      role="img" aria-labelledby="\(id)-title \(id)-desc">
      \(heading(ids: "\(id)-"))
      \(drawn.body)</svg>

      """
  }

  private func heading(ids: String) -> String {
    """
    <title id="\(ids)title">\(SVG.escaped(title))</title>
    <desc id="\(ids)desc">\(SVG.escaped(description))</desc>
    """
  }

  /// Everything that is seen, and how high it is.
  private func drawn(ids: String) -> (body: String, height: Double) {
    let frame = PlotFrame(series)
    let labels = PlotLabels(series, absent: absent, frame)
    var text = """
      <rect class="ground" width="100%" height="100%"/>
      <text class="ink" x="24" y="30" font-size="\(SVG.number(titleSize))" font-weight="bold">\(SVG.escaped(Self.cut(title)))</text>
      <text class="muted" x="24" y="50" font-size="13">\(SVG.escaped(Self.cut(subtitle)))</text>

      """
    text += frame.axes
    text += """
      <clipPath id="\(ids)inside"><rect x="\(SVG.number(frame.left))" y="\(SVG.number(frame.top - 2))" \
      width="\(SVG.number(frame.right - frame.left + 2))" \
      height="\(SVG.number(frame.bottom - frame.top + 3))"/></clipPath>

      """
    for (index, line) in series.enumerated() {
      text += "<g><title>\(SVG.escaped(summary(line)))</title>\n"
      if line.hasBand {
        text +=
          "<path class=\"band\(index % 7)\" clip-path=\"url(#\(ids)inside)\" d=\"\(frame.band(line))\"/>\n"
      }
      text +=
        "<path class=\"line \(Self.lineClass(index))\" clip-path=\"url(#\(ids)inside)\" d=\"\(frame.path(line.high))\"/>\n</g>\n"
    }
    return (
      text + labels.text + PlotMarkers(series, frame).text,
      max(PlotFrame.height, labels.bottom + 16)
    )
  }

  /// After seven lines the colours come again, with other dashes.
  static func lineClass(_ index: Int) -> String {
    let dashes = ChartStyle.dashes.count
    return "line\(index % dashes) dash\((index + index / dashes) % dashes)"
  }

  /// What fits above the frame; the title of the picture says it whole.
  private static func cut(_ text: String) -> String {
    TerminalText.width(text) <= 140 ? text : String(text.prefix(110)) + "…"
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

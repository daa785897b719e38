package import ArchitectureAnalysis
import Foundation
import Lowering
import SourceText
import TopologyModel
import YearSimulation

/// Exceedance curves as SVG: P(more than x people) over x, both logarithmic, one line per architecture.
///
/// Lines are distinguished by color (the Okabe–Ito palette, which is safe for every color vision), by dashes, by
/// a letter on each line, and by the label at its end. If a count is an interval, the line shows the upper
/// bounds and a shade reaches down to the lower bounds. The SVG follows the viewer's light or dark setting.
package struct ExceedanceChart: Sendable {
  /// A line.
  struct Series: Sendable {
    var label: String
    var low: [ValueDistribution.Step]
    var high: [ValueDistribution.Step]
    /// Whether the two curves differ anywhere.
    var hasBand: Bool
  }

  /// The class of people.
  package let name: String
  package let title: String
  let subtitle: String
  let series: [Series]
  /// Architectures without a line, each with the reason.
  let absent: [(label: String, why: String)]

  /// More lines than this cannot be told apart.
  package static let mostLines = 20

  /// Creates the curves of one class for all architectures of a comparison that have yearly figures; nil if nobody
  /// of the class can be exposed in any of them.
  package init?(_ comparison: Comparison, personClass: String) {
    let wording = MeasureWording(comparison)
    let found = comparison.architectures.compactMap { architecture -> Series? in
      guard let outlook = architecture.outlook(personClass), outlook.tail != nil else { return nil }
      return Series(wording.name(architecture), outlook)
    }
    let groups = comparison.architectures.lazy.flatMap { $0.lowered.topology.groups }
    let name = groups.first { $0.id == personClass }?.label ?? personClass
    let absent = comparison.architectures.compactMap { architecture -> (String, String)? in
      let name = wording.name(architecture)
      guard architecture.simulation != nil else { return (name, "likelihoods are missing") }
      guard let outlook = architecture.outlook(personClass) else { return (name, "no such people") }
      return outlook.tail == nil ? (name, "nobody exposed") : nil
    }
    let count = comparison.architectures.count
    self.init(name, "\(count) architectures compared", found, absent: absent)
  }

  /// Creates the curve of one class.
  package init?(_ report: SimulationReport, personClass: String) {
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
      group.label ?? group.id, topology.title, [Series(variant ?? "base file", outlook)])
  }

  init?(
    _ name: String, _ subtitle: String, _ series: [Series],
    absent: [(label: String, why: String)] = []
  ) {
    guard !series.isEmpty else { return nil }
    self.absent = absent
    self.name = name
    title = "People exposed in a year: \(name)"
    let bounds = "lines show upper bounds, shades reach down to lower bounds"
    let isUnbounded = series.contains { ($0.high.last?.probability ?? 0) > 0 }
    self.subtitle =
      [
        subtitle, series.contains(where: \.hasBand) ? bounds : nil,
        isUnbounded ? "open-ended where there is no upper bound" : nil,
      ].compactMap { $0 }.joined(separator: "; ")
    self.series = series
  }

  /// The SVG. `scale` is the number of pixels per unit, for conversion to PNG.
  package func svg(scale: Double = 1) -> String {
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

  /// The same as an element of a page whose style sheet contains `ChartStyle.ofPages`. `id` is a prefix for
  /// the ids inside: letters, digits and hyphens.
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
    <title id="\(ids)title">\(XMLText.escaped(title))</title>
    <desc id="\(ids)desc">\(XMLText.escaped(description))</desc>
    """
  }

  /// All visible elements, and the height of the drawing.
  private func drawn(ids: String) -> (body: String, height: Double) {
    let frame = PlotFrame(series)
    let labels = PlotLabels(series, absent: absent, frame)
    var text = """
      <rect class="ground" width="100%" height="100%"/>
      <text class="ink" x="24" y="30" font-size="\(SVG.number(titleSize))" font-weight="bold">\(XMLText.escaped(Self.cut(title)))</text>
      <text class="muted" x="24" y="50" font-size="13">\(XMLText.escaped(Self.cut(subtitle)))</text>

      """
    text += frame.axes
    text += """
      <clipPath id="\(ids)inside"><rect x="\(SVG.number(frame.left))" y="\(SVG.number(frame.top - 2))" \
      width="\(SVG.number(frame.right - frame.left + 2))" \
      height="\(SVG.number(frame.bottom - frame.top + 3))"/></clipPath>

      """
    for (index, line) in series.enumerated() {
      text += "<g><title>\(XMLText.escaped(summary(line)))</title>\n"
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

  /// After seven lines the colors repeat with other dashes.
  static func lineClass(_ index: Int) -> String {
    let dashes = ChartStyle.dashes.count
    return "line\(index % dashes) dash\((index + index / dashes) % dashes)"
  }

  /// The part of a text that fits above the frame; the title element contains the full text.
  private static func cut(_ text: String) -> String {
    TerminalText.width(text) <= 140 ? text : String(text.prefix(110)) + "…"
  }

  /// A smaller size for a long title, so that it stays within the picture.
  private var titleSize: Double {
    min(18, max(9, 852 / (0.64 * Double(max(1, TerminalText.width(title))))))
  }

  /// A description of the picture in words.
  private var description: String {
    "Probability that more than a given number of people are exposed in a year. "
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

/// Building blocks of SVG.
enum SVG {
  /// A coordinate, rounded to a hundredth.
  static func number(_ value: Double) -> String {
    let hundredths = (value * 100).rounded()
    return hundredths.truncatingRemainder(dividingBy: 100) == 0
      ? String(Int(saturating: hundredths / 100)) : String(hundredths / 100)
  }
}

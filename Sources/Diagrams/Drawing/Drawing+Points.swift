import SourceText

/// Signs, words and frames of single points of failure and choke points.
extension DiagramModel.PointMark {
  /// `◆` for exposure, `⬣` for availability, `⋈` for a choke point.
  var signs: String {
    (isForExposure ? "◆" : "") + (isForAvailability ? "⬣" : "") + (chokes.isEmpty ? "" : "⋈")
  }

  /// The kind of single point; nil if it is none.
  var kind: String? {
    switch (isForExposure, isForAvailability) {
    case (true, true): "single point of failure for exposure and availability"
    case (true, false): "single point of failure for exposure"
    case (false, true): "single point of failure for availability"
    case (false, false): nil
    }
  }

  /// The frame of a box: thick for exposure, dashed for availability, double for both.
  var frame: (border: Double, style: StaticString, isDouble: Bool) {
    switch (isForExposure, isForAvailability) {
    case (true, true): (2, "solid", true)
    case (true, false): (4, "solid", false)
    case (false, true): (3, "dashed", false)
    case (false, false): (chokes.isEmpty ? 1.2 : 2.5, "solid", false)
    }
  }
}

extension Drawing {
  /// The text that a mark adds to a box: the kind in bold, which people it exposes, what it takes down, what it
  /// is a choke point for.
  func lines(of mark: DiagramModel.PointMark?, ink: Color, width: Int = 38) -> [[DOTRun]] {
    guard let mark else { return [] }
    func bold(_ text: String) -> [[DOTRun]] {
      DOTText.wrapped(text, width: width - 4, lines: 4).map {
        [DOTRun($0, color: ink, size: Self.smallSize, isBold: true)]
      }
    }
    func plain(_ text: String) -> [[DOTRun]] {
      DOTText.wrapped(text, width: width, lines: 4).map {
        [DOTRun($0, color: ink, size: Self.smallSize)]
      }
    }
    var lines: [[DOTRun]] = []
    if let kind = mark.kind {
      let sign = (mark.isForExposure ? "◆" : "") + (mark.isForAvailability ? "⬣" : "")
      lines += bold("\(sign) \(kind)")
    }
    if mark.isForExposure {
      let shown = mark.exposes.prefix(4)
      let rest = mark.exposes.count + mark.exposesBelow.count - shown.count
      for (index, people) in shown.enumerated() {
        lines += plain((index == 0 ? "exposes " : "and ") + people)
      }
      if rest > 0 { lines += plain("and some of \(rest) more \(rest == 1 ? "class" : "classes")") }
    }
    if !mark.takesDown.isEmpty {
      lines += plain("takes down: " + Self.listed(mark.takesDown, most: 3))
    }
    for target in mark.chokes { lines += bold("⋈ every way to \(target)") }
    if !mark.within.isEmpty {
      lines += plain("within: " + Self.listed(mark.within, most: 4))
    }
    return lines
  }

  /// The complete mark in sentences.
  func describe(_ mark: DiagramModel.PointMark?) -> String {
    guard let mark else { return "" }
    let chokes =
      mark.chokes.isEmpty ? "" : "On every way to " + Self.joined(mark.chokes)
    return [
      mark.kind.map { "A \($0)" } ?? "No single point of failure",
      mark.exposes.isEmpty && mark.exposesBelow.isEmpty
        ? "" : "Alone it exposes " + Self.joined(mark.exposes + mark.exposesBelow),
      mark.takesDown.isEmpty ? "" : "Alone it takes down " + Self.joined(mark.takesDown), chokes,
      mark.within.isEmpty ? "" : "Within it: " + Self.joined(mark.within),
    ].filter { !$0.isEmpty }.map(sentence).joined(separator: " ")
  }

  private static func joined(_ words: [String]) -> String { words.joined(separator: "; ") }

  /// At most `most` words, and how many more there are.
  static func listed(_ words: [String], most: Int) -> String {
    guard words.count > most else { return words.joined(separator: ", ") }
    return words.prefix(most).joined(separator: ", ") + " and \(words.count - most) more"
  }

  /// A common cause: a box with cut corners that shows what it does alone.
  mutating func draw(_ cause: DiagramModel.CommonCause) -> DOTNode {
    let name = name("event", cause.id)
    places[.cause(cause.id)] = DOTEndpoint(node: name, port: nil)
    let tone = cause.change == .absent ? palette.untouched : tone(of: cause.standing)
    annotations[name] = SVGAnnotation(
      kind: "event", id: cause.id, title: "Common cause: " + XMLText.printable(cause.label),
      description: [sentence(cause.detail), describe(cause.mark), describe(cause.change)]
        .filter { !$0.isEmpty }.joined(separator: " "))
    let frame = cause.mark?.frame
    let isAbsent = cause.change == .absent
    let detail = DOTText.wrapped(cause.detail, width: 34, lines: 3).filter { !$0.isEmpty }.map {
      [DOTRun($0, color: tone.ink, size: Self.smallSize)]
    }
    let lines =
      heading("ϟ " + cause.label, members: nil, width: 28).map {
        [DOTRun($0, color: tone.ink, isBold: true)]
      } + detail + lines(of: cause.mark, ink: tone.ink) + tagLines(cause.change, ink: tone.ink)
    let isDashed = isAbsent || frame?.style.description == "dashed"
    return DOTNode(
      name: name,
      attributes: [
        "id": .text(name), "shape": "box",
        "style": isDashed ? "filled,dashed,diagonals" : "filled,diagonals",
        "peripheries": .number(frame?.isDouble ?? false ? 2 : 1),
        "penwidth": .number(isAbsent ? 1 : frame?.border ?? 1.2), "margin": "0,0",
        "fillcolor": .color(tone.fill), "color": .color(tone.line),
        "label": .table(
          DOTTable(
            ["BORDER": 0, "CELLBORDER": 0, "CELLPADDING": 8],
            rows: [.cell(DOTCell([:], lines: lines))])),
      ])
  }
}

extension Drawing {
  /// Draws the header of the picture: title, incident, notes and legend.
  func headerTable() -> DOTTable {
    // A small picture is wide and needs its height for the content.
    let isWide = model.nodeCount > 10
    var rows = [
      headerRow(model.title, width: 80, color: palette.ink, size: 20, isBold: true)
    ]
    if !model.subtitle.isEmpty {
      rows.append(headerRow(model.subtitle, width: 110, color: palette.muted, size: 13))
    }
    for note in model.notes {
      rows.append(headerRow(note, width: isWide ? 190 : 130, color: palette.muted, size: 11))
    }
    let boxes = stateSamples()
    if !boxes.isEmpty {
      rows.append(
        .cell(
          DOTCell(
            ["ALIGN": "LEFT", "CELLPADDING": 0],
            table: DOTTable(
              ["BORDER": 0, "CELLBORDER": 0, "CELLSPACING": 6, "CELLPADDING": 4],
              rows: [.cells(boxes)]))))
    }
    let lines = lineSamples()
    if !lines.isEmpty {
      rows.append(
        headerRow(
          lines.joined(separator: "  \u{A0} "), width: 160, color: palette.muted,
          size: Self.smallSize))
    }
    // Space between the header and the picture.
    rows.append(.cell(DOTCell(["HEIGHT": 12], DOTRun(" ", size: 4))))
    return DOTTable(["BORDER": 0, "CELLBORDER": 0, "CELLPADDING": 2, "CELLSPACING": 1], rows: rows)
  }

  private func headerRow(
    _ text: String, width: Int, color: Color, size: Double, isBold: Bool = false
  ) -> DOTRow {
    .cell(
      DOTCell(
        ["ALIGN": "LEFT", "BALIGN": "LEFT"],
        lines: DOTText.wrapped(text, width: width, lines: 12).map {
          [DOTRun($0, color: color, size: size, isBold: isBold)]
        }))
  }

  /// Boxes of the kinds that the picture contains.
  private func stateSamples() -> [DOTCell] {
    var samples: [DOTCell] = []
    let standings = Set(model.systems.map(\.standing) + model.organizations.map(\.standing))
    if !standings.contains(.controlled),
      model.secrets.contains(where: { $0.standing == .controlled })
    {
      // A stolen secret alone is control of nothing.
      samples.append(
        sample("■ intruder has it", tone: palette.controlled, border: 3, style: "solid"))
    }
    for standing in [DiagramModel.Standing.controlled, .opened]
    where standings.contains(standing) {
      samples.append(
        sample(standingTag(standing) ?? "", tone: tone(of: standing), border: 3, style: "solid"))
    }
    samples += pointSamples()
    let datasets = model.systems.flatMap(\.datasets) + model.organizations.flatMap { $0.rows ?? [] }
    let fields = datasets.flatMap(\.fields) + model.people.flatMap(\.fields)
    let exposures = Set(fields.map(\.exposure))
    for exposure in DiagramModel.Exposure.allCases.reversed()
    where exposures.contains(exposure) && exposure != .unsaid {
      let look = look(of: exposure)
      samples.append(
        sample("\(look.sign) \(look.word)", tone: look.tone, border: look.border, style: look.style)
      )
    }
    if model.systems.contains(where: { $0.stopped != nil })
      || model.services.contains(where: { $0.state == .down })
    {
      samples.append(sample("✕ stopped", tone: palette.stopped, border: 2, style: "dotted"))
    }
    return samples + changeSamples()
  }

  /// The kinds of single points and choke points that the picture contains.
  private func pointSamples() -> [DOTCell] {
    let marks =
      model.systems.compactMap(\.mark) + model.secrets.compactMap(\.mark)
      + model.organizations.compactMap(\.mark) + model.causes.compactMap(\.mark)
    let kinds = [
      DiagramModel.PointMark(isForExposure: true),
      DiagramModel.PointMark(isForAvailability: true),
      DiagramModel.PointMark(isForExposure: true, isForAvailability: true),
    ]
    var samples = kinds.filter { kind in
      marks.contains {
        $0.isForExposure == kind.isForExposure && $0.isForAvailability == kind.isForAvailability
      }
    }.map { kind in
      let text = "\(kind.signs) \(kind.kind ?? "")"
      let cell = sample(
        text, tone: palette.critical, border: kind.frame.border, style: kind.frame.style)
      guard kind.frame.isDouble else { return cell }
      let inner = DOTTable(
        ["BORDER": 0, "CELLBORDER": 0, "CELLSPACING": 0, "CELLPADDING": 3], rows: [.cell(cell)])
      return DOTCell(
        [
          "BORDER": .number(kind.frame.border), "COLOR": .color(palette.critical.line),
          "CELLPADDING": 2,
        ], table: inner)
    }
    if marks.contains(where: { !$0.chokes.isEmpty })
      || model.edges.contains(where: { !$0.chokes.isEmpty })
    {
      samples.append(
        sample(
          "⋈ choke point: on every way", tone: palette.untouched, border: 2.5, style: "solid"))
    }
    return samples
  }

  /// The kinds of change that the comparison contains.
  private func changeSamples() -> [DOTCell] {
    guard isComparison else { return [] }
    let changes = Set(
      model.organizations.compactMap(\.change) + model.systems.compactMap(\.change)
        + model.secrets.compactMap(\.change) + model.people.compactMap(\.change)
        + model.services.compactMap(\.change) + model.causes.compactMap(\.change))
    return DiagramModel.Change.allCases.filter(changes.contains).map { change in
      sample(
        tag(of: change) ?? "", tone: tone(of: change), border: 1,
        style: change == .absent ? "dashed" : "solid")
    }
  }

  private func lineSamples() -> [String] {
    var samples: [String] = []
    if model.edges.contains(where: \.isOnPath) { samples.append("━━► path of the compromise") }
    let kinds = Set(model.edges.map(\.kind))
    if model.edges.contains(where: { $0.change == .absent }) { samples.append("┈┈┈ not here") }
    for (kind, text) in [
      (DiagramModel.Edge.Kind.access, "──► opens"), (.flow, "──► data moves"),
      (.via, "┈┈► crosses"), (.keeps, "╌╌○ stores the secret"), (.needs, "╌╌◇ needs"),
      (.about, "──● is about"), (.becomes, "╌╌► becomes"), (.hits, "╌╌► strikes"),
    ] where kinds.contains(kind) {
      samples.append(text)
    }
    if !model.systems.allSatisfy(\.datasets.isEmpty) { samples.append("▤ dataset") }
    if !model.secrets.isEmpty { samples.append("⚷ secret") }
    if !model.people.isEmpty { samples.append("☻ people") }
    if !model.causes.isEmpty { samples.append("ϟ common cause") }
    // Each entry stays in one piece when lines wrap.
    return samples.map { $0.replacing(" ", with: "\u{A0}") }
  }

  private func sample(_ text: String, tone: Tone, border: Double, style: StaticString) -> DOTCell {
    DOTCell(
      [
        "BGCOLOR": .color(tone.fill), "COLOR": .color(tone.line), "BORDER": .number(border),
        "STYLE": .keyword(style),
      ], DOTRun(text, color: tone.ink, size: Self.smallSize))
  }
}

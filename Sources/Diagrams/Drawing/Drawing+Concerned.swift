import SourceText

/// Draws the intruder, secrets, people, services and stubs.
extension Drawing {
  /// A dark arrow where the path of the compromise starts.
  mutating func intruder() -> DOTNode {
    let name = name("intruder", "")
    places[.intruder] = DOTEndpoint(node: name, port: nil)
    annotations[name] = SVGAnnotation(
      kind: "intruder", id: "", title: "Intruder",
      description: "The path of the compromise starts here.")
    return DOTNode(
      name: name,
      attributes: [
        "id": .text(name), "shape": "cds", "style": "filled", "penwidth": 2,
        "fillcolor": .color(palette.controlled.fill), "color": .color(palette.controlled.line),
        "label": .table(
          DOTTable(
            ["BORDER": 0, "CELLBORDER": 0],
            rows: [
              .cell(DOTCell([:], DOTRun("Intruder", color: palette.controlled.ink, isBold: true)))
            ])),
      ])
  }

  mutating func draw(_ secret: DiagramModel.Secret) -> DOTNode {
    let name = name("secret", secret.id)
    places[.secret(secret.id)] = DOTEndpoint(node: name, port: nil)
    let isHeld = secret.standing == .controlled
    let isAbsent = secret.change == .absent
    let tone = isAbsent ? palette.untouched : tone(of: secret.standing)
    let standing =
      isHeld
      ? "the intruder has it"
      : secret.standing == .critical && secret.mark == nil ? "single point of failure" : ""
    let frame = secret.mark?.frame
    annotations[name] = SVGAnnotation(
      kind: "secret", id: secret.id,
      title: "Secret " + printable(secret.label, members: secret.members), members: secret.members,
      description: [
        sentence(secret.detail), sentence(standing), describe(secret.mark),
        describe(secret.change),
      ].filter { !$0.isEmpty }.joined(separator: " "))
    return DOTNode(
      name: name,
      attributes: [
        "id": .text(name), "shape": "note",
        "style": isAbsent ? "filled,dashed" : "filled",
        "penwidth": .number(isAbsent ? 1 : frame?.border ?? (isHeld ? 2.5 : 1.2)),
        "fillcolor": .color(tone.fill), "color": .color(tone.line),
        "label": .table(
          card(
            sign: "⚷ ", label: secret.label, members: secret.members,
            details: [isShort ? "" : secret.detail, isHeld ? "■ " + standing : standing],
            ink: isAbsent ? palette.muted : tone.ink,
            lines: lines(of: secret.mark, ink: tone.ink) + tagLines(secret.change, ink: tone.ink))),
      ])
  }

  /// People: how many, and every field with its state.
  mutating func draw(_ people: DiagramModel.People) -> DOTNode {
    let name = name("people", people.id)
    places[.people(people.id)] = DOTEndpoint(node: name, port: nil)
    annotations[name] = SVGAnnotation(
      kind: "people", id: people.id, title: "People: " + XMLText.printable(people.label),
      description: [
        sentence(people.detail), describe(people.fields), describe(people.change),
      ].filter { !$0.isEmpty }.joined(separator: " "))
    let worst = look(of: people.exposure)
    var rows: [DOTRow] = [
      .cell(
        DOTCell(
          ["ALIGN": "LEFT", "BALIGN": "LEFT"],
          lines: DOTText.wrapped("☻ " + people.label, width: 34, lines: 3).map {
            [DOTRun($0, color: worst.tone.ink, size: 13, isBold: true)]
          }
            + DOTText.wrapped(people.detail, width: 40, lines: 4).filter { !$0.isEmpty }.map {
              [DOTRun($0, color: worst.tone.ink, isBold: true)]
            }))
    ]
    rows += tagRow(people.change)
    if isShort {
      rows += shortRow(of: people.fields)
    }
    for exposure in DiagramModel.Exposure.allCases.reversed() where !isShort {
      let fields = people.fields.filter { $0.exposure == exposure }
      guard !fields.isEmpty else { continue }
      let look = look(of: exposure)
      rows.append(
        .cell(
          DOTCell(
            [
              "ALIGN": "LEFT", "BALIGN": "LEFT", "BGCOLOR": .color(look.tone.fill),
              "BORDER": .number(look.border), "COLOR": .color(look.tone.line),
              "STYLE": .keyword(look.style),
            ],
            lines: isComparison && detail < .dataset
              ? summary(of: fields) : listing(of: fields, width: 44))))
    }
    return DOTNode(
      name: name,
      attributes: [
        "id": .text(name),
        "label": .table(
          DOTTable(
            [
              "BORDER": .number(people.exposure == .exposed ? 3 : 1.2), "CELLBORDER": 0,
              "CELLSPACING": 4, "CELLPADDING": 4,
              "STYLE": people.change == .absent ? "rounded,dashed" : "rounded",
              "COLOR": .color(worst.tone.line), "BGCOLOR": .color(palette.untouched.fill),
            ], rows: rows)),
      ])
  }

  mutating func draw(_ service: DiagramModel.Service) -> DOTNode {
    let name = name("service", service.id)
    places[.service(service.id)] = DOTEndpoint(node: name, port: nil)
    let word: String
    let sign: String
    let attributes: DOTAttributes
    let tone: Tone
    switch service.state {
    case .up:
      (word, sign) = service.points.map { (words(ofPoints: $0.count), "") } ?? ("runs", "✓")
      tone = palette.untouched
      attributes = ["shape": "box", "style": "filled,rounded", "penwidth": 1.2]
    case .degraded:
      (word, sign, tone) = ("degraded", "◒", palette.stopped)
      attributes = ["shape": "box", "style": "filled,rounded,dashed", "penwidth": 2]
    case .down:
      (word, sign, tone) = ("down", "✕", palette.stopped)
      attributes = ["shape": "octagon", "style": "filled", "penwidth": 2.5, "margin": "0,0"]
    }
    annotations[name] = SVGAnnotation(
      kind: "service", id: service.id,
      title: "Service " + printable(service.label, members: service.members),
      members: service.members,
      description: [
        sentence(service.detail), sentence(service.points == nil ? "State: " + word : word),
        describe(service.change),
      ].filter { !$0.isEmpty }.joined(separator: " "))
    let state = [sign, word].filter { !$0.isEmpty }.joined(separator: " ")
    let isAbsent = service.change == .absent
    return DOTNode(
      name: name,
      attributes: (isAbsent ? ["shape": "box", "style": "rounded,dashed"] : attributes).merging([
        "id": .text(name), "fillcolor": .color(tone.fill), "color": .color(tone.line),
        "label": .table(
          card(
            sign: "", label: service.label, members: service.members,
            details: [service.detail, isAbsent ? "" : state],
            ink: isAbsent ? palette.muted : tone.ink, lines: tagLines(service.change, ink: tone.ink)
          )),
      ]))
  }

  private func words(ofPoints points: Int) -> String {
    switch points {
    case 0: "no single point takes it down"
    case 1: "⬣ one single point takes it down"
    default: "⬣ \(points) single points take it down"
    }
  }

  mutating func draw(_ stub: DiagramModel.Stub) -> DOTNode {
    let name = name("stub", stub.id)
    places[.stub(stub.id)] = DOTEndpoint(node: name, port: nil)
    annotations[name] = SVGAnnotation(
      kind: "stub", id: stub.id, title: XMLText.printable(stub.label),
      description: [
        sentence(stub.detail),
        stub.hidden.isEmpty
          ? ""
          : "Left out here: " + stub.hidden.map(XMLText.printable).joined(separator: ", ") + ".",
      ].filter { !$0.isEmpty }.joined(separator: " "))
    return DOTNode(
      name: name,
      attributes: [
        "id": .text(name), "shape": "folder", "style": "filled,dashed", "penwidth": 1.2,
        "fillcolor": .color(palette.untouched.fill), "color": .color(palette.untouched.line),
        "label": .table(
          card(
            sign: "+ ", label: stub.label, members: nil, details: [stub.detail],
            ink: palette.muted, lines: tagLines(stub.change, ink: palette.muted))),
      ])
  }

  /// A bold name with a few lines below it, without a frame.
  private func card(
    sign: String, label: String, members: Int?, details: [String], ink: Color,
    lines more: [[DOTRun]] = []
  ) -> DOTTable {
    let lines =
      heading(sign + label, members: members, width: 26).map {
        [DOTRun($0, color: ink, isBold: true)]
      }
      + details.filter { !$0.isEmpty }.flatMap { detail in
        DOTText.wrapped(detail, width: 36, lines: 10).map {
          [DOTRun($0, color: ink, size: Self.smallSize)]
        }
      } + more
    return DOTTable(
      ["BORDER": 0, "CELLBORDER": 0, "CELLPADDING": 2], rows: [.cell(DOTCell([:], lines: lines))])
  }
}

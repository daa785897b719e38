extension Drawing {
  /// The frame of an organization around what it runs.
  mutating func frame(
    around nodes: [DOTNode], of organization: DiagramModel.Organization
  ) -> DOTCluster {
    let name = name("organization", organization.id)
    let isTouched = organization.standing > .untouched
    let line = isTouched ? palette.opened.line : palette.panel.line
    var rows: [DOTRow] = [
      .cell(
        DOTCell(
          ["ALIGN": "LEFT", "BALIGN": "LEFT"],
          lines: heading(organization.label, members: organization.members, width: 40).map {
            [DOTRun($0, color: palette.panel.ink, size: 13, isBold: true)]
          }))
    ]
    if !organization.detail.isEmpty {
      rows.append(.cell(smallCell(organization.detail, width: 44, color: palette.muted)))
    }
    annotations[name] = SVGAnnotation(
      kind: "organization", id: organization.id,
      title: "Organization " + printable(organization.label, members: organization.members),
      description: sentence(organization.detail))
    return DOTCluster(
      name: name,
      attributes: [
        "id": .text(name),
        "style": organization.standing == .absent ? "rounded,dashed" : "rounded,filled",
        "fillcolor": .color(palette.panel.fill), "pencolor": .color(line),
        "penwidth": isTouched ? 1.8 : 1, "margin": 9, "labelloc": "t", "labeljust": "l",
        "label": .table(DOTTable(["BORDER": 0, "CELLBORDER": 0, "CELLPADDING": 0], rows: rows)),
      ],
      nodes: nodes)
  }

  /// A system: its name, what happened to it, and a row for each dataset.
  mutating func draw(_ system: DiagramModel.System) -> DOTNode {
    let name = name("system", system.id)
    places[.system(system.id)] = DOTEndpoint(node: name, port: Self.headPort)
    annotations[name] = SVGAnnotation(
      kind: "system", id: system.id,
      title: "System " + printable(system.label, members: system.members),
      description: [
        sentence(system.detail), sentence(standingWords(system.standing)),
        sentence(system.stopped ?? ""),
        system.datasets.map { describe($0) }.joined(separator: " "),
      ].filter { !$0.isEmpty }.joined(separator: " "))
    return box(
      name: name, label: system.label, detail: system.detail, members: system.members,
      standing: system.standing, stopped: system.stopped, datasets: system.datasets)
  }

  /// An organization as one box.
  mutating func drawAsBox(_ organization: DiagramModel.Organization) -> DOTNode {
    let name = name("organization", organization.id)
    places[.organization(organization.id)] = DOTEndpoint(node: name, port: Self.headPort)
    let rows = organization.rows ?? []
    annotations[name] = SVGAnnotation(
      kind: "organization", id: organization.id,
      title: "Organization " + printable(organization.label, members: organization.members),
      description: [
        sentence(organization.detail), sentence(standingWords(organization.standing)),
        rows.map { describe($0) }.joined(separator: " "),
      ].filter { !$0.isEmpty }.joined(separator: " "))
    return box(
      name: name, label: organization.label, detail: organization.detail,
      members: organization.members, standing: organization.standing, stopped: nil, datasets: rows)
  }

  /// Where lines to the thing as a whole end, lest they seem to point at one of its datasets.
  private static let headPort = "head"

  private mutating func box(
    name: String, label: String, detail: String, members: Int?,
    standing: DiagramModel.Standing, stopped: String?, datasets: [DiagramModel.Dataset]
  ) -> DOTNode {
    let tone = tone(of: standing)
    var rows: [DOTRow] = [
      .cell(
        DOTCell(
          [
            "ALIGN": "LEFT", "BALIGN": "LEFT", "BGCOLOR": .color(tone.fill),
            "PORT": .text(Self.headPort),
          ],
          lines: heading(label, members: members, width: 30).map {
            [DOTRun($0, color: tone.ink, isBold: true)]
          }
            + DOTText.wrapped(detail, width: 38, lines: 3).filter { !$0.isEmpty }.map {
              [DOTRun($0, color: tone.ink, size: Self.smallSize)]
            }))
    ]
    if let word = standingTag(standing) {
      rows.append(
        .cell(
          DOTCell(
            ["ALIGN": "LEFT", "BGCOLOR": .color(tone.fill)],
            DOTRun(word, color: tone.ink, size: Self.smallSize, isBold: true))))
    }
    if let stopped {
      rows.append(
        .cell(
          DOTCell(
            [
              "ALIGN": "LEFT", "BGCOLOR": .color(palette.stopped.fill), "BORDER": 2,
              "STYLE": "dotted", "COLOR": .color(palette.stopped.line),
            ],
            DOTRun(
              "✕ " + stopped, color: palette.stopped.ink, size: Self.smallSize, isBold: true))))
    }
    for dataset in datasets { rows += self.rows(of: dataset, in: name) }
    let border = standing >= .critical ? 3.0 : 1.2
    return DOTNode(
      name: name,
      attributes: [
        "id": .text(name),
        "label": .table(
          DOTTable(
            [
              "BORDER": .number(border), "CELLBORDER": 0, "CELLSPACING": 0, "CELLPADDING": 4,
              "COLOR": .color(tone.line),
              "STYLE": standing == .absent ? "dashed" : stopped == nil ? "solid" : "dotted",
              "BGCOLOR": .color(palette.untouched.fill),
            ], rows: rows)),
      ])
  }

  /// A dataset: its name and people; its fields in one cell by what happens to them, or a row for
  /// each, as close as the picture looks.
  private mutating func rows(of dataset: DiagramModel.Dataset, in node: String) -> [DOTRow] {
    let port = "p\(places.count)"
    places[.dataset(dataset.id)] = DOTEndpoint(node: node, port: port)
    let look = look(of: dataset.exposure)
    var lines: [[DOTRun]] = []
    let encrypted = dataset.isEncrypted ? " ⚷ encrypted" : ""
    let title = "▤ " + dataset.label + encrypted
    lines += DOTText.wrapped(title, width: 32, lines: 3).map {
      [DOTRun($0, color: look.tone.ink, isBold: true)]
    }
    if !dataset.holds.isEmpty {
      lines += DOTText.wrapped(dataset.holds, width: 38, lines: 3).map {
        [DOTRun($0, color: look.tone.ink, size: Self.smallSize)]
      }
    }
    switch detail {
    case .organization: break
    case .system: lines += summary(of: dataset.fields)
    case .dataset:
      // What stayed safe as a whole is not what the reader looks for: its number is enough.
      lines +=
        dataset.exposure == .safe
        ? summary(of: dataset.fields) : listing(of: dataset.fields, width: 40)
    case .field: break
    }
    let attributes: DOTAttributes = [
      "ALIGN": "LEFT", "BALIGN": "LEFT", "PORT": .text(port), "BGCOLOR": .color(look.tone.fill),
      "COLOR": .color(look.tone.line), "BORDER": .number(look.border),
      "STYLE": .keyword(look.style),
    ]
    guard detail == .field else { return [.cell(DOTCell(attributes, lines: lines))] }
    return [.cell(DOTCell(attributes, lines: lines))]
      + dataset.fields.map { field in
        let port = "p\(places.count)"
        places[.field(dataset: dataset.id, field: field.id)] = DOTEndpoint(node: node, port: port)
        let look = self.look(of: field.exposure)
        let text =
          look.sign + " " + field.label + (field.detail.isEmpty ? "" : " · " + field.detail)
        return .cell(
          DOTCell(
            [
              "ALIGN": "LEFT", "BALIGN": "LEFT", "PORT": .text(port),
              "BGCOLOR": .color(look.tone.fill), "COLOR": .color(look.tone.line), "BORDER": 1,
              "STYLE": .keyword(look.style),
            ],
            lines: DOTText.wrapped(text, width: 38, lines: 3).map {
              [DOTRun($0, color: look.tone.ink, size: Self.smallSize)]
            }))
      }
  }

  private func describe(_ dataset: DiagramModel.Dataset) -> String {
    let head = "Dataset \(DOTText.printable(dataset.label))"
    let about = [dataset.holds, dataset.isEncrypted ? "encrypted" : ""].filter { !$0.isEmpty }
    let holds = about.isEmpty ? "" : " (\(about.joined(separator: ", ")))"
    return "\(head)\(holds): \(describe(dataset.fields))"
  }
}

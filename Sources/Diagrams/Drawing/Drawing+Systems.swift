import SourceText

extension Drawing {
  /// The frame of an organization around its systems.
  mutating func frame(
    around nodes: [DOTNode], of organization: DiagramModel.Organization
  ) -> DOTCluster {
    let name = name("organization", organization.id)
    let isTouched = organization.standing > .untouched
    let line =
      organization.standing == .critical
      ? palette.critical.line : isTouched ? palette.opened.line : palette.panel.line
    let isAbsent = organization.change == .absent
    var rows: [DOTRow] = [
      .cell(
        DOTCell(
          ["ALIGN": "LEFT", "BALIGN": "LEFT"],
          lines: heading(organization.label, members: organization.members, width: 40).map {
            [
              DOTRun(
                $0, color: isAbsent ? palette.muted : palette.panel.ink, size: 13, isBold: true)
            ]
          }))
    ]
    if !organization.detail.isEmpty {
      rows.append(.cell(smallCell(organization.detail, width: 44, color: palette.muted)))
    }
    // The effects of its failure appear in its box if there is one, and always in its title.
    if let mark = organization.mark, mark.isRemarkable {
      let text = [mark.signs, mark.kind ?? "choke point"].joined(separator: " ")
      rows.append(.cell(smallCell(text, width: 60, color: palette.critical.ink)))
    }
    annotations[name] = SVGAnnotation(
      kind: "organization", id: organization.id,
      title: "Organization " + printable(organization.label, members: organization.members),
      members: organization.members,
      description: [
        sentence(organization.detail), describe(organization.mark), describe(organization.change),
      ].filter { !$0.isEmpty }.joined(separator: " "))
    let isDashed = isAbsent || organization.mark?.frame.style.description == "dashed"
    return DOTCluster(
      name: name,
      attributes: [
        "id": .text(name),
        "style": isAbsent
          ? "rounded,dashed" : isDashed ? "rounded,filled,dashed" : "rounded,filled",
        "fillcolor": .color(palette.panel.fill), "pencolor": .color(line),
        "penwidth": organization.standing == .critical ? 3 : isTouched ? 1.8 : 1, "margin": 9,
        "labelloc": "t", "labeljust": "l",
        "label": .table(DOTTable(["BORDER": 0, "CELLBORDER": 0, "CELLPADDING": 0], rows: rows)),
      ],
      nodes: nodes)
  }

  /// A system: its name, its state, and a row for each dataset.
  mutating func draw(_ system: DiagramModel.System) -> DOTNode {
    let name = name("system", system.id)
    places[.system(system.id)] = DOTEndpoint(node: name, port: Self.headPort)
    annotations[name] = SVGAnnotation(
      kind: "system", id: system.id,
      title: "System " + printable(system.label, members: system.members), members: system.members,
      description: [
        sentence(system.detail), sentence(standingWords(system.standing)),
        sentence(system.stopped ?? ""), describe(system.mark), describe(system.change),
        system.datasets.map { describe($0) }.joined(separator: " "),
      ].filter { !$0.isEmpty }.joined(separator: " "))
    return box(
      Box(
        name: name, label: system.label, detail: system.detail, members: system.members,
        standing: system.standing, tags: standingTag(system.standing).map { [$0] } ?? [],
        stopped: system.stopped, mark: system.mark,
        change: system.change, datasets: system.datasets))
  }

  /// An organization as one box.
  mutating func drawAsBox(_ organization: DiagramModel.Organization) -> DOTNode {
    let name = name("organization", organization.id)
    places[.organization(organization.id)] = DOTEndpoint(node: name, port: Self.headPort)
    let rows = organization.rows ?? []
    annotations[name] = SVGAnnotation(
      kind: "organization", id: organization.id,
      title: "Organization " + printable(organization.label, members: organization.members),
      members: organization.members,
      description: [
        sentence(organization.detail),
        sentence(standingWords(organization.standing) + extentWords(organization)),
        sentence(secretsHeldWords(organization).map { "The " + $0 } ?? ""),
        describe(organization.mark), describe(organization.change),
        rows.map { describe($0) }.joined(separator: " "),
      ].filter { !$0.isEmpty }.joined(separator: " "))
    return box(
      Box(
        name: name, label: organization.label, detail: organization.detail,
        members: organization.members, standing: organization.standing,
        tags: standingTags(organization), stopped: nil,
        mark: organization.mark, change: organization.change, datasets: rows))
  }

  /// Where lines to the whole system end, so that they do not seem to point at one of its datasets.
  private static let headPort = "head"

  /// The content of a box.
  private struct Box {
    var name: String
    var label: String
    var detail: String
    var members: Int?
    var standing: DiagramModel.Standing
    /// What is written below the name.
    var tags: [String]
    var stopped: String?
    var mark: DiagramModel.PointMark?
    var change: DiagramModel.Change?
    var datasets: [DiagramModel.Dataset]
  }

  private mutating func box(_ box: Box) -> DOTNode {
    let isAbsent = box.change == .absent
    let tone = isAbsent ? palette.untouched : tone(of: box.standing)
    let ink = isAbsent ? palette.muted : tone.ink
    var rows: [DOTRow] = [
      .cell(
        DOTCell(
          [
            "ALIGN": "LEFT", "BALIGN": "LEFT", "BGCOLOR": .color(tone.fill),
            "PORT": .text(Self.headPort),
          ],
          lines: heading(box.label, members: box.members, width: 30).map {
            [DOTRun($0, color: ink, isBold: true)]
          }
            + DOTText.wrapped(box.detail, width: 38, lines: 3).filter { !$0.isEmpty }.map {
              [DOTRun($0, color: ink, size: Self.smallSize)]
            }))
    ]
    rows += tagRow(box.change)
    if box.mark == nil, !isAbsent {
      rows += box.tags.map { tag in
        .cell(
          DOTCell(
            ["ALIGN": "LEFT", "BGCOLOR": .color(tone.fill)],
            DOTRun(tag, color: tone.ink, size: Self.smallSize, isBold: true)))
      }
    }
    let marked = lines(of: box.mark, ink: tone.ink)
    if !marked.isEmpty {
      rows.append(
        .cell(
          DOTCell(
            ["ALIGN": "LEFT", "BALIGN": "LEFT", "BGCOLOR": .color(tone.fill)], lines: marked)))
    }
    if let stopped = box.stopped {
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
    if model.view == .singlePoints, detail < .dataset {
      rows += namesRow(of: box.datasets, in: box.name)
    } else if isShort {
      rows += shortRow(of: box.datasets.flatMap(\.fields))
    } else {
      for dataset in box.datasets { rows += self.rows(of: dataset, in: box.name) }
    }
    let border = box.mark?.frame.border ?? (box.standing >= .critical ? 3.0 : 1.2)
    var table = DOTTable(
      [
        "BORDER": .number(isAbsent ? 1 : border), "CELLBORDER": 0, "CELLSPACING": 0,
        "CELLPADDING": 4, "COLOR": .color(tone.line),
        "STYLE": isAbsent
          ? "dashed"
          : box.stopped != nil ? "dotted" : .keyword(box.mark?.frame.style ?? "solid"),
        "BGCOLOR": .color(palette.untouched.fill),
      ], rows: rows)
    if box.mark?.frame.isDouble ?? false {
      // The second frame, around the first.
      table = DOTTable(
        [
          "BORDER": .number(border), "CELLBORDER": 0, "CELLSPACING": 2, "CELLPADDING": 0,
          "COLOR": .color(tone.line), "BGCOLOR": .color(palette.untouched.fill),
        ], rows: [.cell(DOTCell([:], table: table))])
    }
    return DOTNode(name: box.name, attributes: ["id": .text(box.name), "label": .table(table)])
  }

  /// The state of an organization's data in one line.
  func shortRow(of fields: [DiagramModel.Field]) -> [DOTRow] {
    summary(of: fields).map { line in
      let look = look(of: fields.map(\.exposure).max() ?? .unsaid)
      return .cell(
        DOTCell(
          [
            "ALIGN": "LEFT", "BGCOLOR": .color(look.tone.fill), "COLOR": .color(look.tone.line),
            "BORDER": .number(look.border), "STYLE": .keyword(look.style),
          ], lines: [line]))
    }
  }

  /// Only the names of datasets, in pictures about the systems that hold them.
  private mutating func namesRow(of datasets: [DiagramModel.Dataset], in node: String) -> [DOTRow] {
    guard !datasets.isEmpty else { return [] }
    let port = "p\(places.count)"
    for dataset in datasets {
      places[.dataset(dataset.id)] = DOTEndpoint(node: node, port: port)
      for field in dataset.fields {
        places[.field(dataset: dataset.id, field: field.id)] = DOTEndpoint(node: node, port: port)
      }
    }
    let names = datasets.map { short($0.label) + ($0.isEncrypted ? " ⚷" : "") }
    return [
      .cell(
        DOTCell(
          ["ALIGN": "LEFT", "BALIGN": "LEFT", "PORT": .text(port)],
          lines: DOTText.wrapped("▤ " + names.joined(separator: ", "), width: 38, lines: 12).map {
            [DOTRun($0, color: palette.untouched.ink, size: Self.smallSize)]
          }))
    ]
  }

  /// A dataset: its name and people, then its fields, grouped by state in one cell or one row per field, depending
  /// on the level of detail.
  private mutating func rows(of dataset: DiagramModel.Dataset, in node: String) -> [DOTRow] {
    let port = "p\(places.count)"
    places[.dataset(dataset.id)] = DOTEndpoint(node: node, port: port)
    if dataset.change == .absent { return [emptyRow(for: dataset, port: port)] }
    let look = look(of: dataset.exposure)
    var lines: [[DOTRun]] = []
    let encrypted = dataset.isEncrypted ? " ⚷ encrypted" : ""
    let title = (dataset.change == .added ? "✚ ▤ " : "▤ ") + dataset.label + encrypted
    lines += DOTText.wrapped(title, width: 32, lines: 3).map {
      [DOTRun($0, color: look.tone.ink, isBold: true)]
    }
    if !dataset.holds.isEmpty, !isComparison || detail > .system {
      lines += DOTText.wrapped(dataset.holds, width: 38, lines: 3).map {
        [DOTRun($0, color: look.tone.ink, size: Self.smallSize)]
      }
    }
    switch detail {
    case .organization: break
    case .system: lines += summary(of: dataset.fields)
    case .dataset:
      // Readers are not looking for completely safe data, so its number is enough.
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

  /// The empty place of a dataset that this architecture lacks.
  private func emptyRow(for dataset: DiagramModel.Dataset, port: String) -> DOTRow {
    .cell(
      DOTCell(
        [
          "ALIGN": "LEFT", "BALIGN": "LEFT", "PORT": .text(port), "BORDER": 1, "STYLE": "dashed",
          "COLOR": .color(palette.untouched.line),
        ],
        lines: DOTText.wrapped("∅ " + dataset.label + ": not here", width: 32, lines: 3).map {
          [DOTRun($0, color: palette.muted, size: Self.smallSize)]
        }))
  }

  private func describe(_ dataset: DiagramModel.Dataset) -> String {
    if dataset.change == .absent {
      return "Dataset \(XMLText.printable(dataset.label)): not in this architecture."
    }
    let head = "Dataset \(XMLText.printable(dataset.label))"
    let about = [dataset.holds, dataset.isEncrypted ? "encrypted" : ""].filter { !$0.isEmpty }
    let holds = about.isEmpty ? "" : " (\(about.joined(separator: ", ")))"
    return "\(head)\(holds): \(describe(dataset.fields))"
  }
}

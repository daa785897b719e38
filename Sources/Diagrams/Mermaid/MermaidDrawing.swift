import SourceText

/// Writes a folded model as a Mermaid flowchart: organizations as frames, a box for each thing, states as colors,
/// signs and words.
struct MermaidDrawing {
  private let model: DiagramModel
  private let drawing: Drawing
  private var lines: [String] = []
  private var names: [DiagramModel.Endpoint: String] = [:]
  private var classes: [String: [String]] = [:]
  private var edges: [String] = []
  private var boxCount = 0
  private var frameCount = 0

  /// The characters of a label that a box shows.
  static let labelLength = 80
  /// The characters that the note about what was left out has.
  static let noteLength = 1_200

  init(_ model: DiagramModel) {
    self.model = model
    drawing = Drawing(model, palette: .light, detail: .dataset)
  }

  /// How many lines join boxes.
  private(set) var edgeCount = 0

  /// The diagram.
  mutating func text() -> String {
    lines = ["flowchart LR"]
    addHeader()
    if model.hasIntruder { add(.intruder, ["Intruder"], ("([", "])"), "controlled") }
    let frames = Set(model.organizations.filter { $0.rows == nil }.map(\.id))
    for organization in model.organizations where organization.rows == nil {
      let title = label(organization.label, members: organization.members)
      frameCount += 1
      lines.append("  subgraph o\(frameCount)[\"\(title)\"]")
      addContents { $0 == organization.id }
      lines.append("  end")
    }
    addContents { organization in organization.map { !frames.contains($0) } ?? true }
    for organization in model.organizations where organization.rows != nil { add(organization) }
    for cause in model.causes {
      add(.cause(cause.id), [cause.label], ("{{", "}}"), "critical")
    }
    for people in model.people { add(people) }
    for service in model.services { add(service) }
    for edge in model.edges.mergingParallels { add(edge) }
    return (lines + edges + styles + [""]).joined(separator: "\n")
  }

  /// Title, incident, and what was folded or left out: a box, because other places differ between versions.
  private mutating func addHeader() {
    let notes = ([model.title, model.subtitle] + model.notes).filter { !$0.isEmpty }
    guard !notes.isEmpty else { return }
    let words = notes.map {
      MermaidText.escaped(MermaidText.shortened($0, most: Self.noteLength))
    }
    lines.append("  note[\"\(words.joined(separator: "<br/>"))\"]")
    classes["note", default: []].append("note")
  }

  private mutating func addContents(of belongs: (String?) -> Bool) {
    for secret in model.secrets where belongs(secret.organization) {
      let tag = drawing.standingTag(secret.standing)
      add(
        .secret(secret.id),
        [label(secret.label, members: secret.members), secret.detail, tag ?? ""],
        ("[/", "/]"), name(of: secret.standing), isEscaped: true)
    }
    for system in model.systems where belongs(system.organization) { add(system) }
    for stub in model.stubs where belongs(stub.organization) {
      add(.stub(stub.id), [stub.label, stub.detail], ("[[", "]]"), "untouched")
    }
  }

  private mutating func add(_ system: DiagramModel.System) {
    let tag = drawing.standingTag(system.standing) ?? ""
    let words =
      [system.detail, tag, system.stopped.map { "✕ " + $0 } ?? ""]
      + system.datasets.map(row)
    add(
      .system(system.id), [label(system.label, members: system.members)] + words,
      ("[", "]"), system.stopped == nil ? name(of: system.standing) : "stopped", isEscaped: true)
    for dataset in system.datasets {
      names[.dataset(dataset.id)] = names[.system(system.id)]
      for field in dataset.fields {
        names[.field(dataset: dataset.id, field: field.id)] = names[.system(system.id)]
      }
    }
  }

  private mutating func add(_ organization: DiagramModel.Organization) {
    add(
      .organization(organization.id),
      [label(organization.label, members: organization.members), organization.detail]
        + drawing.standingTags(organization) + (organization.rows ?? []).map(row),
      ("[", "]"), name(of: organization.standing), isEscaped: true)
  }

  private mutating func add(_ people: DiagramModel.People) {
    let words = drawing.summary(of: people.fields).flatMap { $0.map(\.text) }
    add(
      .people(people.id), [people.label, people.detail] + words, ("(", ")"),
      name(of: people.exposure))
  }

  private mutating func add(_ service: DiagramModel.Service) {
    let state =
      switch service.state {
      case .up: ("○ up", "safe")
      case .degraded: ("◐ degraded", "derivable")
      case .down: ("✕ down", "stopped")
      }
    let word = model.view == .exposure ? state.0 : ""
    add(
      .service(service.id), [label(service.label, members: service.members), service.detail, word],
      ("([", "])"),
      model.view == .exposure ? state.1 : "untouched", isEscaped: true)
  }

  /// A dataset in its system's box.
  private func row(of dataset: DiagramModel.Dataset) -> String {
    let words = drawing.summary(of: dataset.fields).flatMap { $0.map(\.text) }
    let lock = dataset.isEncrypted ? "encrypted" : ""
    return ([dataset.label] + [dataset.holds, lock] + words).filter { !$0.isEmpty }
      .joined(separator: ": ")
  }

  private func label(_ text: String, members: Int?) -> String {
    let short = MermaidText.escaped(MermaidText.shortened(text, most: Self.labelLength))
    return members.map { "\(short) ×\($0)" } ?? short
  }

  /// A box; the first of its words is its name.
  private mutating func add(
    _ thing: DiagramModel.Endpoint, _ words: [String],
    _ shape: (open: String, close: String), _ style: String, isEscaped: Bool = false
  ) {
    boxCount += 1
    let name = "n\(boxCount)"
    names[thing] = name
    let texts = words.enumerated().filter { !$0.element.isEmpty }.map { index, text in
      isEscaped && index == 0
        ? text
        : MermaidText.escaped(MermaidText.shortened(text, most: Self.labelLength))
    }
    lines.append(
      "  \(name)\(shape.open)\"\(texts.joined(separator: "<br/>"))\"\(shape.close)")
    classes[style, default: []].append(name)
  }

  private mutating func add(_ edge: DiagramModel.Edge) {
    guard let from = names[edge.from], let to = names[edge.to] else { return }
    var words = edge.label.isEmpty ? drawing.words(for: edge.kind) : edge.label
    // Combined edges keep only labels that all of them have.
    if edge.isPossible, !words.contains("possible") { words += ", possible" }
    if edge.weight > 1 { words += " ×\(edge.weight)" }
    let isDotted = edge.isPossible || [.keeps, .needs, .becomes, .hits].contains(edge.kind)
    let arrow = edge.isOnPath ? "==>" : isDotted ? "-.->" : "-->"
    let text = MermaidText.escaped(MermaidText.shortened(words, most: Self.labelLength))
    edges.append("  \(from) \(arrow)|\"\(text)\"| \(to)")
    edgeCount += 1
  }

  // MARK: - Styles

  private func name(of standing: DiagramModel.Standing) -> String {
    switch standing {
    case .untouched: "untouched"
    case .critical: "critical"
    case .opened: "opened"
    case .controlled: "controlled"
    }
  }

  private func name(of exposure: DiagramModel.Exposure) -> String {
    switch exposure {
    case .unsaid: "untouched"
    case .safe: "safe"
    case .unknown: "unknown"
    case .possible: "possible"
    case .derivable: "derivable"
    case .exposed: "exposed"
    }
  }

  private var styles: [String] {
    let palette = Palette.light
    let tones = [
      "untouched": palette.untouched, "controlled": palette.controlled, "opened": palette.opened,
      "exposed": palette.exposed, "derivable": palette.derivable, "unknown": palette.unknown,
      "possible": palette.unknown,
      "safe": palette.safe, "stopped": palette.stopped, "critical": palette.critical,
      "note": palette.panel,
    ]
    return classes.keys.sorted().flatMap { style -> [String] in
      guard let tone = tones[style], let names = classes[style] else { return [] }
      let colors = [
        "fill:\(tone.fill.hexadecimal)", "stroke:\(tone.line.hexadecimal)",
        "color:\(tone.ink.hexadecimal)",
      ]
      return [
        "  classDef \(style) \(colors.joined(separator: ","))",
        "  class \(names.joined(separator: ",")) \(style)",
      ]
    }
  }
}

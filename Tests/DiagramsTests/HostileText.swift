@testable import Diagrams
import TestSupport

/// Texts that would break a naive writer of DOT, HTML-like labels or SVG.
enum HostileText {
  static let known = [
    "", " ", "\"", "\\", "\\\\", "\\N", "\\G\\L\\n\\l\\r", "a\\", "\"];}", "</TD></TABLE>>",
    "<script>alert(1)</script>", "&lt;script&gt;", "&#60;script&#62;", "&amp;", "&", "&nosuch;",
    "<!-- x -->", "]]>", "<![CDATA[", "line\nfeed", "carriage\r\nreturn", "tab\there",
    "nul\u{0}byte",
    "\u{1B}[31m", "\u{7F}", "\u{FFFE}", "\u{202E}turned\u{202C}", "\u{2067}isolated\u{2069}",
    "\u{FEFF}mark", "שלום עולם", "شبكة التأمين الصحي", "第三方支付系统", "医療費", "건강보험",
    "Œuvre d’été à Noël", "e\u{301}e\u{301}", "👩‍👩‍👧‍👦 family", "🇫🇷", "{a|b}", "<a>:<b>", "node -> node",
    "#comment", "//comment", "%s%n", "$(id)", "javascript:alert(1)", "onload=\"alert(1)\"",
    String(repeating: "x", count: 10_000), String(repeating: "界", count: 10_000),
    String(repeating: "<b>&", count: 2_500), String(repeating: " ", count: 500),
  ]

  /// A known text, or the beginnings of several put together.
  static func random(_ generator: inout SplitMix64) -> String {
    if Bool.random(using: &generator) { return known.randomElement(using: &generator) ?? "" }
    return (0..<Int.random(in: 1...4, using: &generator)).map { _ in
      String((known.randomElement(using: &generator) ?? "").prefix(40))
    }.joined()
  }

  /// A model all of whose texts are hostile; its ids are too, with a number that keeps them apart.
  static func model(seed: UInt64) -> DiagramModel {
    var generator = SplitMix64(seed: seed)
    func text() -> String { random(&generator) }
    var number = 0
    func id() -> String {
      number += 1
      return "\(number)\(text().prefix(60))"
    }
    var model = DiagramModel(title: text(), subtitle: text(), notes: [text()], view: .exposure)
    func mark() -> DiagramModel.PointMark {
      .init(
        isForExposure: true, isForAvailability: Bool.random(using: &generator), exposes: [text()],
        exposesBelow: [text()], takesDown: [text()], chokes: [text()], within: [text()])
    }
    for _ in 0..<3 {
      let organization = id()
      model.organizations.append(
        .init(id: organization, label: text(), detail: text(), mark: mark()))
      let fields = DiagramModel.Exposure.allCases.map {
        DiagramModel.Field(id: id(), label: text(), exposure: $0, detail: text())
      }
      let dataset = DiagramModel.Dataset(
        id: id(), label: text(), holds: text(), isEncrypted: true, fields: fields)
      let system = DiagramModel.System(
        id: id(), label: text(), detail: text(), organization: organization, standing: .opened,
        stopped: text(), datasets: [dataset], mark: mark())
      let secret = DiagramModel.Secret(
        id: id(), label: text(), detail: text(), standing: .controlled, mark: mark())
      let cause = DiagramModel.CommonCause(id: id(), label: text(), detail: text(), mark: mark())
      let people = DiagramModel.People(id: id(), label: text(), detail: text(), fields: fields)
      let service = DiagramModel.Service(id: id(), label: text(), detail: text(), state: .down)
      let stub = DiagramModel.Stub(id: id(), label: text(), detail: text(), hidden: [text()])
      model.systems.append(system)
      model.secrets.append(secret)
      model.people.append(people)
      model.services.append(service)
      model.stubs.append(stub)
      model.causes.append(cause)
      model.edges += [
        .init(from: .intruder, to: .secret(secret.id), kind: .event, label: text(), isOnPath: true),
        .init(
          from: .secret(secret.id), to: .system(system.id), kind: .access, label: text(),
          chokes: [text()]),
        .init(from: .cause(cause.id), to: .system(system.id), kind: .hits, label: text()),
        .init(from: .dataset(dataset.id), to: .people(people.id), kind: .about, isOnPath: true),
        .init(from: .service(service.id), to: .system(system.id), kind: .needs, label: text()),
        .init(
          from: .stub(stub.id), to: .dataset(dataset.id), kind: .flow, label: text(), weight: 3),
      ]
    }
    return model
  }

  /// Two hostile models side by side, under hostile names.
  static func comparison(seed: UInt64) -> DiagramModel {
    var generator = SplitMix64(seed: seed)
    let first = model(seed: seed)
    var second = first
    second.systems.removeFirst()
    second.secrets.removeLast()
    second.dropLooseEnds()
    var model = first
    model.view = .comparison
    model.panels = [first, second].map { model in
      .init(
        id: random(&generator), label: random(&generator), figure: random(&generator),
        figures: [random(&generator)], model: model)
    }
    return model
  }
}

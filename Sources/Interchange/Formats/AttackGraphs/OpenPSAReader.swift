/// Reads gates, basic events and house events.
struct OpenPSAReader {
  /// A formula.
  indirect enum Formula {
    case event(String)
    case constant(Bool)
    case all([Formula])
    case any([Formula])
    case atLeast(Int, [Formula])
    /// Not monotone: the source's word for it, with its parts.
    case other(String, [Formula])
  }

  private(set) var title: String?
  private(set) var gates: [(name: String, formula: Formula, label: String?)] = []
  private(set) var events: [String: String] = [:]
  private(set) var house: [String: Bool] = [:]
  private let log: ImportLog
  private var open: [(name: String, attributes: [String: String], parts: [Formula])] = []
  private var defined: (kind: String, name: String)?
  private var label: String?
  private var text = ""
  /// Elements that are open.
  private var path: [String] = []

  init(_ log: ImportLog) { self.log = log }

  private static let connectives: Set = [
    "and", "or", "not", "atleast", "xor", "iff", "imply", "nand", "nor", "cardinality",
  ]

  mutating func take(_ event: XMLEvents.Event) {
    switch event {
    case .text(let part): text += part
    case .start(let name, let attributes):
      start(name, attributes)
      path.append(name)
    case .end(let name):
      path.removeLast()
      end(name)
    }
  }

  private mutating func start(_ name: String, _ attributes: [String: String]) {
    text = ""
    let own = attributes["name"] ?? ""
    switch name {
    case "define-fault-tree": title = title ?? own
    case "define-gate", "define-basic-event", "define-house-event":
      defined = (name, own)
      label = nil
      open = [(name, attributes, [])]
      if name == "define-basic-event" { events[own] = events[own] ?? "" }
    case _ where Self.connectives.contains(name): open.append((name, attributes, []))
    case "gate", "basic-event", "house-event", "event":
      if !open.isEmpty { open[open.count - 1].parts.append(.event(own)) }
    case "constant":
      let value = attributes["value"] == "true"
      if let defined, defined.kind == "define-house-event" {
        house[defined.name] = value
      } else if !open.isEmpty {
        open[open.count - 1].parts.append(.constant(value))
      }
    case "float":
      guard let defined, defined.kind == "define-basic-event" else { break }
      guard path.last == "define-basic-event" else {
        log.account.note(
          "distributions-not-taken",
          "Basic events whose probability must be calculated: it is not.",
          example: defined.name)
        break
      }
      events[defined.name] = attributes["value"] ?? ""
    default: break
    }
  }

  private mutating func end(_ name: String) {
    if name == "label" { label = text.onOneLine }
    if Self.connectives.contains(name), let last = open.popLast(), !open.isEmpty {
      open[open.count - 1].parts.append(Self.formula(last.name, last.attributes, last.parts))
    }
    guard name == "define-gate", let last = open.first, let defined else { return }
    gates.append((defined.name, last.parts.first ?? .constant(false), label))
    open = []
    self.defined = nil
  }

  private static func formula(
    _ name: String, _ attributes: [String: String], _ parts: [Formula]
  ) -> Formula {
    switch name {
    case "and": .all(parts)
    case "or": .any(parts)
    case "atleast": .atLeast(attributes["min"].flatMap { Int($0) } ?? 1, parts)
    default: .other(name, parts)
    }
  }
}

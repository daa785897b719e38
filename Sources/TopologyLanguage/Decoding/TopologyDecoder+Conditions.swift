import SourceText
import TopologyModel

/// Decodes conditions: `requires`, `needs`, `fallback`.
extension TopologyDecoder {
  mutating func condition(
    _ key: Key, _ record: Record, _ expected: Expected, home: Int?
  ) -> Condition? {
    value(key, record).flatMap { condition($0, expected, home: home) }
  }

  private static let form = "write one id, { all: […] }, { any: […] } or { at-least: 2, of: […] }"

  private mutating func condition(
    _ node: Node, _ expected: Expected, home: Int?
  ) -> Condition? {
    switch arena.kind(node) {
    case .plain, .quoted:
      guard let found = definition(node, expected) else { return nil }
      switch found.section {
      case .secret: return .secret(Reference(found.index))
      case .system: return .system(Reference(found.index))
      default: return .service(Reference(found.index))
      }
    case .list:
      report(.conditionForm, "a list is not a condition", at: node, help: Self.form)
      return nil
    case .map: break
    }
    guard let record = record(node, .condition, name: node) else { return nil }
    let given = [Key.all, .any, .atLeast, .of].filter { keyNode($0, record) != nil }
    switch given {
    case [.all]:
      return conditions(.all, record, expected, home: home).map { .all($0.map(\.0)) }
    case [.any]:
      return conditions(.any, record, expected, home: home).map { .any($0.map(\.0)) }
    case [.atLeast, .of]: return atLeast(record, expected, home: home)
    default:
      // Unknown keys were already reported.
      if record.children.count == given.count * 2 {
        report(
          .conditionForm, "a condition needs exactly one of 'all', 'any', or 'at-least' with 'of'",
          at: node,
          help: given.count < 2
            ? Self.form
            : "keep one of them; in a patch, remove the other: { \(given[0].text): null, … }")
      }
      return nil
    }
  }

  /// The parts under a key, each once, with the number it counts for; nil if one of them is invalid.
  private mutating func conditions(
    _ key: Key, _ record: Record, _ expected: Expected, home: Int?
  ) -> [(Condition, Int)]? {
    guard let node = value(key, record) else {
      report(
        .emptyCondition, "'\(key.text)' is empty", at: keyNode(key, record) ?? record.name)
      return nil
    }
    let items: ArraySlice<Node> = arena.kind(node) == .list ? arena.children(node) : [node]
    guard !items.isEmpty else {
      report(
        .emptyCondition,
        key == .all ? "an empty 'all' is always true" : "an empty '\(key.text)' is never true",
        at: keyNode(key, record) ?? node, help: "list what is needed, or remove the condition")
      return nil
    }
    var parts: [(Condition, Int)] = []
    var known: Set<Condition> = []
    var isValid = true
    for item in items {
      guard let part = condition(item, expected, home: home) else {
        isValid = false
        continue
      }
      guard known.insert(part).inserted else {
        let text = arena.kind(item) == .map ? "condition" : "item '\(name(item))'"
        report(.repeatedItem, "repeated \(text): it counts once", at: item)
        continue
      }
      parts.append((part, weight(part, home: home)))
    }
    return isValid ? parts : nil
  }

  private mutating func atLeast(
    _ record: Record, _ expected: Expected, home: Int?
  ) -> Condition? {
    guard let node = value(.atLeast, record) else {
      report(
        .conditionForm, "'at-least' needs a number", at: keyNode(.atLeast, record) ?? record.name)
      return nil
    }
    let parts = conditions(.of, record, expected, home: home)
    guard let number = wholeNumber(node), let parts else { return nil }
    let total = parts.reduce(0) { $0 + $1.1 }
    guard (1...total).contains(number) else {
      report(
        .atLeastOutOfRange,
        number == 0
          ? "at least 0 is always true"
          : "at least \(number) of \(total) can never be true", at: node,
        help: "write a number from 1 to \(total)")
      return nil
    }
    return .atLeast(number, of: parts.map(\.0))
  }

  /// Digits as a number; nil, and reported, for anything else.
  mutating func wholeNumber(_ node: Node) -> Int? {
    let digits = arena.kind(node) == .plain ? name(node).prefix(18) : ""
    let isWhole = digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
    guard isWhole, let number = Int(digits) else {
      wrongType(node, expected: "a whole number")
      return nil
    }
    return number
  }

  /// The number a part counts for in "at least k of": the members of a fleet seen from outside, otherwise 1.
  private func weight(_ part: Condition, home: Int?) -> Int {
    let fleet: Int? =
      switch part {
      case .secret(let secret): topology.secrets[secret].each?.index
      case .system(let system): fleet(ofSystem: system.index)
      case .service(let service): self.fleet(of: topology.services[service].organization)
      default: nil
      }
    guard let fleet, fleet != home else { return 1 }
    return topology.organizations[fleet].count ?? 1
  }

  func fleet(ofSystem index: Int) -> Int? {
    fleet(of: topology.systems[index].organization)
  }

  func fleet(of organization: Reference<Organization>?) -> Int? {
    guard let organization, topology.organizations[organization].count != nil else { return nil }
    return organization.index
  }
}

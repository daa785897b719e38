import SourceText
import TopologyModel

/// Decodes what requirements speak of: data, numbers and countries.
extension TopologyDecoder {
  /// `people`, and `fields`, a `category` or a `tier`. Nil after an error.
  mutating func data(_ record: Record) -> RequiredData? {
    let people = value(.people, record).flatMap { part($0) }
    if value(.people, record) != nil, people == nil { return nil }
    var fields: [Reference<DataField>] = references(.fields, record, .field) ?? []
    if let node = value(.category, record) {
      guard let category = text(.category, record) else { return nil }
      let found = topology.fields.references.filter { field in
        let own = topology.fields[field].category ?? ""
        return own == category || own.hasPrefix(category + ".")
      }
      if found.isEmpty {
        report(
          .requirementOfNothing, "no field has the category '\(category)' or one below it",
          at: node,
          help: near(category, among: topology.fields.compactMap(\.category))
            .map { "did you mean '\($0)'?" })
        return nil
      }
      fields += found.filter { !fields.contains($0) }
    } else if let node = value(.fields, record), fields.isEmpty {
      if arena.kind(node) == .list, arena.children(node).isEmpty {
        report(.emptyList, "a requirement names at least one field", at: node)
      }
      return nil
    }
    let tier = value(.tier, record) == nil ? nil : choice(.tier, record, Gravity.self)
    if value(.tier, record) != nil, tier == nil { return nil }
    return RequiredData(people: people, fields: fields, tier: tier)
  }

  /// Whether a list is given that names nothing, which is reported.
  mutating func isEmptyList(_ key: Key, _ record: Record, help: String? = nil) -> Bool {
    guard let node = value(key, record), arena.kind(node) == .list, arena.children(node).isEmpty
    else { return false }
    report(.emptyList, "'\(key.text)' of a requirement names nothing", at: node, help: help)
    return true
  }

  /// A whole number in a range.
  mutating func number(_ key: Key, _ record: Record, _ range: ClosedRange<Int>) -> Int? {
    guard let node = required(key, record, "a requirement"), let count = count(key, record) else {
      return nil
    }
    guard count.isExact, range.contains(count.low) else {
      report(
        .requirementForm,
        "'\(key.text)' takes one number from \(range.lowerBound) to \(range.upperBound)",
        at: node)
      return nil
    }
    return count.low
  }

  /// Two letters of ISO 3166.
  mutating func country(_ key: Key, _ record: Record) -> String? {
    value(key, record).flatMap { country($0) }
  }

  mutating func country(_ node: Node) -> String? {
    let text = arena.isScalar(node) ? name(node) : ""
    guard text.utf8.count == 2, text.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
      report(
        .invalidCountry, "invalid country '\(text)'", at: node,
        help: "write the two capital letters of ISO 3166, such as FR")
      return nil
    }
    return text
  }
}

import SourceText
import TopologyModel

/// Decodes laws, awareness, severity and retention.
extension TopologyDecoder {
  /// Short names of laws, or a map from law to its authority.
  mutating func laws(_ record: Record) -> [GoverningLaw] {
    guard let node = value(.subjectTo, record) else { return [] }
    guard arena.kind(node) == .map else {
      return resolved(items(node, of: "a law")) { decoder, item in
        decoder.law(item).map { GoverningLaw(law: $0, authority: nil) }
      }
    }
    return arena.pairs(node).compactMap { key, authority in
      guard let law = law(key) else { return nil }
      if arena.isNull(authority) { return GoverningLaw(law: law, authority: nil) }
      guard let found = definition(authority, .organization) else { return nil }
      return GoverningLaw(law: law, authority: Reference(found.index))
    }
  }

  private mutating func law(_ node: Node) -> String? {
    guard isName(node) else {
      wrongType(node, expected: "the short name of a law")
      return nil
    }
    return checkID(node) ? name(node) : nil
  }

  /// One date for all organizations, or a map from organization to date.
  mutating func awareness(_ record: Record) -> [Awareness] {
    guard let node = value(.aware, record) else { return [] }
    guard arena.kind(node) == .map else {
      return date(node).map { [Awareness(organization: nil, date: $0)] } ?? []
    }
    return arena.pairs(node).compactMap { key, value in
      let organization = definition(key, .organization)
      guard let date = date(value), let organization else { return nil }
      return Awareness(organization: Reference(organization.index), date: date)
    }
  }

  /// One retention period, or a list of them.
  mutating func retentions(_ record: Record) -> [Retention] {
    guard let node = value(.retained, record) else { return [] }
    let isList = arena.kind(node) == .list
    let name = keyNode(.retained, record) ?? node
    return (isList ? arena.children(node) : [node]).compactMap { item in
      guard let record = self.record(item, .retention, name: isList ? item : name)
      else { return nil }
      let people = parts(.people, record)
      let because = text(.because, record)
      let source = reference(.source, record, .source, as: Source.self)
      guard let until = required(.until, record, "a retention period").flatMap({ date($0) })
      else { return nil }
      return Retention(people: people, until: until, because: because, source: source)
    }
  }

  // MARK: - Severity

  /// A map from factor to its value and reason.
  mutating func judgements(_ incident: Record) -> [SeverityJudgement] {
    guard let node = value(.severity, incident),
      let record = record(node, .severity, name: node)
    else { return [] }
    return SeverityJudgement.Factor.allCases.compactMap { factor in
      guard let key = Self.key(factor), let node = value(key, record) else { return nil }
      return judgement(factor, node, name: keyNode(key, record) ?? node)
    }
  }

  private static func key(_ factor: SeverityJudgement.Factor) -> Key? {
    Shape.severity.keys.first { $0.text == factor.rawValue }
  }

  private mutating func judgement(
    _ factor: SeverityJudgement.Factor, _ node: Node, name: Node
  ) -> SeverityJudgement? {
    guard let record = record(node, .judgement, name: name) else { return nil }
    let source = reference(.source, record, .source, as: Source.self)
    let value = required(.value, record, "a severity factor")
    let because = required(.because, record, "a severity factor")
    guard let value = value.flatMap({ factorValue($0, factor) }), because != nil,
      let because = text(.because, record)
    else { return nil }
    return SeverityJudgement(factor: factor, value: value, because: because, source: source)
  }

  /// A number `0.5` or a range `0.25..0.5`, within the factor's scale.
  private mutating func factorValue(
    _ node: Node, _ factor: SeverityJudgement.Factor
  ) -> ClosedRange<Double>? {
    guard arena.isScalar(node), arena.boolean(node) == nil else {
      wrongType(node, expected: "a number or a range of numbers")
      return nil
    }
    let bounds = FactorNotation.parse(name(node))
    guard let bounds, factor.scale.contains(bounds.lowerBound),
      factor.scale.contains(bounds.upperBound)
    else {
      let scale = "\(factor.scale.lowerBound)..\(factor.scale.upperBound)"
      report(
        .invalidFactor, "invalid value '\(name(node))' for '\(factor.rawValue)'", at: node,
        help: "write a number or a range within \(scale.replacing(".0", with: ""))")
      return nil
    }
    return bounds
  }
}

/// Parses severity factors: `0.5`, `1..3`.
enum FactorNotation {
  /// The range that a text denotes; nil if it is invalid.
  static func parse(_ text: String) -> ClosedRange<Double>? {
    if let dots = text.firstRange(of: "..") {
      guard let low = number(text[..<dots.lowerBound]), let high = number(text[dots.upperBound...]),
        low <= high
      else { return nil }
      return low...high
    }
    return number(text[...]).map { $0...$0 }
  }

  /// Digits, optionally with decimals after a point.
  private static func number(_ text: Substring) -> Double? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count),
      parts.allSatisfy({ part in
        !part.isEmpty && part.utf8.count <= 15
          && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
      })
    else { return nil }
    return Double(String(text))
  }
}

import SourceText
import TopologyModel

/// Decodes when a secret opens anything, and until when its holder had a reason to have it.
extension TopologyDecoder {
  /// `2023-01-01..2023-10-17`, or one end alone: `2023-01-01..`, `..2023-10-17`.
  mutating func validity(_ secret: Record) -> ValidityPeriod? {
    guard let node = value(.valid, secret) else { return nil }
    guard arena.isScalar(node) else {
      wrongType(node, expected: "a period")
      return nil
    }
    let text = name(node)
    let ends = text.firstRange(of: "..").map {
      [String(text[..<$0.lowerBound]), String(text[$0.upperBound...])]
    }
    guard let ends, ends != ["", ""], ends.allSatisfy({ $0.isEmpty || Self.isDate($0) }) else {
      report(
        .invalidDate, "invalid period '\(text)'", at: node,
        help:
          "write the first and the last day, or one of them: 2023-01-01..2023-10-17, 2023-01-01..")
      return nil
    }
    let (from, until) = (ends[0].isEmpty ? nil : ends[0], ends[1].isEmpty ? nil : ends[1])
    if let from, let until, DateOrder.isBefore(until, from) {
      report(
        .emptyRange, "invalid period '\(text)': its end is before its beginning", at: node,
        help: "write the earlier date first")
      return nil
    }
    return ValidityPeriod(from: from, until: until)
  }

  /// The end of the reason for which the holder was given a secret.
  mutating func grant(_ secret: Record) -> Retention? {
    guard let node = value(.granted, secret),
      let record = record(node, .grant, name: keyNode(.granted, secret) ?? node)
    else { return nil }
    let because = text(.because, record)
    let source = reference(.source, record, .source, as: Source.self)
    guard let until = required(.until, record, "the reason for a right").flatMap({ date($0) })
    else { return nil }
    return Retention(until: until, because: because, source: source)
  }
}

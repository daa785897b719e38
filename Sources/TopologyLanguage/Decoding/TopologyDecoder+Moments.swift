import SourceText
import TopologyModel

/// Decodes the course of an incident, and what is known to have been taken.
extension TopologyDecoder {
  /// One date, or the first and the last day of a period, `2024-09-28..2024-10-29`.
  mutating func period(_ key: Key, _ record: Record) -> (first: String?, last: String?) {
    guard let node = value(key, record) else { return (nil, nil) }
    guard arena.isScalar(node), let dots = name(node).firstRange(of: "..") else {
      return (date(node), nil)
    }
    let text = name(node)
    let ends = [String(text[..<dots.lowerBound]), String(text[dots.upperBound...])]
    guard ends.allSatisfy(Self.isDate) else {
      report(
        .invalidDate, "invalid period '\(text)'", at: node,
        help: "write the first and the last day: 2024-09-28..2024-10-29")
      return (nil, nil)
    }
    guard !DateOrder.isBefore(ends[1], ends[0]) else {
      report(
        .emptyRange, "invalid period '\(text)': its end is before its beginning", at: node,
        help: "write the earlier date first")
      return (nil, nil)
    }
    return (ends[0], ends[1])
  }

  /// What is known of the course of an incident. Each moment stands behind those before it.
  mutating func moments(_ incident: Incident, _ record: Record) -> [IncidentMoment] {
    guard let node = value(.moments, record),
      let record = self.record(node, .moments, name: keyNode(.moments, record) ?? record.name)
    else { return [] }
    let keys: [(IncidentMoment.Kind, Key)] = [
      (.discovered, .discovered), (.contained, .contained), (.told, .told),
      (.corrected, .corrected),
    ]
    var result: [IncidentMoment] = []
    for (kind, key) in keys {
      guard let date = date(key, record) else { continue }
      let before =
        result.last { DateOrder.isBefore(date, $0.date) }.map { ($0.kind.rawValue, $0.date) }
        ?? incident.date.flatMap { DateOrder.isBefore(date, $0) ? ("the incident", $0) : nil }
      if let before, let node = value(key, record) {
        report(
          .momentsOutOfOrder, "'\(key.text)' on \(date) is before \(before.0), on \(before.1)",
          at: node, help: "correct one of the two dates")
      }
      result.append(IncidentMoment(kind: kind, date: date))
    }
    return result
  }

  /// What is known to have been taken.
  mutating func taken(_ incident: Record) -> [Taken] {
    guard let node = value(.taken, incident) else { return [] }
    let items = arena.kind(node) == .list ? Array(arena.children(node)) : [node]
    return items.compactMap { item in
      guard arena.kind(item) == .map, let record = record(item, .taken, name: item) else {
        if arena.kind(item) != .map { wrongType(item, expected: "what was taken as a map") }
        return nil
      }
      guard let people = required(.people, record, "what was taken").flatMap({ part($0) }) else {
        return nil
      }
      var taken = Taken(people: people, position: position(item))
      taken.fields = references(.fields, record, .field) ?? []
      taken.count = count(.count, record)
      taken.records = count(.records, record)
      taken.at = targets(.at, record, .place)
      taken.source = reference(.source, record, .source)
      taken.note = text(.note, record)
      return taken
    }
  }
}

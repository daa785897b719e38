import TopologyModel

extension JSONValue {
  /// `{"low": …, "high": …}`, where null means no bound.
  static func count(_ count: CountInterval) -> JSONValue {
    ["low": .integer(count.low), "high": count.high.map(JSONValue.integer) ?? .null]
  }
}

import Reports

extension JSONValue {
  /// An object without the entries that are null: what is not known is left out.
  static func known(_ entries: [String: JSONValue]) -> JSONValue {
    .object(entries.filter { $0.value != .null })
  }
}

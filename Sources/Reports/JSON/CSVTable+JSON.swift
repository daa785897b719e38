extension CSVTable {
  /// A column of a table that is made of JSON.
  package struct Column: ExpressibleByStringLiteral {
    var name: String
    /// Keys, joined by dots; through an array it goes to every entry. `#ways`: the number of the row's entry in the
    /// list `ways`, from 1.
    var path: String
    var kind: Kind
    /// Between several values in one cell.
    var separator: String

    package init(
      _ name: String, _ path: String? = nil, _ kind: Kind = .text, separator: String = " "
    ) {
      self.name = name
      self.path = path ?? name
      self.kind = kind
      self.separator = separator
    }

    package init(stringLiteral value: String) { self.init(value) }

    /// The two bounds of a count: two columns, `low` and `high`, behind the name where there is one.
    package static func bounds(_ path: String, named name: String? = nil) -> Column {
      let prefix = name.map { $0 + "-" } ?? ""
      var column = Column(prefix, path, .number)
      column.parts = [(prefix + "low", "low"), (prefix + "high", "high")]
      return column
    }

    /// An estimate and its standard error: two columns.
    package static func estimate(_ path: String, named name: String) -> Column {
      var column = Column(name, path, .number)
      column.parts = [(name, "value"), ("\(name)-error", "standard-error")]
      return column
    }

    /// For several columns of one value their names and keys.
    private var parts: [(name: String, key: String)] = []

    /// The columns of the table.
    fileprivate var expanded: [Column] {
      parts.isEmpty ? [self] : parts.map { Column($0.name, "\(path).\($0.key)", kind) }
    }
  }

  /// A table of what a JSON document says, so that both say the same: one row for each entry of a list in a list.
  /// An object is a list of one.
  /// A row that has nothing in an inner list stands for itself. A key is looked up in the innermost entry that has
  /// it.
  /// - Parameter levels: Keys of lists, each within the one before.
  /// - Complexity: O(rows × columns × levels).
  package init(_ document: JSONValue, rowsOf levels: [String], _ columns: [Column]) {
    let columns = columns.flatMap(\.expanded)
    let rows = Self.entries([Entry(level: "", number: 1, value: document)], levels[...])
    self.init(
      columns.map(\.name), numbers: Set(columns.filter { $0.kind == .number }.map(\.name)),
      flags: Set(columns.filter { $0.kind == .flag }.map(\.name)),
      rows.map { row in columns.map { Self.cell($0, row) } })
  }

  /// An entry of a list.
  private struct Entry {
    var level: String
    var number: Int
    var value: JSONValue
  }

  /// Every entry of the innermost lists with those around it, the innermost last.
  private static func entries(_ outer: [Entry], _ levels: ArraySlice<String>) -> [[Entry]] {
    guard let level = levels.first, case .object(let entries)? = outer.last?.value else {
      return [outer]
    }
    var inner: [JSONValue] = []
    switch entries[level] {
    case .array(let values): inner = values
    case .object(let entry): inner = [.object(entry)]
    default: break
    }
    guard !inner.isEmpty else {
      // Of an empty answer there is nothing to say.
      return outer.count == 1 ? [] : [outer]
    }
    return inner.enumerated().flatMap { index, value -> [[Entry]] in
      var value = value
      if case .object = value {} else { value = .object([level: value]) }
      let entry = Entry(level: level, number: index + 1, value: value)
      return Self.entries(outer + [entry], levels.dropFirst())
    }
  }

  private static func cell(_ column: Column, _ row: [Entry]) -> String {
    if column.path.first == "#" {
      return row.last { $0.level == column.path.dropFirst() }.map { String($0.number) } ?? ""
    }
    let keys = column.path.split(separator: ".").map(String.init)
    for entry in row.reversed() {
      guard case .object(let values) = entry.value, let first = keys.first,
        let value = values[first]
      else { continue }
      return words(value, keys.dropFirst()).joined(separator: column.separator)
    }
    return ""
  }

  private static func words(_ value: JSONValue, _ keys: ArraySlice<String>) -> [String] {
    switch value {
    case .object(let entries):
      guard let key = keys.first, let next = entries[key] else { return [] }
      return words(next, keys.dropFirst())
    case .array(let values): return values.flatMap { words($0, keys) }
    case .string(let text): return [text]
    case .integer(let number): return [String(number)]
    case .number(let number): return ["\(number)"]
    case .boolean(let flag): return [String(flag)]
    case .null: return []
    }
  }
}

/// Words with a special meaning when written without quotes (YAML 1.2 core schema).
enum PlainWord: UInt32, CaseIterable {
  case empty
  case tilde
  case nullLower
  case nullCapital
  case nullUpper
  case trueLower
  case trueCapital
  case trueUpper
  case falseLower
  case falseCapital
  case falseUpper
  case mergeKey

  var text: String {
    switch self {
    case .empty: ""
    case .tilde: "~"
    case .nullLower: "null"
    case .nullCapital: "Null"
    case .nullUpper: "NULL"
    case .trueLower: "true"
    case .trueCapital: "True"
    case .trueUpper: "TRUE"
    case .falseLower: "false"
    case .falseCapital: "False"
    case .falseUpper: "FALSE"
    case .mergeKey: "<<"
    }
  }

  /// The symbols of these words follow those of the keys.
  init?(_ symbol: SymbolTable.Symbol) {
    guard symbol.index >= Key.symbolCount else { return nil }
    self.init(rawValue: symbol.index - Key.symbolCount)
  }
}

extension NodeArena {
  private func word(_ node: Node) -> PlainWord? {
    kind(node) == .plain ? PlainWord(symbol(node)) : nil
  }

  /// Whether the value is absent, or an unquoted word for null.
  func isNull(_ node: Node) -> Bool {
    switch word(node) {
    case .empty, .tilde, .nullLower, .nullCapital, .nullUpper: true
    default: false
    }
  }

  /// The value of an unquoted `true` or `false`; nil for anything else.
  func boolean(_ node: Node) -> Bool? {
    switch word(node) {
    case .trueLower, .trueCapital, .trueUpper: true
    case .falseLower, .falseCapital, .falseUpper: false
    default: nil
    }
  }

  func isMergeKey(_ node: Node) -> Bool { word(node) == .mergeKey }

  /// A description of a node for messages.
  func describe(_ node: Node) -> String {
    switch kind(node) {
    case .map: "a map"
    case .list: "a list"
    case .quoted: "text"
    case .plain:
      if isNull(node) {
        "nothing"
      } else if let value = boolean(node) {
        "'\(value)'"
      } else {
        "'\(symbols.text(symbol(node)))'"
      }
    }
  }
}

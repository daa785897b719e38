/// Where an id is defined: its section and its index in that section.
struct Definition: Hashable {
  let section: Section
  let index: Int
}

/// Sections whose entries can be referenced.
enum Section: UInt8, CaseIterable {
  case source
  case organization
  case system
  case secret
  case service
  case event
  case group
  case cohort
  case field
  case zone

  /// One entry of this section, for use in messages.
  var noun: String {
    switch self {
    case .source: "a source"
    case .organization: "an organization"
    case .system: "a system"
    case .secret: "a secret"
    case .service: "a service"
    case .event: "an event"
    case .group: "a group of people"
    case .cohort: "a cohort"
    case .field: "a field"
    case .zone: "a zone"
    }
  }

  /// A namespace: ids are unique across its sections.
  enum Namespace: Int, CaseIterable {
    case sources
    case shared
    case people
    case fields
    case zones
  }

  var namespace: Namespace {
    switch self {
    case .source: .sources
    case .organization, .system, .secret, .service, .event: .shared
    case .group, .cohort: .people
    case .field: .fields
    case .zone: .zones
    }
  }
}

/// Which sections a reference may name, with the wording for messages.
struct Expected: Hashable {
  let noun: String
  let sections: [Section]

  static let source = Expected(noun: "a source", sections: [.source])
  static let organization = Expected(noun: "an organization", sections: [.organization])
  static let system = Expected(noun: "a system", sections: [.system])
  static let secret = Expected(noun: "a secret", sections: [.secret])
  static let service = Expected(noun: "a service", sections: [.service])
  static let event = Expected(noun: "an event", sections: [.event])
  static let field = Expected(noun: "a field", sections: [.field])
  static let zone = Expected(noun: "a zone", sections: [.zone])
  static let people = Expected(noun: "a group of people or a cohort", sections: [.group, .cohort])
  static let holder = Expected(
    noun: "an organization or people", sections: [.organization, .group, .cohort])
  static let required = Expected(noun: "a secret or a system", sections: [.secret, .system])
  static let needed = Expected(noun: "a system or a service", sections: [.system, .service])
  static let place = Expected(
    noun: "a system or an organization", sections: [.system, .organization])
  static let cause = Expected(
    noun: "a system, a secret, an organization or a common cause",
    sections: [.system, .secret, .organization, .event])
  static let hit = Expected(
    noun: "a system, a secret or an organization", sections: [.system, .secret, .organization])
}

/// All defined ids, by symbol.
struct Names {
  private static let none = UInt32.max

  /// For each namespace and symbol, the section (4 bits) and the index (28 bits).
  private var tables: [[UInt32]]

  init(symbols: Int) {
    tables = Section.Namespace.allCases.map { _ in
      [UInt32](repeating: Self.none, count: symbols)
    }
  }

  subscript(_ symbol: SymbolTable.Symbol, _ namespace: Section.Namespace) -> Definition? {
    let packed = tables[namespace.rawValue][Int(symbol.index)]
    guard packed != Self.none, let section = Section(rawValue: UInt8(packed >> 28)) else {
      return nil
    }
    return Definition(section: section, index: Int(packed & 0x0FFF_FFFF))
  }

  mutating func define(_ symbol: SymbolTable.Symbol, as definition: Definition) {
    tables[definition.section.namespace.rawValue][Int(symbol.index)] =
      UInt32(definition.section.rawValue) << 28 | UInt32(definition.index)
  }

  /// The definition of a reference; nil if none of the expected sections defines it.
  func find(_ symbol: SymbolTable.Symbol, _ expected: Expected) -> Definition? {
    for section in expected.sections {
      if let found = self[symbol, section.namespace], found.section == section { return found }
    }
    return nil
  }

  /// The definition of the id in any section.
  func findAnywhere(_ symbol: SymbolTable.Symbol) -> Definition? {
    for namespace in Section.Namespace.allCases {
      if let found = self[symbol, namespace] { return found }
    }
    return nil
  }
}

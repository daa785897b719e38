/// All keys of the language. A key's raw value is its symbol, so that the decoder compares integers.
enum Key: UInt32, CaseIterable {
  case schema
  // Sections.
  case title, description, extends, sources, organizations, people, cohorts, fields, secrets
  case systems, flows, inferences, leaks, services, events, incidents, variants, requirements
  // Entries.
  case label, role, actsFor, supervisedBy, intrusion, count, sizes
  case disjoint, exhaustive, groups, across, controller, source, of
  case category, identifies, about
  case kind, heldBy, theft, exportable, each
  case organization, access, datasets, needs, requires, reads, controls, encryptedWith
  case from, to, becomes, via, encrypted, gives, certainty, matchesOn
  case serves, fallback, likelihood, hits
  case subjectTo, contact, advice, rotated, valid, worksFrom, granted, retained, until, because,
    aware, severity, value
  case processingContext, identification, confidentiality, integrity, availability, malice
  case date, url, stolen, intruded, contained, disabled, claims
  case at, exposed, safe, held, service, state, note, change
  case id, asOf, supersedes, unit, perPerson, notExcluded, period, scope, vector
  case taken, records, moments, discovered, told, corrected
  // Requirements.
  case owner, neverExposed, peopleAtMost, shareAtMost, neverIn, encryptedElsewhere, survives
  case retentionKept, notificationPossible, nothingUnknown
  case incident, year, share, stops, country, countries, crossingsDeclared
  // Conditions.
  case all, any, atLeast, allOf, exactly
  // Position and gravity.
  case zones, zone, reachableFrom, enters, gravity, tier, `public`, costs

  static let symbolCount = UInt32(allCases.count)

  var symbol: SymbolTable.Symbol { SymbolTable.Symbol(index: rawValue) }

  init?(_ symbol: SymbolTable.Symbol) {
    self.init(rawValue: symbol.index)
  }

  /// The keys with a likelihood or a share.
  static let likelihoods: [Key] = [.intrusion, .likelihood, .share, .theft, .year]

  /// The keys with a count.
  static let counts: [Key] = [.count, .organizations, .perPerson, .records]

  /// The key as written in files, such as `acts-for`.
  var text: String { Self.texts[Int(rawValue)] }

  private static let texts: [String] = allCases.map { key in
    guard key != .schema else { return "$schema" }
    var text = ""
    for letter in String(describing: key) {
      text += letter.isUppercase ? "-" + letter.lowercased() : String(letter)
    }
    return text
  }
}

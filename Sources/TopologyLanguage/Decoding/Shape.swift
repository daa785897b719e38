/// The keys that each kind of entry may have: the language's grammar as a table.
///
/// The decoder rejects all other keys, and a test compares the JSON Schema with this table.
struct Shape: Hashable {
  /// The name in messages, such as "a flow".
  let name: String
  let keys: [Key]
  private let low: UInt64
  private let high: UInt64

  init(_ name: String, _ keys: [Key]) {
    self.name = name
    self.keys = keys
    var low: UInt64 = 0
    var high: UInt64 = 0
    for key in keys {
      if key.rawValue < 64 { low |= 1 << key.rawValue } else { high |= 1 << (key.rawValue - 64) }
    }
    self.low = low
    self.high = high
  }

  func allows(_ symbol: SymbolTable.Symbol) -> Bool {
    switch symbol.index {
    case 0..<64: low >> symbol.index & 1 == 1
    case 64..<128: high >> (symbol.index - 64) & 1 == 1
    default: false
    }
  }
}

extension Shape {
  static let topology = Shape(
    "a topology",
    [
      .schema, .title, .description, .extends, .sources, .organizations, .people, .cohorts, .fields,
      .secrets, .zones, .systems, .flows, .inferences, .leaks, .services, .events, .costs,
      .incidents, .variants,
    ])
  static let source = Shape("a source", [.title, .date, .url])
  static let organization = Shape(
    "an organization",
    [
      .label, .role, .actsFor, .supervisedBy, .subjectTo, .contact, .advice, .intrusion, .count,
      .sizes,
    ])
  static let group = Shape(
    "a group of people",
    [
      .label, .count, .disjoint, .exhaustive, .groups, .across, .sizes, .controller, .source,
    ])
  static let cohort = Shape(
    "a cohort", [.label, .of, .count, .disjoint, .source, .controller])
  static let field = Shape("a field", [.label, .category, .identifies, .about, .gravity, .public])
  static let gravity = Shape("the gravity of a field", [.tier, .because])
  static let zone = Shape("a zone", [.label, .reachableFrom])
  static let secret = Shape(
    "a secret", [.label, .kind, .heldBy, .theft, .exportable, .rotated, .each])
  static let system = Shape(
    "a system",
    [.label, .organization, .kind, .zone, .intrusion, .secrets, .access, .datasets, .needs])
  static let accessRule = Shape(
    "an access rule", [.label, .requires, .from, .reads, .controls, .enters])
  static let reading = Shape("what an access rule reads from a dataset", [.fields, .people])
  static let dataset = Shape("a dataset", [.label, .people, .fields, .encryptedWith, .retained])
  static let retention = Shape("a retention period", [.people, .until, .because, .source])
  static let flow = Shape(
    "a flow", [.label, .from, .to, .fields, .people, .becomes, .via, .encrypted])
  static let inference = Shape(
    "an inference", [.from, .gives, .requires, .certainty, .source])
  static let leak = Shape("a leak", [.label, .people, .fields, .matchesOn, .source])
  static let service = Shape("a service", [.label, .organization, .serves, .needs, .fallback])
  static let event = Shape("an event", [.label, .likelihood, .hits])
  static let incident = Shape(
    "an incident",
    [
      .label, .date, .aware, .stolen, .intruded, .events, .contained, .disabled, .severity, .claims,
    ])
  static let severity = Shape(
    "the severity of an incident",
    [
      .processingContext, .identification, .confidentiality, .integrity, .availability, .malice,
    ])
  static let judgement = Shape("a severity factor", [.value, .because, .source])
  static let claim = Shape(
    "a claim",
    [
      .people, .at, .held, .exposed, .each, .safe, .count, .organizations, .service, .state,
      .source, .note,
    ])
  static let variant = Shape("a variant", [.label, .description, .change])
  static let condition = Shape("a condition", [.all, .any, .atLeast, .of])
}

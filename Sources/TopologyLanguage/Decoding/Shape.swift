/// The keys that each kind of entry may have: the language's grammar as a table.
///
/// The decoder rejects all other keys, and a test compares the JSON Schema with this table.
struct Shape: Hashable {
  /// The name in messages, such as "a flow".
  let name: String
  let keys: [Key]
  /// One bit for each key, by its raw value.
  private let allowed: SIMD4<UInt64>

  init(_ name: String, _ keys: [Key]) {
    self.name = name
    self.keys = keys
    precondition(Key.symbolCount <= 256, "four words hold the language's keys")
    var allowed = SIMD4<UInt64>()
    for key in keys { allowed[Int(key.rawValue >> 6)] |= 1 << (key.rawValue & 63) }
    self.allowed = allowed
  }

  func allows(_ symbol: SymbolTable.Symbol) -> Bool {
    symbol.index < 256 && allowed[Int(symbol.index >> 6)] >> (symbol.index & 63) & 1 == 1
  }
}

extension Shape {
  static let topology = Shape(
    "a topology",
    [
      .schema, .title, .description, .extends, .sources, .organizations, .people, .cohorts, .fields,
      .secrets, .zones, .systems, .flows, .inferences, .leaks, .services, .events, .costs,
      .incidents, .variants, .requirements,
    ])
  static let source = Shape("a source", [.title, .date, .url])
  static let organization = Shape(
    "an organization",
    [
      .label, .role, .actsFor, .supervisedBy, .subjectTo, .contact, .advice, .intrusion, .count,
      .sizes, .country,
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
    "a secret",
    [
      .label, .kind, .heldBy, .theft, .exportable, .rotated, .valid, .worksFrom, .granted, .each,
    ])
  static let grant = Shape("the reason for a right", [.until, .because, .source])
  static let system = Shape(
    "a system",
    [
      .label, .organization, .kind, .zone, .intrusion, .country, .secrets, .access, .datasets,
      .needs,
    ])
  static let accessRule = Shape(
    "an access rule", [.label, .requires, .from, .reads, .controls, .enters])
  static let reading = Shape("what an access rule reads from a dataset", [.fields, .people])
  static let intersection = Shape("people in several groups at once", [.allOf])
  static let dataset = Shape(
    "a dataset", [.label, .people, .fields, .records, .secrets, .encryptedWith, .retained])
  static let retention = Shape("a retention period", [.people, .until, .because, .source])
  static let flow = Shape(
    "a flow", [.label, .from, .to, .fields, .people, .becomes, .via, .encrypted, .certainty])
  static let inference = Shape(
    "an inference", [.from, .gives, .requires, .certainty, .source])
  static let leak = Shape("a leak", [.label, .people, .fields, .matchesOn, .source])
  static let service = Shape("a service", [.label, .organization, .serves, .needs, .fallback])
  static let event = Shape("an event", [.label, .likelihood, .hits])
  static let incident = Shape(
    "an incident",
    [
      .label, .date, .moments, .aware, .stolen, .intruded, .events, .contained, .disabled,
      .severity,
      .taken, .claims,
    ])
  static let moments = Shape(
    "the moments of an incident", [.discovered, .contained, .told, .corrected])
  static let taken = Shape(
    "what was taken", [.people, .fields, .count, .records, .at, .source, .note])
  static let severity = Shape(
    "the severity of an incident",
    [
      .processingContext, .identification, .confidentiality, .integrity, .availability, .malice,
    ])
  static let judgement = Shape("a severity factor", [.value, .because, .source])
  static let claim = Shape(
    "a claim",
    [
      .id, .people, .scope, .at, .held, .exposed, .each, .notExcluded, .safe, .because, .period,
      .count, .unit, .perPerson, .organizations, .service, .state, .vector, .asOf, .supersedes,
      .source, .note,
    ])
  static let together = Shape(
    "fields that came out together", [.allOf, .atLeast, .exactly, .of])
  static let variant = Shape("a variant", [.label, .description, .change])
  static let requirement = Shape(
    "a requirement",
    [
      .label, .because, .owner, .until, .variants, .neverExposed, .peopleAtMost, .shareAtMost,
      .neverIn, .encryptedElsewhere, .survives, .crossingsDeclared, .retentionKept,
      .notificationPossible, .nothingUnknown,
    ])
  static let neverExposed = Shape(
    "'never-exposed'", [.people, .fields, .category, .tier, .events, .from, .zone])
  static let peopleAtMost = Shape(
    "'people-at-most'", [.count, .people, .fields, .category, .tier, .incident, .year])
  static let shareAtMost = Shape("'share-at-most'", [.people, .share])
  static let neverIn = Shape(
    "'never-in'", [.people, .fields, .category, .tier, .datasets, .organizations, .countries])
  static let encryptedElsewhere = Shape(
    "'encrypted-elsewhere'", [.people, .fields, .category, .tier])
  static let crossingsDeclared = Shape("'crossings-declared'", [.zones, .flows])
  static let survives = Shape("'survives'", [.services, .stops])
  static let condition = Shape("a condition", [.all, .any, .atLeast, .of])
}

/// The resources of fideslang files, merged by their keys.
struct FideslangResources {
  struct Organization {
    var key: String
    var name: String?
    var isController: Bool
    var contact: String?
  }

  struct Declaration {
    var label: String
    var categories: [String]
    var subjects: [String]
    var datasets: [String]
    var egress: [String]
    var ingress: [String]
  }

  /// One side of a movement as a system says it.
  struct Way {
    var key: String
    var type: String
    /// nil: not said.
    var categories: [String]?
  }

  struct System {
    var key: String
    var name: String?
    var kind: String?
    var organization: String?
    /// The name of a processor, if the system is one's.
    var processor: String?
    var datasets: [String]
    var declarations: [Declaration]
    var egress: [Way]
    var ingress: [Way]
  }

  /// The innermost fields of a collection.
  struct Column {
    /// The names on the way to it.
    var path: [String]
    var categories: [String]
    var subjects: [String]
  }

  struct Collection {
    var name: String
    var columns: [Column]
    var subjects: [String]
  }

  struct Dataset {
    var key: String
    var name: String?
    var collections: [Collection]
  }

  private(set) var organizations: [Organization] = []
  private(set) var systems: [System] = []
  var datasets: [Dataset] = []
  /// Names of data subjects that the files define.
  private(set) var subjects: [String: String] = [:]
  private(set) var isAny = false
  var categories = FideslangTaxonomy.categories
  var uses = FideslangTaxonomy.uses
  var keys: Set<String> = []
  let log: ImportLog

  init(_ log: ImportLog) { self.log = log }

  // MARK: - Files

  /// Takes what the files define of the taxonomy, before they use it.
  mutating func readTaxonomy(_ root: DocumentNode) {
    for entry in root.items("data_category") {
      if let key = entry.text("fides_key") { categories.insert(key) }
    }
    for entry in root.items("data_use") {
      if let key = entry.text("fides_key") { uses.insert(key) }
    }
    for entry in root.items("data_subject") {
      if let key = entry.text("fides_key") { subjects[key] = entry.text("name") ?? key }
    }
  }

  /// Takes the resources of a file; whether it has any.
  mutating func read(_ root: DocumentNode) -> Bool {
    let names = ["organization", "system", "dataset"]
    let others = ["policy", "data_category", "data_use", "data_subject", "registry", "evaluation"]
    guard (names + others).contains(where: { root[$0] != nil }) else { return false }
    isAny = isAny || names.contains { root[$0] != nil }
    for entry in root.items("organization") { organization(entry) }
    for entry in root.items("dataset") { dataset(entry) }
    for entry in root.items("system") { system(entry) }
    log.account.note(
      "policies-not-taken", "Policies are rules and no part of a topology.",
      count: root.items("policy").count)
    return true
  }

  mutating func key(_ entry: DocumentNode, _ kind: String) -> String? {
    guard let key = entry.text("fides_key") else {
      log.account.note(
        "resources-without-key", "Resources without a key were left out.", example: kind)
      return nil
    }
    if key.contains("<") {
      log.account.note(
        "placeholders-in-keys", "Keys of templates that nobody filled in.", example: key)
    }
    guard keys.insert("\(kind) \(key)").inserted else {
      log.account.note(
        "defined-twice", "What is defined a second time; the first is used.", example: key)
      return nil
    }
    log.account.count("\(kind)s")
    return key
  }

  mutating func organization(_ entry: DocumentNode) {
    guard let key = key(entry, "organization") else { return }
    organizations.append(
      Organization(
        key: key, name: entry.text("name"), isController: entry["controller"]?.isMap == true,
        contact: entry["controller"]?.text("email")))
  }

  // MARK: - Systems

  mutating func system(_ entry: DocumentNode) {
    guard let key = key(entry, "system") else { return }
    let duties = entry.words("responsibility").map { $0.lowercased() }
    let isProcessor = duties.contains("processor") || duties.contains("sub-processor")
    systems.append(
      System(
        key: key, name: entry.text("name"), kind: entry.text("system_type"),
        organization: entry.text("organization_fides_key"),
        processor: isProcessor ? entry.text("legal_name") ?? entry.text("vendor") : nil,
        datasets: entry.words("dataset_references"),
        declarations: entry.items("privacy_declarations").map(declaration),
        egress: entry.items("egress").compactMap(way),
        ingress: entry.items("ingress").compactMap(way)))
  }

  func declaration(_ entry: DocumentNode) -> Declaration {
    let use = entry.text("data_use")
    if let use, !uses.contains(use) {
      log.account.note(
        "unknown-uses", "Uses of data that fideslang 3 does not have.", example: use)
    }
    if let text = entry.text("retention_period"), text != "No retention or erasure policy" {
      log.account.note(
        "retention-as-text", "Periods of retention without a date; their start is not known.",
        example: text)
    }
    if entry.text("third_parties") != nil {
      log.account.note(
        "third-parties-as-text", "Third parties in words: they are not in the topology.",
        example: entry.text("third_parties"))
    }
    let categories = entry.words("data_categories") + entry.words("shared_categories")
    return Declaration(
      label: entry.text("name") ?? use ?? "declaration", categories: checked(categories.uniqued()),
      subjects: entry.words("data_subjects").map { subject($0) },
      datasets: entry.words("dataset_references"), egress: entry.words("egress"),
      ingress: entry.words("ingress"))
  }

  func way(_ entry: DocumentNode) -> Way? {
    guard let key = entry.text("fides_key") else { return nil }
    let categories = entry["data_categories"].map { checked($0.words) }
    return Way(
      key: key, type: entry.text("type") ?? "system",
      categories: categories?.isEmpty == false ? categories : nil)
  }

  func checked(_ names: [String]) -> [String] {
    for name in names where !categories.contains(name) {
      log.account.note(
        "unknown-categories",
        "Categories that fideslang 3 does not have and no file defines; they are kept as written.",
        example: name)
    }
    return names
  }

  func subject(_ name: String) -> String {
    if !FideslangTaxonomy.subjects.contains(name), subjects[name] == nil {
      log.account.note(
        "unknown-subjects", "Data subjects that fideslang does not have and no file defines.",
        example: name)
    }
    return name
  }
}

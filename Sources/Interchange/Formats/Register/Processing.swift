/// A processing activity as a register says it.
struct Processing {
  /// A recipient in a country.
  struct Transfer: Hashable {
    var name: String
    var country: String
  }

  var reference = ""
  var name = ""
  var controllers: [String] = []
  var joint: [String] = []
  var clients: [String] = []
  var people: [String] = []
  var numbers: [String] = []
  var data: [String] = []
  var processors: [String] = []
  var recipients: [String] = []
  var internalRecipients = 0
  var transfers: [Transfer] = []
  var retention: [String] = []
  var systems: [String] = []
  var datasets: [String] = []
  var sources: [String] = []
  var role = ""
  /// The line or row where it begins.
  var line = 0
  /// The language of the headings, for numbers.
  var language: RegisterLabels.Language?

  /// What names it: its reference, else its name.
  var key: String { reference.isEmpty ? name : reference }

  /// Adds what another row says of the same processing, each once.
  mutating func add(_ other: Processing) {
    func join<Value: Hashable>(_ own: inout [Value], _ more: [Value]) {
      for value in more where !own.contains(value) { own.append(value) }
    }
    if name.isEmpty { name = other.name }
    if role.isEmpty { role = other.role }
    join(&controllers, other.controllers)
    join(&joint, other.joint)
    join(&clients, other.clients)
    join(&people, other.people)
    join(&numbers, other.numbers)
    join(&data, other.data)
    join(&processors, other.processors)
    join(&recipients, other.recipients)
    join(&transfers, other.transfers)
    join(&retention, other.retention)
    join(&systems, other.systems)
    join(&datasets, other.datasets)
    join(&sources, other.sources)
    internalRecipients += other.internalRecipients
  }
}

/// Recipients within the organization, who are no third party.
enum Recipients {
  /// Whether a label names a part of the organization itself.
  static func isInternal(_ label: String) -> Bool {
    let folded = CellText.folded(label)
    let words = folded.split(separator: " ").map(String.init)
    if words.contains("interne") || words.contains("internes") || words.contains("internal")
      || words.contains("intern")
    {
      return true
    }
    guard let first = words.first else { return false }
    return [
      "service", "services", "direction", "departement", "equipe", "equipes", "pole", "department",
      "team", "staff", "accueil", "secretariat", "abteilung", "employees", "hr", "rh", "management",
    ].contains(first)
  }

  /// Whether a label names an authority.
  static func isAuthority(_ label: String) -> Bool {
    let words = Set(CellText.folded(label).split(separator: " ").map(String.init))
    return !words.isDisjoint(with: [
      "autorite", "autorites", "authority", "authorities", "police", "tribunal", "court", "courts",
      "behorde", "behorden", "prefecture", "urssaf", "hmrc",
    ])
  }
}

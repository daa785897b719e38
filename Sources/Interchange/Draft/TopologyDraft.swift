import TopologyModel

/// What an importer read, as entries of a topology that are not written yet. Entries name each other by index.
///
/// What the source does not say is nil, and the writer leaves it out: in a topology what is left out is unknown.
struct TopologyDraft {
  /// An owner of systems.
  struct Organization {
    var id: String
    var label: String?
    var role: TopologyModel.Organization.Role?
    var actsFor: [Int] = []
    var contact: String?
  }

  /// A class of people, or a group of one.
  struct Group {
    var id: String
    var label: String?
    var count: CountInterval?
    var controller: Int?
    var groups: [Group] = []
  }

  /// A kind of data.
  struct Field {
    var id: String
    var label: String?
    var category: String?
    var identifies: DataField.Identification?
    var about: DataField.Subject?
  }

  /// What opens something.
  struct Secret {
    var id: String
    var label: String?
    var kind: String?
    /// The organization that has it.
    var heldBy: Int?
  }

  /// A system.
  struct System {
    var id: String
    var label: String?
    var kind: String?
    var organization: Int?
    /// The yearly likelihood that it is intruded, as a number.
    var intrusion: String?
    var secrets: [Int] = []
    var access: [Access] = []
    /// Where it comes from, as a comment.
    var origin: String?
  }

  /// A set of records.
  struct Dataset {
    var system: Int
    /// Its id within the system.
    var id: String
    var label: String?
    /// Groups of people by id; nil: the source says nobody.
    var people: [String]?
    /// Fields; nil: unknown.
    var fields: [UInt32]?
    var encryptedWith: Int?
    var retained: Retained?
    /// Where it comes from, as a comment.
    var origin: String?
  }

  /// A period for which a dataset has a reason to hold people.
  struct Retained {
    var people: [String]
    var until: String
    var because: String
  }

  /// What opens a system, and what is seen then.
  struct Access {
    var id: String
    var label: String?
    var requires: Requirement?
    /// Datasets with the fields shown; nil for all of them.
    var reads: [(dataset: Int, fields: [UInt32]?)] = []
    var controls = false
  }

  /// A condition.
  indirect enum Requirement: Hashable {
    case secret(Int)
    case system(Int)
    case all([Requirement])
    case any([Requirement])
    case atLeast(Int, [Requirement])
  }

  /// A flow of data.
  struct Flow {
    var label: String?
    var from: Int
    var to: Int
    /// What passes; nil: everything.
    var fields: [UInt32]?
    /// Fields that become others, in the order of `fields`.
    var becomes: [(field: UInt32, becomes: UInt32)] = []
    var encrypted = false
    /// Whether it is only a claim that the data moves.
    var isPossible = false
    /// Where it comes from, as a comment.
    var origin: String?
  }

  /// A common cause.
  struct Event {
    var id: String
    var label: String?
    /// The systems it hits.
    var systems: [Int] = []
  }

  var title = ""
  /// Lines of comments at the top.
  var remarks: [String] = []
  var organizations: [Organization] = []
  var people: [Group] = []
  var fields: [Field] = []
  var secrets: [Secret] = []
  var systems: [System] = []
  var datasets: [Dataset] = []
  var flows: [Flow] = []
  var events: [Event] = []

  /// Adds a system and returns its index.
  mutating func add(_ system: System) -> Int { Self.append(system, to: &systems) }

  /// Adds an organization and returns its index.
  mutating func add(_ organization: Organization) -> Int {
    Self.append(organization, to: &organizations)
  }

  /// Adds a secret and returns its index.
  mutating func add(_ secret: Secret) -> Int { Self.append(secret, to: &secrets) }

  /// Adds a dataset and returns its index.
  mutating func add(_ dataset: Dataset) -> Int { Self.append(dataset, to: &datasets) }

  /// Adds a field and returns its index.
  mutating func add(_ field: Field) -> UInt32 { UInt32(Self.append(field, to: &fields)) }

  private static func append<Entry>(_ entry: Entry, to entries: inout [Entry]) -> Int {
    entries.append(entry)
    return entries.count - 1
  }

  /// Adds the class of people that no source names, and puts it on every dataset without people. A dataset without
  /// people carries nothing, and the answer would be "nobody".
  /// - Returns: The number of such datasets.
  mutating func fillPeople(_ group: Group) -> Int {
    var filled = 0
    for index in datasets.indices where datasets[index].people == nil {
      datasets[index].people = [group.id]
      filled += 1
    }
    if filled > 0, !people.contains(where: { $0.id == group.id }) { people.append(group) }
    return filled
  }

  /// How many entries of each kind there are, for the account.
  var counts: [(String, Int)] {
    [
      ("organizations", organizations.count), ("people-classes", people.count),
      ("groups", people.reduce(0) { $0 + $1.groups.count }), ("fields", fields.count),
      ("secrets", secrets.count), ("systems", systems.count), ("datasets", datasets.count),
      ("access", systems.reduce(0) { $0 + $1.access.count }), ("flows", flows.count),
      ("events", events.count),
    ].filter { $0.1 > 0 }
  }
}

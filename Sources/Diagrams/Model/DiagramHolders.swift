extension DiagramModel {
  /// An organization: a frame around its systems, or one box.
  public struct Organization: Sendable, Equatable {
    /// The topology's id.
    public var id: String
    /// What people call it.
    public var label: String
    /// Its role, and whatever else belongs in the frame's second line.
    public var detail: String
    /// How many it stands for; nil: it is no fleet.
    public var members: Int?
    /// The worst of its own systems'.
    public var standing: Standing
    /// How many of its systems have that standing, of how many; nil: it is a frame around them.
    public var extent: Extent?
    /// How many of its secrets the intruder has; counted where they are not drawn.
    public var secretsHeld = 0
    /// Nil: a frame around its systems. Otherwise it is one box with these rows, its systems and
    /// secrets are left out, and edges end at `.organization`.
    public var rows: [Dataset]?
    /// What failing alone it would do; nil: nothing is said.
    public var mark: PointMark?
    /// How it stands to the first architecture; nil: this is no comparison, or it is the same.
    public var change: Change?

    /// An organization.
    public init(
      id: String, label: String, detail: String = "", members: Int? = nil,
      standing: Standing = .untouched, rows: [Dataset]? = nil,
      mark: PointMark? = nil, change: Change? = nil
    ) {
      self.id = id
      self.label = label
      self.detail = detail
      self.members = members
      self.standing = standing
      self.rows = rows
      self.mark = mark
      self.change = change
    }
  }

  /// So many of all.
  public struct Extent: Sendable, Hashable {
    /// How many.
    public var count: Int
    /// Of how many, 1 or more.
    public var total: Int
  }

  /// A system with its datasets.
  public struct System: Sendable, Equatable {
    /// The topology's id.
    public var id: String
    /// What people call it.
    public var label: String
    /// What sort of thing it is, and whatever else belongs below its name.
    public var detail: String
    /// The organization it belongs to; nil: none.
    public var organization: String?
    /// How many it stands for; nil: it is no fleet.
    public var members: Int?
    /// How it stands towards the intruder.
    public var standing: Standing
    /// Why it does not run, in a word or two ("contained"); nil: it runs.
    public var stopped: String?
    /// What it holds.
    public var datasets: [Dataset]
    /// Which members of which fleet it stands for; nil: of none.
    public var fleet: Fleet?
    /// What failing alone it would do; nil: nothing is said.
    public var mark: PointMark?
    /// How it stands to the first architecture; nil: this is no comparison, or it is the same.
    public var change: Change?

    /// A system.
    public init(
      id: String, label: String, detail: String = "", organization: String? = nil,
      members: Int? = nil, standing: Standing = .untouched, stopped: String? = nil,
      datasets: [Dataset] = [],
      fleet: Fleet? = nil, mark: PointMark? = nil, change: Change? = nil
    ) {
      self.id = id
      self.label = label
      self.detail = detail
      self.organization = organization
      self.members = members
      self.standing = standing
      self.stopped = stopped
      self.datasets = datasets
      self.fleet = fleet
      self.mark = mark
      self.change = change
    }
  }

  /// Members of a fleet.
  public struct Fleet: Sendable, Equatable {
    /// The fleet's id.
    public var id: String
    /// The members' numbers, from 1, ascending.
    public var numbers: [Int]

    /// Members of a fleet.
    public init(id: String, numbers: [Int]) {
      self.id = id
      self.numbers = numbers
    }
  }

  /// A set of records.
  public struct Dataset: Sendable, Equatable {
    /// The topology's id, with its system's.
    public var id: String
    /// What people call it.
    public var label: String
    /// Whom it holds, with how many: "20M insured".
    public var holds: String
    /// Ids of the classes and groups that it is about, and of those above them.
    public var people: [String]
    /// Ids of the groups whose people it holds, all of them as far as is known.
    public var groups: [String]
    /// It is encrypted at rest.
    public var isEncrypted: Bool
    /// What it holds about them.
    public var fields: [Field]
    /// How it stands to the first architecture; nil: this is no comparison, or it is there in both.
    public var change: Change?

    /// A dataset.
    public init(
      id: String, label: String, holds: String = "", people: [String] = [],
      groups: [String] = [], isEncrypted: Bool = false, fields: [Field] = [],
      change: Change? = nil
    ) {
      self.id = id
      self.label = label
      self.holds = holds
      self.people = people
      self.groups = groups
      self.isEncrypted = isEncrypted
      self.fields = fields
      self.change = change
    }

    /// The worst of its fields'; unsaid when it has none.
    public var exposure: Exposure { fields.map(\.exposure).max() ?? .unsaid }
  }

  /// A field of a dataset or of people.
  public struct Field: Sendable, Equatable {
    /// The topology's id.
    public var id: String
    /// What people call it.
    public var label: String
    /// What happens to it here.
    public var exposure: Exposure
    /// How many, or why not, in a few words.
    public var detail: String

    /// A field.
    public init(id: String, label: String, exposure: Exposure, detail: String = "") {
      self.id = id
      self.label = label
      self.exposure = exposure
      self.detail = detail
    }
  }
}

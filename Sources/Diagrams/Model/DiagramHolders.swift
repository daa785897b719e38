extension DiagramModel {
  /// An organization: a frame around its systems, or one box.
  public struct Organization: Sendable, Equatable {
    /// The topology's id.
    public var id: String
    /// The display name.
    public var label: String
    /// Its role, and whatever else is in the frame's second line.
    public var detail: String
    /// The number of members; nil if it is not a fleet.
    public var members: Int?
    /// The worst standing of its own systems.
    public var standing: Standing
    /// How many of its systems have that standing, and of how many; nil for a frame around them.
    public var extent: Extent?
    /// How many of its undrawn secrets the intruder has.
    public var secretsHeld = 0
    /// Nil for a frame around its systems. Otherwise the organization is one box with these rows, its systems and
    /// secrets are omitted, and edges end at `.organization`.
    public var rows: [Dataset]?
    /// The effects of its failure alone; nil if not computed.
    public var mark: PointMark?
    /// The change from the first architecture; nil outside comparisons or if unchanged.
    public var change: Change?

    /// Creates an organization.
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
    /// The display name.
    public var label: String
    /// Its kind, and whatever else is below its name.
    public var detail: String
    /// The organization it belongs to; nil if none.
    public var organization: String?
    /// The number of members; nil if it is not a fleet.
    public var members: Int?
    /// Its state with respect to the intruder.
    public var standing: Standing
    /// Why it does not run, in a word or two ("contained"); nil if it runs.
    public var stopped: String?
    /// Its datasets.
    public var datasets: [Dataset]
    /// The members of a fleet that it stands for; nil if it is not in a fleet.
    public var fleet: Fleet?
    /// The effects of its failure alone; nil if not computed.
    public var mark: PointMark?
    /// The change from the first architecture; nil outside comparisons or if unchanged.
    public var change: Change?

    /// Creates a system.
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

    /// Creates members of a fleet.
    public init(id: String, numbers: [Int]) {
      self.id = id
      self.numbers = numbers
    }
  }

  /// A set of records.
  public struct Dataset: Sendable, Equatable {
    /// The topology's id, including its system's.
    public var id: String
    /// The display name.
    public var label: String
    /// The people in it, with their number, such as "20M insured".
    public var holds: String
    /// Ids of the classes and groups it is about, with their ancestors.
    public var people: [String]
    /// Ids of the groups whose people it holds, as far as known.
    public var groups: [String]
    /// Whether it is encrypted at rest.
    public var isEncrypted: Bool
    /// Its fields.
    public var fields: [Field]
    /// The change from the first architecture; nil outside comparisons or if both have it.
    public var change: Change?

    /// Creates a dataset.
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

    /// The worst state of its fields; `unsaid` if it has none.
    public var exposure: Exposure { fields.map(\.exposure).max() ?? .unsaid }
  }

  /// A field of a dataset or of people.
  public struct Field: Sendable, Equatable {
    /// The topology's id.
    public var id: String
    /// The display name.
    public var label: String
    /// Its state here.
    public var exposure: Exposure
    /// A short detail: how many people, or why not.
    public var detail: String

    /// Creates a field.
    public init(id: String, label: String, exposure: Exposure, detail: String = "") {
      self.id = id
      self.label = label
      self.exposure = exposure
      self.detail = detail
    }
  }
}

extension DiagramModel {
  /// An organization: a frame around its systems, or one box.
  package struct Organization: Sendable, Equatable {
    /// The topology's id.
    package var id: String
    /// The display name.
    package var label: String
    /// Its role, and whatever else is in the frame's second line.
    package var detail: String
    /// The number of members; nil if it is not a fleet.
    package var members: Int?
    /// The worst standing of its own systems.
    package var standing: Standing
    /// How many of its systems have that standing, and of how many; nil for a frame around them.
    package var extent: Extent?
    /// How many of its undrawn secrets the intruder has.
    package var secretsHeld = 0
    /// Nil for a frame around its systems. Otherwise the organization is one box with these rows, its systems and
    /// secrets are omitted, and edges end at `.organization`.
    package var rows: [Dataset]?
    /// The effects of its failure alone; nil if not computed.
    package var mark: PointMark?
    /// The change from the first architecture; nil outside comparisons or if unchanged.
    package var change: Change?

    /// Creates an organization.
    package init(
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
  package struct Extent: Sendable, Hashable {
    /// How many.
    package var count: Int
    /// Of how many, 1 or more.
    package var total: Int
  }

  /// A system with its datasets.
  package struct System: Sendable, Equatable {
    /// The topology's id.
    package var id: String
    /// The display name.
    package var label: String
    /// Its kind, and whatever else is below its name.
    package var detail: String
    /// The organization it belongs to; nil if none.
    package var organization: String?
    /// The part of the network it is in; nil if the file does not say.
    package var zone: Zone?
    /// The number of members; nil if it is not a fleet.
    package var members: Int?
    /// Its state with respect to the intruder.
    package var standing: Standing
    /// Why it does not run, in a word or two ("contained"); nil if it runs.
    package var stopped: String?
    /// Its datasets.
    package var datasets: [Dataset]
    /// The members of a fleet that it stands for; nil if it is not in a fleet.
    package var fleet: Fleet?
    /// The effects of its failure alone; nil if not computed.
    package var mark: PointMark?
    /// The change from the first architecture; nil outside comparisons or if unchanged.
    package var change: Change?

    /// Creates a system.
    package init(
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

  /// A part of the network.
  package struct Zone: Hashable, Sendable {
    /// The topology's id.
    package var id: String
    /// The display name.
    package var label: String
  }

  /// Members of a fleet.
  package struct Fleet: Sendable, Equatable {
    /// The fleet's id.
    package var id: String
    /// The members' numbers, from 1, ascending.
    package var numbers: [Int]

    /// Creates members of a fleet.
    package init(id: String, numbers: [Int]) {
      self.id = id
      self.numbers = numbers
    }
  }

  /// A set of records.
  package struct Dataset: Sendable, Equatable {
    /// The topology's id, including its system's.
    package var id: String
    /// The display name.
    package var label: String
    /// The people in it, with their number, such as "20M insured".
    package var holds: String
    /// Ids of the classes and groups it is about, with their ancestors.
    package var people: [String]
    /// Ids of the groups whose people it holds, as far as known.
    package var groups: [String]
    /// Whether it is encrypted at rest.
    package var isEncrypted: Bool
    /// Its fields.
    package var fields: [Field]
    /// Whether it holds something without the file saying whose it is.
    package var isOfAnybody = false
    /// The change from the first architecture; nil outside comparisons or if both have it.
    package var change: Change?

    /// Creates a dataset.
    package init(
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
    package var exposure: Exposure { fields.map(\.exposure).max() ?? .unsaid }
  }

  /// Which fields something may be that the file does not list.
  package enum Unlisted: Sendable, Hashable {
    /// Any.
    case any
    /// One or more of these, by id.
    case some(Set<String>)

    /// Whether it may be one of some fields.
    func mayBe(_ fields: Set<String>) -> Bool {
      switch self {
      case .any: true
      case .some(let own): !own.isDisjoint(with: fields)
      }
    }
  }

  /// A field of a dataset or of people.
  package struct Field: Sendable, Equatable {
    /// The topology's id.
    package var id: String
    /// The display name.
    package var label: String
    /// Its state here.
    package var exposure: Exposure
    /// A short detail: how many people, or why not.
    package var detail: String
    /// Nil for a field; otherwise it stands for what the file does not list.
    package var unlisted: Unlisted?

    /// What the file does not list, any of it.
    static func unlisted(_ exposure: Exposure) -> Field {
      var field = Field(id: "?", label: "what the file does not list", exposure: exposure)
      field.unlisted = .any
      return field
    }

    /// Creates a field.
    package init(id: String, label: String, exposure: Exposure, detail: String = "") {
      self.id = id
      self.label = label
      self.exposure = exposure
      self.detail = detail
    }
  }
}

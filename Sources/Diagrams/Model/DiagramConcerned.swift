public import TopologyModel

extension DiagramModel {
  /// A password, key, token, certificate or second factor.
  public struct Secret: Sendable, Equatable {
    /// The topology's id.
    public var id: String
    /// What people call it.
    public var label: String
    /// What sort of thing it is, and who holds it.
    public var detail: String
    /// The organization it belongs to; nil: none.
    public var organization: String?
    /// How many it stands for; nil: it is no fleet.
    public var members: Int?
    /// Whether the intruder has it.
    public var standing: Standing
    /// Which members of which fleet it stands for; nil: of none.
    public var fleet: Fleet?
    /// What failing alone it would do; nil: nothing is said.
    public var mark: PointMark?
    /// How it stands to the first architecture; nil: this is no comparison, or it is the same.
    public var change: Change?

    /// A secret.
    public init(
      id: String, label: String, detail: String = "", organization: String? = nil,
      members: Int? = nil, standing: Standing = .untouched,
      fleet: Fleet? = nil, mark: PointMark? = nil, change: Change? = nil
    ) {
      self.id = id
      self.label = label
      self.detail = detail
      self.organization = organization
      self.members = members
      self.standing = standing
      self.fleet = fleet
      self.mark = mark
      self.change = change
    }
  }

  /// A class or a group of people.
  public struct People: Sendable, Equatable {
    /// The topology's id.
    public var id: String
    /// What people call them.
    public var label: String
    /// How many are concerned: "at least 33M exposed".
    public var detail: String
    /// What happens to their fields.
    public var fields: [Field]
    /// How many are exposed; nil: nothing is said.
    public var persons: CountInterval?
    /// How it stands to the first architecture; nil: this is no comparison, or it is the same.
    public var change: Change?

    /// People.
    public init(
      id: String, label: String, detail: String = "", fields: [Field] = [],
      persons: CountInterval? = nil, change: Change? = nil
    ) {
      self.id = id
      self.label = label
      self.detail = detail
      self.fields = fields
      self.persons = persons
      self.change = change
    }

    /// The worst of their fields'; unsaid when there are none.
    public var exposure: Exposure { fields.map(\.exposure).max() ?? .unsaid }
  }

  /// Something that people rely on.
  public struct Service: Sendable, Equatable {
    /// Whether it runs. Ordered from the best to the worst.
    public enum State: Int, Comparable, CaseIterable, Sendable {
      case up
      case degraded
      case down

      /// Up before degraded before down.
      public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// The topology's id.
    public var id: String
    /// What people call it.
    public var label: String
    /// Whom it serves.
    public var detail: String
    /// How many it stands for; nil: it is no fleet.
    public var members: Int?
    /// Whether it runs.
    public var state: State
    /// Ids of the single points of failure that take it down alone; nil: nothing is said.
    public var points: [String]?
    /// Which members of which fleet it stands for; nil: of none.
    public var fleet: Fleet?
    /// Of several services drawn as one how many are down, and how many not up; empty: it is one.
    var tally: [Int] = []
    /// How it stands to the first architecture; nil: this is no comparison, or it is the same.
    public var change: Change?

    /// A service.
    public init(
      id: String, label: String, detail: String = "", members: Int? = nil, state: State = .up,
      points: [String]? = nil, fleet: Fleet? = nil, change: Change? = nil
    ) {
      self.id = id
      self.label = label
      self.detail = detail
      self.members = members
      self.state = state
      self.points = points
      self.fleet = fleet
      self.change = change
    }
  }

  /// What stands for things that the picture does not show one by one.
  public struct Stub: Sendable, Equatable {
    /// Unique among stubs.
    public var id: String
    /// What it hides, in a few words: "7 more systems".
    public var label: String
    /// What is true of all of it: "not reached".
    public var detail: String
    /// The organization it belongs to; nil: none.
    public var organization: String?
    /// Labels of what it hides, all of them, for whoever asks.
    public var hidden: [String]
    /// How it stands to the first architecture; nil: this is no comparison, or it is the same.
    public var change: Change?

    /// A stub.
    public init(
      id: String, label: String, detail: String = "", organization: String? = nil,
      hidden: [String] = [],
      change: Change? = nil
    ) {
      self.id = id
      self.label = label
      self.detail = detail
      self.organization = organization
      self.hidden = hidden
      self.change = change
    }
  }
}

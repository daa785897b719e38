public import TopologyModel

extension DiagramModel {
  /// A password, key, token, certificate or second factor.
  public struct Secret: Sendable, Equatable {
    /// The topology's id.
    public var id: String
    /// The display name.
    public var label: String
    /// Its kind and its holder.
    public var detail: String
    /// The organization it belongs to; nil if none.
    public var organization: String?
    /// The number of members; nil if it is not a fleet.
    public var members: Int?
    /// Whether the intruder has it.
    public var standing: Standing
    /// The members of a fleet that it stands for; nil if it is not in a fleet.
    public var fleet: Fleet?
    /// The effects of its failure alone; nil if not computed.
    public var mark: PointMark?
    /// The change from the first architecture; nil outside comparisons or if unchanged.
    public var change: Change?

    /// Creates a secret.
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
    /// The display name.
    public var label: String
    /// The number affected, such as "at least 33M exposed".
    public var detail: String
    /// Their fields and states.
    public var fields: [Field]
    /// How many are exposed; nil if not computed.
    public var persons: CountInterval?
    /// The change from the first architecture; nil outside comparisons or if unchanged.
    public var change: Change?

    /// Creates people.
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

    /// The worst state of their fields; `unsaid` if there are none.
    public var exposure: Exposure { fields.map(\.exposure).max() ?? .unsaid }
  }

  /// A service that people rely on.
  public struct Service: Sendable, Equatable {
    /// Whether it runs, ordered from best to worst.
    public enum State: Int, Comparable, CaseIterable, Sendable {
      case up
      case degraded
      case down

      /// Orders up before degraded before down.
      public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// The topology's id.
    public var id: String
    /// The display name.
    public var label: String
    /// The people it serves.
    public var detail: String
    /// The number of members; nil if it is not a fleet.
    public var members: Int?
    /// Whether it runs.
    public var state: State
    /// Ids of the single points of failure that take it down alone; nil if not computed.
    public var points: [String]?
    /// The members of a fleet that it stands for; nil if it is not in a fleet.
    public var fleet: Fleet?
    /// If it stands for several services: how many are down, and how many are not up. Empty for a single service.
    var tally: [Int] = []
    /// The change from the first architecture; nil outside comparisons or if unchanged.
    public var change: Change?

    /// Creates a service.
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

  /// A placeholder for things that the picture does not show individually.
  public struct Stub: Sendable, Equatable {
    /// An id, unique among stubs.
    public var id: String
    /// A short summary of what it hides, such as "7 more systems".
    public var label: String
    /// What is true of everything it hides, such as "not reached".
    public var detail: String
    /// The organization it belongs to; nil if none.
    public var organization: String?
    /// The labels of everything it hides.
    public var hidden: [String]
    /// The change from the first architecture; nil outside comparisons or if unchanged.
    public var change: Change?

    /// Creates a stub.
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

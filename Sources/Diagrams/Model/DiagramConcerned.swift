package import TopologyModel

extension DiagramModel {
  /// A password, key, token, certificate or second factor.
  package struct Secret: Sendable, Equatable {
    /// The topology's id.
    package var id: String
    /// The display name.
    package var label: String
    /// Its kind and its holder.
    package var detail: String
    /// The organization it belongs to; nil if none.
    package var organization: String?
    /// The number of members; nil if it is not a fleet.
    package var members: Int?
    /// Whether the intruder has it.
    package var standing: Standing
    /// The members of a fleet that it stands for; nil if it is not in a fleet.
    package var fleet: Fleet?
    /// The effects of its failure alone; nil if not computed.
    package var mark: PointMark?
    /// The change from the first architecture; nil outside comparisons or if unchanged.
    package var change: Change?

    /// Creates a secret.
    package init(
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
  package struct People: Sendable, Equatable {
    /// The topology's id.
    package var id: String
    /// The display name.
    package var label: String
    /// The number affected, such as "at least 33M exposed".
    package var detail: String
    /// Their fields and states.
    package var fields: [Field]
    /// How many are exposed; nil if not computed.
    package var persons: CountInterval?
    /// The change from the first architecture; nil outside comparisons or if unchanged.
    package var change: Change?

    /// Creates people.
    package init(
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
    package var exposure: Exposure { fields.map(\.exposure).max() ?? .unsaid }
  }

  /// A service that people rely on.
  package struct Service: Sendable, Equatable {
    /// Whether it runs, ordered from best to worst.
    package enum State: Int, Comparable, CaseIterable, Sendable {
      case up
      case degraded
      case down

      /// Orders up before degraded before down.
      package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// The topology's id.
    package var id: String
    /// The display name.
    package var label: String
    /// The people it serves.
    package var detail: String
    /// The number of members; nil if it is not a fleet.
    package var members: Int?
    /// Whether it runs.
    package var state: State
    /// Ids of the single points of failure that take it down alone; nil if not computed.
    package var points: [String]?
    /// The members of a fleet that it stands for; nil if it is not in a fleet.
    package var fleet: Fleet?
    /// If it stands for several services: how many are down, and how many are not up. Empty for a single service.
    var tally: [Int] = []
    /// The change from the first architecture; nil outside comparisons or if unchanged.
    package var change: Change?

    /// Creates a service.
    package init(
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
  package struct Stub: Sendable, Equatable {
    /// An id, unique among stubs.
    package var id: String
    /// A short summary of what it hides, such as "7 more systems".
    package var label: String
    /// What is true of everything it hides, such as "not reached".
    package var detail: String
    /// The organization it belongs to; nil if none.
    package var organization: String?
    /// The labels of everything it hides.
    package var hidden: [String]
    /// The change from the first architecture; nil outside comparisons or if unchanged.
    package var change: Change?

    /// Creates a stub.
    package init(
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

extension DiagramModel {
  /// What an edge joins.
  public enum Endpoint: Hashable, Sendable {
    /// Whoever attacks; there is one.
    case intruder
    /// An organization that is drawn as one box.
    case organization(String)
    case system(String)
    /// A dataset, by its full id.
    case dataset(String)
    /// A field of a dataset.
    case field(dataset: String, field: String)
    case secret(String)
    case people(String)
    case service(String)
    case stub(String)
    /// What strikes several places at once.
    case cause(String)
  }

  /// What joins two things.
  public struct Edge: Sendable, Equatable {
    /// What an edge means.
    public enum Kind: Int, CaseIterable, Sendable {
      /// The intruder starts here.
      case event
      /// Opens: a secret or a system lets one into a system.
      case access
      /// An access rule shows a dataset.
      case reads
      /// Data moves from dataset to dataset.
      case flow
      /// Data crosses a system without being kept there.
      case via
      /// A system keeps a secret.
      case keeps
      /// What something cannot run without.
      case needs
      /// Whom a dataset is about.
      case about
      /// One field is another by a new name, or follows from it.
      case becomes
      /// A common cause strikes there.
      case hits
    }

    /// What data moves or is shown along an edge.
    public struct Load: Sendable, Equatable {
      /// Ids of the fields, by the names that they have at either end.
      public var fields: Set<String>
      /// Ids of the classes and groups that it is about, and of those above them; nil: whoever's.
      public var people: Set<String>?
      /// Ids of the groups whose data it is, all of it as far as is known.
      public var groups: Set<String>

      /// Some data.
      public init(
        fields: Set<String> = [], people: Set<String>? = nil, groups: Set<String> = []
      ) {
        self.fields = fields
        self.people = people
        self.groups = groups
      }

      func union(_ other: Load?) -> Load {
        guard let other else { return self }
        return Load(
          fields: fields.union(other.fields),
          people: people.flatMap { mine in other.people.map { mine.union($0) } },
          groups: groups.union(other.groups))
      }
    }

    /// Where it starts.
    public var from: Endpoint
    /// Where it ends.
    public var to: Endpoint
    /// What it means.
    public var kind: Kind
    /// What is written on it.
    public var label: String
    /// It is on the path of the compromise.
    public var isOnPath: Bool
    /// How many edges of the topology it stands for, from 1.
    public var weight: Int
    /// What it moves or shows; nil: it is about no data.
    public var load: Load?
    /// Targets that nothing reaches without it.
    public var chokes: [String]
    /// How it stands to the first architecture; nil: this is no comparison, or it is the same.
    public var change: Change?

    /// An edge.
    public init(
      from: Endpoint, to: Endpoint, kind: Kind, label: String = "", isOnPath: Bool = false,
      weight: Int = 1, load: Load? = nil, chokes: [String] = [], change: Change? = nil
    ) {
      self.from = from
      self.to = to
      self.kind = kind
      self.label = label
      self.isOnPath = isOnPath
      self.weight = weight
      self.load = load
      self.chokes = chokes
      self.change = change
    }
  }
}

extension [DiagramModel.Edge] {
  /// One edge for all that join the same two things in the same way, in the order of the first of each.
  var mergingParallels: [DiagramModel.Edge] {
    var positions: [ParallelKey: Int] = [:]
    var result: [DiagramModel.Edge] = []
    for edge in self {
      let key = ParallelKey(from: edge.from, to: edge.to, kind: edge.kind)
      guard let position = positions[key] else {
        positions[key] = result.count
        result.append(edge)
        continue
      }
      result[position].merge(edge)
    }
    return result
  }
}

extension DiagramModel.Edge {
  /// What separates the labels of edges that became one.
  static let labelSeparator = " · "

  /// Takes in a parallel edge: a few different labels are kept side by side, more would be unreadable;
  /// one that not all of them have would be said of all, so it goes.
  fileprivate mutating func merge(_ other: DiagramModel.Edge) {
    weight += other.weight
    isOnPath = isOnPath || other.isOnPath
    load = load?.union(other.load) ?? other.load
    chokes += other.chokes.filter { !chokes.contains($0) }
    guard label != other.label else { return }
    let labels = label.split(separator: Self.labelSeparator).map(String.init)
    if label.isEmpty || other.label.isEmpty {
      label = ""
    } else if !labels.contains(other.label), labels.count < 3 {
      label = (labels + [other.label]).joined(separator: Self.labelSeparator)
    }
  }
}

private struct ParallelKey: Hashable {
  var from: DiagramModel.Endpoint
  var to: DiagramModel.Endpoint
  var kind: DiagramModel.Edge.Kind
}

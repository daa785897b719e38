extension DiagramModel {
  /// An end of an edge.
  package enum Endpoint: Hashable, Sendable {
    /// The intruder. There is only one.
    case intruder
    /// An organization drawn as one box.
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
    /// An event that strikes several places at once.
    case cause(String)
  }

  /// A connection between two things.
  package struct Edge: Sendable, Equatable {
    /// The meaning of an edge.
    package enum Kind: Int, CaseIterable, Sendable {
      /// The intruder starts here.
      case event
      /// A secret or a system opens a system.
      case access
      /// An access rule shows a dataset.
      case reads
      /// Data moves from dataset to dataset.
      case flow
      /// Data crosses a system without being kept there.
      case via
      /// A system stores a secret.
      case keeps
      /// Something that is needed for running.
      case needs
      /// A dataset is about people.
      case about
      /// A field becomes another field, or reveals it.
      case becomes
      /// A common cause strikes there.
      case hits
    }

    /// The data that moves or is shown along an edge.
    package struct Load: Sendable, Equatable {
      /// Ids of the fields, under the names at both ends.
      package var fields: Set<String>
      /// Ids of the classes and groups it is about, with their ancestors; nil for everyone's data.
      package var people: Set<String>?
      /// Ids of the groups whose data it is, as far as known.
      package var groups: Set<String>

      /// Creates data.
      package init(
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

    /// The start.
    package var from: Endpoint
    /// The end.
    package var to: Endpoint
    /// The meaning.
    package var kind: Kind
    /// The visible label.
    package var label: String
    /// Whether it is on the path of the compromise.
    package var isOnPath: Bool
    /// The number of edges of the topology it stands for, at least 1.
    package var weight: Int
    /// The data it moves or shows; nil if it is not about data.
    package var load: Load?
    /// The targets that nothing reaches without it.
    package var chokes: [String]
    /// The change from the first architecture; nil outside comparisons or if unchanged.
    package var change: Change?
    /// Whether all that it stands for is only possible: nobody knows whether it moves data.
    package var isPossible = false

    /// Creates an edge.
    package init(
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
  /// Combines edges that connect the same things in the same way, in the order of the first of each.
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
  /// Separates the labels of combined edges.
  static let labelSeparator = " · "

  /// Merges a parallel edge. A few different labels are kept; more would be unreadable. A label that only some
  /// edges have is dropped, because it would seem to apply to all.
  fileprivate mutating func merge(_ other: DiagramModel.Edge) {
    weight += other.weight
    isOnPath = isOnPath || other.isOnPath
    isPossible = isPossible && other.isPossible
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

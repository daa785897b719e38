import TopologyModel

/// A topology as a flat graph: what formats of graphs have in common. Keys come from ids, never from positions.
///
/// Three-valued texts stand for truth values, because a reader takes what is missing for false: `yes`, `no`,
/// `unknown`, and `n/a` where the question makes no sense.
struct ExportGraph {
  /// What a node is.
  enum NodeKind: String, CaseIterable {
    case organization, system, dataset, access, secret, people, cohort, service, event, leak, zone
  }

  /// What an edge is.
  enum EdgeKind: String, CaseIterable {
    /// An organization has a system, a system a dataset or an access rule.
    case contains
    /// A system stores a secret.
    case keeps
    /// A secret or a system opens an access rule, by itself or with others.
    case opens
    /// An access rule gives control of its system.
    case controls
    /// An access rule shows a dataset.
    case shows
    /// A secret decrypts a dataset.
    case decrypts
    /// Data moves from dataset to dataset.
    case flow
    /// Data of a dataset crosses a system.
    case crosses
    /// A dataset or a leak is about people.
    case about
    /// A group is part of a group or a cohort.
    case partOf = "part-of"
    /// A system or a service needs something to run.
    case needs
    /// A service has a fallback.
    case fallback
    /// A system is in a part of the network.
    case standsIn = "stands-in"
    /// From a part of the network another can be reached.
    case reaches
    /// An access rule works from a part of the network.
    case worksFrom = "works-from"
    /// An access rule lets into a part of the network.
    case enters
    /// A service serves people or organizations.
    case serves
    /// A common cause hits something.
    case hits
    /// An organization processes data for another.
    case actsFor = "acts-for"
    /// An organization or people have a secret.
    case heldBy = "held-by"
    /// An organization decides about people's data.
    case controller
  }

  /// A truth value for readers that know two.
  enum Answer: String {
    case yes, no, unknown
    case notApplicable = "n/a"
  }

  /// A node. Every text is written, so that none is taken for empty.
  struct Node {
    var key: String
    var kind: NodeKind
    /// The id in the topology.
    var entry: String
    var label: String
    /// The key of what contains it.
    var parent: String?
    /// The organization's id.
    var organization: String?
    /// Kind, role or type as the file says it.
    var type: String?
    /// Whether the intruder controls, has, reads or exposes it.
    var reached = Answer.notApplicable
    /// Whether a service runs.
    var state: String?
    /// How many people.
    var people: CountInterval?
    /// Of how many something is exposed.
    var exposed: CountInterval?
    /// Ids of fields; nil where there are none to name.
    var fields: String?
  }

  /// An edge.
  struct Edge {
    var from: String
    var to: String
    var kind: EdgeKind
    var label: String
    /// Ids of fields; nil: everything, or not about fields.
    var fields: String?
    /// Ids of groups; nil: everyone, or not about people.
    var people: String?
    /// For access: whether it is enough by itself.
    var isEnough = Answer.notApplicable
    var isEncrypted = Answer.notApplicable
    /// For flows: whether the data surely moves.
    var certainty: Flow.Certainty?
  }

  var title = ""
  var nodes: [Node] = []
  var edges: [Edge] = []

  /// The key of a node.
  static func key(_ kind: NodeKind, _ id: String) -> String { "\(kind.rawValue):\(id)" }
}

extension ExportGraph.Node {
  /// The texts of a node in the order of `ExportGraph.nodeTexts`.
  var texts: [String] {
    [
      kind.rawValue, entry, label, parent ?? "none", organization ?? "unknown", type ?? "unknown",
      reached.rawValue, state ?? "n/a", people?.notation ?? "n/a", exposed?.notation ?? "n/a",
      fields ?? "n/a",
    ]
  }

  /// Numbers by name: bounds that exist.
  var numbers: [(String, Int)] {
    [
      ("people-low", people?.low), ("people-high", people?.high), ("exposed-low", exposed?.low),
      ("exposed-high", exposed?.high),
    ].compactMap { name, value in value.map { (name, $0) } }
  }
}

extension ExportGraph.Edge {
  /// The texts of an edge in the order of `ExportGraph.edgeTexts`.
  var texts: [String] {
    [
      kind.rawValue, label, fields ?? "n/a", people ?? "n/a", isEnough.rawValue,
      isEncrypted.rawValue, certainty?.rawValue ?? "n/a",
    ]
  }
}

extension ExportGraph {
  /// Names of the texts of nodes.
  static let nodeTexts = [
    "kind", "entry", "label", "parent", "organization", "type", "reached", "state", "people",
    "exposed", "fields",
  ]
  /// Names of the numbers of nodes.
  static let nodeNumbers = ["people-low", "people-high", "exposed-low", "exposed-high"]
  /// Names of the texts of edges.
  static let edgeTexts = [
    "kind", "label", "fields", "people", "enough-alone", "encrypted", "certainty",
  ]
}

import Interchange
import Reports
import TopologyModel

/// BloodHound's OpenGraph: systems, secrets, datasets, access rules and organizations, with what an intruder who has
/// one can reach from it, and the definition without which BloodHound walks none of it.
///
/// An edge starts where the intruder is and ends at what is gained. Its ends are matched by id, or BloodHound drops
/// it in silence. Of two edges of one kind between two nodes one survives, so every access rule is a node. A node
/// has one kind of its own and `Exposure`. BloodHound cannot say "both of these": what opens only with others is an
/// edge that is not walked, into a node for the condition that is.
enum OpenGraphExporter: FormatExporter {
  static func export(_ request: ExportRequest) throws -> ExportedFiles {
    var graph = OpenGraph(ExportGraph(request), request.topology)
    graph.build()
    var account = ImportAccount(format: "opengraph")
    account.made = [("nodes", graph.nodes.count), ("edges", graph.edges.count)]
    account.leaveOut(
      request, possibleFlows: "their edges have the property 'certainty' with the value 'possible'")
    account.note(
      "conditions-not-walked",
      "Conditions of several parts: no path goes through them, because a path cannot have two ends.",
      count: graph.conditions)
    account.note(
      "flows-as-edges", "A path along a flow says that data moves, not which fields of whom.",
      count: request.topology.flows.count)
    account.note(
      "people-left-out", "How many people are concerned is a text of datasets at most.",
      count: request.topology.groups.count)
    var result = ExportedFiles(account)
    result.add("opengraph.json", try graph.payload.text())
    result.add("extension.json", try OpenGraph.definition.text())
    return result
  }
}

/// The payload.
private struct OpenGraph {
  private let graph: ExportGraph
  private let topology: Topology
  private(set) var nodes: [JSONValue] = []
  private(set) var edges: [JSONValue] = []
  private(set) var conditions = 0
  private var seen: Set<String> = []
  /// Secrets that cannot be copied: control of their system does not yield them.
  private let inside: Set<String>

  init(_ graph: ExportGraph, _ topology: Topology) {
    self.graph = graph
    self.topology = topology
    inside = Set(
      topology.secrets.filter { !$0.exportable }.map { ExportGraph.key(.secret, $0.id) })
  }

  /// Kinds of edges with whether BloodHound walks them.
  private static let kinds: [(name: String, isWalked: Bool)] = [
    ("Exposure_Owns", false), ("Exposure_Opens", true), ("Exposure_IsPartOf", false),
    ("Exposure_Controls", true), ("Exposure_Keeps", true), ("Exposure_KeepsInside", false),
    ("Exposure_Holds", true),
    ("Exposure_Shows", true), ("Exposure_HoldsEncrypted", false), ("Exposure_FlowsTo", false),
    ("Exposure_StandsIn", true), ("Exposure_Enters", true), ("Exposure_Reaches", false),
  ]

  private static let nodeKinds = [
    "Exposure", "Exposure_System", "Exposure_Secret", "Exposure_Dataset", "Exposure_Access",
    "Exposure_Condition", "Exposure_Organization", "Exposure_Zone",
  ]

  mutating func build() {
    for node in graph.nodes {
      guard let kind = Self.kind(of: node.kind) else { continue }
      add(
        node.key, kind, name: node.label,
        [
          "entry": .string(node.entry), "organization": .string(node.organization ?? "unknown"),
          "type": .string(node.type ?? "unknown"), "reached": .string(node.reached.rawValue),
          "fields": .string(node.fields ?? "n/a"),
        ])
    }
    for edge in graph.edges {
      switch edge.kind {
      case .contains:
        let isOwner = edge.from.hasPrefix("organization:")
        if isOwner { add("Exposure_Owns", edge.from, edge.to) }
      case .keeps:
        let staysInside = inside.contains(edge.to)
        add(staysInside ? "Exposure_KeepsInside" : "Exposure_Keeps", edge.from, edge.to)
      case .controls: add("Exposure_Controls", edge.from, edge.to)
      case .standsIn: add("Exposure_StandsIn", edge.from, edge.to)
      case .enters: add("Exposure_Enters", edge.from, edge.to)
      case .reaches: add("Exposure_Reaches", edge.from, edge.to)
      case .shows:
        add("Exposure_Shows", edge.from, edge.to, ["fields": .string(edge.fields ?? "all")])
      case .flow:
        let isPossible = edge.certainty == .possible
        add(
          "Exposure_FlowsTo", edge.from, edge.to,
          ["fields": .string(edge.fields ?? "all")].merging(
            isPossible ? ["certainty": "possible"] : [:]
          ) { own, _ in own })
      default: continue
      }
    }
    addDatasets()
    for rule in topology.accessRules.references { open(rule) }
  }

  private static func kind(of kind: ExportGraph.NodeKind) -> String? {
    switch kind {
    case .organization: "Exposure_Organization"
    case .system: "Exposure_System"
    case .secret: "Exposure_Secret"
    case .dataset: "Exposure_Dataset"
    case .access: "Exposure_Access"
    case .zone: "Exposure_Zone"
    default: nil
    }
  }

  /// Control of a system reads a dataset that is not encrypted, or of which the key is kept there; otherwise it takes
  /// the key as well.
  private mutating func addDatasets() {
    for it in topology.datasets {
      let system = topology.systems[it.system]
      let (from, to) = (ExportGraph.key(.system, system.id), ExportGraph.key(.dataset, it.id))
      let isPlain =
        it.encryptedWith.isEmpty || it.encryptedWith.contains(where: system.secrets.contains)
      guard !isPlain else {
        add("Exposure_Holds", from, to)
        continue
      }
      add("Exposure_HoldsEncrypted", from, to)
      let keys = it.encryptedWith.map(Condition.secret)
      open(to, .all([.system(it.system), keys.count == 1 ? keys[0] : .any(keys)]))
    }
  }

  /// Edges into an access rule: from what opens it, and where it works only from some zones, from one of these as
  /// well.
  private mutating func open(_ reference: Reference<AccessRule>) {
    let rule = topology.accessRules[reference]
    let key = ExportGraph.key(.access, "\(topology.systems[rule.system].id).\(rule.id)")
    guard let zones = topology.closedOrigins(of: reference) else {
      if let condition = rule.requires { open(key, condition) }
      return
    }
    let origins = Set(zones).sorted().map { ExportGraph.key(.zone, topology.zones[$0].id) }
    guard let condition = rule.requires else {
      for origin in origins { add("Exposure_Opens", origin, key) }
      return
    }
    let gate = "condition:\(key):from"
    conditions += 1
    add(gate, "Exposure_Condition", name: "from a zone", ["entry": "from", "atLeast": 2])
    add("Exposure_Opens", gate, key)
    add("Exposure_IsPartOf", atom(condition) ?? self.gate(condition, of: key), gate)
    add("Exposure_IsPartOf", origins.count == 1 ? origins[0] : anyOf(origins, of: key), gate)
  }

  /// A node that any of some nodes opens.
  private mutating func anyOf(_ origins: [String], of target: String) -> String {
    let gate = "condition:\(target):zones"
    add(gate, "Exposure_Condition", name: "in a zone", ["entry": "zones", "atLeast": 1])
    for origin in origins { add("Exposure_Opens", origin, gate) }
    return gate
  }

  /// Edges into a node from what opens it by itself, or from a node for the condition.
  private mutating func open(_ target: String, _ condition: Condition) {
    if let source = atom(condition) { return add("Exposure_Opens", source, target) }
    let (atLeast, parts) = parts(of: condition)
    if atLeast <= 1 || parts.count == 1 {
      for part in parts { open(target, part) }
    } else {
      add("Exposure_Opens", gate(condition, of: target), target)
    }
  }

  /// The node of a condition of several parts. How many of its parts it takes is a property, because BloodHound has
  /// no such edge.
  private mutating func gate(_ condition: Condition, of target: String) -> String {
    let text = topology.text(condition)
    let gate = "condition:\(target):\(text)"
    let (atLeast, parts) = parts(of: condition)
    conditions += 1
    add(
      gate, "Exposure_Condition", name: text,
      ["entry": .string(text), "atLeast": .integer(atLeast)])
    for part in parts {
      if let source = atom(part) {
        add("Exposure_IsPartOf", source, gate)
      } else {
        add("Exposure_IsPartOf", self.gate(part, of: target), gate)
      }
    }
    return gate
  }

  private func atom(_ condition: Condition) -> String? {
    switch condition {
    case .secret(let secret): ExportGraph.key(.secret, topology.secrets[secret].id)
    case .system(let system): ExportGraph.key(.system, topology.systems[system].id)
    default: nil
    }
  }

  private func parts(of condition: Condition) -> (atLeast: Int, parts: [Condition]) {
    switch condition {
    case .all(let parts): (parts.count, parts)
    case .any(let parts): (1, parts)
    case .atLeast(let count, let parts): (count, parts)
    case .members(let range, let count):
      (count, topology.atoms(.members(range, atLeast: 1)).map(\.part))
    case .secret, .system, .service: (1, [condition])
    }
  }

  private mutating func add(
    _ id: String, _ kind: String, name: String, _ properties: [String: JSONValue]
  ) {
    guard seen.insert(id).inserted else { return }
    nodes.append([
      "id": .string(id), "kinds": [.string(kind), "Exposure"],
      "properties": .object(properties.merging(["name": .string(name)]) { own, _ in own }),
    ])
  }

  /// An edge, once: of several of one kind between two nodes BloodHound keeps one.
  private mutating func add(
    _ kind: String, _ from: String, _ to: String, _ properties: [String: JSONValue] = [:]
  ) {
    guard seen.insert("\(kind) \(from) \(to)").inserted else { return }
    edges.append([
      "kind": .string(kind), "start": ["match_by": "id", "value": .string(from)],
      "end": ["match_by": "id", "value": .string(to)], "properties": .object(properties),
    ])
  }

  var payload: JSONValue {
    [
      "metadata": ["source_kind": "Exposure"],
      "graph": ["nodes": .array(nodes), "edges": .array(edges)],
    ]
  }

  /// What the kinds are, and which edges a path follows.
  static let definition: JSONValue = [
    "schema": ["name": "Exposure", "version": "1"],
    "node_kinds": .array(nodeKinds.map { ["name": .string($0)] }),
    "relationship_kinds": .array(
      kinds.map { ["name": .string($0.name), "is_traversable": .boolean($0.isWalked)] }),
  ]
}

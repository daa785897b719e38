/// Reads OpenGraph (BloodHound CE 8): `{ graph: { nodes, edges }, metadata }`, and the definitions of an extension, which
/// say which of its kinds an intruder can follow.
struct OpenGraphReader {
  let log: ImportLog
  private(set) var open: [PendingEdge] = []
  /// Kinds that an extension defines; whether an intruder can follow them.
  private(set) var defined: [String: Bool] = [:]
  private var nodes: [Described] = []

  /// An edge whose ends are looked up when all nodes are known.
  struct PendingEdge {
    var kind: String
    var start: End
    var end: End
  }

  /// How an edge names a node.
  enum End {
    case id(String)
    case name(String, kind: String?)
    case properties([(key: String, value: String)], kind: String?)
    case unreadable
  }

  /// A node with what edges may look for.
  private struct Described {
    var place: Int
    var kinds: [String]
    var properties: [String: String]

    func has(_ kind: String?) -> Bool { kind.map { kinds.contains($0) } ?? true }
  }

  init(_ log: ImportLog) { self.log = log }

  // MARK: - Reading

  mutating func readExtension(_ root: JSONValueView) {
    for kind in root["relationship_kinds"]?.items ?? JSONValueView.noItems {
      guard let name = kind.text("name") else { continue }
      defined[name] = kind["is_traversable"]?.flag ?? false
    }
  }

  mutating func read(_ root: JSONValueView, _ graph: inout BloodHoundGraph) {
    let source = root["metadata"]?.text("source_kind")
    for node in root["graph"]?["nodes"]?.items ?? JSONValueView.noItems {
      log.account.count("nodes")
      guard let id = node.text("id") else {
        log.account.note("objects-without-id", "Objects without an identifier were left out.")
        continue
      }
      let kinds = (node["kinds"]?.items ?? JSONValueView.noItems).compactMap(\.text)
      var properties: [String: String] = [:]
      for property in node["properties"]?.members ?? JSONValueView.noMembers {
        if let key = property.key.text, let value = property.value.word { properties[key] = value }
      }
      if let known = graph.find(id), graph.nodes[known].isCollected {
        log.account.note(
          "ids-shared-with-sharphound", "Objects that SharpHound's files describe as well.",
          example: id)
      }
      let place = graph.node(id)
      graph.update(place) { entry in
        entry.name = entry.name ?? properties["name"] ?? properties["displayname"]
        entry.kind = entry.kind ?? (kinds.first { $0 != source } ?? kinds.first)?.lowercased()
        entry.domain = entry.domain ?? properties["domain"]?.uppercased()
        entry.isEnabled = entry.isEnabled ?? BloodHoundFlag.value(node["properties"]?["enabled"])
      }
      nodes.append(Described(place: place, kinds: kinds, properties: properties))
    }
    for edge in root["graph"]?["edges"]?.items ?? JSONValueView.noItems {
      log.account.count("edges")
      guard let kind = edge.text("kind") else { continue }
      open.append(
        PendingEdge(kind: kind, start: Self.end(edge["start"]), end: Self.end(edge["end"])))
    }
  }

  private static func end(_ end: JSONValueView?) -> End {
    guard let end else { return .unreadable }
    let kind = end.text("kind")
    let value = end.text("value")
    switch end.text("match_by") ?? "id" {
    case "id": return value.map { .id($0) } ?? .unreadable
    case "name": return value.map { .name($0, kind: kind) } ?? .unreadable
    case "property":
      var wanted: [(key: String, value: String)] = []
      for matcher in end["property_matchers"]?.items ?? JSONValueView.noItems {
        guard let key = matcher.text("key"), let value = matcher["value"]?.word else {
          return .unreadable
        }
        wanted.append((key, value))
      }
      return wanted.isEmpty ? .unreadable : .properties(wanted, kind: kind)
    default: return .unreadable
    }
  }

  // MARK: - Edges

  /// Adds the edges, now that all nodes are known.
  func finish(_ graph: inout BloodHoundGraph) {
    for edge in open {
      guard let start = resolve(edge.start, edge.kind, &graph),
        let end = resolve(edge.end, edge.kind, &graph)
      else { continue }
      log.account.count("edges-resolved")
      graph.add(start, edge.kind, end)
    }
  }

  private func resolve(_ end: End, _ kind: String, _ graph: inout BloodHoundGraph) -> Int? {
    let found: [Int]
    let wanted: String
    switch end {
    case .id(let id):
      if let place = graph.find(id), graph.nodes[place].isCollected {
        log.account.note(
          "ids-shared-with-sharphound", "Objects that SharpHound's files describe as well.",
          example: id)
      }
      return graph.node(id)
    case .name(let name, let kindWanted):
      wanted = name
      found = nodes.filter {
        $0.properties["name"]?.uppercased() == name.uppercased() && $0.has(kindWanted)
      }.map(\.place)
    case .properties(let properties, let kindWanted):
      wanted = properties.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
      found = nodes.filter { node in
        node.has(kindWanted) && properties.allSatisfy { node.properties[$0.key] == $0.value }
      }.map(\.place)
    case .unreadable:
      log.account.note(
        "edges-not-readable", "Edges that do not say where they begin and end.", example: kind)
      return nil
    }
    let distinct = Set(found)
    if distinct.count == 1 { return distinct.first }
    if distinct.isEmpty {
      log.account.note(
        "ends-not-found", "Edges of which an end is no node of the file; they were left out.",
        example: "\(kind): \(wanted)")
    } else {
      log.account.note(
        "ambiguous-name-matches",
        "Edges of which an end fits several nodes; they were left out, because it is not known which is meant.",
        example: "\(kind): \(wanted)")
    }
    return nil
  }
}

/// Makes systems, credentials and access rules of a BloodHound graph.
final class BloodHoundBuilder: DraftBuilder {
  var graph: BloodHoundGraph
  let defined: [String: Bool]
  let payload: [String]
  var organizations: [String: Int] = [:]
  /// Who can do something, by the object and the kind of edge: nodes.
  var rules: [Int: [String: Set<Int>]] = [:]

  /// - Parameters:
  ///   - defined: Kinds of an OpenGraph extension; whether an intruder can follow them.
  ///   - payload: The kinds of the edges of OpenGraph files, one for each edge.
  init(
    _ graph: BloodHoundGraph, defined: [String: Bool], payload: [String], _ options: ImportOptions,
    _ log: ImportLog
  ) {
    self.graph = graph
    self.defined = defined
    self.payload = payload
    super.init(options, log)
  }

  /// The draft.
  func build() -> TopologyDraft {
    addContainers()
    addEverybody()
    addOrganizations()
    addSystems()
    addEdges()
    addReplication()
    addLogins()
    writeRules()
    addNotes()
    return draft
  }

  // MARK: - Edges that the files imply

  func addContainers() {
    for (container, object) in graph.containers {
      guard let from = graph.find(container), graph.nodes[from].kind != nil,
        let to = graph.find(object)
      else {
        log.account.note(
          "containers-not-collected",
          "Places in containers that no file describes: who controls the container is not known.",
          example: container)
        continue
      }
      graph.add(from, "Contains", to)
    }
  }

  /// Everyone and Authenticated Users hold all users and computers of a domain, although nobody lists them as members.
  func addEverybody() {
    for (place, node) in graph.nodes.enumerated() where WellKnownObjects.isEverybody(node.id) {
      var members: [Int] = []
      for domain in graph.domains.keys.sorted()
      where WellKnownObjects.domain(of: node.id).map({ $0 == graph.domains[domain] }) ?? true {
        for group in ["513", "515"] {
          if let member = graph.find("\(domain)-\(group)") { members.append(member) }
        }
      }
      for member in members { graph.add(member, "MemberOf", place) }
      if !members.isEmpty {
        log.account.note(
          "members-by-nature",
          "Groups of everybody: they hold the users and computers of the domain.",
          example: node.name ?? node.id)
      }
    }
  }

  // MARK: - Objects

  /// The domain of a node: as said, else by its identifier.
  func domain(of node: BloodHoundGraph.Node) -> String? {
    if let domain = node.domain { return domain }
    if let domain = WellKnownObjects.domain(of: node.id) { return domain }
    return WellKnownObjects.domainID(of: node.id).flatMap { graph.domains[$0] }
  }

  func addOrganizations() {
    let names = Set(graph.nodes.compactMap { domain(of: $0) }).sorted()
    let ids = namer.ids("organizations", names)
    for (place, name) in names.enumerated() {
      organizations[name] = draft.add(TopologyDraft.Organization(id: ids[place], label: name))
    }
    draft.title = names.isEmpty ? "BloodHound" : names.joined(separator: ", ")
  }

  /// The name of a node without that of its domain.
  func shortName(_ node: BloodHoundGraph.Node, _ name: String) -> String {
    guard let domain = domain(of: node), name.count > domain.count + 1 else { return name }
    for ending in ["@\(domain)", ".\(domain)"]
    where name.uppercased().hasSuffix(ending.uppercased()) {
      return String(name.dropLast(ending.count))
    }
    return name
  }

  func addSystems() {
    /// What tells nodes apart, in the order in which they get their ids.
    func key(_ place: Int) -> (String, String, String) {
      let node = graph.nodes[place]
      return (node.name ?? WellKnownObjects.name(of: node.id) ?? node.id, node.kind ?? "~", node.id)
    }
    let keys = graph.nodes.indices.map(key)
    // The order of the nodes is that of their names from here on.
    let order = graph.nodes.indices.sorted { keys[$0] < keys[$1] }
    var systems = [Int](repeating: 0, count: graph.nodes.count)
    for place in order {
      let node = graph.nodes[place]
      let known = WellKnownObjects.name(of: node.id)
      let full = node.name ?? known ?? node.id
      let short = shortName(node, full)
      let kind = node.kind ?? (known == nil ? "unknown" : "group")
      let label = node.kind == nil ? "\(full) (only named)" : full
      let id = namer.id(
        "systems", label,
        candidates: [Slug.of(short), "\(Slug.of(short))-\(kind)", Slug.of(full)])
      systems[place] = draft.add(
        TopologyDraft.System(
          id: id, label: label, kind: kind,
          organization: domain(of: node).flatMap { organizations[$0] }))
    }
    self.systems = systems
    log.account.note(
      "objects-only-named", "Objects that are named and that no file describes.",
      examples: order.filter { graph.nodes[$0].kind == nil }.map {
        draft.systems[systems[$0]].id
      })
  }

  /// The system of each node.
  var systems: [Int] = []
  var replication: [Int: TopologyDraft.Requirement] = [:]
}

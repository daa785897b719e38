/// Makes systems, credentials and access rules of a BloodHound graph.
struct BloodHoundBuilder {
  private var graph: BloodHoundGraph
  private let defined: [String: Bool]
  private let payload: [String]
  private let options: ImportOptions
  private let log: ImportLog
  private var namer: Namer
  private var draft = TopologyDraft()
  private var organizations: [String: Int] = [:]
  /// Who can do something, by the object and the kind of edge: nodes.
  private var rules: [Int: [String: Set<Int>]] = [:]

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
    self.options = options
    self.log = log
    namer = Namer(earlier: options.earlier.ids)
  }

  /// The draft.
  mutating func build() -> TopologyDraft {
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

  private mutating func addContainers() {
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
  private mutating func addEverybody() {
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
  private func domain(of node: BloodHoundGraph.Node) -> String? {
    if let domain = node.domain { return domain }
    if let domain = WellKnownObjects.domain(of: node.id) { return domain }
    return WellKnownObjects.domainID(of: node.id).flatMap { graph.domains[$0] }
  }

  private mutating func addOrganizations() {
    let names = Set(graph.nodes.compactMap { domain(of: $0) }).sorted()
    let ids = namer.ids("organizations", names)
    for (place, name) in names.enumerated() {
      organizations[name] = draft.add(TopologyDraft.Organization(id: ids[place], label: name))
    }
    draft.title = names.isEmpty ? "BloodHound" : names.joined(separator: ", ")
  }

  /// The name of a node without that of its domain.
  private func shortName(_ node: BloodHoundGraph.Node, _ name: String) -> String {
    guard let domain = domain(of: node), name.count > domain.count + 1 else { return name }
    for ending in ["@\(domain)", ".\(domain)"]
    where name.uppercased().hasSuffix(ending.uppercased()) {
      return String(name.dropLast(ending.count))
    }
    return name
  }

  private mutating func addSystems() {
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
  private var systems: [Int] = []

  // MARK: - Access

  private mutating func addEdges() {
    for edge in graph.edges {
      let kind = graph.kinds[edge.kind]
      guard edge.from != edge.to else {
        log.account.note("edges-to-itself", "Edges from an object to itself.", example: kind)
        continue
      }
      if kind == "HasSession", graph.nodes[edge.to].kind == "computer",
        graph.nodes[edge.from].kind == "user"
      {
        log.account.note(
          "sessions-wrong-way",
          "Sessions that lead from a user to a computer; BloodHound's lead from the computer to the user. They were left out.",
          example: draft.systems[systems[edge.from]].id)
        continue
      }
      if isControl(kind, edge.to) {
        rules[edge.to, default: [:]][kind, default: []].insert(edge.from)
      }
    }
  }

  private func isControl(_ kind: String, _ target: Int) -> Bool {
    switch BloodHoundEdge.meaning(of: kind) {
    case .control: return true
    case .replication: return false
    case .session:
      if options.choices.contains(.sessionsControl) { return true }
      log.account.note(
        "remote-desktop-not-taken-as-control",
        "Remote sessions (RDP, DCOM, PowerShell) are not control of the computer; --with sessions-control takes them as such.",
        example: "\(kind) on \(draft.systems[systems[target]].id)")
      return false
    case .none:
      log.account.note(
        "edges-without-control", "Edges of kinds that give no control by themselves.",
        example: "\(kind) on \(draft.systems[systems[target]].id)")
      return false
    case .unknown:
      if let isTraversable = defined[kind] { return isTraversable }
      if options.choices.contains(.unknownEdges) { return true }
      // Edges of OpenGraph files are counted by kind.
      if !payload.contains(kind) {
        log.account.note(
          "edges-of-unknown-kind", "Edges of kinds that BloodHound does not define were left out.",
          example: kind)
      }
      return false
    }
  }

  /// Who has both rights to replicate a domain has its passwords: those with the first and those with the second together.
  private mutating func addReplication() {
    var holders: [Int: [String: Set<Int>]] = [:]
    for edge in graph.edges {
      let kind = graph.kinds[edge.kind].lowercased()
      guard kind == "getchanges" || kind == "getchangesall" else { continue }
      holders[edge.to, default: [:]][kind, default: []].insert(edge.from)
    }
    for (domain, rights) in holders.sorted(by: { $0.key < $1.key }) {
      log.account.note(
        "rights-that-need-each-other",
        "Domains on which GetChanges or GetChangesAll is granted: only both together give its passwords.",
        example: draft.systems[systems[domain]].id)
      guard let some = rights["getchanges"], let all = rights["getchangesall"] else { continue }
      replication[domain] = .all([anyOf(some), anyOf(all)])
    }
  }

  private var replication: [Int: TopologyDraft.Requirement] = [:]

  /// Accounts open to who has their password.
  private mutating func addLogins() {
    let accounts: Set = ["user", "azuser", "azserviceprincipal", "azapp"]
    let places = graph.nodes.indices.filter { accounts.contains(graph.nodes[$0].kind ?? "") }
    for place in places.sorted(by: { systems[$0] < systems[$1] }) {
      let node = graph.nodes[place]
      let system = systems[place]
      let id = draft.systems[system].id
      var remark: String?
      if node.hasServiceName { remark = "has a service principal name" }
      if node.isEnabled == false { remark = "disabled" }
      let secret = draft.add(
        TopologyDraft.Secret(
          id: namer.id("secrets", "credential:\(id)", slug: "credential:\(id)"),
          label: remark.map { "\(id) (\($0))" }, kind: "password",
          heldBy: draft.systems[system].organization))
      guard node.isEnabled != false else {
        log.account.note(
          "disabled-accounts",
          "Accounts that are disabled: nobody logs in with them, and whoever controls one may enable it.",
          example: id)
        continue
      }
      draft.systems[system].access.append(
        TopologyDraft.Access(id: "login", requires: .secret(secret), controls: true))
    }
  }

  private mutating func writeRules() {
    for (place, kinds) in rules {
      let system = systems[place]
      for (kind, holders) in kinds {
        var requires = anyOf(holders)
        if kind == "DCSync", let both = replication.removeValue(forKey: place) {
          requires = .any(holders.map { systems[$0] }.sorted().map { .system($0) } + [both])
        }
        let id = namer.id("access of \(draft.systems[system].id)", kind)
        draft.systems[system].access.append(
          TopologyDraft.Access(id: id, requires: requires, controls: true))
      }
    }
    for (place, both) in replication {
      draft.systems[systems[place]].access.append(
        TopologyDraft.Access(id: "DCSync", requires: both, controls: true))
    }
  }

  private func anyOf(_ nodes: Set<Int>) -> TopologyDraft.Requirement {
    let ordered = nodes.map { systems[$0] }.sorted().map { TopologyDraft.Requirement.system($0) }
    return ordered.count == 1 ? ordered[0] : .any(ordered)
  }

  // MARK: - The account

  private func addNotes() {
    let unknown = payload.filter {
      defined[$0] == nil && BloodHoundEdge.meaning(of: $0) == .unknown
    }
    if !options.choices.contains(.unknownEdges) {
      log.account.note(
        "edges-of-unknown-traversability",
        "Edges of kinds that no extension defines: BloodHound follows none of them, and neither does the topology. Give the definition of the extension as another file, or take them all by --with unknown-edges.",
        examples: unknown)
    }
    log.account.note(
      "not-traversable", "Edges that the extension says an intruder cannot follow.",
      examples: payload.filter { defined[$0] == false })
    let authorities = graph.nodes.count {
      ["enterpriseca", "certtemplate"].contains($0.kind ?? "")
    }
    log.account.note(
      "certificates-not-evaluated",
      "Certification authorities and templates: BloodHound computes what they let an intruder do (ADCSESC1 to 13), and these files do not have it.",
      count: authorities)
  }
}

/// What an edge opens, and what the account says of edges.
extension BloodHoundBuilder {
  func addEdges() {
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

  func isControl(_ kind: String, _ target: Int) -> Bool {
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
  func addReplication() {
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

  /// Accounts open to who has their password.
  func addLogins() {
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
          "Accounts that are disabled: nobody logs in with them, and those who control one may enable it.",
          example: id)
        continue
      }
      draft.systems[system].access.append(
        TopologyDraft.Access(id: "login", requires: .secret(secret), controls: true))
    }
  }

  func writeRules() {
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

  func anyOf(_ nodes: Set<Int>) -> TopologyDraft.Requirement {
    let ordered = nodes.map { systems[$0] }.sorted().map { TopologyDraft.Requirement.system($0) }
    return ordered.count == 1 ? ordered[0] : .any(ordered)
  }

  // MARK: - The account

  func addNotes() {
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

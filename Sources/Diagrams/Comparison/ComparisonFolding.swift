/// Folds the architectures of a comparison until they are readable side by side. All are folded in the same way:
/// first what is unaffected and the same in all of them, then whole organizations.
struct ComparisonFolding {
  private enum Stage: Int {
    case whole
    case alikeFolded
    case organizations
    case largestOrganizations
  }

  private let model: DiagramModel
  private let options: DiagramOptions
  private let given: [String]
  private let completed: [DiagramModel]
  private var stage = Stage.whole
  private var limit: Int
  private var reasons: [String] = []

  /// Folds a comparison as far as its options require.
  /// - Complexity: O(sum of the models' sizes × log) per stage, with four stages.
  init(_ model: DiagramModel, messages: [String], options: DiagramOptions) {
    self.model = model
    self.options = options
    given = messages
    completed = ComparisonUnion.completed(model.panels.map(\.model))
    // All architectures are one picture. A request for more detail than boxes allows more of them.
    let isCloser = options.detail ?? .organization > .organization
    let share = max(DiagramFolding.readable / max(1, model.panels.count), 20)
    let unasked = isCloser ? DiagramFolding.readable : share
    limit = min(max(1, options.maximumNodes ?? unasked), DiagramFolding.possible)
    if options.maximumNodes == nil { stage = .alikeFolded }
    if options.maximumNodes ?? 0 > DiagramFolding.possible, nodeCount > DiagramFolding.possible {
      reasons.append(DiagramFolding.beyondPossible)
    }
    if options.detail == .organization { stage = .organizations }
    while nodeCount > limit, advance() {}
  }

  private var nodeCount: Int { folded.model.panels.first?.model.nodeCount ?? 0 }

  private mutating func advance() -> Bool {
    guard let next = Stage(rawValue: stage.rawValue + 1) else { return false }
    stage = next
    return true
  }

  /// Leaves at least one box per organization.
  mutating func foldOrganizations() {
    while stage.rawValue < Stage.organizations.rawValue, advance() {}
    while nodeCount > limit, advance() {}
  }

  /// The comparison as folded so far, its level of detail, and the messages for its reader.
  var folded: (model: DiagramModel, detail: DiagramDetail, messages: [String]) {
    let kept = completed.reduce(into: DiagramModel.differing(completed)) {
      $0.formUnion($1.touchedNodes)
    }
    let isCoarse = stage.rawValue >= Stage.organizations.rawValue
    let services = isCoarse ? [completed.first?.services.map(\.id) ?? []] : servicesAlike
    let inOrganizations = completed.first?.nodesOfOrganizations ?? []
    let secrets = isCoarse ? secretsAlike : []
    let organizations = isCoarse ? alike(kept) : []
    var folds = completed.map { panel in
      var panel = panel
      panel.view = .comparison
      return DiagramFolds(panel)
    }
    for index in folds.indices {
      if stage == .alikeFolded { folds[index].foldUntouched(keeping: kept) }
      if stage != .whole { folds[index].foldServices(alike: services) }
      if isCoarse {
        folds[index].foldUntouched(keeping: kept.union(inOrganizations))
        folds[index].foldOrganizations()
        for group in organizations {
          folds[index].merge(group.ids, isConcerned: group.isConcerned)
        }
        for group in secrets { folds[index].merge(secrets: group) }
      }
    }
    if stage == .largestOrganizations {
      let ranked = rank(folds.map(\.model))
      for index in folds.indices { folds[index].keepLargest(limit: limit, ranked: ranked) }
    }
    var result = model
    let changes = folds.first.map { ComparisonChanges(base: $0.model) }
    for index in folds.indices {
      var panel = folds[index].model
      panel.view = model.panels[index].model.view
      result.panels[index].model = index == 0 ? panel : changes?.marked(panel) ?? panel
    }
    let messages = given + (folds.first?.messages ?? []) + reasons
    if !messages.isEmpty { result.notes.append(messages.joined(separator: " ")) }
    return (result, isCoarse ? .organization : options.detail ?? .system, messages)
  }

  /// Groups of services with the same state in every architecture.
  private var servicesAlike: [[String]] {
    groups(completed.first?.services.map(\.id) ?? []) { place in
      completed.map { model in
        let service = model.services[place]
        return service.change == .absent
          ? ["absent"] : ["\(service.state)"] + (service.points ?? ["-"])
      }
    }
  }

  /// Groups of more than two secrets, outside any organization, with the same state in every architecture.
  private var secretsAlike: [[String]] {
    let free = (completed.first?.secrets ?? []).indices.filter { place in
      completed[0].secrets[place].organization == nil
    }
    let ids = free.map { completed[0].secrets[$0].id }
    return groups(ids) { index in
      completed.map { model in
        let secret = model.secrets[free[index]]
        return [
          "\(secret.change == .absent)", "\(secret.standing)", secret.mark?.signs ?? "",
        ]
      }
    }.filter { $0.count > 2 }
  }

  /// Groups of organizations with the same state in every architecture: all unaffected organizations, and groups
  /// of affected ones.
  private func alike(
    _ kept: Set<DiagramModel.Endpoint>
  ) -> [(ids: [String], isConcerned: Bool)] {
    let boxes = completed.map { model in
      var folds = DiagramFolds(model)
      folds.foldOrganizations()
      return folds.model
    }
    let systems = completed.first?.systems ?? []
    let secrets = completed.first?.secrets ?? []
    let concerned = Set(
      systems.filter { kept.contains(.system($0.id)) }.compactMap(\.organization)
        + secrets.filter { kept.contains(.secret($0.id)) }.compactMap(\.organization))
    let all = boxes.first?.organizations ?? []
    return groups(all.map(\.id)) { place in
      boxes.map { model in
        let box = model.organizations[place]
        let rows = (box.rows ?? []).map { row in
          "\(row.exposure): " + Set(row.fields.map(\.id)).sorted().joined(separator: " ")
        }
        return [
          "\(concerned.contains(box.id))", "\(box.change == .absent)", "\(box.standing)",
          standingExtent(box), box.mark.map { "\($0.signs)" } ?? "",
        ] + (concerned.contains(box.id) ? rows : [])
      }
    }.map { ids in (ids: ids, isConcerned: ids.contains(where: concerned.contains)) }
      .filter { $0.ids.count < all.count && (!$0.isConcerned || $0.ids.count > 2) }
  }

  /// The part of an organization that has its standing. Organizations drawn as one box must agree in this, too.
  private func standingExtent(_ box: DiagramModel.Organization) -> String {
    let extent = box.standing > .untouched ? box.extent : nil
    return (extent.map { "\($0.count) of \($0.total)" } ?? "") + " \(box.secretsHeld)"
  }

  /// Groups of several ids with equal states, in order.
  private func groups(_ ids: [String], state: (Int) -> [[String]]) -> [[String]] {
    var places: [[[String]]: Int] = [:]
    var groups: [[String]] = []
    for (index, id) in ids.enumerated() {
      let key = state(index)
      if let place = places[key] {
        groups[place].append(id)
      } else {
        places[key] = groups.count
        groups.append([id])
      }
    }
    return groups.filter { $0.count > 1 }
  }

  /// Organizations by their state in any of the architectures, worst first.
  private func rank(_ models: [DiagramModel]) -> [String] {
    var weights: [String: Int] = [:]
    var order: [String] = []
    for organization in models.flatMap(\.organizations) {
      if weights[organization.id] == nil { order.append(organization.id) }
      weights[organization.id] = max(
        weights[organization.id] ?? 0, DiagramFolds.weight(organization))
    }
    return order.enumerated().sorted {
      let (left, right) = (weights[$0.element] ?? 0, weights[$1.element] ?? 0)
      return left != right ? left > right : $0.offset < $1.offset
    }.map(\.element)
  }
}

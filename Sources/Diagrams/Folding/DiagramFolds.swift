/// The individual folds. Each replaces things by stubs or boxes, redirects their edges, and adds a message.
struct DiagramFolds {
  var model: DiagramModel
  var messages: [String] = []
  /// Where removed things went; `lead` redirects their edges there.
  var moved: [DiagramModel.Endpoint: DiagramModel.Endpoint] = [:]

  init(_ model: DiagramModel) { self.model = model }

  /// Folds systems, secrets and common causes that the picture is not about (the compromise does not touch
  /// them, or they are no single point of failure): one stub in each organization with other content, and one
  /// stub for all other organizations. Does nothing if the picture would become empty.
  /// - Parameter kept: What the picture is about; nil for `touchedNodes`.
  mutating func foldUntouched(keeping kept: Set<DiagramModel.Endpoint>? = nil) {
    let touched = kept ?? model.touchedNodes
    let organizations = Set(
      model.systems.filter { touched.contains(.system($0.id)) }.compactMap(\.organization)
        + model.secrets.filter { touched.contains(.secret($0.id)) }.compactMap(\.organization))
    guard !touched.isEmpty else { return }
    var hidden: [String: Hidden] = [:]
    var elsewhere = Hidden()
    func stub(_ home: String?) -> DiagramModel.Endpoint {
      .stub(home.map { "rest of \($0)" } ?? "elsewhere")
    }
    for system in model.systems where !touched.contains(.system(system.id)) {
      let home = system.organization.flatMap { organizations.contains($0) ? $0 : nil }
      hidden[home ?? "", default: Hidden()].add(system)
      if home == nil, let organization = system.organization {
        elsewhere.organizations.insert(organization)
      }
      move(system, to: stub(home))
    }
    for secret in model.secrets where !touched.contains(.secret(secret.id)) {
      let home = secret.organization.flatMap { organizations.contains($0) ? $0 : nil }
      hidden[home ?? "", default: Hidden()].add(secret)
      moved[.secret(secret.id)] = stub(home)
    }
    for cause in model.causes where !touched.contains(.cause(cause.id)) {
      hidden["", default: Hidden()].causes.append(cause.label)
      moved[.cause(cause.id)] = stub(nil)
    }
    model.systems.removeAll { !touched.contains(.system($0.id)) }
    model.secrets.removeAll { !touched.contains(.secret($0.id)) }
    model.causes.removeAll { !touched.contains(.cause($0.id)) }
    for organization in model.organizations {
      guard organizations.contains(organization.id), let what = hidden[organization.id] else {
        continue
      }
      model.stubs.append(
        DiagramModel.Stub(
          id: "rest of \(organization.id)", label: what.words, detail: words.folded,
          organization: organization.id, hidden: what.labels))
    }
    if var what = hidden[""] {
      what.organizations = elsewhere.organizations
      model.stubs.append(
        DiagramModel.Stub(
          id: "elsewhere", label: what.words, detail: words.folded, hidden: what.labels))
    }
    let all = hidden.values.reduce(into: Hidden()) { $0.add($1) }
    if !all.labels.isEmpty { messages.append("Folded \(words.because): \(all.words).") }
    lead()
    leaveOut("between folded things") { edge in
      if case (.stub, .stub) = (edge.from, edge.to) { true } else { false }
    }
  }

  /// The wording for what a picture of this kind folds.
  var words: (folded: String, because: String, kept: String) {
    switch model.view {
    case .exposure:
      ("not reached", "because the compromise does not reach them", "reached by the intruder")
    case .lineage:
      ("not drawn individually", "to keep the picture legible", "which hold what was asked for")
    case .singlePoints:
      (
        "no single point", "because none of them is a single point of failure",
        "which are single points of failure"
      )
    case .comparison:
      ("same everywhere", "because their state is the same in every architecture", "affected")
    }
  }

  /// Removes edges that do not help to understand what happened, and reports how many.
  mutating func leaveOut(_ what: String, where isLeftOut: (DiagramModel.Edge) -> Bool) {
    let count = model.edges.count(where: isLeftOut)
    guard count > 0 else { return }
    model.edges.removeAll(where: isLeftOut)
    messages.append("Left out: \(count) \(count == 1 ? "line" : "lines") \(what).")
  }

  mutating func move(_ system: DiagramModel.System, to place: DiagramModel.Endpoint) {
    moved[.system(system.id)] = place
    for dataset in system.datasets {
      moved[.dataset(dataset.id)] = place
      for field in dataset.fields {
        moved[.field(dataset: dataset.id, field: field.id)] = place
      }
    }
  }

  /// Redirects edges to where their ends went. Edges inside a stub are not drawn.
  mutating func lead() {
    for index in model.edges.indices {
      model.edges[index].from = moved[model.edges[index].from] ?? model.edges[index].from
      model.edges[index].to = moved[model.edges[index].to] ?? model.edges[index].to
    }
    model.edges.removeAll { $0.from == $0.to }
    moved = [:]
  }

}

extension DiagramModel {
  /// Boxes that the compromise touches: opened, controlled, exposed, stopped, or on its path.
  var touchedNodes: Set<Endpoint> {
    var touched: Set<Endpoint> = []
    for system in systems
    where system.standing > .untouched || system.stopped != nil
      || system.datasets.contains(where: { $0.exposure >= .unknown })
      || system.mark?.isRemarkable ?? false
    {
      touched.insert(.system(system.id))
    }
    for secret in secrets
    where secret.standing > .untouched || secret.mark?.isRemarkable ?? false {
      touched.insert(.secret(secret.id))
    }
    for cause in causes where cause.mark?.isRemarkable ?? false { touched.insert(.cause(cause.id)) }
    for (edge, ends) in zip(edges, joinedNodes) where edge.isOnPath || !edge.chokes.isEmpty {
      touched.formUnion([ends.from, ends.to])
    }
    return touched
  }
}

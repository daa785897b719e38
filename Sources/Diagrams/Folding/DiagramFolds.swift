/// The single folds; each puts stubs or boxes in the place of what it takes away, leads the edges there
/// and says so.
struct DiagramFolds {
  private(set) var model: DiagramModel
  private(set) var messages: [String] = []
  private var moved: [DiagramModel.Endpoint: DiagramModel.Endpoint] = [:]

  init(_ model: DiagramModel) { self.model = model }

  /// Systems, secrets and common causes that the picture is not about (the compromise does not touch them,
  /// they are no single point of failure): one stub in each organization that has something else, and one
  /// for all the other organizations. Does nothing when the picture would be empty.
  /// - Parameter kept: What the picture is about; nil: what `touchedNodes` says.
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
      hidden[home ?? "", default: Hidden()].systems.append(system.label)
      if home == nil, let organization = system.organization {
        elsewhere.organizations.insert(organization)
      }
      move(system, to: stub(home))
    }
    for secret in model.secrets where !touched.contains(.secret(secret.id)) {
      let home = secret.organization.flatMap { organizations.contains($0) ? $0 : nil }
      hidden[home ?? "", default: Hidden()].secrets.append(secret.label)
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
    if !all.labels.isEmpty { messages.append("Folded, \(words.because): \(all.words).") }
    lead()
    leaveOut("between folded things") { edge in
      if case (.stub, .stub) = (edge.from, edge.to) { true } else { false }
    }
  }

  /// What is said of what a picture of this kind folds.
  private var words: (folded: String, because: String, kept: String) {
    switch model.view {
    case .exposure, .lineage:
      ("not reached", "because the compromise does not reach them", "which the intruder gets into")
    case .singlePoints:
      (
        "no single point", "because none of them is a single point of failure",
        "which are single points of failure"
      )
    case .comparison:
      ("alike everywhere", "because they fare alike in every architecture", "which are concerned")
    }
  }

  /// Services in the same state become one node that names them, where there are several.
  mutating func foldServices() {
    if model.view == .singlePoints { return foldServicesByPoints() }
    for state in DiagramModel.Service.State.allCases {
      let services = model.services.filter { $0.state == state }
      guard services.count > 1 else { continue }
      let word = ["run", "are degraded", "are down"][state.rawValue]
      let id = "services that \(word)"
      for service in services { moved[.service(service.id)] = .service(id) }
      model.services.removeAll { $0.state == state }
      // More names than fit stand in the title of the element.
      model.services.append(
        DiagramModel.Service(
          id: id, label: "\(services.count) services \(word)",
          detail: services.map(\.label).joined(separator: "; "), state: state))
    }
    lead()
    let stopped = Set(
      model.systems.filter { $0.stopped != nil }.map { DiagramModel.Endpoint.system($0.id) }
        + model.services.filter { $0.state != .up }.map { .service($0.id) })
    guard !stopped.isEmpty else { return }
    leaveOut("to what is needed and still runs") { edge in
      edge.kind == .needs && !stopped.contains(edge.to)
    }
  }

  /// Services that the same single points take down become one node, and those that none takes down a stub.
  /// What else is not about single points goes: data that moves, unless nothing is reached without it.
  private mutating func foldServicesByPoints() {
    var groups: [(points: [String], services: [DiagramModel.Service])] = []
    for service in model.services {
      if let place = groups.firstIndex(where: { $0.points == service.points }) {
        groups[place].services.append(service)
      } else {
        groups.append((service.points ?? [], [service]))
      }
    }
    for (points, services) in groups where services.count > 1 {
      let gone = Set(services.map(\.id))
      model.services.removeAll { gone.contains($0.id) }
      let id = "services of " + points.joined(separator: " ")
      for service in services {
        moved[.service(service.id)] = points.isEmpty ? .stub(id) : .service(id)
      }
      if points.isEmpty {
        model.stubs.append(
          DiagramModel.Stub(
            id: id, label: "\(services.count) services",
            detail: "no single point takes them down", hidden: services.map(\.label)))
        messages.append("Folded: \(services.count) services that no single point takes down.")
      } else {
        model.services.append(
          DiagramModel.Service(
            id: id, label: "\(services.count) services",
            detail: services.map(\.label).joined(separator: "; "), points: points))
      }
    }
    lead()
    leaveOut("of data that moves") { edge in
      (edge.kind == .flow || edge.kind == .via) && edge.chokes.isEmpty
    }
    leaveOut("to folded things") { edge in
      guard edge.chokes.isEmpty else { return false }
      if case .stub = edge.from { return true }
      if case .stub = edge.to { return true }
      return false
    }
  }

  /// Takes away edges that do not help to understand what happened, and says how many.
  private mutating func leaveOut(_ what: String, where isLeftOut: (DiagramModel.Edge) -> Bool) {
    let count = model.edges.count(where: isLeftOut)
    guard count > 0 else { return }
    model.edges.removeAll(where: isLeftOut)
    messages.append("Left out: \(count) \(count == 1 ? "line" : "lines") \(what).")
  }

  /// Every organization becomes one box with a row for its datasets by what happens to them.
  mutating func foldOrganizations() {
    let known = Set(model.organizations.map(\.id))
    for index in model.organizations.indices where model.organizations[index].rows == nil {
      let id = model.organizations[index].id
      let systems = model.systems.filter { $0.organization == id }
      let secrets = model.secrets.filter { $0.organization == id }
      for system in systems { move(system, to: .organization(id)) }
      for secret in secrets { moved[.secret(secret.id)] = .organization(id) }
      if model.view == .singlePoints {
        // Alone, an organization is another thing than its systems one by one.
        let marks = systems.map { ($0.label, $0.mark) } + secrets.map { ($0.label, $0.mark) }
        model.organizations[index].mark?.within = marks.compactMap { label, mark in
          mark.flatMap { $0.isRemarkable ? "\($0.signs) \(label)" : nil }
        }
      } else {
        let standing = (systems.map(\.standing) + secrets.map(\.standing)).max() ?? .untouched
        model.organizations[index].standing = max(model.organizations[index].standing, standing)
      }
      model.organizations[index].rows = Self.rows(of: systems.flatMap(\.datasets), in: id)
      var what = Hidden()
      what.systems = systems.map(\.label)
      what.secrets = secrets.map(\.label)
      if !what.labels.isEmpty {
        let detail = model.organizations[index].detail
        model.organizations[index].detail = (detail.isEmpty ? "" : detail + " · ") + what.words
      }
    }
    let systems = model.systems.count
    model.systems.removeAll { $0.organization.map(known.contains) ?? false }
    model.secrets.removeAll { $0.organization.map(known.contains) ?? false }
    if systems > model.systems.count {
      messages.append(
        "One box an organization: its \(systems - model.systems.count) systems are not drawn.")
    }
    lead()
  }

  /// Organizations that neither are a single point nor have one become one stub.
  mutating func foldUnmarkedOrganizations() {
    let others = model.organizations.filter { organization in
      guard organization.rows != nil else { return false }
      guard let mark = organization.mark else { return true }
      return !mark.isRemarkable && mark.within.isEmpty
    }
    guard others.count > 1, others.count < model.organizations.count else { return }
    for organization in others { moved[.organization(organization.id)] = .stub("no points") }
    let gone = Set(others.map(\.id))
    model.organizations.removeAll { gone.contains($0.id) }
    model.stubs.append(
      DiagramModel.Stub(
        id: "no points", label: "\(others.count) organizations", detail: words.folded,
        hidden: others.map(\.label)))
    messages.append("Folded, \(words.because): \(others.count) organizations.")
    lead()
  }

  /// The organizations that matter most and, in one stub, the rest.
  mutating func keepLargest(limit: Int) {
    let others = model.nodeCount - model.organizations.count
    // Half the room at least goes to organizations, or nothing would be left to see.
    let free = max(limit - others, limit / 2, 1)
    let room = model.organizations.count > free ? max(free - 1, 1) : free
    let ranked = model.organizations.enumerated().sorted {
      let (left, right) = (Self.weight($0.element), Self.weight($1.element))
      return left != right ? left > right : $0.offset < $1.offset
    }
    let kept = Set(ranked.prefix(room).map(\.element.id))
    let hidden = model.organizations.filter { !kept.contains($0.id) }
    if !hidden.isEmpty {
      for organization in hidden { moved[.organization(organization.id)] = .stub("the rest") }
      model.organizations.removeAll { !kept.contains($0.id) }
      let reached = hidden.count { $0.standing > .untouched }
      model.stubs.append(
        DiagramModel.Stub(
          id: "the rest", label: "\(hidden.count) more organizations",
          detail: reached == 0 ? words.folded : "\(reached) of \(words.kept)",
          hidden: hidden.map(\.label)))
      messages.append(
        "Folded: \(hidden.count) more organizations, \(reached) of \(words.kept).")
    }
    lead()
    foldSurplus(limit: limit)
  }

  /// Whatever else is too many: things outside any organization, kind by kind.
  private mutating func foldSurplus(limit: Int) {
    func surplus<Thing>(_ things: [Thing]) -> Int {
      let excess = model.nodeCount - limit
      return excess <= 0 || things.count <= 4 ? 0 : min(things.count - 4, excess + 1)
    }
    func add(_ count: Int, _ what: String, _ labels: [String], _ ends: [DiagramModel.Endpoint]) {
      for end in ends { moved[end] = .stub("more \(what)") }
      model.stubs.append(
        DiagramModel.Stub(id: "more \(what)", label: "\(count) more \(what)", hidden: labels))
      messages.append("Folded: \(count) more \(what).")
    }
    let systems = surplus(model.systems)
    if systems > 0 {
      let hidden = model.systems.suffix(systems)
      for system in hidden { move(system, to: .stub("more systems")) }
      add(systems, "systems", hidden.map(\.label), [])
      model.systems.removeLast(systems)
    }
    let secrets = surplus(model.secrets)
    if secrets > 0 {
      let hidden = model.secrets.suffix(secrets)
      add(secrets, "secrets", hidden.map(\.label), hidden.map { .secret($0.id) })
      model.secrets.removeLast(secrets)
    }
    let people = surplus(model.people)
    if people > 0 {
      let hidden = model.people.suffix(people)
      add(people, "classes of people", hidden.map(\.label), hidden.map { .people($0.id) })
      model.people.removeLast(people)
    }
    lead()
  }

  private mutating func move(_ system: DiagramModel.System, to place: DiagramModel.Endpoint) {
    moved[.system(system.id)] = place
    for dataset in system.datasets {
      moved[.dataset(dataset.id)] = place
      for field in dataset.fields {
        moved[.field(dataset: dataset.id, field: field.id)] = place
      }
    }
  }

  /// Leads edges to where their ends have gone; what happens inside a stub is not drawn.
  private mutating func lead() {
    for index in model.edges.indices {
      model.edges[index].from = moved[model.edges[index].from] ?? model.edges[index].from
      model.edges[index].to = moved[model.edges[index].to] ?? model.edges[index].to
    }
    model.edges.removeAll { $0.from == $0.to }
    moved = [:]
  }

  private static func weight(_ organization: DiagramModel.Organization) -> Int {
    let rows = organization.rows ?? []
    let worst = rows.map(\.exposure.rawValue).max() ?? 0
    return organization.standing.rawValue * 1_000_000 + worst * 100_000
      + rows.reduce(0) { $0 + $1.fields.count }
  }

  private static func rows(
    of datasets: [DiagramModel.Dataset], in organization: String
  ) -> [DiagramModel.Dataset] {
    DiagramModel.Exposure.allCases.reversed().compactMap { exposure in
      let those = datasets.filter { $0.exposure == exposure }
      guard !those.isEmpty else { return nil }
      var fields: [DiagramModel.Field] = []
      for field in those.flatMap(\.fields) where !fields.contains(where: { $0.id == field.id }) {
        fields.append(field)
      }
      let word = exposure == .unsaid ? "" : exposure == .safe ? " safe" : " \(exposure)"
      return DiagramModel.Dataset(
        id: "\(organization) \(exposure)",
        label: "\(those.count) \(those.count == 1 ? "dataset" : "datasets")\(word)",
        holds: those.map(\.label).joined(separator: ", "), fields: fields)
    }
  }
}

/// What a stub hides.
private struct Hidden {
  var organizations: Set<String> = []
  var systems: [String] = []
  var secrets: [String] = []
  var causes: [String] = []

  var labels: [String] { systems + secrets + causes }

  mutating func add(_ other: Hidden) {
    organizations.formUnion(other.organizations)
    systems += other.systems
    secrets += other.secrets
    causes += other.causes
  }

  /// "2 organizations with 7 systems and 1 secret".
  var words: String {
    func count(_ count: Int, _ name: String) -> String? {
      count == 0 ? nil : "\(count) \(name)\(count == 1 ? "" : "s")"
    }
    let things = [
      count(systems.count, "system"), count(secrets.count, "secret"),
      count(causes.count, "common cause"),
    ].compactMap { $0 }.joined(separator: " and ")
    guard let organizations = count(organizations.count, "organization") else { return things }
    return "\(organizations) with \(things)"
  }
}

extension DiagramModel {
  /// Boxes that the compromise touches: entered, held, exposed, stopped, or on its path.
  var touchedNodes: Set<Endpoint> {
    var touched: Set<Endpoint> = []
    for system in systems
    where system.standing > .untouched || system.stopped != nil
      || system.datasets.contains(where: { $0.exposure >= .derivable })
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

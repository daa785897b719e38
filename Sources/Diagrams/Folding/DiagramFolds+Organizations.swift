/// Folds whole organizations.
extension DiagramFolds {
  /// Turns every organization into one box, with a row for its datasets in each state.
  mutating func foldOrganizations() {
    let known = Set(model.organizations.map(\.id))
    let systemsOf = Dictionary(grouping: model.systems) { $0.organization ?? "" }
    let secretsOf = Dictionary(grouping: model.secrets) { $0.organization ?? "" }
    for index in model.organizations.indices where model.organizations[index].rows == nil {
      let id = model.organizations[index].id
      let systems = systemsOf[id] ?? []
      let secrets = secretsOf[id] ?? []
      for system in systems { move(system, to: .organization(id)) }
      for secret in secrets { moved[.secret(secret.id)] = .organization(id) }
      if model.organizations[index].mark != nil {
        // The failure of an organization is not the failure of one of its systems.
        let marks = systems.map { ($0.label, $0.mark) } + secrets.map { ($0.label, $0.mark) }
        model.organizations[index].mark?.within = marks.compactMap { label, mark in
          mark.flatMap { $0.isRemarkable ? "\($0.signs) \(label)" : nil }
        }
      } else {
        // A stolen secret is no control of the system that it is kept on, still less of its organization.
        // What another architecture has and this one has not is no part of it.
        let present = systems.filter { $0.change != .absent }
        let standing = present.map(\.standing).max() ?? .untouched
        func number(_ systems: [DiagramModel.System]) -> Int {
          systems.reduce(0) { $0 + $1.number }
        }
        model.organizations[index].standing = standing
        model.organizations[index].extent = DiagramModel.Extent(
          count: number(present.filter { $0.standing == standing }), total: number(present))
        model.organizations[index].secretsHeld = secrets.reduce(0) {
          $0 + ($1.standing == .controlled ? $1.number : 0)
        }
      }
      let held = systems.flatMap(\.datasets).filter { $0.change != .absent }
      model.organizations[index].rows = Self.rows(of: held, in: id)
      var what = Hidden()
      for system in systems where system.change != .absent { what.add(system) }
      for secret in secrets where secret.change != .absent { what.add(secret) }
      // That a box is a single system need not be said in every box.
      if what.number != 1 || what.systems.isEmpty, !what.labels.isEmpty {
        let detail = model.organizations[index].detail
        model.organizations[index].detail = (detail.isEmpty ? "" : detail + " · ") + what.words
      }
    }
    let gone = model.systems.filter { $0.organization.map(known.contains) ?? false }
    model.systems.removeAll { $0.organization.map(known.contains) ?? false }
    model.secrets.removeAll { $0.organization.map(known.contains) ?? false }
    let number = gone.reduce(0) { $0 + $1.number }
    if number > 0 {
      messages.append(
        "Each organization is one box: \(number == 1 ? "its 1 system is" : "its \(number) systems are") not drawn."
      )
    }
    lead()
  }

  /// Turns organizations that neither are nor contain a single point into one stub.
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
    messages.append("Folded \(words.because): \(others.count) organizations.")
    lead()
  }

  /// Keeps the most important organizations and turns the rest into one stub.
  /// - Parameter ranked: Ids, most important first; nil to rank by state.
  mutating func keepLargest(limit: Int, ranked order: [String]? = nil) {
    let others = model.nodeCount - model.organizations.count
    // At least half of the room goes to organizations, or nothing would be left to see.
    let free = max(limit - others, limit / 2, 1)
    let room = model.organizations.count > free ? max(free - 1, 1) : free
    let ranked = model.organizations.enumerated().sorted {
      let (left, right) = (Self.weight($0.element), Self.weight($1.element))
      return left != right ? left > right : $0.offset < $1.offset
    }
    let kept = Set((order ?? ranked.map(\.element.id)).prefix(room))
    let hidden = model.organizations.filter { !kept.contains($0.id) }
    if !hidden.isEmpty {
      for organization in hidden { moved[.organization(organization.id)] = .stub("the rest") }
      model.organizations.removeAll { !kept.contains($0.id) }
      let reached = hidden.count { organization in
        // Data can be read through somebody else's system.
        organization.standing > .untouched
          || (organization.rows ?? []).contains {
            [.exposed, .possible, .unknown].contains($0.exposure)
          }
      }
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

  /// Turns several organizations drawn as boxes, given by id, into one box, or one stub if they are unaffected.
  mutating func merge(_ ids: [String], isConcerned: Bool) {
    let gone = Set(ids)
    let boxes = model.organizations.filter { gone.contains($0.id) && $0.rows != nil }
    guard boxes.count > 1, let first = boxes.first else { return }
    let id = "alike " + ids.joined(separator: " ")
    let label = "\(boxes.count) organizations"
    guard isConcerned else {
      for box in boxes { moved[.organization(box.id)] = .stub(id) }
      model.organizations.removeAll { gone.contains($0.id) }
      model.stubs.append(
        DiagramModel.Stub(id: id, label: label, detail: words.folded, hidden: boxes.map(\.label)))
      messages.append("Folded \(words.because): \(boxes.count) organizations.")
      return lead()
    }
    var box = first
    (box.id, box.label, box.members) = (id, label, nil)
    box.detail = boxes.map { Self.named($0) }.joined(separator: "; ")
    for other in boxes { moved[.organization(other.id)] = .organization(id) }
    if let place = model.organizations.firstIndex(where: { $0.id == first.id }) {
      model.organizations[place] = box
    }
    model.organizations.removeAll { gone.contains($0.id) }
    messages.append(
      "Drawn as one box, because their state is the same: \(boxes.map(\.label).joined(separator: ", "))."
    )
    lead()
  }

  private static func named(_ organization: DiagramModel.Organization) -> String {
    organization.label + (organization.members.map { " ×\($0)" } ?? "")
  }

  static func weight(_ organization: DiagramModel.Organization) -> Int {
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
      for field in those.flatMap(\.fields) {
        guard let place = fields.firstIndex(where: { $0.id == field.id }) else {
          fields.append(field)
          continue
        }
        // Different things that the file does not list are one row.
        if fields[place].unlisted != field.unlisted { fields[place] = .unlisted(field.exposure) }
      }
      let word = exposure == .unsaid ? "" : exposure == .safe ? " safe" : " \(exposure)"
      return DiagramModel.Dataset(
        id: "\(organization) \(exposure)",
        label: "\(those.count) \(those.count == 1 ? "dataset" : "datasets")\(word)",
        holds: names(of: those), fields: fields)
    }
  }

  /// The names of datasets, each once, with how many have it.
  private static func names(of datasets: [DiagramModel.Dataset]) -> String {
    var number: [String: Int] = [:]
    for dataset in datasets { number[dataset.label, default: 0] += 1 }
    return datasets.compactMap { dataset in
      number.removeValue(forKey: dataset.label).map {
        dataset.label + ($0 > 1 ? " ×\($0)" : "")
      }
    }.joined(separator: ", ")
  }
}

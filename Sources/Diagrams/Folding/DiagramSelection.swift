/// Restricts a picture to what its reader asked for, and says what is omitted.
struct DiagramSelection {
  let options: DiagramOptions

  init(_ options: DiagramOptions) { self.options = options }

  /// The requested part of the model.
  /// - Returns: The part, and a sentence for each restriction.
  /// - Complexity: O(size of the model).
  func apply(to model: DiagramModel) -> (model: DiagramModel, messages: [String]) {
    var result = model
    var messages: [String] = []
    func select(
      _ what: String, with extras: (DiagramModel) -> [String] = { _ in [] },
      _ change: (inout DiagramModel) -> Void
    ) {
      let before = Census(result)
      change(&result)
      if let omitted = before.difference(to: Census(result)) {
        let extras = extras(result)
        let more = extras.isEmpty ? "" : ", with \(extras.joined(separator: " and "))"
        messages.append("Only \(what)\(more). Left out: \(omitted).")
      }
    }
    if let field = options.field {
      let places = FieldPlaces(model)
      let may = places.hasUnlisted(places.related(to: field)) ? " or may carry" : ""
      select("what carries\(may) \(field), under any name", with: Self.around) {
        keep(field: field, in: &$0)
      }
    }
    if let people = options.people {
      let may = model.peopleBeside.isEmpty ? "" : " or may be"
      select(
        "what is\(may) about \(people)",
        with: { model in
          let hasOthers = model.people.contains { $0.id != people }
          return Self.around(model) + (hasOthers ? ["the people whose data is held with it"] : [])
        }
      ) { keep(people: people, in: &$0) }
    }
    if options.onlyPath {
      select(
        "the path of the compromise",
        with: { $0.services.isEmpty ? [] : ["the services that it stops"] }
      ) { keepPath(in: &$0) }
    }
    if let focus = options.focus {
      select("\(focus) and what is connected to it") { keep(around: focus, in: &$0) }
    }
    return (result, messages)
  }

  /// What a selection of data keeps besides the data, so that a reader sees how the intruder gets to it.
  private static func around(_ model: DiagramModel) -> [String] {
    var words: [String] = []
    if model.systems.contains(where: \.datasets.isEmpty) {
      words.append("the path of the compromise")
    }
    if !model.secrets.isEmpty || !model.services.isEmpty || !model.causes.isEmpty {
      words.append("what is connected to it")
    }
    return words
  }

  /// Keeps a field under whatever name it travels: the places that have its name, what these become, and what
  /// becomes these.
  private func keep(field: String, in model: inout DiagramModel) {
    let places = FieldPlaces(model)
    let kept = places.related(to: field)
    for index in model.systems.indices {
      for dataset in model.systems[index].datasets.indices {
        let id = model.systems[index].datasets[dataset].id
        model.systems[index].datasets[dataset].fields.removeAll {
          !kept.contains(.field(dataset: id, field: $0.id))
        }
      }
      model.systems[index].datasets.removeAll(where: \.fields.isEmpty)
    }
    let names = places.names(of: kept).union([field])
    model.edges.removeAll { edge in
      if [edge.from, edge.to].contains(where: { places.isField($0) && !kept.contains($0) }) {
        return true
      }
      return edge.load.map { $0.fields.isDisjoint(with: names) } ?? false
    }
    for index in model.people.indices {
      model.people[index].fields.removeAll { !names.contains($0.id) }
    }
    model.people.removeAll { $0.fields.isEmpty }
    keepHolders(in: &model)
  }

  private func keep(people: String, in model: inout DiagramModel) {
    let above = model.groups(above: people).union(model.peopleBeside)
    for index in model.systems.indices {
      model.systems[index].datasets.removeAll { dataset in
        !dataset.people.contains(people) && above.isDisjoint(with: dataset.groups)
          && !dataset.isOfAnybody
      }
    }
    model.edges.removeAll { edge in
      guard let load = edge.load, let about = load.people else { return false }
      return !about.contains(people) && above.isDisjoint(with: load.groups)
    }
    let held = Set(model.systems.flatMap { $0.datasets.flatMap(\.people) })
    model.people.removeAll { $0.id != people && !held.contains($0.id) }
    keepHolders(in: &model)
  }

  /// Keeps systems that still hold something or are on the path, and what opens them.
  private func keepHolders(in model: inout DiagramModel) {
    model.dropLooseEnds()
    let nodes = model.joinedNodes
    let onPath = Set(
      zip(model.edges, nodes).filter(\.0.isOnPath).flatMap { [$0.1.from, $0.1.to] })
    model.systems.removeAll { $0.datasets.isEmpty && !onPath.contains(.system($0.id)) }
    let systems = Set(model.systems.map { DiagramModel.Endpoint.system($0.id) })
    let joined = Set(
      nodes.flatMap { ends -> [DiagramModel.Endpoint] in
        systems.contains(ends.from) || systems.contains(ends.to) ? [ends.from, ends.to] : []
      })
    model.secrets.removeAll { !joined.contains(.secret($0.id)) }
    model.services.removeAll { !joined.contains(.service($0.id)) }
    let struck = Set(model.edges.filter { $0.kind == .hits }.map(\.from))
    model.dropLooseEnds()
    let strike = Set(model.edges.filter { $0.kind == .hits }.map(\.from))
    model.causes.removeAll { struck.contains(.cause($0.id)) && !strike.contains(.cause($0.id)) }
  }

  private func keepPath(in model: inout DiagramModel) {
    model.edges.removeAll { !$0.isOnPath }
    let ends = Set(model.joinedNodes.flatMap { [$0.from, $0.to] })
    let datasets = Set(model.edges.flatMap { [$0.from, $0.to] })
    model.systems.removeAll { !ends.contains(.system($0.id)) && $0.standing <= .untouched }
    for index in model.systems.indices {
      model.systems[index].datasets.removeAll {
        !datasets.contains(.dataset($0.id)) && $0.exposure != .exposed
      }
    }
    model.secrets.removeAll { !ends.contains(.secret($0.id)) && $0.standing <= .untouched }
    model.people.removeAll { !ends.contains(.people($0.id)) }
    model.services.removeAll { $0.state == .up }
    model.causes.removeAll { !ends.contains(.cause($0.id)) }
    model.dropLooseEnds()
  }

  private func keep(around focus: String, in model: inout DiagramModel) {
    let centre = model.nodes(named: focus)
    var kept = centre
    for (from, to) in model.joinedNodes {
      if centre.contains(from) { kept.insert(to) }
      if centre.contains(to) { kept.insert(from) }
    }
    model.systems.removeAll { !kept.contains(.system($0.id)) }
    model.secrets.removeAll { !kept.contains(.secret($0.id)) }
    model.people.removeAll { !kept.contains(.people($0.id)) }
    model.services.removeAll { !kept.contains(.service($0.id)) }
    model.causes.removeAll { !kept.contains(.cause($0.id)) }
    model.organizations.removeAll { $0.rows != nil && !kept.contains(.organization($0.id)) }
    model.dropLooseEnds()
  }
}

extension DiagramModel {
  /// The groups that contain some people, in addition to the groups that name them.
  /// - Complexity: O(groups above).
  fileprivate func groups(above people: String) -> Set<String> {
    var above: Set<String> = []
    var open = peopleAbove[people] ?? []
    while let group = open.popLast() {
      if above.insert(group).inserted { open += peopleAbove[group] ?? [] }
    }
    return above
  }
}

/// The number of things of each kind in a model.
private struct Census {
  var counts: [(name: String, plural: String, count: Int)]

  init(_ model: DiagramModel) {
    counts = [
      ("organization", "organizations", Set(model.systems.compactMap(\.organization)).count),
      ("system", "systems", model.systems.reduce(0) { $0 + $1.number }),
      ("dataset", "datasets", model.systems.reduce(0) { $0 + $1.number * $1.datasets.count }),
      (
        "field of a dataset", "fields of datasets",
        model.systems.reduce(0) { sum, system in
          sum + system.number
            * system.datasets.reduce(0) { $0 + $1.fields.count { $0.unlisted == nil } }
        }
      ),
      ("secret", "secrets", model.secrets.reduce(0) { $0 + $1.number }),
      ("class of people", "classes of people", model.people.count),
      ("service", "services", model.services.count),
      ("common cause", "common causes", model.causes.count),
      ("line", "lines", model.edges.reduce(0) { $0 + ($1.joinsFields ? 0 : $1.weight) }),
    ]
  }

  /// For example "3 systems, 1 secret"; nil if nothing is missing.
  func difference(to other: Census) -> String? {
    let missing = zip(counts, other.counts).compactMap { before, after -> String? in
      let count = before.count - after.count
      return count > 0 ? "\(count) \(count == 1 ? before.name : before.plural)" : nil
    }
    return missing.isEmpty ? nil : missing.joined(separator: ", ")
  }
}

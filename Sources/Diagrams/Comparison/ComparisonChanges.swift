import TopologyModel

/// Compares the things of each architecture with those of the first. All architectures have the same things in
/// the same order (`ComparisonUnion`).
struct ComparisonChanges {
  let base: DiagramModel

  /// The model with a change marked on everything that differs.
  /// - Complexity: O(size of the model).
  func marked(_ model: DiagramModel) -> DiagramModel {
    var result = model
    for (index, other) in zip(model.organizations.indices, base.organizations) {
      let thing = model.organizations[index]
      result.organizations[index].change = change(
        thing.change, other.change, score(thing), score(other), isSame: true)
    }
    for (index, other) in zip(model.systems.indices, base.systems) {
      let thing = model.systems[index]
      result.systems[index].change = change(
        thing.change, other.change, score(thing), score(other),
        isSame: shape(thing) == shape(other))
      for (place, held) in zip(thing.datasets.indices, other.datasets)
      where held.change == .absent && thing.datasets[place].change == nil {
        result.systems[index].datasets[place].change = .added
      }
    }
    for (index, other) in zip(model.secrets.indices, base.secrets) {
      let thing = model.secrets[index]
      result.secrets[index].change = change(
        thing.change, other.change, [thing.standing.rawValue] + score(thing.mark),
        [other.standing.rawValue] + score(other.mark), isSame: true)
    }
    for (index, other) in zip(model.people.indices, base.people) {
      let thing = model.people[index]
      let (persons, others) = score(thing.persons ?? .zero, against: other.persons ?? .zero)
      result.people[index].change = change(
        thing.change, other.change, score(thing.fields) + persons, score(other.fields) + others,
        isSame: true)
    }
    for (index, other) in zip(model.services.indices, base.services) {
      let thing = model.services[index]
      result.services[index].change = change(
        thing.change, other.change, score(thing), score(other), isSame: true)
    }
    for (index, other) in zip(model.causes.indices, base.causes) {
      let thing = model.causes[index]
      result.causes[index].change = change(
        thing.change, other.change, score(thing.mark), score(other.mark), isSame: true)
    }
    let known = Set(base.edges.map(ComparisonUnion.EdgeKey.init))
    let own = Set(model.edges.map(ComparisonUnion.EdgeKey.init))
    for index in model.edges.indices
    where !known.contains(ComparisonUnion.EdgeKey(model.edges[index])) {
      result.edges[index].change = .added
    }
    // Absent boxes keep their place, too.
    result.edges += base.edges.filter { !own.contains(ComparisonUnion.EdgeKey($0)) }.map {
      DiagramModel.Edge(from: $0.from, to: $0.to, kind: $0.kind, change: .absent)
    }
    return result
  }

  private func change(
    _ mine: DiagramModel.Change?, _ other: DiagramModel.Change?, _ score: [Int],
    _ otherScore: [Int], isSame: Bool
  ) -> DiagramModel.Change? {
    if mine == .absent { return .absent }
    if other == .absent { return .added }
    let signs = Set(zip(score, otherScore).map { ($0 - $1).signum() }).subtracting([0])
    if signs.isEmpty { return isSame ? nil : .otherwise }
    return signs == [-1] ? .better : signs == [1] ? .worse : .otherwise
  }

  // MARK: - Severity of states; a larger number is worse

  private func score(_ mark: DiagramModel.PointMark?) -> [Int] {
    [mark?.isForExposure ?? false ? 1 : 0, mark?.isForAvailability ?? false ? 1 : 0]
  }

  private func score(_ datasets: [DiagramModel.Dataset]) -> [Int] {
    score(datasets.flatMap(\.fields))
  }

  /// What is no longer known to be exposed, and may be, is one less and one more: neither better nor worse.
  private func score(_ fields: [DiagramModel.Field]) -> [Int] {
    [
      fields.count { $0.exposure == .exposed }, fields.count { $0.exposure == .derivable },
      fields.count { $0.exposure == .possible || $0.exposure == .unknown },
    ]
  }

  private func score(_ system: DiagramModel.System) -> [Int] {
    [system.standing.rawValue, system.stopped == nil ? 0 : 1] + score(system.datasets)
      + score(system.mark)
  }

  private func score(_ organization: DiagramModel.Organization) -> [Int] {
    // A frame's systems show their own changes.
    guard let rows = organization.rows else { return score(organization.mark) }
    return [organization.standing.rawValue] + score(rows) + score(organization.mark)
  }

  private func score(_ service: DiagramModel.Service) -> [Int] {
    let tally = service.tally.isEmpty ? [0, 0] : service.tally
    return [service.state.rawValue, service.points?.count ?? 0] + tally
  }

  /// Fewer if there are at most fewer, and at least not more; more if there are at least more, and at most not fewer. That
  /// there may be fewer or more, because less is known, is neither.
  private func score(
    _ persons: CountInterval, against others: CountInterval
  ) -> ([Int], [Int]) {
    func sign(_ mine: Int, _ other: Int) -> Int { mine == other ? 0 : mine < other ? -1 : 1 }
    switch (sign(persons.low, others.low), sign(persons.high ?? .max, others.high ?? .max)) {
    case (0, 0): return ([0, 0], [0, 0])
    case (...0, -1): return ([-1, 0], [0, 0])
    case (1, 0...): return ([1, 0], [0, 0])
    default: return ([-1, 1], [0, 0])
    }
  }

  /// The parts of a system.
  private func shape(_ system: DiagramModel.System) -> [[String]] {
    system.datasets.filter { $0.change != .absent }.map { [$0.id] + $0.fields.map(\.id) }
  }
}

extension DiagramModel {
  /// Boxes that differ between any of the models and the first. All models have the same boxes.
  static func differing(_ models: [DiagramModel]) -> Set<Endpoint> {
    guard let base = models.first else { return [] }
    var differing: Set<Endpoint> = []
    let changes = ComparisonChanges(base: base)
    for model in models.dropFirst().map(changes.marked) {
      differing.formUnion(model.systems.filter { $0.change != nil }.map { .system($0.id) })
      differing.formUnion(model.secrets.filter { $0.change != nil }.map { .secret($0.id) })
      differing.formUnion(model.causes.filter { $0.change != nil }.map { .cause($0.id) })
    }
    return differing
  }
}

/// Gives all architectures of a comparison the same things in the same order. A thing that an architecture lacks
/// becomes an empty place in it.
struct ComparisonUnion {
  typealias Endpoint = DiagramModel.Endpoint
  typealias Edge = DiagramModel.Edge

  /// The models with empty places added. Lines connect boxes and have no labels.
  /// - Complexity: O(sum of the models' sizes).
  static func completed(_ models: [DiagramModel]) -> [DiagramModel] {
    let models = withHomesInIDs(models.map(withBoxesJoined))
    let organizations = union(models.map(\.organizations), id: \.id)
    let systems = union(models.map(\.systems), id: \.id)
    let secrets = union(models.map(\.secrets), id: \.id)
    let people = union(models.map(\.people), id: \.id)
    let services = union(models.map(\.services), id: \.id)
    let causes = union(models.map(\.causes), id: \.id)
    let datasets = Dictionary(
      systems.map { system in
        let all = models.map { $0.systems.first { $0.id == system.id }?.datasets ?? [] }
        return (system.id, union(all, id: \.id))
      }, uniquingKeysWith: { first, _ in first })
    let hasIntruder = models.contains(where: \.hasIntruder)
    return models.map { model in
      var result = model
      result.keepsIntruder = hasIntruder
      result.organizations = fill(organizations, with: model.organizations, id: \.id) {
        var empty = $0
        (empty.change, empty.standing, empty.mark) = (.absent, .untouched, nil)
        return empty
      }
      result.systems = fill(systems, with: model.systems, id: \.id) {
        var empty = $0
        (empty.change, empty.standing, empty.stopped) = (.absent, .untouched, nil)
        (empty.mark, empty.datasets) = (nil, [])
        return empty
      }
      for index in result.systems.indices where result.systems[index].change != .absent {
        result.systems[index].datasets = fill(
          datasets[result.systems[index].id] ?? [], with: result.systems[index].datasets, id: \.id
        ) { DiagramModel.Dataset(id: $0.id, label: $0.label, change: .absent) }
      }
      result.secrets = fill(secrets, with: model.secrets, id: \.id) {
        var empty = $0
        (empty.change, empty.standing, empty.mark) = (.absent, .untouched, nil)
        return empty
      }
      result.people = fill(people, with: model.people, id: \.id) {
        DiagramModel.People(id: $0.id, label: $0.label, change: .absent)
      }
      result.services = fill(services, with: model.services, id: \.id) {
        var empty = $0
        (empty.change, empty.state, empty.points) = (.absent, .up, nil)
        return empty
      }
      result.causes = fill(causes, with: model.causes, id: \.id) {
        DiagramModel.CommonCause(id: $0.id, label: $0.label, change: .absent)
      }
      return result
    }
  }

  /// A thing that belongs to different organizations in different architectures is treated as two things.
  private static func withHomesInIDs(_ models: [DiagramModel]) -> [DiagramModel] {
    var homes: [Endpoint: String] = [:]
    return models.map { model in
      var result = model
      var moved: [Endpoint: Endpoint] = [:]
      func id(_ id: String, _ end: Endpoint, home: String?) -> String {
        let first = homes[end] ?? home ?? ""
        homes[end] = first
        return first == home ?? "" ? id : "\(id) in \(home ?? "no organization")"
      }
      for index in result.systems.indices {
        let system = model.systems[index]
        let other = id(system.id, .system(system.id), home: system.organization)
        result.systems[index].id = other
        moved[.system(system.id)] = .system(other)
      }
      let known = Set(model.organizations.map(\.id))
      for index in result.secrets.indices {
        var secret = model.secrets[index]
        // A secret is placed with the systems that store it; it keeps its first place.
        if let home = homes[.secret(secret.id)], home.isEmpty || known.contains(home) {
          secret.organization = home.isEmpty ? nil : home
          result.secrets[index].organization = secret.organization
        }
        let other = id(secret.id, .secret(secret.id), home: secret.organization)
        result.secrets[index].id = other
        moved[.secret(secret.id)] = .secret(other)
      }
      for index in result.edges.indices {
        result.edges[index].from = moved[result.edges[index].from] ?? result.edges[index].from
        result.edges[index].to = moved[result.edges[index].to] ?? result.edges[index].to
      }
      return result
    }
  }

  /// What a line connects, and how.
  struct EdgeKey: Hashable {
    var from: Endpoint
    var to: Endpoint
    var kind: Edge.Kind

    init(_ edge: Edge) {
      (from, to, kind) = (edge.from, edge.to, edge.kind)
    }
  }

  private static func withBoxesJoined(_ model: DiagramModel) -> DiagramModel {
    var result = model
    for (index, ends) in zip(model.edges.indices, model.joinedNodes) {
      result.edges[index].from = ends.from
      result.edges[index].to = ends.to
      result.edges[index].label = ""
    }
    result.edges.removeAll { $0.from == $0.to }
    result.edges = result.edges.mergingParallels
    return result
  }

  private static func union<Thing>(_ lists: [[Thing]], id: KeyPath<Thing, String>) -> [Thing] {
    var seen: Set<String> = []
    return lists.joined().filter { seen.insert($0[keyPath: id]).inserted }
  }

  private static func fill<Thing>(
    _ all: [Thing], with present: [Thing], id: KeyPath<Thing, String>, empty: (Thing) -> Thing
  ) -> [Thing] {
    let byID = Dictionary(
      present.map { ($0[keyPath: id], $0) }, uniquingKeysWith: { first, _ in first })
    return all.map { byID[$0[keyPath: id]] ?? empty($0) }
  }
}

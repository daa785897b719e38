/// Folds things of which there are too many.
extension DiagramFolds {
  /// Folds surplus things outside any organization, kind by kind.
  mutating func foldSurplus(limit: Int) {
    func surplus<Thing>(_ things: [Thing]) -> Int {
      let excess = model.nodeCount - limit
      return excess <= 0 || things.count <= 4 ? 0 : min(things.count - 4, excess + 1)
    }
    func add(
      _ count: Int, _ one: String, _ what: String, _ labels: [String],
      _ ends: [DiagramModel.Endpoint]
    ) {
      for end in ends { moved[end] = .stub("more \(what)") }
      let words = "\(count) more \(count == 1 ? one : what)"
      model.stubs.append(DiagramModel.Stub(id: "more \(what)", label: words, hidden: labels))
      messages.append("Folded: \(words).")
    }
    let systems = surplus(model.systems)
    if systems > 0 {
      let hidden = model.systems.suffix(systems)
      for system in hidden { move(system, to: .stub("more systems")) }
      add(hidden.reduce(0) { $0 + $1.number }, "system", "systems", hidden.map(\.label), [])
      model.systems.removeLast(systems)
    }
    let secrets = surplus(model.secrets)
    if secrets > 0 {
      let hidden = model.secrets.suffix(secrets)
      add(
        hidden.reduce(0) { $0 + $1.number }, "secret", "secrets", hidden.map(\.label),
        hidden.map { .secret($0.id) })
      model.secrets.removeLast(secrets)
    }
    let people = surplus(model.people)
    if people > 0 {
      let hidden = model.people.suffix(people)
      add(
        people, "class of people", "classes of people", hidden.map(\.label),
        hidden.map { .people($0.id) })
      model.people.removeLast(people)
    }
    lead()
  }

  /// Combines secrets, given by id, into one node.
  mutating func merge(secrets ids: [String]) {
    let gone = Set(ids)
    let secrets = model.secrets.filter { gone.contains($0.id) }
    guard secrets.count > 1, var node = secrets.first else { return }
    let first = node.id
    node.id = "alike " + ids.joined(separator: " ")
    let number = secrets.reduce(0) { $0 + $1.number }
    node.label = "\(number) secrets"
    let labels = secrets.map(\.label)
    node.detail = Set(labels).sorted().joined(separator: "; ")
    (node.members, node.fleet) = (nil, nil)
    for secret in secrets { moved[.secret(secret.id)] = .secret(node.id) }
    if let place = model.secrets.firstIndex(where: { $0.id == first }) {
      model.secrets[place] = node
    }
    model.secrets.removeAll { gone.contains($0.id) }
    messages.append("Drawn as one node, because their state is the same: \(number) secrets.")
    lead()
  }
}

/// The things that a stub hides.
struct Hidden {
  var organizations: Set<String> = []
  private(set) var systems: [String] = []
  private(set) var secrets: [String] = []
  var causes: [String] = []
  /// How many systems and secrets these are: a fleet has one name.
  private var numbers = (systems: 0, secrets: 0)

  var number: Int { numbers.systems + numbers.secrets + causes.count }

  mutating func add(_ system: DiagramModel.System) {
    systems.append(system.label)
    numbers.systems += system.number
  }

  mutating func add(_ secret: DiagramModel.Secret) {
    secrets.append(secret.label)
    numbers.secrets += secret.number
  }

  var labels: [String] { systems + secrets + causes }

  mutating func add(_ other: Hidden) {
    organizations.formUnion(other.organizations)
    systems += other.systems
    secrets += other.secrets
    causes += other.causes
    numbers.systems += other.numbers.systems
    numbers.secrets += other.numbers.secrets
  }

  /// For example "2 organizations with 7 systems and 1 secret".
  var words: String {
    func count(_ count: Int, _ name: String) -> String? {
      count == 0 ? nil : "\(count) \(name)\(count == 1 ? "" : "s")"
    }
    let things = [
      count(numbers.systems, "system"), count(numbers.secrets, "secret"),
      count(causes.count, "common cause"),
    ].compactMap { $0 }.joined(separator: " and ")
    guard let organizations = count(organizations.count, "organization") else { return things }
    return "\(organizations) with \(things)"
  }
}

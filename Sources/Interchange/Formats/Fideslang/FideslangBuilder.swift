import TopologyModel

/// Makes systems, stores and flows of fideslang resources.
///
/// A dataset of fideslang is a store of its own, since several systems may use it; a declaration is what a system holds.
struct FideslangBuilder {
  private let resources: FideslangResources
  private let options: ImportOptions
  private let log: ImportLog
  private var namer: Namer
  private var draft = TopologyDraft()
  private var fields: [String: UInt32] = [:]
  private var classes: [String: String] = [:]
  private var systems: [String: Int] = [:]
  private var stores: [String: Int] = [:]
  /// The datasets of each store, and of each system's declarations.
  private var collections: [String: [Int]] = [:]
  private var declarations: [String: [Int]] = [:]

  init(_ resources: FideslangResources, _ options: ImportOptions, _ log: ImportLog) {
    self.resources = resources
    self.options = options
    self.log = log
    namer = Namer(earlier: options.earlier.ids)
  }

  /// The draft.
  mutating func build() -> TopologyDraft {
    let names = resources.organizations.compactMap(\.name).sorted()
    draft.title = names.count == 1 ? names[0] : "fideslang resources"
    addOrganizations()
    addClasses()
    addFields()
    addSystems()
    addStores()
    for system in resources.systems { addAccess(of: system) }
    addFlows()
    options.fillPeople(of: &draft, "People in the datasets (nobody said who or how many)", log)
    return draft
  }

  // MARK: - Names

  private var organizations: [String: Int] = [:]

  private mutating func addOrganizations() {
    let ids = namer.ids("organizations", resources.organizations.map(\.key))
    for (place, entry) in resources.organizations.enumerated() {
      organizations[entry.key] = draft.add(
        TopologyDraft.Organization(
          id: ids[place], label: entry.name, role: entry.isController ? .controller : nil,
          contact: entry.contact))
    }
    let processors = resources.systems.compactMap(\.processor).uniqued().sorted()
    let processorIDs = namer.ids("organizations", processors)
    let controllers = resources.organizations.filter(\.isController).compactMap {
      organizations[$0.key]
    }
    for (place, name) in processors.enumerated() {
      organizations["processor \(name)"] = draft.add(
        TopologyDraft.Organization(
          id: processorIDs[place], label: name, role: .processor, actsFor: controllers))
    }
  }

  private mutating func addClasses() {
    let named =
      resources.systems.flatMap { $0.declarations.flatMap(\.subjects) }
      + resources.datasets.flatMap { $0.collections.flatMap(\.subjects) }
    let distinct = Set(named).sorted()
    for (place, id) in namer.ids("people", distinct).enumerated() {
      classes[distinct[place]] = id
      draft.people.append(TopologyDraft.Group(id: id, label: resources.subjects[distinct[place]]))
    }
  }

  private mutating func addFields() {
    var named: [String: String] = [:]
    let declared = resources.systems.flatMap { system in
      system.declarations.flatMap(\.categories)
        + (system.egress + system.ingress).flatMap { $0.categories ?? [] }
    }
    for category in declared { named[category] = category }
    for dataset in resources.datasets {
      for column in dataset.collections.flatMap(\.columns) {
        for (name, category) in names(of: column) { named[name] = category }
      }
    }
    let sorted = named.keys.sorted()
    let ids = namer.ids("fields", sorted, stop: .slash)
    for (place, name) in sorted.enumerated() {
      let category = named[name] ?? ""
      var field = TopologyDraft.Field(id: ids[place], category: category.isEmpty ? nil : category)
      if category == "system" || category.hasPrefix("system.") { field.about = .organization }
      fields[name] = draft.add(field)
    }
  }

  /// The names of the fields of a column, with their categories: one for each category, or the column by itself.
  private func names(of column: FideslangResources.Column) -> [(name: String, category: String)] {
    if options.choices.contains(.columns) {
      return [(column.path.joined(separator: "/"), column.categories.first ?? "")]
    }
    if column.categories.isEmpty { return [("uncategorised", "")] }
    return column.categories.map { ($0, $0) }
  }

  private func fields(of columns: [FideslangResources.Column]) -> [UInt32] {
    columns.flatMap { names(of: $0) }.compactMap { fields[$0.name] }.uniqued()
  }

  // MARK: - Systems and stores

  private mutating func addSystems() {
    let ids = namer.ids(
      "systems", resources.systems.map(\.key) + resources.datasets.map(\.key) + undescribed)
    for (place, entry) in resources.systems.enumerated() {
      let owner =
        entry.processor.flatMap { organizations["processor \($0)"] }
        ?? entry.organization.flatMap { organizations[$0] }
      let system = draft.add(
        TopologyDraft.System(
          id: ids[place], label: entry.name, kind: entry.kind, organization: owner))
      systems[entry.key] = system
      for (number, declaration) in entry.declarations.enumerated() {
        let dataset = draft.add(
          TopologyDraft.Dataset(
            system: system, id: "declaration-\(number + 1)", label: declaration.label,
            people: people(declaration.subjects), fields: held(declaration)))
        declarations[entry.key, default: []].append(dataset)
      }
    }
    let rest = Array(ids.dropFirst(resources.systems.count))
    for (place, key) in (resources.datasets.map(\.key) + undescribed).enumerated() {
      let label = resources.datasets.first { $0.key == key }?.name
      stores[key] = draft.add(
        TopologyDraft.System(id: rest[place], label: label, kind: "dataset"))
    }
  }

  /// What a declaration says it holds; without categories, what the datasets hold that it refers to; nil: unknown.
  private func held(_ declaration: FideslangResources.Declaration) -> [UInt32]? {
    guard declaration.categories.isEmpty else {
      return declaration.categories.compactMap { fields[$0] }
    }
    var columns: [FideslangResources.Column] = []
    for key in declaration.datasets {
      guard let dataset = resources.datasets.first(where: { $0.key == key }) else { return nil }
      columns += dataset.collections.flatMap(\.columns)
    }
    return declaration.datasets.isEmpty ? nil : fields(of: columns)
  }

  /// Datasets that systems refer to and no file describes.
  private var undescribed: [String] {
    let known = Set(resources.datasets.map(\.key))
    var named: Set<String> = []
    for system in resources.systems {
      named.formUnion(system.datasets + system.declarations.flatMap(\.datasets))
      for way in system.egress + system.ingress where way.type == "dataset" {
        named.insert(way.key)
      }
    }
    return named.subtracting(known).sorted()
  }

  private func people(_ subjects: [String]) -> [String]? {
    let ids = subjects.uniqued().compactMap { classes[$0] }
    return ids.isEmpty ? nil : ids
  }

  private mutating func addStores() {
    // Whose data a store holds, by the declarations that refer to it.
    var subjects: [String: [String]] = [:]
    for system in resources.systems {
      for declaration in system.declarations {
        for key in declaration.datasets { subjects[key, default: []] += declaration.subjects }
      }
      for key in system.datasets {
        subjects[key, default: []] += system.declarations.flatMap(\.subjects)
      }
    }
    for dataset in resources.datasets {
      guard let store = stores[dataset.key] else { continue }
      let ids = namer.ids(
        "datasets of \(draft.systems[store].id)", dataset.collections.map(\.name).uniqued(),
        stop: .slash)
      for (place, name) in dataset.collections.map(\.name).uniqued().enumerated() {
        let parts = dataset.collections.filter { $0.name == name }
        let own = parts.flatMap(\.subjects)
        let columns = parts.flatMap(\.columns)
        collections[dataset.key, default: []].append(
          draft.add(
            TopologyDraft.Dataset(
              system: store, id: ids[place], label: name,
              people: people(own.isEmpty ? subjects[dataset.key] ?? [] : own),
              fields: columns.isEmpty ? nil : fields(of: columns))))
      }
    }
    for key in undescribed {
      log.account.note(
        "datasets-only-named", "Datasets that are referred to and that no file describes.",
        example: key)
    }
    for (key, store) in stores.sorted(by: { $0.key < $1.key }) where collections[key] == nil {
      collections[key] = [
        draft.add(
          TopologyDraft.Dataset(
            system: store, id: "unknown", people: people(subjects[key] ?? [])))
      ]
    }
  }

  // MARK: - Access

  private mutating func addAccess(of system: FideslangResources.System) {
    guard let own = systems[system.key] else { return }
    let used = system.datasets + system.declarations.flatMap(\.datasets)
    for key in used.uniqued() {
      guard let store = stores[key] else { continue }
      draft.systems[store].access.append(
        TopologyDraft.Access(
          id: draft.systems[own].id, requires: .system(own),
          reads: (collections[key] ?? []).map { ($0, nil) }))
    }
  }

  // MARK: - Flows

  /// A movement, however many resources say it.
  private struct Movement: Hashable {
    var from: String
    var to: String
  }

  private mutating func addFlows() {
    var order: [Movement] = []
    var carried: [Movement: [String]?] = [:]
    for system in resources.systems {
      let ways = system.egress.map { ($0, true) } + system.ingress.map { ($0, false) }
      for (way, isOut) in ways {
        guard way.type != "user" else {
          log.account.note(
            "flows-to-users", "Movements to or from people are no flows between systems.",
            example: system.key)
          continue
        }
        let own = "system \(system.key)"
        let other = "\(way.type) \(way.key)"
        let movement = isOut ? Movement(from: own, to: other) : Movement(from: other, to: own)
        if let before = carried[movement] {
          log.account.note(
            "flows-said-twice", "Movements that both sides say; each is one flow.",
            example: "\(movement.from) to \(movement.to)")
          // One side may say less; what neither leaves open is the union.
          carried[movement] = before.flatMap { said in way.categories.map { (said + $0).uniqued() }
          }
        } else {
          order.append(movement)
          carried[movement] = .some(way.categories)
        }
      }
    }
    for movement in order { add(movement, carried[movement] ?? nil) }
  }

  private mutating func add(_ movement: Movement, _ categories: [String]?) {
    let passed = categories.map { $0.compactMap { fields[$0] } }
    guard let sources = ends(movement.from, passed, isSource: true),
      let targets = ends(movement.to, passed, isSource: false)
    else {
      log.account.note(
        "links-dangling", "Links of which an end is no system of the source; they were left out.",
        example: "\(movement.from) to \(movement.to)")
      return
    }
    for source in sources {
      for target in targets {
        draft.flows.append(TopologyDraft.Flow(from: source, to: target, fields: passed))
      }
    }
  }

  /// The datasets at an end: those that list what passes, else the first of a system and all of a store.
  private mutating func ends(_ end: String, _ passed: [UInt32]?, isSource: Bool) -> [Int]? {
    let key = String(end.drop { $0 != " " }.dropFirst())
    if end.hasPrefix("dataset ") {
      let all = collections[key] ?? []
      guard let passed else { return all }
      let listing = all.filter { dataset in
        draft.datasets[dataset].fields.map { $0.contains { passed.contains($0) } } ?? true
      }
      return listing.isEmpty ? all : listing
    }
    guard let system = systems[key] else { return nil }
    if declarations[key] == nil {
      declarations[key] = [
        draft.add(TopologyDraft.Dataset(system: system, id: "data", fields: isSource ? nil : []))
      ]
    }
    let all = declarations[key] ?? []
    guard let passed else { return isSource ? all : Array(all.prefix(1)) }
    let listing = all.filter { dataset in
      draft.datasets[dataset].fields.map { held in passed.allSatisfy { held.contains($0) } } ?? true
    }
    if let first = listing.first { return [first] }
    guard isSource, let first = all.first else { return Array(all.prefix(1)) }
    // What is sent was there.
    let missing = passed.filter { draft.datasets[first].fields?.contains($0) == false }
    draft.datasets[first].fields? += missing
    log.account.note(
      "fields-added-at-source",
      "Data that a system sends and that none of its declarations lists: they were added to the first.",
      count: missing.count, example: key)
    return [first]
  }
}

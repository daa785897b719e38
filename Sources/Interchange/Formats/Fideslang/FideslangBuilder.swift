import TopologyModel

/// Makes systems, stores and flows of fideslang resources.
///
/// A dataset of fideslang is a store of its own, since several systems may use it; a declaration is what a system holds.
final class FideslangBuilder: DraftBuilder {
  let resources: FideslangResources
  var fields: [String: UInt32] = [:]
  var classes: [String: String] = [:]
  var systems: [String: Int] = [:]
  var stores: [String: Int] = [:]
  /// The datasets of each store, and of each system's declarations.
  var collections: [String: [Int]] = [:]
  var declarations: [String: [Int]] = [:]

  init(_ resources: FideslangResources, _ options: ImportOptions, _ log: ImportLog) {
    self.resources = resources
    super.init(options, log)
  }

  /// The draft.
  func build() -> TopologyDraft {
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

  var organizations: [String: Int] = [:]

  func addOrganizations() {
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

  func addClasses() {
    let named =
      resources.systems.flatMap { $0.declarations.flatMap(\.subjects) }
      + resources.datasets.flatMap { $0.collections.flatMap(\.subjects) }
    let distinct = Set(named).sorted()
    for (place, id) in namer.ids("people", distinct).enumerated() {
      classes[distinct[place]] = id
      draft.people.append(TopologyDraft.Group(id: id, label: resources.subjects[distinct[place]]))
    }
  }

  func addFields() {
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
  func names(of column: FideslangResources.Column) -> [(name: String, category: String)] {
    if options.choices.contains(.columns) {
      return [(column.path.joined(separator: "/"), column.categories.first ?? "")]
    }
    if column.categories.isEmpty { return [("uncategorised", "")] }
    return column.categories.map { ($0, $0) }
  }

  func fields(of columns: [FideslangResources.Column]) -> [UInt32] {
    columns.flatMap { names(of: $0) }.compactMap { fields[$0.name] }.uniqued()
  }

  // MARK: - Systems and stores

  func addSystems() {
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
  func held(_ declaration: FideslangResources.Declaration) -> [UInt32]? {
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
  var undescribed: [String] {
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

  func people(_ subjects: [String]) -> [String]? {
    let ids = subjects.uniqued().compactMap { classes[$0] }
    return ids.isEmpty ? nil : ids
  }

  func addStores() {
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
}

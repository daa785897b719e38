import TopologyModel

/// Makes a topology of processings.
///
/// A register usually names no systems, so each processing is a system of its own until somebody joins them: one with
/// its controller, and one with each processor and recipient, to which the data flow.
struct RegisterBuilder {
  private let options: ImportOptions
  private let log: ImportLog
  private var namer: Namer
  private var draft = TopologyDraft()
  private var organizations: [String: Int] = [:]
  private var fields: [String: UInt32] = [:]
  private var systems: [String: Int] = [:]
  /// Groups by class, in the order of appearance.
  private var classes: [(label: String, id: String, groups: [TopologyDraft.Group])] = []

  init(_ options: ImportOptions, _ log: ImportLog) {
    self.options = options
    self.log = log
    namer = Namer(earlier: options.earlier.ids)
  }

  /// The draft of all processings.
  /// - Parameter owner: The organization that keeps the register, where no row names one.
  mutating func build(
    _ processings: [Processing], title: String?, owner: String?
  ) -> TopologyDraft {
    draft.title = title ?? "Register of processing"
    let keys = namer.ids("systems", processings.map(\.key).uniqued())
    let ids = Dictionary(
      zip(processings.map(\.key).uniqued(), keys), uniquingKeysWith: { first, _ in first })
    for processing in processings { add(processing, ids[processing.key] ?? "unnamed", owner) }
    finishPeople()
    options.fillPeople(of: &draft, "People of whom the register does not say who they are", log,
      note: "Processings of which the register does not say whose data they use.")
    return draft
  }

  private mutating func add(_ processing: Processing, _ id: String, _ owner: String?) {
    let controllers = controllers(of: processing, owner)
    let main = controllers.first
    let (groups, system, dataset) = ownSystem(processing, id, main)
    draft.datasets[dataset].fields = fields(processing.data)
    if let retained = retained(processing, groups) { draft.datasets[dataset].retained = retained }
    for name in processing.processors {
      let organization = organization(name, .processor, actingFor: controllers)
      flow(from: dataset, id, name, organization, groups)
    }
    for name in processing.recipients {
      let organization = organization(name, Recipients.isAuthority(name) ? .authority : .other)
      flow(from: dataset, id, name, organization, groups)
    }
    for transfer in processing.transfers { add(transfer, from: dataset, id, groups) }
    for name in processing.sources {
      let source = self.system("\(id)/source/\(name)", label: name, organization: nil)
      let from = draft.add(TopologyDraft.Dataset(system: source, id: "data", people: groups))
      draft.flows.append(TopologyDraft.Flow(from: from, to: dataset))
    }
    log.account.note(
      "internal-recipients", "Recipients within the organization; they are no third party.",
      count: processing.internalRecipients)
    _ = system
  }

  /// The system that the register names, or one of the processing's own.
  private mutating func ownSystem(
    _ processing: Processing, _ id: String, _ controller: Int?
  ) -> (groups: [String]?, system: Int, dataset: Int) {
    let groups = groups(processing, id, controller)
    let named = processing.systems.first
    let system: Int
    let name: String
    if let named, named != processing.name {
      system = self.system(named, label: named, organization: controller)
      name = id
      log.account.note("systems-named", "Systems that the register names.", example: named)
    } else {
      system = draft.add(
        TopologyDraft.System(
          id: id, label: processing.name.isEmpty ? nil : processing.name,
          organization: controller))
      name = processing.datasets.first.map { Slug.of($0) } ?? "data"
    }
    let dataset = draft.add(
      TopologyDraft.Dataset(
        system: system, id: namer.id("datasets of \(draft.systems[system].id)", name, slug: name),
        label: name == id && !processing.name.isEmpty ? processing.name : nil, people: groups))
    for other in processing.systems.dropFirst() {
      let extra = self.system(other, label: other, organization: controller)
      let held = draft.add(
        TopologyDraft.Dataset(
          system: extra, id: namer.id("datasets of \(draft.systems[extra].id)", id, slug: id),
          label: processing.name.isEmpty ? nil : processing.name, people: groups))
      draft.flows.append(TopologyDraft.Flow(from: dataset, to: held))
    }
    return (groups, system, dataset)
  }

  // MARK: - Organizations

  private mutating func controllers(of processing: Processing, _ owner: String?) -> [Int] {
    let role = CellText.folded(processing.role)
    let isProcessor =
      role.contains("processor") || role.contains("sous traitant") || role.contains("auftrags")
    if !processing.clients.isEmpty {
      let clients = processing.clients.map { organization($0, .controller) }
      if let owner = processing.controllers.first ?? owner {
        // A register under Article 30(2): its owner acts for the clients.
        return [organization(owner, .processor, actingFor: clients)]
      }
      return clients
    }
    var result: [Int] = []
    let names = processing.controllers.isEmpty ? owner.map { [$0] } ?? [] : processing.controllers
    for name in names {
      let isJoint = name.lowercased().contains("conjoint") || name.lowercased().contains("(joint")
      let label = isJoint ? Self.withoutRemark(name) : name
      let plain: Organization.Role = isProcessor ? .processor : .controller
      result.append(organization(label, isJoint ? .jointController : plain))
    }
    for name in processing.joint { result.append(organization(name, .jointController)) }
    if isProcessor {
      log.account.note(
        "controllers-not-said", "Processings for somebody else whom the register does not name.",
        example: processing.key)
    } else if result.isEmpty {
      log.account.note(
        "controllers-not-said", "Processings of which the register does not name the controller.",
        example: processing.key)
    }
    return result
  }

  private static func withoutRemark(_ name: String) -> String {
    guard let open = name.firstIndex(of: "(") else { return name }
    return CellText.trimmed(String(name[..<open]))
  }

  private mutating func organization(
    _ name: String, _ role: Organization.Role, actingFor controllers: [Int] = []
  ) -> Int {
    let key = CellText.folded(name)
    let index: Int
    if let known = organizations[key] {
      index = known
    } else {
      index = draft.add(
        TopologyDraft.Organization(id: namer.id("organizations", name), label: name, role: role))
      organizations[key] = index
    }
    for controller in controllers
    where controller != index && !draft.organizations[index].actsFor.contains(controller) {
      draft.organizations[index].actsFor.append(controller)
    }
    return index
  }

  // MARK: - Systems

  private mutating func system(_ name: String, label: String, organization: Int?) -> Int {
    let key = CellText.folded(name)
    if let known = systems[key] { return known }
    let index = draft.add(
      TopologyDraft.System(
        id: namer.id("systems", name), label: label, organization: organization))
    systems[key] = index
    return index
  }

  private mutating func flow(
    from dataset: Int, _ id: String, _ name: String, _ organization: Int, _ groups: [String]?
  ) {
    let system = draft.add(
      TopologyDraft.System(
        id: namer.id("systems", "\(id)/\(name)", slug: "\(id)/\(Slug.of(name))"), label: name,
        organization: organization))
    let held = draft.add(TopologyDraft.Dataset(system: system, id: "data", people: groups))
    draft.flows.append(TopologyDraft.Flow(from: dataset, to: held))
  }

  /// A transfer to a third country. Of a place that is named without saying whose it is, the organization is unknown.
  private mutating func add(
    _ transfer: Processing.Transfer, from dataset: Int, _ id: String, _ groups: [String]?
  ) {
    log.account.note(
      "transfers-outside-eu", "Transfers to third countries.",
      example: [transfer.name, transfer.country].filter { !$0.isEmpty }.joined(separator: ", "))
    guard !transfer.name.isEmpty, organizations[CellText.folded(transfer.name)] == nil else {
      return
    }
    let label = transfer.country.isEmpty ? transfer.name : "\(transfer.name) (\(transfer.country))"
    let system = draft.add(
      TopologyDraft.System(
        id: namer.id("systems", "\(id)/\(transfer.name)", slug: "\(id)/\(Slug.of(transfer.name))"),
        label: label))
    let held = draft.add(TopologyDraft.Dataset(system: system, id: "data", people: groups))
    draft.flows.append(TopologyDraft.Flow(from: dataset, to: held))
  }

  // MARK: - People

  /// A group for each class of a processing: numbers of the same class in two processings overlap.
  private mutating func groups(
    _ processing: Processing, _ id: String, _ controller: Int?
  ) -> [String]? {
    let labels = processing.people.uniqued(by: CellText.folded)
    var count: CountInterval?
    for number in processing.numbers where !number.isEmpty {
      if let read = RegisterCount.parse(number, processing.language), labels.count == 1 {
        count = read
        log.account.note("counts-read", "Numbers of people.", example: number)
      } else {
        log.account.note(
          "counts-not-read",
          "Numbers of people that are rough, in no known form, or of several classes at once.",
          example: number)
      }
    }
    guard !labels.isEmpty else { return nil }
    return labels.map { label in
      let place =
        classes.firstIndex { CellText.folded($0.label) == CellText.folded(label) }
        ?? {
          classes.append((label, namer.id("people", label), []))
          return classes.count - 1
        }()
      let name = "\(id)/\(Slug.of(label))"
      let group = namer.id("people", name, slug: name)
      classes[place].groups.append(
        TopologyDraft.Group(id: group, count: count, controller: controller))
      return group
    }
  }

  /// One controller of all groups stands at the class.
  private mutating func finishPeople() {
    for var entry in classes {
      let controllers = Set(entry.groups.map(\.controller))
      var group = TopologyDraft.Group(id: entry.id, label: entry.label)
      if controllers.count == 1, let only = controllers.first, let only {
        group.controller = only
        for index in entry.groups.indices { entry.groups[index].controller = nil }
      }
      group.groups = entry.groups
      draft.people.append(group)
    }
  }

  // MARK: - Data

  private mutating func fields(_ labels: [String]) -> [UInt32]? {
    guard !labels.isEmpty else { return nil }
    return labels.uniqued(by: CellText.folded).map { label in
      let key = CellText.folded(label)
      if let known = fields[key] { return known }
      let meaning =
        options.categories.meaning(of: [label]) ?? RegisterCategories.meaning(label)
      let field = draft.add(
        TopologyDraft.Field(
          id: namer.id("fields", label, lowercase: true), label: label, category: meaning?.category,
          identifies: meaning?.identifies))
      fields[key] = field
      return field
    }
  }

  /// A date until which the data are kept. A duration is none: its start is not known.
  private func retained(_ processing: Processing, _ groups: [String]?) -> TopologyDraft.Retained? {
    var result: TopologyDraft.Retained?
    for text in processing.retention {
      if let date = RegisterDate.until(text), let groups, result == nil {
        result = TopologyDraft.Retained(people: groups, until: date, because: text)
      } else {
        log.account.note(
          "retentions-as-text", "Periods of retention without a date; their start is not known.",
          example: text)
      }
    }
    return result
  }
}

extension Sequence where Element: Hashable {
  /// Each element once, in order.
  func uniqued() -> [Element] { uniqued(by: { $0 }) }
}

extension Sequence {
  /// Each element once by a key, in order.
  func uniqued<Key: Hashable>(by key: (Element) -> Key) -> [Element] {
    var seen: Set<Key> = []
    return filter { seen.insert(key($0)).inserted }
  }
}

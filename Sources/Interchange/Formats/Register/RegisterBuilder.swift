import TopologyModel

/// Makes a topology of processings.
///
/// A register usually names no systems, so each processing is a system of its own until somebody joins them: one with
/// its controller, and one with each processor and recipient, to which the data flow.
final class RegisterBuilder: DraftBuilder {
  var organizations: [String: Int] = [:]
  var fields: [String: UInt32] = [:]
  var systems: [String: Int] = [:]
  /// Groups by class, in the order of appearance.
  var classes: [(label: String, id: String, groups: [TopologyDraft.Group])] = []

  /// The draft of all processings.
  /// - Parameter owner: The organization that keeps the register, where no row names one.
  func build(
    _ processings: [Processing], title: String?, owner: String?
  ) -> TopologyDraft {
    draft.title = title ?? "Register of processing"
    let keys = namer.ids("systems", processings.map(\.key).uniqued())
    let ids = Dictionary(
      zip(processings.map(\.key).uniqued(), keys), uniquingKeysWith: { first, _ in first })
    for processing in processings { add(processing, ids[processing.key] ?? "unnamed", owner) }
    finishPeople()
    options.fillPeople(
      of: &draft, "People of whom the register does not say who they are", log,
      note: "Processings of which the register does not say whose data they use.")
    return draft
  }

  func add(_ processing: Processing, _ id: String, _ owner: String?) {
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
  func ownSystem(
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

  func controllers(of processing: Processing, _ owner: String?) -> [Int] {
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

  static func withoutRemark(_ name: String) -> String {
    guard let open = name.firstIndex(of: "(") else { return name }
    return CellText.trimmed(String(name[..<open]))
  }

  func organization(
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

  func system(_ name: String, label: String, organization: Int?) -> Int {
    let key = CellText.folded(name)
    if let known = systems[key] { return known }
    let index = draft.add(
      TopologyDraft.System(
        id: namer.id("systems", name), label: label, organization: organization))
    systems[key] = index
    return index
  }

  func flow(
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
  func add(
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
}

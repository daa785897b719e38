import TopologyLanguage

/// Makes systems and datasets of data contracts.
struct ContractBuilder {
  private let contracts: [DataContract]
  private let options: ImportOptions
  private let log: ImportLog
  private var namer: Namer
  private var draft = TopologyDraft()
  private var lineage = ColumnLineage()
  private var marks: [UInt32: [String]] = [:]
  /// The datasets of each object, by contract and name.
  private var objects: [String: [UInt32]] = [:]
  private var sources: [String: UInt32] = [:]

  init(_ contracts: [DataContract], _ options: ImportOptions, _ log: ImportLog) {
    self.contracts = contracts
    self.options = options
    self.log = log
    namer = Namer(options.earlier, log)
    lineage.namesAsWritten = true
  }

  /// The draft.
  mutating func build() -> TopologyDraft {
    let titles = contracts.map(\.title).uniqued()
    draft.title = titles.count == 1 ? titles[0] : "Data contracts"
    let owners = contracts.compactMap(\.owner).uniqued().sorted()
    let ids = namer.ids("organizations", owners)
    for (place, owner) in owners.enumerated() {
      draft.organizations.append(TopologyDraft.Organization(id: ids[place], label: owner))
    }
    for contract in contracts { add(contract, owners) }
    for contract in contracts { addSources(of: contract) }
    let own = self
    let (all, fields) = lineage.fields(&namer, earlier: options.earlier.fields) {
      own.describe($0, &$1)
    }
    draft.fields = all
    for dataset in lineage.datasets where !dataset.columns.isEmpty {
      draft.datasets[dataset.place].fields = dataset.columns.map { fields[Int($0)] }.uniqued()
    }
    lineage.addFlows(to: &draft, fields: fields) { _ in nil }
    options.fillPeople(
      of: &draft, "People in the data of the contracts (nobody said who or how many)", log)
    log.account.note(
      "flows-of-unknown-columns",
      "Flows that pass every column: a contract names the objects that a column comes from, not the columns.",
      count: draft.flows.count { $0.fields == nil })
    return draft
  }

  private mutating func add(_ contract: DataContract, _ owners: [String]) {
    let servers =
      contract.servers.isEmpty ? [DataContract.Server(name: "", type: nil)] : contract.servers
    if contract.servers.isEmpty {
      log.account.note(
        "servers-not-said", "Contracts that name no server: their data are somewhere.",
        example: contract.title)
    }
    if servers.count > 1 {
      log.account.note(
        "several-servers",
        "Contracts with several servers, each of which is taken to hold all of it.",
        example: contract.title)
    }
    for server in servers {
      let name = server.name.isEmpty ? contract.title : "\(contract.title)/\(server.name)"
      let system = draft.add(
        TopologyDraft.System(
          id: namer.id("systems", name), label: name, kind: server.type,
          organization: contract.owner.flatMap { owners.firstIndex(of: $0) }))
      for object in contract.objects { add(object, contract, system) }
      for role in contract.readers { addAccess(of: role, system) }
    }
    log.account.count("objects", contract.objects.count)
    log.account.count("properties", contract.objects.reduce(0) { $0 + $1.columns.count })
  }

  private mutating func add(
    _ object: DataContract.Object, _ contract: DataContract, _ system: Int
  ) {
    let id = namer.id("datasets of \(draft.systems[system].id)", object.name, stop: .slash)
    let number = UInt32(lineage.datasets.count)
    lineage.datasets.append(
      ColumnLineage.Dataset(
        names: [id], id: "\(draft.systems[system].id).\(id)",
        place: draft.add(
          TopologyDraft.Dataset(system: system, id: id, label: object.physicalName ?? object.name)))
    )
    objects["\(contract.title)\u{0}\(object.name)", default: []].append(number)
    for column in object.columns {
      let place = lineage.column(number, lineage.symbols.intern(column.name))
      marks[place, default: []] += column.marks
    }
  }

  private mutating func addAccess(of role: String, _ system: Int) {
    let id = draft.systems[system].id
    let secret = draft.add(
      TopologyDraft.Secret(
        id: namer.id("secrets", "role:\(id)/\(role)", slug: "role:\(id)/\(Slug.of(role))"),
        label: "Login with the role \(role)", heldBy: draft.systems[system].organization))
    draft.systems[system].access.append(
      TopologyDraft.Access(
        id: namer.id("access of \(id)", role), label: role, requires: .secret(secret),
        reads: draft.datasets.indices.filter { draft.datasets[$0].system == system }.map {
          ($0, nil)
        }))
  }

  /// What columns come from, by object: everything passes, because columns are not named.
  private mutating func addSources(of contract: DataContract) {
    for object in contract.objects {
      let targets = objects["\(contract.title)\u{0}\(object.name)"] ?? []
      for name in object.columns.flatMap(\.sources).uniqued() where name != object.name {
        let known = objects["\(contract.title)\u{0}\(name)"]
        for (place, target) in targets.enumerated() {
          // On the same server where it is one of the contract's own.
          let source = known.flatMap { place < $0.count ? $0[place] : $0.first } ?? outside(name)
          lineage.pass(source, target, label: 0)
        }
      }
    }
  }

  /// An object that no contract describes.
  private mutating func outside(_ name: String) -> UInt32 {
    if let known = sources[name] { return known }
    log.account.note(
      "objects-only-named", "Objects that are named and that no file describes.", example: name)
    let system = draft.add(
      TopologyDraft.System(
        id: namer.id("systems", name), label: "\(name) (only named)", kind: "unknown"))
    let number = UInt32(lineage.datasets.count)
    lineage.datasets.append(
      ColumnLineage.Dataset(
        names: [name], id: "\(draft.systems[system].id).data",
        place: draft.add(TopologyDraft.Dataset(system: system, id: "data"))))
    sources[name] = number
    return number
  }

  private func describe(_ columns: ArraySlice<UInt32>, _ field: inout TopologyDraft.Field) {
    let own = Set(columns.flatMap { marks[$0] ?? [] }).sorted()
    let name = field.label ?? field.id
    if let meaning = options.categories.meaning(of: own + [name]) {
      field.category = meaning.category
      field.identifies = meaning.identifies
    } else if !own.isEmpty {
      field.label = "\(name) (classified \(own.joined(separator: ", ")))"
    }
  }
}

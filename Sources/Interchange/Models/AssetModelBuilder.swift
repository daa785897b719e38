/// Makes a draft of a model of assets.
struct AssetModelBuilder {
  private var model: AssetModel
  private let options: ImportOptions
  private let log: ImportLog
  private var namer: Namer
  private var draft = TopologyDraft()
  private var fields: [String: UInt32] = [:]
  private var systems: [String: Int] = [:]
  private var places: [String: Int] = [:]
  /// The datasets of each system.
  private var stored: [String: Int] = [:]
  private var processed: [String: Int] = [:]
  /// The dataset of a system of which the source does not list the data.
  private var unlisted: [String: Int] = [:]

  init(_ model: AssetModel, _ options: ImportOptions, _ log: ImportLog) {
    self.model = model
    self.options = options
    self.log = log
    namer = Namer(earlier: options.earlier.ids)
  }

  /// The draft.
  mutating func build() -> TopologyDraft {
    draft.title = model.title
    for (place, part) in model.parts.enumerated() { places[part.id] = place }
    dropDanglingLinks()
    addAtOrigins()
    addFields()
    addSystems()
    for link in model.links { add(link) }
    addRuntimes()
    options.fillPeople(of: &draft, model.unsaidLabel, log)
    return draft
  }

  // MARK: - What the source leaves out

  private mutating func dropDanglingLinks() {
    model.links.removeAll { link in
      let isDangling = places[link.source] == nil || places[link.target] == nil
      if isDangling {
        log.account.note(
          "links-dangling", "Links of which an end is no system of the source; they were left out.",
          example: "\(link.title): \(link.source) to \(link.target)")
      }
      return isDangling
    }
  }

  /// What leaves a system was there, even if the source does not list it.
  private mutating func addAtOrigins() {
    for link in model.links {
      let moves = [(link.source, link.sent ?? []), (link.target, link.received)]
      for (origin, assets) in moves {
        guard let place = places[origin] else { continue }
        for asset in assets
        where !model.parts[place].stored.contains(asset)
          && !model.parts[place].processed.contains(asset)
        {
          model.parts[place].processed.append(asset)
          guard model.parts[place].listsData else { continue }
          log.account.note(
            "assets-added-at-origin",
            "Data that a system sends and that the source does not list there: they were added.",
            example: "\(asset) at \(origin)")
        }
      }
    }
  }

  private mutating func addFields() {
    var known = Set(model.assets.map(\.id))
    let parts = model.parts.flatMap { $0.stored + $0.processed }
    for asset in parts + model.links.flatMap({ ($0.sent ?? []) + $0.received })
    where known.insert(asset).inserted {
      model.assets.append(AssetModel.Asset(id: asset, label: asset))
      log.account.note(
        "assets-only-named", "Data that are named and not described.", example: asset)
    }
    let ids = namer.ids("fields", model.assets.map(\.id))
    for (place, asset) in model.assets.enumerated() {
      let meaning = options.categories.meaning(of: [asset.id, asset.label] + asset.marks)
      fields[asset.id] = draft.add(
        TopologyDraft.Field(
          id: ids[place], label: asset.label, category: meaning?.category,
          identifies: meaning?.identifies))
    }
  }

  // MARK: - Systems

  private mutating func addSystems() {
    let owners = Set(model.parts.compactMap(\.owner)).sorted()
    let ownerIDs = namer.ids("organizations", owners)
    var organizations: [String: Int] = [:]
    for (place, owner) in owners.enumerated() {
      organizations[owner] = draft.add(
        TopologyDraft.Organization(id: ownerIDs[place], label: owner))
    }
    let ids = namer.ids("systems", model.parts.map(\.id))
    for (place, part) in model.parts.enumerated() {
      let system = draft.add(
        TopologyDraft.System(
          id: ids[place], label: part.label, kind: part.kind,
          organization: part.owner.flatMap { organizations[$0] }))
      systems[part.id] = system
      addDatasets(of: part, system)
    }
  }

  private mutating func addDatasets(of part: AssetModel.Part, _ system: Int) {
    if !part.listsData {
      // What it holds beyond what is named is unknown.
      unlisted[part.id] = draft.add(TopologyDraft.Dataset(system: system, id: "data"))
    }
    if !part.stored.isEmpty {
      var dataset = TopologyDraft.Dataset(system: system, id: "stored", fields: list(part.stored))
      if let encryption = part.encryption {
        let id = "key:\(draft.systems[system].id)"
        let key = draft.add(
          TopologyDraft.Secret(
            id: namer.id("secrets", id, slug: id),
            label: "Data key of \(part.label) (\(encryption.label))",
            kind: "key"))
        dataset.encryptedWith = key
        if !encryption.isKeyElsewhere {
          // Nobody says where the key is: to say nowhere would make the data safe.
          draft.systems[system].secrets.append(key)
          log.account.note(
            "encryption-without-key-place",
            "Encrypted data of which the source does not say where the key is: it is taken to be at the same system.",
            example: draft.systems[system].id)
        }
      }
      stored[part.id] = draft.add(dataset)
    }
    let others = part.processed.filter { !part.stored.contains($0) }
    if !others.isEmpty {
      processed[part.id] = draft.add(
        TopologyDraft.Dataset(system: system, id: "processed", fields: list(others)))
    }
  }

  private func list(_ assets: [String]) -> [UInt32] {
    assets.uniqued().compactMap { fields[$0] }
  }

  // MARK: - Links

  private mutating func add(_ link: AssetModel.Link) {
    if let sent = link.sent {
      move(sent, from: link.source, to: link.target, link)
    } else {
      moveEverything(from: link.source, to: link.target, link)
    }
    move(link.received, from: link.target, to: link.source, link)
    guard let entry = link.entry, let source = systems[link.source],
      let target = systems[link.target]
    else { return }
    guard !link.received.isEmpty || entry.controls else { return }
    let name = "\(draft.systems[source].id)/\(Slug.of(link.title))"
    var access = TopologyDraft.Access(
      id: namer.id("access of \(draft.systems[target].id)", name, slug: name),
      label: link.title, requires: .system(source), controls: entry.controls)
    if let kind = entry.secretKind {
      let id = "credential:\(name)"
      let secret = draft.add(
        TopologyDraft.Secret(
          id: namer.id("secrets", id, slug: id), label: entry.secretLabel, kind: kind))
      draft.systems[source].secrets.append(secret)
      access.requires = .secret(secret)
    }
    for (dataset, assets) in split(link.received, at: link.target) {
      access.reads.append((dataset, list(assets)))
    }
    draft.systems[target].access.append(access)
  }

  /// The datasets of a system that hold some assets.
  private func split(_ assets: [String], at part: String) -> [(dataset: Int, assets: [String])] {
    guard let place = places[part] else { return [] }
    let atRest = assets.filter { model.parts[place].stored.contains($0) }
    let others = assets.filter { !model.parts[place].stored.contains($0) }
    var result: [(dataset: Int, assets: [String])] = []
    if let dataset = stored[part], !atRest.isEmpty { result.append((dataset, atRest)) }
    if let dataset = processed[part], !others.isEmpty { result.append((dataset, others)) }
    return result
  }

  private mutating func move(
    _ assets: [String], from source: String, to target: String, _ link: AssetModel.Link
  ) {
    for (from, part) in split(assets, at: source) {
      for (to, moved) in arrivals(part, at: target) {
        draft.flows.append(
          TopologyDraft.Flow(
            label: link.title, from: from, to: to, fields: list(moved), encrypted: link.isEncrypted)
        )
      }
    }
  }

  private mutating func moveEverything(
    from source: String, to target: String, _ link: AssetModel.Link
  ) {
    for from in [stored[source], processed[source]].compactMap({ $0 }) {
      guard let to = processed[target] ?? stored[target] ?? emptyDataset(of: target) else {
        continue
      }
      draft.flows.append(
        TopologyDraft.Flow(label: link.title, from: from, to: to, encrypted: link.isEncrypted))
    }
  }

  /// The datasets in which assets arrive: where they are listed, else what is processed.
  private mutating func arrivals(
    _ assets: [String], at part: String
  ) -> [(dataset: Int, assets: [String])] {
    guard let place = places[part] else { return [] }
    let atRest = assets.filter { model.parts[place].stored.contains($0) }
    let others = assets.filter { !model.parts[place].stored.contains($0) }
    var result: [(dataset: Int, assets: [String])] = []
    if let dataset = stored[part], !atRest.isEmpty { result.append((dataset, atRest)) }
    if !others.isEmpty,
      let dataset = processed[part] ?? unlisted[part] ?? stored[part] ?? emptyDataset(of: part)
    {
      result.append((dataset, others))
    }
    return result
  }

  /// A dataset that holds only what flows bring.
  private mutating func emptyDataset(of part: String) -> Int? {
    guard let system = systems[part] else { return nil }
    let dataset = draft.add(TopologyDraft.Dataset(system: system, id: "processed", fields: []))
    processed[part] = dataset
    return dataset
  }

  private mutating func addRuntimes() {
    for runtime in model.runtimes {
      let hit = runtime.parts.compactMap { systems[$0] }
      guard !hit.isEmpty else { continue }
      let id = "runtime:\(Slug.of(runtime.id))"
      draft.events.append(
        TopologyDraft.Event(
          id: namer.id("events", runtime.label, slug: id), label: runtime.label, systems: hit))
    }
  }
}

/// Makes a draft of a model of assets.
final class AssetModelBuilder: DraftBuilder {
  var model: AssetModel
  var fields: [String: UInt32] = [:]
  var systems: [String: Int] = [:]
  var places: [String: Int] = [:]
  /// The datasets of each system.
  var stored: [String: Int] = [:]
  var processed: [String: Int] = [:]
  /// The dataset of a system of which the source does not list the data.
  var unlisted: [String: Int] = [:]

  init(_ model: AssetModel, _ options: ImportOptions, _ log: ImportLog) {
    self.model = model
    super.init(options, log)
  }

  /// The draft.
  func build() -> TopologyDraft {
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

  func dropDanglingLinks() {
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
  func addAtOrigins() {
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

  func addFields() {
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

  func addSystems() {
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

  func addDatasets(of part: AssetModel.Part, _ system: Int) {
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

  func list(_ assets: [String]) -> [UInt32] {
    assets.uniqued().compactMap { fields[$0] }
  }

  func addRuntimes() {
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

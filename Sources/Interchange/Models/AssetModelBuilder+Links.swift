/// What a link moves, and what it opens.
extension AssetModelBuilder {
  func add(_ link: AssetModel.Link) {
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
  func split(_ assets: [String], at part: String) -> [(dataset: Int, assets: [String])] {
    guard let place = places[part] else { return [] }
    let atRest = assets.filter { model.parts[place].stored.contains($0) }
    let others = assets.filter { !model.parts[place].stored.contains($0) }
    var result: [(dataset: Int, assets: [String])] = []
    if let dataset = stored[part], !atRest.isEmpty { result.append((dataset, atRest)) }
    if let dataset = processed[part], !others.isEmpty { result.append((dataset, others)) }
    return result
  }

  func move(
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

  func moveEverything(
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
  func arrivals(
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
  func emptyDataset(of part: String) -> Int? {
    guard let system = systems[part] else { return nil }
    let dataset = draft.add(TopologyDraft.Dataset(system: system, id: "processed", fields: []))
    processed[part] = dataset
    return dataset
  }
}

/// Models and attack graphs of the Meta Attack Language (mal-toolbox): YAML or JSON.
///
/// A step of an attack graph is a system that is controlled when its condition holds: all parents for "and", any for "or". A
/// defense stands among the parents and blocks while it is on; an asset that must not exist blocks while it exists.
enum MALImporter: FormatImporter {
  static func read(
    _ inputs: [ImportInput], _ options: ImportOptions, _ log: ImportLog
  ) throws -> TopologyDraft {
    for input in inputs {
      let document = try Document(input, log)
      if document.root["attack_steps"] != nil {
        log.account.files.append(input.name)
        var graph = MALGraph(document.root, options, log)
        return graph.build()
      }
      if document.root["assets"] != nil {
        log.account.files.append(input.name)
        return MALModel.draft(document.root, options, log)
      }
      log.account.note(
        "files-not-read", "Files that are neither a model nor an attack graph were left out.",
        example: input.baseName)
    }
    throw ByteSource.notTheFormat(
      "MAL model or attack graph", in: inputs,
      help: "an attack graph has 'attack_steps', a model 'assets'")
  }
}

/// A model: assets without the language that says what follows from what.
enum MALModel {
  static func draft(
    _ root: DocumentNode, _ options: ImportOptions, _ log: ImportLog
  ) -> TopologyDraft {
    var draft = TopologyDraft(title: root["metadata"]?.text("name") ?? "MAL model")
    var namer = Namer(options.earlier, log)
    log.account.version =
      root["metadata"]?.text("MAL-Toolbox Version") ?? root["metadata"]?.text("malVersion")
    var assets: [(name: String, type: String)] = []
    let entries =
      root["assets"]?.isMap == true ? root["assets"]?.members.map(\.value) : root.items("assets")
    for asset in entries ?? [] {
      log.account.count("assets")
      assets.append(
        (
          asset.text("name") ?? "asset",
          asset.text("type") ?? asset.text("metaconcept") ?? asset.text("eid") ?? "asset"
        ))
    }
    let secrets = assets.filter { $0.type == "Credentials" }.map(\.name).uniqued()
    let systems = assets.filter { $0.type != "Credentials" }.uniqued(by: { $0.name })
    let ids = namer.ids("systems", systems.map(\.name))
    for (place, asset) in systems.enumerated() {
      let system = draft.add(
        TopologyDraft.System(id: ids[place], label: asset.name, kind: asset.type.lowercased()))
      if asset.type == "Data" { _ = draft.add(TopologyDraft.Dataset(system: system, id: "data")) }
    }
    for (place, id) in namer.ids("secrets", secrets).enumerated() {
      draft.secrets.append(TopologyDraft.Secret(id: id, label: secrets[place]))
    }
    log.account.note(
      "associations-not-evaluated",
      "Associations between assets: what they let an intruder do is in the language, not in the model. Import the attack graph instead.",
      count: root.items("associations").count
        + (entries ?? []).reduce(0) { $0 + ($1["associated_assets"]?.members.count ?? 0) })
    options.fillPeople(of: &draft, "People in the model (nobody said who or how many)", log)
    return draft
  }
}

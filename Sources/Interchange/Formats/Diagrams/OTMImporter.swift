/// Open Threat Model 0.1 and 0.2 (IriusRisk, StartLeft): YAML or JSON.
enum OTMImporter: FormatImporter {
  static func read(
    _ inputs: [ImportInput], _ options: ImportOptions, _ log: ImportLog
  ) throws -> TopologyDraft {
    var model = AssetModel()
    try log.readDocuments(
      inputs, of: "Open Threat Model", help: "a model has 'otmVersion'"
    ) { root, _ in
      guard let version = root.text("otmVersion") else { return false }
      log.account.version = version
      read(root, &model, log)
      return true
    }
    return AssetModelBuilder(model, options, log).build()
  }

  private static func read(_ root: DocumentNode, _ model: inout AssetModel, _ log: ImportLog) {
    if model.title.isEmpty { model.title = root["project"]?.text("name") ?? "Open Threat Model" }
    let owner = root["project"]?.text("owner")
    for asset in root.items("assets") {
      guard let id = asset.text("id") else { continue }
      log.account.count("assets")
      model.assets.append(AssetModel.Asset(id: id, label: asset.text("name")?.onOneLine ?? id))
    }
    for component in root.items("components") {
      guard let id = component.text("id") else { continue }
      log.account.count("components")
      let assets = component["assets"]
      let processed = assets.map { $0.isList ? $0.words : $0.words("processed") } ?? []
      let stored = assets?.words("stored") ?? []
      model.parts.append(
        AssetModel.Part(
          id: id, label: component.text("name")?.onOneLine ?? id, kind: component.text("type"),
          owner: owner, stored: stored, processed: processed,
          listsData: !stored.isEmpty || !processed.isEmpty))
    }
    for flow in root.items("dataflows") {
      guard let source = flow.text("source"), let target = flow.text("destination") else {
        continue
      }
      log.account.count("dataflows")
      let assets = flow["assets"].map(\.words)
      let carried = assets?.isEmpty == false ? assets : nil
      let title = flow.text("name")?.onOneLine ?? flow.text("id") ?? "flow"
      model.links.append(
        AssetModel.Link(source: source, target: target, title: title, sent: carried))
      if flow["bidirectional"]?.flag == true {
        log.account.note("bidirectional", "Flows in both directions are two flows.", example: title)
        model.links.append(
          AssetModel.Link(source: target, target: source, title: "\(title) (back)", sent: carried))
      }
    }
    log.account.note(
      "boundaries", "Trust zones: where a system stands says nothing of what opens it.",
      count: root.items("trustZones").count)
    log.account.note(
      "risks-not-taken", "Risks that the model tracks are judgements and no part of a topology.",
      count: root.items("threats").count + root.items("mitigations").count)
  }
}

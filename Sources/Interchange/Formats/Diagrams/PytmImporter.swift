/// pytm: the output of `tm.py --json`.
///
/// Ends of flows are names, so that two elements of one name are one. The protocol and the encryption of a flow are those
/// of its target there, and are not taken (pytm 1.4.0).
enum PytmImporter: FormatImporter {
  static func read(
    _ inputs: [ImportInput], _ options: ImportOptions, _ log: ImportLog
  ) throws -> TopologyDraft {
    var model = AssetModel()
    try log.readDocuments(
      inputs, of: "pytm model",
      help: "'python tm.py --json FILE' writes one, with 'elements' and 'flows'"
    ) { root, _ in
      guard root["elements"]?.isList == true, root["flows"]?.isList == true else { return false }
      read(root, &model, log)
      return true
    }
    return AssetModelBuilder(model, options, log).build()
  }

  private static func read(_ root: DocumentNode, _ model: inout AssetModel, _ log: ImportLog) {
    if model.title.isEmpty { model.title = root.text("name")?.onOneLine ?? "pytm" }
    var stored: [String: [String]] = [:]
    var processed: [String: [String]] = [:]
    var stores: Set<String> = []
    for element in root.items("elements") where element.text("__class__") == "Datastore" {
      if let name = element.text("name") { stores.insert(name) }
    }
    for data in root.items("data") {
      guard let name = data.text("name") else { continue }
      log.account.count("data")
      let isPersonal = data["isPII"]?.flag == true
      model.assets.append(
        AssetModel.Asset(
          id: name, label: isPersonal ? "\(name) (marked as personal)" : name,
          marks: (isPersonal ? ["pii"] : []) + [data.text("classification")].compactMap { $0 }))
      for element in data.words("processedBy") {
        if data["isStored"]?.flag == true, stores.contains(element) {
          stored[element, default: []].append(name)
        } else {
          processed[element, default: []].append(name)
        }
      }
    }
    var known: Set<String> = []
    for element in root.items("elements") {
      guard let name = element.text("name") else { continue }
      log.account.count("elements")
      guard known.insert(name).inserted else {
        log.account.note(
          "joined-by-name", "Elements of one name are one system: flows name their ends.",
          example: name)
        continue
      }
      model.parts.append(
        AssetModel.Part(
          id: name, label: name.onOneLine ?? name, kind: element.text("__class__")?.lowercased(),
          stored: stored[name] ?? [], processed: processed[name] ?? [],
          listsData: stored[name] != nil || processed[name] != nil))
    }
    for flow in root.items("flows") {
      guard let source = flow.text("source"), let target = flow.text("sink") else { continue }
      log.account.count("flows")
      let title = flow.text("name")?.onOneLine ?? "flow"
      if flow["controls"]?["isEncrypted"]?.flag == true {
        log.account.note(
          "encryption-of-the-target",
          "Flows that are said to be encrypted: pytm writes what its target says, so they are taken to be readable.",
          example: title)
      }
      let data = flow.words("data")
      model.links.append(
        AssetModel.Link(
          source: source, target: target, title: title, sent: data.isEmpty ? nil : data))
    }
    log.account.note(
      "boundaries", "Trust boundaries: where a system stands says nothing of what opens it.",
      count: root.items("boundaries").count)
    log.account.note(
      "risks-not-taken", "Risks that the model tracks are judgements and no part of a topology.",
      count: root.items("findings").count)
  }
}

/// OWASP Threat Dragon, versions 1 and 2.
enum ThreatDragonImporter: FormatImporter {
  static func read(
    _ inputs: [ImportInput], _ options: ImportOptions, _ log: ImportLog
  ) throws -> TopologyDraft {
    var model = DiagramModel()
    try log.readDocuments(
      inputs, of: "Threat Dragon model",
      help: "a model has 'summary' and 'detail' with 'diagrams'"
    ) { root, _ in
      guard let detail = root["detail"] else { return false }
      log.account.version = root.text("version") ?? "1"
      if model.title.isEmpty { model.title = root["summary"]?.text("title") ?? "" }
      model.owner = model.owner ?? root["summary"]?.text("owner")
      model.drawings += detail.items("diagrams").map { drawing($0["diagramJson"] ?? $0) }
      return true
    }
    return DiagramBuilder(model, options, log).build()
  }

  private static func drawing(_ diagram: DocumentNode) -> DiagramModel.Drawing {
    var result = DiagramModel.Drawing()
    for cell in diagram.items("cells") {
      let data = cell["data"]
      let type = data?.text("type") ?? cell.text("type") ?? ""
      func flag(_ key: String) -> Bool { (data?[key] ?? cell[key])?.flag == true }
      switch type {
      case "tm.Actor", "tm.Process", "tm.Store":
        result.elements.append(
          DiagramModel.Element(
            id: cell.text("id") ?? "", name: name(cell),
            kind: type.dropFirst(3).lowercased(), isEncrypted: flag("isEncrypted"),
            keepsCredentials: flag("storesCredentials")))
      case "tm.Flow":
        result.arrows.append(
          DiagramModel.Arrow(
            source: end(cell["source"]), target: end(cell["target"]), name: name(cell) ?? "flow",
            isBidirectional: flag("isBidirectional"), isEncrypted: flag("isEncrypted")))
      case "tm.Boundary", "tm.BoundaryBox": result.boundaries += 1
      default: break
      }
    }
    return result
  }

  /// The cell at an end; version 1 calls it `id`.
  private static func end(_ end: DocumentNode?) -> String? { end?.text("cell") ?? end?.text("id") }

  private static func name(_ cell: DocumentNode) -> String? {
    let text =
      cell["data"]?.text("name") ?? cell.text("name") ?? cell["attrs"]?["text"]?.text("text")
      ?? cell.items("labels").lazy.compactMap { $0["attrs"]?["text"]?.text("text") ?? $0.text }
      .first
    return text?.onOneLine
  }
}

/// Microsoft's Threat Modeling Tool (.tm7): XML of a .NET data contract.
enum TM7Importer: FormatImporter {
  static func read(
    _ inputs: [ImportInput], _ options: ImportOptions, _ log: ImportLog
  ) throws -> TopologyDraft {
    var model = DiagramModel()
    for input in inputs {
      var reader = TM7Reader()
      try log.readXML(input) { reader.take($0) }
      guard reader.isModel else {
        log.account.note(
          "files-not-read", "Files without diagrams were left out.", example: input.baseName)
        continue
      }
      log.account.files.append(input.name)
      if model.title.isEmpty { model.title = reader.title ?? input.baseName }
      model.owner = model.owner ?? reader.owner
      model.drawings += reader.drawings
    }
    guard !log.account.files.isEmpty else {
      throw ByteSource.notTheFormat(
        "model of the Threat Modeling Tool", in: inputs,
        help: "a .tm7 file is XML that begins with <ThreatModel")
    }
    return DiagramBuilder(model, options, log).build()
  }
}

/// Reads the drawings of a .tm7 file and skips the knowledge base, which is most of it.
struct TM7Reader {
  private(set) var isModel = false
  private(set) var title: String?
  private(set) var owner: String?
  private(set) var drawings: [DiagramModel.Drawing] = []
  private var path: [String] = []
  private var text = ""
  /// The element or the line that is being read, by the depth of its `Value`.
  private var shape: Shape?
  private var shapeDepth = 0
  private var property = (key: "", value: "")

  private struct Shape {
    var type: String
    var id = ""
    var name: String?
    var source: String?
    var target: String?
  }

  mutating func take(_ event: XMLEvents.Event) {
    switch event {
    case .start(let name, let attributes):
      path.append(name)
      text = ""
      if path.count == 1 { isModel = name == "ThreatModel" }
      if name == "DrawingSurfaceModel" { drawings.append(DiagramModel.Drawing()) }
      if name == "Value", shape == nil, path.contains("Borders") || path.contains("Lines") {
        shape = Shape(
          type: (attributes["type"] ?? "").split(separator: ":").last.map(String.init) ?? "")
        shapeDepth = path.count
      }
      if name == "anyType" { property = ("", "") }
    case .text(let part): text += part
    case .end(let name):
      close(name)
      path.removeLast()
      text = ""
    }
  }

  private mutating func close(_ name: String) {
    if path.count == 3, path[1] == "MetaInformation" {
      if name == "ThreatModelName" { title = text.onOneLine }
      if name == "Owner" { owner = text.onOneLine }
    }
    guard shape != nil else { return }
    switch name {
    case "Guid" where path.count == shapeDepth + 1: shape?.id = text
    case "SourceGuid" where path.count == shapeDepth + 1: shape?.source = text
    case "TargetGuid" where path.count == shapeDepth + 1: shape?.target = text
    case "DisplayName": property.key = text
    case "Value" where path.count > shapeDepth: property.value = text
    case "anyType":
      if property.key == "Name", shape?.name == nil { shape?.name = property.value.onOneLine }
    case "Value":
      if let shape { add(shape) }
      shape = nil
    default: break
    }
  }

  private mutating func add(_ shape: Shape) {
    guard !drawings.isEmpty else { return }
    let place = drawings.count - 1
    let kinds = [
      "StencilEllipse": "process", "StencilRectangle": "actor", "StencilParallelLines": "store",
    ]
    if let kind = kinds[shape.type] {
      drawings[place].elements.append(
        DiagramModel.Element(id: shape.id, name: shape.name, kind: kind))
    } else if shape.type == "Connector" {
      drawings[place].arrows.append(
        DiagramModel.Arrow(
          source: shape.source, target: shape.target, name: shape.name ?? "flow"))
    } else {
      drawings[place].boundaries += 1
    }
  }
}

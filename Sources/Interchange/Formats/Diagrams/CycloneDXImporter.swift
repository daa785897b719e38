/// Services with their data flows in CycloneDX 1.6 and 1.7 (JSON).
///
/// A flow is said relative to the service, and its peer may say it again: both are joined by the name of the data and the pair.
enum CycloneDXImporter: FormatImporter {
  static func read(
    _ inputs: [ImportInput], _ options: ImportOptions, _ log: ImportLog
  ) throws -> TopologyDraft {
    var reader = CycloneDXReader(log)
    let help =
      "a file has 'bomFormat: CycloneDX' and a list 'services'; components hold no data of people"
    try log.readDocuments(inputs, of: "CycloneDX file", help: help) { root, _ in
      guard root.text("bomFormat") == "CycloneDX" else { return false }
      log.account.version = root.text("specVersion")
      reader.read(root)
      return true
    }
    guard !reader.services.isEmpty else {
      throw ByteSource.notTheFormat("CycloneDX file with services", in: inputs, help: help)
    }
    return AssetModelBuilder(reader.model(), options, log).build()
  }
}

/// Gathers services.
struct CycloneDXReader {
  struct Service {
    var id: String
    var label: String
    var provider: String?
    var data: [Datum] = []
  }

  struct Datum {
    var name: String
    var classification: String?
    var flow: String
    var sources: [String]
    var destinations: [String]
  }

  private(set) var services: [Service] = []
  private var title: String?
  private let log: ImportLog

  init(_ log: ImportLog) { self.log = log }

  mutating func read(_ root: DocumentNode) {
    title = title ?? root["metadata"]?["component"]?.text("name")
    for service in root.items("services") { add(service, depth: 0) }
  }

  private mutating func add(_ entry: DocumentNode, depth: Int) {
    guard depth < 64 else { return }
    log.account.count("services")
    let name = entry.text("name") ?? "service"
    let group = entry.text("group").map { "\($0)/" } ?? ""
    var service = Service(
      id: entry.text("bom-ref") ?? group + name, label: name.onOneLine ?? name,
      provider: entry["provider"]?.text("name"))
    for datum in entry.items("data") {
      service.data.append(
        Datum(
          name: datum.text("name") ?? datum.text("classification") ?? "data",
          classification: datum.text("classification"), flow: datum.text("flow") ?? "unknown",
          sources: datum.words("source"), destinations: datum.words("destination")))
    }
    if service.data.isEmpty {
      log.account.note(
        "data-not-said", "Services that list no data: what they hold is unknown, not nothing.",
        example: service.label)
    }
    if entry["authenticated"] == nil {
      log.account.note(
        "authentication-not-said", "Services that do not say whether one must log in.",
        example: service.label)
    }
    services.append(service)
    for inner in entry.items("services") { add(inner, depth: depth + 1) }
  }

  // MARK: - The model

  func model() -> AssetModel {
    var model = AssetModel()
    model.title = title ?? "CycloneDX services"
    var named: [String: Set<String>] = [:]
    for service in services {
      for datum in service.data {
        named[datum.name, default: []].formUnion([datum.classification].compactMap { $0 })
      }
    }
    for (name, marks) in named.sorted(by: { $0.key < $1.key }) {
      let words = marks.subtracting([name]).sorted()
      model.assets.append(
        AssetModel.Asset(
          id: name, label: words.isEmpty ? name : "\(name) (\(words.joined(separator: ", ")))",
          marks: words))
    }
    var ids: Set<String> = []
    for service in services where ids.insert(service.id).inserted {
      model.parts.append(
        AssetModel.Part(
          id: service.id, label: service.label, kind: "service", owner: service.provider,
          processed: service.data.map(\.name).uniqued(), listsData: !service.data.isEmpty))
    }
    addLinks(&model, &ids)
    return model
  }

  /// A movement of one kind of data.
  private struct Movement: Hashable {
    var from: String
    var to: String
    var name: String
  }

  private func addLinks(_ model: inout AssetModel, _ ids: inout Set<String>) {
    var seen: Set<Movement> = []
    var order: [Movement] = []
    for service in services {
      for datum in service.data {
        var peers: [Movement] = []
        for source in datum.sources {
          peers.append(Movement(from: peer(source, &model, &ids), to: service.id, name: datum.name))
        }
        for target in datum.destinations {
          peers.append(Movement(from: service.id, to: peer(target, &model, &ids), name: datum.name))
        }
        if datum.flow == "bi-directional", datum.sources.isEmpty != datum.destinations.isEmpty {
          peers += peers.map { Movement(from: $0.to, to: $0.from, name: $0.name) }
        }
        if peers.isEmpty {
          log.account.note(
            "flows-without-peer",
            "Data that come in or go out, and nobody says from where or to where.",
            example: "\(service.label): \(datum.name), \(datum.flow)")
        }
        for movement in peers where movement.from != movement.to {
          if seen.insert(movement).inserted {
            order.append(movement)
          } else {
            log.account.note(
              "flows-said-twice", "Movements that both sides say; each is one flow.",
              example: datum.name)
          }
        }
      }
    }
    for movement in order {
      model.links.append(
        AssetModel.Link(
          source: movement.from, target: movement.to, title: movement.name, sent: [movement.name]))
    }
  }

  /// The service that a link names: by its reference, else a system outside of the file.
  private func peer(_ text: String, _ model: inout AssetModel, _ ids: inout Set<String>) -> String {
    if ids.contains(text) { return text }
    // A BOM-link: urn:cdx:SERIAL/VERSION#REFERENCE.
    if let hash = text.lastIndex(of: "#") {
      let reference = String(text[text.index(after: hash)...])
      if ids.contains(reference) { return reference }
    }
    if let service = services.first(where: { $0.label == text }) { return service.id }
    ids.insert(text)
    log.account.note(
      "objects-only-named", "Objects that are named and that no file describes.", example: text)
    model.parts.append(
      AssetModel.Part(id: text, label: "\(text) (only named)", kind: "external", listsData: false))
    return text
  }
}

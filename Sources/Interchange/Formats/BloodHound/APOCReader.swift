/// Reads what `apoc.export.json` and generators of test domains write: nodes and relationships, one object a line.
struct APOCReader {
  let log: ImportLog
  /// Identifiers by the number that the database gave the node.
  private var identifiers: [String: String] = [:]
  private var open: [(start: String, kind: String, end: String)] = []

  init(_ log: ImportLog) { self.log = log }

  mutating func read(_ input: ImportInput, _ graph: inout BloodHoundGraph) throws {
    let source = try input.open()
    let stream = try JSONStream(source)
    do {
      while let value = try stream.next() {
        take(value, &graph)
        stream.finish()
      }
    } catch let bad as JSONStream.BadValue {
      throw log.failure(bad, in: source)
    }
  }

  private mutating func take(_ value: JSONValueView, _ graph: inout BloodHoundGraph) {
    switch value.text("type") {
    case "node": node(value, &graph)
    case "relationship": relationship(value)
    default:
      log.account.note("values-not-read", "Values that are neither a node nor a relationship.")
    }
  }

  private mutating func node(_ value: JSONValueView, _ graph: inout BloodHoundGraph) {
    log.account.count("nodes")
    let properties = value["properties"]
    let number = value["id"]?.word ?? ""
    guard let id = (properties?.text("objectid") ?? properties?.text("name"))?.uppercased() else {
      log.account.note("objects-without-id", "Objects without an identifier were left out.")
      return
    }
    identifiers[number] = id
    let labels = (value["labels"]?.items ?? JSONValueView.noItems).compactMap(\.text)
      .filter { $0 != "Base" && $0 != "AZBase" }
    if labels.count > 1 {
      log.account.note(
        "nodes-of-several-kinds", "Nodes with several kinds; the first in order is used.",
        example: "\(properties?.text("name") ?? id): \(labels.sorted().joined(separator: ", "))")
    }
    let place = graph.node(id)
    let domain = properties?.text("domain")?.uppercased()
    if let domain, let domainID = properties?.text("domainsid")?.uppercased() {
      graph.domains[domainID] = domain
    }
    graph.update(place) { entry in
      entry.name = properties?.text("name") ?? entry.name
      entry.kind = labels.min()?.lowercased() ?? entry.kind
      entry.domain = domain ?? entry.domain
      entry.isEnabled = BloodHoundFlag.value(properties?["enabled"])
      entry.hasServiceName = BloodHoundFlag.value(properties?["hasspn"]) == true
      entry.isCollected = true
    }
  }

  private mutating func relationship(_ value: JSONValueView) {
    log.account.count("edges")
    guard let kind = value.text("label"), let start = value["start"]?["id"]?.word,
      let end = value["end"]?["id"]?.word
    else {
      log.account.note(
        "edges-not-readable", "Edges that do not say where they begin and end.")
      return
    }
    open.append((start, kind, end))
  }

  /// Adds the edges, now that all nodes are known.
  func finish(_ graph: inout BloodHoundGraph) {
    for edge in open {
      guard let start = identifiers[edge.start], let end = identifiers[edge.end] else {
        log.account.note(
          "ends-not-found", "Edges of which an end is no node of the file; they were left out.",
          example: edge.kind)
        continue
      }
      if edge.kind == "Contains" {
        graph.containers.append((start, end))
      } else {
        graph.add(start, edge.kind, end)
      }
    }
  }
}

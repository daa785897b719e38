extension Drawing {
  /// The frames of organizations with a region for each zone of the network, around its systems.
  ///
  /// Comparisons place things one by one and have no regions.
  mutating func withZones(_ clusters: [DOTCluster]) -> [DOTCluster] {
    guard model.systems.contains(where: { $0.zone != nil }) else { return clusters }
    var zones: [String: DiagramModel.Zone] = [:]
    for system in model.systems {
      if let zone = system.zone, let place = places[.system(system.id)] {
        zones[place.node] = zone
      }
    }
    return clusters.map { cluster in
      var cluster = cluster
      var order: [String] = []
      var regions: [String: [DOTNode]] = [:]
      for node in cluster.nodes {
        guard let zone = zones[node.name] else { continue }
        if regions[zone.id] == nil { order.append(zone.id) }
        regions[zone.id, default: []].append(node)
      }
      cluster.nodes.removeAll { zones[$0.name] != nil }
      cluster.clusters += order.map { id in
        let nodes = regions[id] ?? []
        return region(
          around: nodes, of: nodes.first.flatMap { zones[$0.name] } ?? .init(id: id, label: id),
          in: cluster.name)
      }
      return cluster
    }
  }

  private mutating func region(
    around nodes: [DOTNode], of zone: DiagramModel.Zone, in frame: String
  ) -> DOTCluster {
    let name = name("zone", "\(frame)-\(zone.id)")
    annotations[name] = SVGAnnotation(
      kind: "zone", id: zone.id, title: "Zone " + zone.label,
      description: "The systems of this part of the network.")
    let label = DOTCell(
      ["ALIGN": "LEFT", "BALIGN": "LEFT"],
      lines: DOTText.wrapped(zone.label, width: 40, lines: 2).map {
        [DOTRun($0, color: palette.muted, size: Self.smallSize)]
      })
    return DOTCluster(
      name: name,
      attributes: [
        "id": .text(name), "style": "rounded,dashed", "pencolor": .color(palette.muted),
        "penwidth": 1, "margin": 7, "labelloc": "t", "labeljust": "l",
        "label": .table(
          DOTTable(["BORDER": 0, "CELLBORDER": 0, "CELLPADDING": 0], rows: [.cell(label)])),
      ],
      nodes: nodes)
  }
}

/// What models and exposures read.
extension DBTBuilder {
  mutating func addFlows() {
    for (index, node) in project.nodes.enumerated() {
      guard let key = node.key, let target = relations[key] else { continue }
      for input in node.inputs {
        for source in sources(of: input, for: node.id) where source != target {
          lineage.pass(source, target, label: UInt32(index))
        }
      }
    }
  }

  /// The relations behind a node: through ephemeral models, which are none.
  mutating func sources(of id: String, for user: String) -> [UInt32] {
    guard let place = project.places[id] else {
      let type = id.split(separator: ".").first ?? ""
      if ["metric", "semantic_model", "saved_query"].contains(type) {
        return []
      }
      if ["model", "seed", "snapshot", "source"].contains(type) {
        log.account.note(
          "inputs-not-in-manifest", "Inputs of which the manifest has no entry.",
          example: "\(id) of \(user)")
      }
      return []
    }
    if let key = project.nodes[place].key, let relation = relations[key] { return [relation] }
    if let known = behind[place] { return known }
    // Every ephemeral model on the way, with a list of its own: a chain of them may be long.
    var result: [UInt32] = []
    var open = [place]
    var seen: Set<Int> = [place]
    while let next = open.popLast() {
      for input in project.nodes[next].inputs {
        guard let source = project.places[input] else { continue }
        if let key = project.nodes[source].key, let relation = relations[key] {
          result.append(relation)
        } else if seen.insert(source).inserted {
          open.append(source)
        }
      }
    }
    result = result.uniqued().sorted()
    behind[place] = result
    return result
  }

  mutating func addExposures() {
    let ids = namer.ids("systems", project.exposures.map { "exposure:\($0.name)" })
    for (place, exposure) in project.exposures.enumerated() {
      let system = draft.add(
        TopologyDraft.System(
          id: ids[place], label: exposure.label ?? exposure.name, kind: exposure.type))
      let dataset = draft.add(
        TopologyDraft.Dataset(system: system, id: "shown", origin: exposure.id))
      let number = UInt32(lineage.datasets.count)
      lineage.datasets.append(ColumnLineage.Dataset(names: [ids[place]], place: dataset))
      for input in exposure.inputs {
        for source in sources(of: input, for: exposure.id) {
          lineage.pass(source, number, label: 0)
        }
      }
    }
  }

  /// Flows of columns of equal name only, where the user asks for it.
  mutating func addNamedFlows(_ fields: [UInt32]) {
    for number in 0..<UInt32(lineage.wholes.count) {
      let (from, to) = lineage.wholes[number]
      let target = Set(lineage.datasets[Int(to)].columns.map { lineage.columns[$0].second })
      let shared = lineage.datasets[Int(from)].columns.filter {
        target.contains(lineage.columns[$0].second)
      }
      let isKnown = !target.isEmpty && !lineage.datasets[Int(from)].columns.isEmpty
      draft.flows.append(
        TopologyDraft.Flow(
          from: lineage.datasets[Int(from)].place, to: lineage.datasets[Int(to)].place,
          fields: isKnown ? shared.map { fields[Int($0)] }.uniqued() : nil))
    }
  }
}

import TopologyLanguage

/// Systems and datasets: the names of one table are one dataset.
extension OpenLineageBuilder {
  mutating func addDatasets() {
    var sets = DisjointSets(count: raw.datasets.count)
    for (first, second) in raw.links { sets.join(first, second) }
    var groups: [[UInt32]] = []
    var groupOf: [UInt32: Int] = [:]
    let used = usedNames(&sets)
    for dataset in 0..<UInt32(raw.datasets.count) {
      let root = sets.root(dataset)
      guard used.contains(root) else { continue }
      if let group = groupOf[root] {
        groups[group].append(dataset)
      } else {
        groupOf[root] = groups.count
        groups.append([dataset])
      }
    }
    let chosen = groups.map(representative)
    // Systems are the namespaces of the names chosen.
    var systems: [UInt32: Int] = [:]
    var namespaces: [UInt32] = []
    for name in chosen {
      let namespace = raw.datasets[name].first
      if systems.updateValue(0, forKey: namespace) == nil { namespaces.append(namespace) }
    }
    let labels = namespaces.map { raw.text($0) }
    for (index, id) in namer.ids("systems", labels).enumerated() {
      systems[namespaces[index]] = draft.add(
        TopologyDraft.System(id: id, label: labels[index]))
    }
    var inSystem: [Int: [Int]] = [:]
    for (group, name) in chosen.enumerated() {
      inSystem[systems[raw.datasets[name].first] ?? 0, default: []].append(group)
    }
    var ids = [String](repeating: "", count: groups.count)
    for (system, members) in inSystem.sorted(by: { $0.key < $1.key }) {
      let names = members.map { raw.text(raw.datasets[chosen[$0]].second) }
      let given = namer.ids("datasets of \(draft.systems[system].id)", names, stop: .slash)
      for (place, group) in members.enumerated() { ids[group] = given[place] }
    }
    final = [UInt32](repeating: .max, count: raw.datasets.count)
    for (group, members) in groups.enumerated() {
      let name = chosen[group]
      for member in members { final[Int(member)] = UInt32(group) }
      let label = raw.text(raw.datasets[name].second)
      var dataset = TopologyDraft.Dataset(
        system: systems[raw.datasets[name].first] ?? 0, id: ids[group])
      if Slug.of(label, stop: .slash) != label.replacing(".", with: "/") { dataset.label = label }
      if members.count > 1 {
        let others = members.filter { $0 != name }.map {
          "\(raw.text(raw.datasets[$0].first)) \(raw.text(raw.datasets[$0].second))"
        }
        dataset.origin = "also " + others.sorted().joined(separator: ", ")
      }
      let names =
        [ids[group]]
        + members.filter { $0 != name }.map {
          Slug.of(raw.text(raw.datasets[$0].second), stop: .slash)
        }
      lineage.datasets.append(
        ColumnLineage.Dataset(
          names: names, id: "\(draft.systems[dataset.system].id).\(dataset.id)",
          place: draft.add(dataset)))
    }
    noteNames(groups)
  }

  /// The sets of names of which one is read or written: one that only stands in a symbolic link has nothing of its own.
  func usedNames(_ sets: inout DisjointSets) -> Set<UInt32> {
    var used: Set<UInt32> = []
    for dataset in 0..<UInt32(raw.datasets.count) { used.insert(sets.root(dataset)) }
    return used
  }

  /// The name to use: a table before a place, a present name before a former one, then the first in order.
  func representative(_ names: [UInt32]) -> UInt32 {
    guard names.count > 1 else { return names[0] }
    func key(_ name: UInt32) -> (Int, Int, String, String) {
      (
        raw.former.contains(name) ? 1 : 0, raw.tables.contains(name) ? 0 : 1,
        raw.text(raw.datasets[name].first), raw.text(raw.datasets[name].second)
      )
    }
    return names.min { key($0) < key($1) } ?? names[0]
  }
}

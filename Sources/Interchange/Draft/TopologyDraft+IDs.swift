extension TopologyDraft {
  /// All ids with their sections and labels.
  var allIDs: [(section: String, id: String, label: String?)] {
    var all: [(section: String, id: String, label: String?)] = []
    for entry in organizations { all.append(("organizations", entry.id, entry.label)) }
    for entry in secrets { all.append(("secrets", entry.id, entry.label)) }
    for entry in events { all.append(("events", entry.id, entry.label)) }
    for entry in fields { all.append(("fields", entry.id, entry.label)) }
    var open = people
    while let group = open.popLast() {
      all.append(("people", group.id, group.label))
      open += group.groups
    }
    for system in systems {
      all.append(("systems", system.id, system.label))
      for rule in system.access { all.append(("access of \(system.id)", rule.id, rule.label)) }
    }
    for entry in datasets {
      all.append(("datasets of \(systems[entry.system].id)", entry.id, entry.label))
    }
    return all
  }
}

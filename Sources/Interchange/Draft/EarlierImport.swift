import TopologyLanguage
import TopologyModel

/// The ids of an earlier import, so that the next one gives the same things the same ids.
package struct EarlierImport: Sendable {
  /// Ids by section and name.
  var ids: [String: String] = [:]
  /// Fields by dataset and column.
  var fields: [String: String] = [:]
  /// All ids of the file, each with its section.
  var all: Set<String> = []

  /// No earlier import.
  package init() {}

  /// Reads the file of an earlier import; nil if it is no topology that can be loaded.
  package init?(path: String) {
    guard let topology = TopologyLoader().load(path: path).declared else { return nil }
    func add(_ section: String, _ id: String, _ label: String?) {
      ids["\(section)\u{0}\(label ?? id)"] = id
      all.insert("\(section) \(id)")
    }
    for entry in topology.organizations { add("organizations", entry.id, entry.label) }
    for entry in topology.systems { add("systems", entry.id, entry.label) }
    for entry in topology.secrets { add("secrets", entry.id, entry.label) }
    for entry in topology.groups where entry.parent == nil { add("people", entry.id, entry.label) }
    for entry in topology.fields { all.insert("fields \(entry.id)") }
    for dataset in topology.datasets {
      all.insert("datasets \(dataset.id)")
      for field in dataset.fields {
        let entry = topology.fields[field]
        fields[Self.key(dataset.id, entry.label ?? entry.id)] = entry.id
      }
    }
  }

  /// A column of a dataset. Remarks in a label, such as "(masked)", are none of the name.
  static func key(_ dataset: String, _ label: String) -> String {
    let name = label.split(separator: " (", maxSplits: 1).first.map(String.init) ?? label
    return "\(dataset)\u{0}\(name.lowercased())"
  }

  /// The ids that a draft does not have any more.
  func gone(from draft: TopologyDraft) -> [String] {
    var now: Set<String> = []
    for entry in draft.organizations { now.insert("organizations \(entry.id)") }
    for entry in draft.systems { now.insert("systems \(entry.id)") }
    for entry in draft.secrets { now.insert("secrets \(entry.id)") }
    for entry in draft.people { now.insert("people \(entry.id)") }
    for entry in draft.fields { now.insert("fields \(entry.id)") }
    for entry in draft.datasets {
      now.insert("datasets \(draft.systems[entry.system].id).\(entry.id)")
    }
    return all.subtracting(now).sorted()
  }
}

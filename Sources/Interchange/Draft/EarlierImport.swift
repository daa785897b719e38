import Foundation
import SourceText
import TopologyLanguage
import TopologyModel

/// The ids of an earlier import, so that the next one gives the same things the same ids.
package struct EarlierImport: Sendable {
  /// Ids by section and name.
  private(set) var ids: [String: String] = [:]
  /// Ids, with their section, that have a label which is not their name: they are of the name that gives them.
  private var described: Set<String> = []
  /// The ids as they are taken: another name never gets one, even if its own is gone.
  private var taken: Set<String> = []
  /// Fields by dataset and column.
  private(set) var fields: [String: String] = [:]
  /// All ids of the file, each with its section.
  private var all: Set<String> = []

  /// No earlier import.
  package init() {}

  /// Whether there is none.
  var isEmpty: Bool { all.isEmpty }

  /// Reads the file of an earlier import; nil if it is no topology that can be loaded.
  package init?(path: String) {
    guard let topology = TopologyLoader().load(path: path).declared?.entries else { return nil }
    let text = FileManager.default.contents(atPath: path).map {
      String(decoding: $0, as: UTF8.self)
    }
    let names = GivenNames.read(text ?? "")
    for entry in topology.organizations { add("organizations", entry.id, entry.label, names) }
    for entry in topology.secrets { add("secrets", entry.id, entry.label, names) }
    for entry in topology.events { add("events", entry.id, entry.label, names) }
    for entry in topology.groups { add("people", entry.id, entry.label, names) }
    for entry in topology.fields { add("fields", entry.id, entry.label, names) }
    for entry in topology.systems {
      add("systems", entry.id, entry.label, names)
      for rule in entry.access.map({ topology.accessRules[$0] }) {
        add("access of \(entry.id)", rule.id, rule.label, names)
      }
    }
    for dataset in topology.datasets {
      let system = topology.systems[dataset.system].id
      let id = String(dataset.id.dropFirst(system.count + 1))
      add("datasets of \(system)", id, dataset.label, names)
      for field in dataset.fields {
        let entry = topology.fields[field]
        fields[Self.key(dataset.id, entry.label ?? entry.id)] = entry.id
      }
    }
  }

  private mutating func add(
    _ section: String, _ id: String, _ label: String?, _ names: [String: String]
  ) {
    all.insert("\(section)\u{0}\(id)")
    taken.insert(Namer.scope(section) + id)
    if let name = names["\(section)\u{0}\(id)"] {
      ids["\(section)\u{0}\(name)"] = id
    } else if let label, GivenNames.gives(label, id) {
      ids["\(section)\u{0}\(label)"] = id
    } else {
      ids["\(section)\u{0}\(id)"] = id
      if label != nil { described.insert("\(section)\u{0}\(id)") }
    }
  }

  /// The id that a name had.
  /// - Parameter slug: The id that the name gives.
  func id(of name: String, _ slug: String, in section: String) -> String? {
    guard !isEmpty else { return nil }
    if let known = ids["\(section)\u{0}\(name)"] { return known }
    if described.contains("\(section)\u{0}\(slug)") { return slug }
    return GivenNames.isWritten(name, slug) && ids["\(section)\u{0}\(slug)"] == slug ? slug : nil
  }

  /// Whether an id was taken, in the sections with this scope.
  func isTaken(_ id: String, _ scope: String) -> Bool {
    !isEmpty && taken.contains(scope + id)
  }

  /// A column of a dataset. Remarks in a label, such as "(masked)", are none of the name.
  static func key(_ dataset: String, _ label: String) -> String {
    let name = label.split(separator: " (", maxSplits: 1).first.map(String.init) ?? label
    return "\(dataset)\u{0}\(name.lowercased())"
  }

  /// The ids that a draft does not have any more, as they are shown.
  func gone(from draft: TopologyDraft) -> [String] {
    guard !all.isEmpty else { return [] }
    let now = Set(draft.allIDs.map { "\($0.section)\u{0}\($0.id)" })
    return all.subtracting(now).map { key in
      let parts = key.split(separator: "\u{0}", maxSplits: 1).map(String.init)
      for (kind, word) in [("datasets of ", "datasets"), ("access of ", "access")]
      where parts[0].hasPrefix(kind) {
        return "\(word) \(parts[0].dropFirst(kind.count)).\(parts[1])"
      }
      return parts.joined(separator: " ")
    }.sorted()
  }
}

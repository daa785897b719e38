import IncidentFindings
import Lowering
import Reports
import TopologyModel

/// Names for readers who do not know the file: labels only.
struct PlainNaming {
  let naming: Naming
  /// Labels that several systems share.
  private let sharedLabels: Set<String>

  private var topology: Topology { naming.topology }

  /// - Complexity: O(systems).
  init(_ naming: Naming) {
    self.naming = naming
    var owners: [String: String] = [:]
    var shared: Set<String> = []
    for system in naming.topology.systems {
      guard let label = system.label else { continue }
      if let owner = owners[label], owner != system.declaredID { shared.insert(label) }
      owners[label] = system.declaredID
    }
    sharedLabels = shared
  }

  /// A system's label, with its organization's if another system has the same label; the id if it has none.
  func name(of system: Reference<System>) -> String {
    let entry = topology.systems[system]
    guard let label = entry.label else { return entry.declaredID }
    guard sharedLabels.contains(label) else { return label }
    let owner = entry.organization.map { topology.organizations[$0] }
    return "\(label) of \(owner.map { $0.label ?? $0.id } ?? entry.declaredID)"
  }

  /// A secret's label, or its id.
  func name(of secret: Reference<Secret>) -> String {
    topology.secrets[secret].label ?? topology.secrets[secret].declaredID
  }

  /// An event, named after the thing it strikes.
  func name(of event: BasicEvent) -> String {
    switch event {
    case .intrusion(let system): name(of: system)
    case .theft(let secret): name(of: secret)
    case .common(let event): topology.events[event].label ?? topology.events[event].id
    }
  }

  /// Labels of groups, or ids if they have none; equal labels appear once with their number.
  func names(of groups: [Reference<PeopleGroup>], most: Int) -> String {
    PageWording.listed(
      PageWording.counted(
        groups.map { topology.groups[$0].label ?? topology.groups[$0].declaredID }), most: most)
  }

  /// The labels of the places that a proof passes; members of a fleet share a label.
  func chain(_ proof: Proof) -> [String] {
    var words: [String] = []
    for step in proof.steps {
      let word: String? =
        switch (step.reason, step.meaning) {
        case (nil, .event(let event)): name(of: event)
        case (.common, .control(let system)): name(of: system)
        case (.common, .has(let secret)), (.kept(let secret, _), _), (.keyHad(_, let secret), _):
          name(of: secret)
        case (.requirement(let rule), _): name(of: topology.accessRules[rule].system)
        case (.intrudedInReach(let system), _), (.standsIn(let system), _): name(of: system)
        case (.shown(_, let dataset), _), (.readInFull(let dataset), _):
          topology.datasets[dataset].label ?? topology.datasets[dataset].declaredID
        case (.crossing(let flow, _), _):
          topology.flows[flow].label ?? topology.flows[flow].declaredID
        case (.inference(let inference), _):
          topology.inferences[inference].from.map(naming.field).joined(separator: " + ")
        case (.leak(let leak), _): topology.leaks[leak].label ?? topology.leaks[leak].id
        default: nil
        }
      if let word, words.last != word { words.append(word) }
    }
    return words
  }

  /// Display names of ids of all kinds. Ids that two kinds share under different labels are omitted.
  var labels: [String: String] {
    var labels: [String: String] = [:]
    var disputed: Set<String> = []
    func note(_ id: String, _ label: String?) {
      guard let label, label != id else { return }
      if let known = labels[id], known != label { disputed.insert(id) }
      labels[id] = label
    }
    for entry in topology.systems { note(entry.declaredID, entry.label) }
    for entry in topology.secrets { note(entry.declaredID, entry.label) }
    for entry in topology.services { note(entry.declaredID, entry.label) }
    for entry in topology.groups { note(entry.declaredID, entry.label) }
    for entry in topology.organizations { note(entry.id, entry.label) }
    for entry in topology.events { note(entry.id, entry.label) }
    for id in disputed { labels[id] = nil }
    return labels
  }
}

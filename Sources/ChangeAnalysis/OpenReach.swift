import Lowering
import Population
import TopologyModel

/// An event or an incident that may reach something of a class, or a dataset that may hold it, where the file does not list
/// what it is: any field that is not known to be there may be.
struct OpenReach: Hashable, Sendable {
  enum Subject: Hashable, Sendable {
    case event(String)
    case incident(String)
    case dataset(String)
  }

  var subject: Subject
  var personClass: String
}

/// Collects open reaches, and how many people each may concern.
struct OpenReaches {
  private let lowered: LoweredTopology
  private var groups: [Reference<PeopleGroup>: [OpenReach: Set<Reference<PeopleGroup>>]] = [:]

  init(_ lowered: LoweredTopology) { self.lowered = lowered }

  /// Adds content of which the file does not say what it is; content that may only be one field is left out.
  mutating func add(_ cell: UnlistedCell, of subject: OpenReach.Subject) {
    guard cell.field == nil else { return }
    let topology = lowered.topology
    for group in cell.group.map({ [$0] }) ?? topology.personClasses {
      let root = lowered.people.roots[group.index]
      let reach = OpenReach(subject: subject, personClass: topology.groups[root].id)
      groups[root, default: [:]][reach, default: []].insert(group)
    }
  }

  /// From nobody to as many as there may be.
  /// - Complexity: one union of groups for each reach.
  var people: [OpenReach: CountInterval] {
    groups.reduce(into: [:]) { result, entry in
      for (reach, groups) in entry.value {
        let most = lowered.people.union(of: lowered.topology.highest(groups), in: entry.key).high
        result[reach] = CountInterval(low: 0, high: most)
      }
    }
  }
}

import Propagation
import TopologyModel

/// Clauses for what can be derived from exposed fields.
///
///     derivable(f,g) ← inference, its condition holds, each field of `from` exposed or derivable for g
///     derivable(f,g∩L) ← leak over L: … all of `matches-on` exposed or derivable for g
///
/// known(f,g) means "exposed or derivable for g or for an ancestor of g": what is known for a group is known
/// for all its subgroups. If one of g and a leak's L is below the other, the lower one counts, so that the rule
/// covers every group at or below L for which all of `matches-on` is known.
extension ExposureLowering {
  mutating func lowerDerivation() {
    var grounder = KnowledgeGrounder(topology)
    grounder.ground(exposed: exposed.keys)
    let cells = grounder.cells
    for cell in cells { known[cell] = fact(.known(cell)) }
    for cell in cells {
      guard let head = known[cell] else { continue }
      if let direct = exposed[cell] { clause(head, from: direct, .alreadyExposed) }
      if let above = topology.groups[cell.group].parent,
        let higher = known[FieldOfGroup(cell.field, above)]
      {
        clause(head, from: higher, .knownAbove)
      }
    }
    for rule in grounder.rules {
      lower(rule, over: known)
    }
    lowerOverlapDerivation(grounder.rules)
  }

  mutating func lower(_ rule: KnowledgeRule, over known: [FieldOfGroup: Fact]) {
    let condition = rule.requires.map { gate($0) }
    for group in rule.groups {
      var body = rule.from.compactMap { known[FieldOfGroup($0, group)] }
      guard body.count == rule.from.count else { continue }
      if let condition { body.append(condition) }
      for field in rule.gives where !rule.from.contains(field) {
        guard let head = known[FieldOfGroup(field, group)] else { continue }
        clause(head, all: body, rule.reason)
      }
    }
  }
}

/// An inference or a leak in a common form: for each of `groups`, `from` yields `gives`.
struct KnowledgeRule {
  var from: [Reference<DataField>]
  var gives: [Reference<DataField>]
  var requires: Condition?
  var groups: [Reference<PeopleGroup>]
  /// The people of a leak; nil for an inference, which is about everybody.
  var scope: [Reference<PeopleGroup>]?
  var reason: ClauseReason
}

/// Finds which known(f,g) can hold in some world, so that no clauses are written for the others.
struct KnowledgeGrounder {
  let topology: Topology
  private(set) var rules: [KnowledgeRule] = []
  /// For each field used in an inference or a leak, the groups it can be known for.
  private var groups: [Reference<DataField>: Set<Reference<PeopleGroup>>] = [:]

  init(_ topology: Topology) {
    self.topology = topology
    let everyone = topology.groups.references
    for inference in topology.inferences.references {
      let entry = topology.inferences[inference]
      rules.append(
        KnowledgeRule(
          from: entry.from, gives: entry.gives, requires: entry.requires, groups: everyone,
          scope: nil, reason: .inference(inference)))
    }
    for leak in topology.leaks.references {
      let entry = topology.leaks[leak]
      let scope = topology.groups(naming: entry.people)
      let concerned = everyone.filter { group in
        scope.contains { topology.isGroup(group, atOrBelow: $0) }
      }
      rules.append(
        KnowledgeRule(
          from: entry.matchesOn, gives: entry.fields, requires: nil, groups: concerned,
          scope: scope, reason: .leak(leak)))
    }
    for rule in rules {
      for field in rule.from + rule.gives { groups[field] = [] }
    }
  }

  /// The fields that an inference or a leak speaks of, in the order of the file.
  var fields: [Reference<DataField>] { groups.keys.sorted() }

  /// What can be known, ordered by field and group.
  var cells: [FieldOfGroup] {
    groups.keys.sorted().flatMap { field in
      groups[field, default: []].sorted().map { FieldOfGroup(field, $0) }
    }
  }

  mutating func ground(exposed: some Sequence<FieldOfGroup>) {
    for cell in exposed where groups[cell.field] != nil { add(cell.field, cell.group) }
    var changed = true
    while changed {
      changed = false
      for rule in rules {
        for group in rule.groups
        where rule.from.allSatisfy({ groups[$0]?.contains(group) ?? false }) {
          for field in rule.gives where add(field, group) { changed = true }
        }
      }
    }
  }

  /// Adds a group and all its subgroups.
  @discardableResult
  private mutating func add(
    _ field: Reference<DataField>, _ group: Reference<PeopleGroup>
  ) -> Bool {
    var added = false
    var open = [group]
    while let next = open.popLast() {
      guard groups[field, default: []].insert(next).inserted else { continue }
      added = true
      open.append(contentsOf: topology.groups[next].children)
    }
    return added
  }
}

import Propagation
import TopologyModel

/// Clauses for what is known of people who are in several groups at once.
///
///     derivable(f,g∩h) ← inference, its condition holds, each field of `from` exposed or derivable for g or for h
///     derivable(f,g∩h∩L) ← leak over L: … all of `matches-on`
///
/// With any number of groups or overlaps in place of g and h. Beyond `OverlapLimits.mostCombinations`
///
///     somebody(f,class) ← known(f,g), or inference or leak from fields known of somebody in the class
///
/// says that some of the class may be concerned.
extension ExposureLowering {
  mutating func lowerOverlapDerivation(_ rules: [KnowledgeRule]) {
    guard !rules.isEmpty else { return }
    let seeds = exposed.keys.map { FieldOfOverlap($0.field, PeopleOverlap([$0.group])) }
    let knowledge = OverlapKnowledge(rules, from: seeds + overlapsExposed.keys, &overlaps)
    for cell in knowledge.cells where cell.people.group == nil {
      let head = fact(.overlapKnown(cell))
      overlapsKnown[cell] = head
      if let direct = overlapsExposed[cell] { clause(head, from: direct, .alreadyExposed) }
    }
    for conclusion in knowledge.conclusions where conclusion.people.group == nil {
      let rule = rules[conclusion.rule]
      var body = zip(rule.from, conclusion.from).compactMap { field, people in
        people.group.map { known[FieldOfGroup(field, $0)] }
          ?? overlapsKnown[FieldOfOverlap(field, people)]
      }
      guard body.count == rule.from.count else { continue }
      if let condition = rule.requires { body.append(gate(condition)) }
      for field in rule.gives where !rule.from.contains(field) {
        guard let head = overlapsKnown[FieldOfOverlap(field, conclusion.people)] else { continue }
        clause(head, all: body, rule.reason)
      }
    }
    guard knowledge.isExhausted else { return }
    let sources =
      known.sorted { $0.value < $1.value }.map { ($0.key, $0.value) }
      + overlapsKnown.sorted { $0.value < $1.value }.map {
        (FieldOfGroup($0.key.field, $0.key.people.groups[0]), $0.value)
      }
    lowerOfSomebody(rules, from: sources) { lowering, cell in
      let some = FieldOfOverlap(cell.field, PeopleOverlap([cell.group], isExact: false))
      if let head = lowering.overlapsKnown[some] { return head }
      let head = lowering.fact(.overlapKnown(some))
      lowering.overlapsKnown[some] = head
      return head
    }
  }

  /// Clauses over whole classes: what may be known of somebody, if each field that it takes is of somebody.
  /// - Parameters:
  ///   - sources: What is known of a group, with its fact.
  ///   - conclude: The fact to derive when a rule may give a field of somebody in a class.
  mutating func lowerOfSomebody(
    _ rules: [KnowledgeRule], from sources: [(FieldOfGroup, Fact)],
    _ conclude: (inout ExposureLowering, FieldOfGroup) -> Fact
  ) {
    overlaps.noteLimit()
    var ofSomebody: [FieldOfGroup: Fact] = [:]
    let roots = topology.tree.roots
    let classes = Set(sources.map { roots[$0.0.group.index] }).sorted()
    for field in Set(rules.flatMap { $0.from + $0.gives }).sorted() {
      for root in classes {
        let cell = FieldOfGroup(field, root)
        ofSomebody[cell] = fact(.knownOfSomebody(cell))
      }
    }
    for (cell, fact) in sources {
      let ofClass = FieldOfGroup(cell.field, roots[cell.group.index])
      if let head = ofSomebody[ofClass] { clause(head, from: fact, .alreadyExposed) }
    }
    for rule in rules {
      let scope = rule.scope.map { Set($0.map { roots[$0.index] }) }
      for root in classes where scope?.contains(root) ?? true {
        var body = rule.from.compactMap { ofSomebody[FieldOfGroup($0, root)] }
        if let condition = rule.requires { body.append(gate(condition)) }
        for field in rule.gives where !rule.from.contains(field) {
          let cell = FieldOfGroup(field, root)
          guard let head = ofSomebody[cell] else { continue }
          clause(head, all: body, rule.reason)
          clause(conclude(&self, cell), all: body, rule.reason)
        }
      }
    }
  }
}

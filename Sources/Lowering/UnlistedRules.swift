import Propagation
import TopologyModel

/// What is read without the file's saying what it is.
///
///     unlisted-read(D,f,g) ← unlisted(D,f,g), everything in D can be read at its place
///     unlisted-read(D,f,g) ← unlisted(D,f,g), an access rule of any system reads D and shows f and g, its condition holds
///     perhaps(f,g) ← unlisted-read(D,f,g)
///     perhaps(f,g) ← a flow passes f and g, which are not listed, it is not encrypted, control(a system in `via`)
///     perhaps(·,·) ← an organization is entered of which the file has no system
///
/// f and g may be `·`, any. What follows from it may follow:
///
///     perhaps-known(f,g) ← known(f,g), perhaps(f,g), perhaps(f,·), perhaps(·,g) or perhaps(·,·)
///     perhaps-known(f,g) ← perhaps-known(f, the group above g)
///     perhaps-known(f,g) ← inference or leak, as for known, each field that it needs perhaps known for g
///     perhaps-known(f,g) ← the same, each field perhaps known of a group that may overlap g
///
/// A file that lists everything has none of these facts.
extension ExposureLowering {
  mutating func lowerUnlisted() {
    for entry in lineage.unlisted {
      let head = unlistedReadFact(entry.dataset, entry.cell)
      clause(head, from: opened[entry.dataset.index], .readInFull(entry.dataset))
    }
    if !lineage.unlisted.isEmpty {
      for rule in topology.accessRules.references {
        for reading in topology.accessRules[rule].reads {
          lowerShowing(rule, reading, lineage.unlisted(of: reading.dataset))
        }
      }
    }
    for (flow, arrives) in lineage.unlistedFlows {
      guard let head = tappedFact(flow) else { continue }
      clause(perhapsFact(arrives.cell), from: head, .exposedInTransit(flow))
    }
    lowerEntered()
    lowerPerhapsDerived()
  }

  private mutating func lowerShowing(
    _ rule: Reference<AccessRule>, _ reading: AccessRule.Reading, _ unlisted: [Unlisted]
  ) {
    let selections = reading.selections.map { topology.groups(naming: $0) }
    for entry in unlisted {
      let field = entry.cell.field?.index ?? Content.unlisted
      let group = entry.cell.group?.index ?? Content.unlisted
      for field in topology.fields(field, shownBy: reading.fields) {
        var groups = [group]
        for selection in selections {
          groups = groups.flatMap { overlaps.groups($0, covering: selection) }
        }
        for group in groups {
          let shown = Unlisted(Content(entry.dataset, field: field, group: group))
          clause(
            unlistedReadFact(entry.dataset, shown.cell), from: open[rule.index],
            .shown(rule, reading.dataset))
        }
      }
    }
  }

  private mutating func unlistedReadFact(
    _ dataset: Reference<Dataset>, _ cell: UnlistedCell
  ) -> Fact {
    if let fact = unlistedReads[dataset]?[cell] { return fact }
    let read = fact(.unlistedRead(dataset, cell))
    unlistedReads[dataset, default: [:]][cell] = read
    clause(perhapsFact(cell), from: read, .exposedByReading(dataset))
    return read
  }

  private mutating func perhapsFact(_ cell: UnlistedCell) -> Fact {
    if let fact = perhaps[cell] { return fact }
    let fact = fact(.perhaps(cell))
    perhaps[cell] = fact
    return fact
  }

  /// Organizations of which the file has no system. What they hold is not known, nor of whom; an incident, an
  /// event or the command line may say that they are entered.
  private mutating func lowerEntered() {
    let owners = Set(topology.systems.compactMap(\.organization))
    for organization in topology.organizations.references where !owners.contains(organization) {
      let entered = fact(.entered(organization))
      self.entered[organization] = entered
      clause(perhapsFact(UnlistedCell(nil, nil)), from: entered, .unlistedThere(organization))
    }
    let struck = topology.events.references.map {
      ($0, topology.events[$0].hits.compactMap(\.organization))
    }
    for (event, organizations) in struck {
      for organization in organizations {
        guard let head = entered[organization] else { continue }
        clause(head, from: self.event(.common(event)), .common(event))
      }
    }
  }

  // MARK: - What may follow

  private mutating func lowerPerhapsDerived() {
    let read = perhaps.keys.sorted()
    var grounder = KnowledgeGrounder(topology)
    guard !read.isEmpty, !grounder.rules.isEmpty else { return }
    let everybody = topology.personClasses
    let possible = read.flatMap { cell in
      let fields = cell.field.map { [$0] } ?? grounder.fields
      let groups = cell.group.map { [$0] } ?? everybody
      return fields.flatMap { field in groups.map { FieldOfGroup(field, $0) } }
    }
    let covers = overlapsExposed.keys.map { FieldOfGroup($0.field, overlaps.cover($0.people)) }
    let joined = OverlapKnowledge(
      grounder.rules,
      from: (Array(exposed.keys) + possible + covers).map {
        FieldOfOverlap($0.field, PeopleOverlap([$0.group]))
      }, covering: true, &overlaps)
    grounder.ground(
      exposed: Array(exposed.keys) + possible + covers
        + joined.cells.compactMap { cell in
          cell.people.group.map { FieldOfGroup(cell.field, $0) }
        })
    let cells = grounder.cells
    for cell in cells { perhapsKnown[cell] = fact(.perhapsKnown(cell)) }
    for cell in cells {
      guard let head = perhapsKnown[cell] else { continue }
      if let fact = known[cell] { clause(head, from: fact, .alreadyExposed) }
      for wider in [
        UnlistedCell(cell.field, cell.group), UnlistedCell(cell.field, nil),
        UnlistedCell(nil, cell.group), UnlistedCell(nil, nil),
      ] {
        if let fact = perhaps[wider] { clause(head, from: fact, .alreadyExposed) }
      }
      if let above = topology.groups[cell.group].parent,
        let fact = perhapsKnown[FieldOfGroup(cell.field, above)]
      {
        clause(head, from: fact, .knownAbove)
      }
    }
    for (cell, fact) in overlapsExposed.merging(overlapsKnown, uniquingKeysWith: { $1 })
      .sorted(by: { $0.key < $1.key })
    {
      let cover = FieldOfGroup(cell.field, overlaps.cover(cell.people))
      if let head = perhapsKnown[cover] { clause(head, from: fact, .alreadyExposed) }
    }
    for rule in grounder.rules { lower(rule, over: perhapsKnown) }
    lowerPerhaps(joined, grounder.rules)
  }

  /// What is joined of people who may be in several groups at once, of whom each field is perhaps known.
  private mutating func lowerPerhaps(_ joined: OverlapKnowledge, _ rules: [KnowledgeRule]) {
    for conclusion in joined.conclusions {
      let from = conclusion.from.compactMap(\.group)
      guard let group = conclusion.people.group,
        !from.allSatisfy({ topology.isGroup(group, atOrBelow: $0) })
      else { continue }
      let rule = rules[conclusion.rule]
      var body = zip(rule.from, from).compactMap { perhapsKnown[FieldOfGroup($0, $1)] }
      if let condition = rule.requires { body.append(gate(condition)) }
      for field in rule.gives where !rule.from.contains(field) {
        if let head = perhapsKnown[FieldOfGroup(field, group)] {
          clause(head, all: body, rule.reason)
        }
      }
    }
    guard joined.isExhausted else { return }
    lowerOfSomebody(
      rules, from: perhapsKnown.sorted { $0.value < $1.value }.map { ($0.key, $0.value) }
    ) { lowering, cell in lowering.perhapsFact(UnlistedCell(cell.field, cell.group)) }
  }
}

import IncidentFindings
import Lowering
import PointAnalysis
import Population
import Propagation
import TopologyModel

/// Checks what events expose: `never-exposed`, and `people-at-most` by one event or in an incident.
///
/// All statements about single events share one sweep, and those about sets of the same events one computation.
struct ExposureRequirements {
  private let lowered: LoweredTopology
  private let options: RequirementCheck.Options
  private let index: ContentIndex
  /// For each requirement, the data's facts.
  private let contents: [Int: RequiredContent]
  private let sweep: IntrusionSweep
  private let sets: IntrusionSets
  private let proofs: ProofCache

  init(
    _ lowered: LoweredTopology, _ asked: [Int], _ index: ContentIndex,
    _ options: RequirementCheck.Options
  ) {
    self.lowered = lowered
    self.options = options
    self.index = index
    let topology = lowered.topology
    let events = EntrySet(topology).events
    proofs = ProofCache(lowered)
    var contents: [Int: RequiredContent] = [:]
    var sets: [Int: (question: IntrusionSets.Question, content: RequiredContent)] = [:]
    var zones: Set<Reference<Zone>> = []
    var targets: Set<ClauseProgram.Fact> = []
    for requirement in asked {
      let content: RequiredContent
      switch topology.requirements[requirement].statement {
      case .neverExposed(let data, let most, let from, let zone):
        content = RequiredContent(data, in: index)
        if let zone { zones.insert(zone) }
        if most > 1 {
          let question = IntrusionSets.Question(
            entry: Self.entry(from, events), most: most, zone: zone)
          sets[requirement] = (question, content)
        }
      case .peopleAtMost(let data, _, .oneEvent): content = RequiredContent(data, in: index)
      default: continue
      }
      contents[requirement] = content
      targets.formUnion(content.exposed.lazy.map(\.fact))
      targets.formUnion(content.perhaps.lazy.map(\.fact))
    }
    self.contents = contents
    sweep = IntrusionSweep(lowered, events: events, targets: targets.sorted(), zones: zones)
    // Where single events give as many violations as are looked into, no larger set adds one.
    for (requirement, (question, content)) in sets {
      let single = sweep.sets(
        reaching: content.exposed.map(\.fact), from: question.zone, most: 1,
        Set(question.entry))
      if single == [[]] || single.count > options.limit { sets[requirement] = nil }
    }
    self.sets = IntrusionSets(lowered, sets, options)
  }

  func finding(_ index: Int) -> RequirementFinding {
    switch lowered.topology.requirements[index].statement {
    case .neverExposed(_, let most, let from, let zone): neverExposed(index, most, from, zone)
    case .peopleAtMost(let data, let most, _): peopleAtMost(index, data, most)
    default: RequirementFinding(index)
    }
  }

  // MARK: - Never exposed

  private func neverExposed(
    _ index: Int, _ most: Int, _ from: [CommonEvent.Target], _ zone: Reference<Zone>?
  ) -> RequirementFinding {
    guard let content = contents[index] else { return RequirementFinding(index) }
    let allowed = from.isEmpty ? nil : Set(Self.entry(from, sweep.events))
    var violations: [RequirementViolation] = []
    var seen: Set<[BasicEvent]> = []
    var isCut = false
    func add(_ set: [BasicEvent]) {
      guard !isCut, seen.insert(set).inserted else { return }
      isCut = violations.count == options.limit
      guard !isCut,
        let (cell, proof) = proofs.first(of: content.exposed, by: Intrusion(set, from: zone))
      else { return }
      violations.append(violation(.exposed(cell, by: set), proof, set))
    }
    for set in sweep.sets(
      reaching: content.exposed.map(\.fact), from: zone, most: most, allowed)
    {
      add(set)
    }
    let several = sets.exposing(index)
    if !seen.contains([]) { several.sets.forEach(add) }
    guard violations.isEmpty else {
      return RequirementFinding(
        index, violations: violations, isCut: isCut, limit: isCut ? nil : several.limit)
    }
    let perhaps = sets.perhapsExposing(index)
    let single = sweep.sets(
      reaching: content.perhaps.map(\.fact), from: zone, most: most, allowed)
    var openings = (single + perhaps.sets).prefix(1).map { openedBy($0, zone, content) }
    for case .organization(let organization) in from {
      openings.append(
        RequirementViolation(
          .systemsUnlisted(organization), at: lowered.topology.element(organization))
      )
    }
    return RequirementFinding(
      index, openings: openings, limit: several.limit ?? perhaps.limit)
  }

  /// The events of the entry set: all, or those at some places.
  private static func entry(
    _ from: [CommonEvent.Target], _ events: [BasicEvent]
  ) -> [BasicEvent] {
    guard !from.isEmpty else { return events }
    let named = Set(
      from.compactMap { target -> BasicEvent? in
        switch target {
        case .system(let system): .intrusion(system)
        case .secret(let secret): .theft(secret)
        case .organization, .member: nil
        }
      })
    return events.filter(named.contains)
  }

  /// What leaves a statement open after some events.
  private func openedBy(
    _ set: [BasicEvent], _ zone: Reference<Zone>?, _ content: RequiredContent
  ) -> RequirementViolation {
    let intrusion = Intrusion(set, from: zone)
    let topology = lowered.topology
    // A field whose kind is not given is named; the others are what the file does not list.
    let ungraded = content.perhaps.compactMap { entry -> (FieldOfGroup, ClauseProgram.Fact)? in
      guard let field = entry.cell.field, let group = entry.cell.group,
        topology.gravity(of: field) == nil,
        lowered.exposure.exposed[FieldOfGroup(field, group)] == entry.fact
      else { return nil }
      return (FieldOfGroup(field, group), entry.fact)
    }
    if let (cell, proof) = proofs.first(of: ungraded, by: intrusion) {
      return violation(.mayBeOfTier(cell, by: set), proof, set)
    }
    let proof = proofs.proof(of: content.perhaps.map(\.fact), by: intrusion)
    return violation(.unlistedRead(by: set), proof, set)
  }

  private func violation(
    _ detail: RequirementViolation.Detail, _ proof: Proof?, _ set: [BasicEvent]
  ) -> RequirementViolation {
    let topology = lowered.topology
    let element =
      proof.flatMap(topology.element) ?? set.first.map(topology.element)
      ?? BlamedElement(kind: "topology", id: "", position: topology.fields[0].position)
    return RequirementViolation(detail, at: element, proof: proof)
  }

  // MARK: - People at most

  private func peopleAtMost(
    _ index: Int, _ data: RequiredData, _ most: Int
  ) -> RequirementFinding {
    guard let content = contents[index] else { return RequirementFinding(index) }
    let events = sweep.events
    var groups = [Set<Reference<PeopleGroup>>](repeating: [], count: events.count + 1)
    var others = groups
    for (cell, fact) in content.exposed {
      for world in sweep.places(of: fact, from: nil) { groups[world].insert(cell.group) }
    }
    for (cell, fact) in content.perhaps {
      let concerned = cell.group.map { [$0] } ?? lowered.topology.personClasses
      for world in sweep.places(of: fact, from: nil) { others[world].formUnion(concerned) }
    }
    let counter = RequiredPeople(data, lowered)
    var violations: [(CountInterval, Int)] = []
    var openings: [(CountInterval, Int)] = []
    for world in groups.indices {
      let people = counter.people(groups[world], perhaps: others[world])
      if people.low > most {
        violations.append((people, world))
      } else if people.high.map({ $0 > most }) ?? true {
        openings.append((people, world))
      }
    }
    func listed(_ found: [(CountInterval, Int)]) -> [RequirementViolation] {
      found.sorted { $0.0 != $1.0 ? $0.0.isMore(than: $1.0) : $0.1 < $1.1 }
        .prefix(options.limit).map { people, world in
          let set = world == 0 ? [] : [events[world - 1]]
          let facts = content.exposed.map(\.fact) + content.perhaps.map(\.fact)
          let proof = proofs.proof(of: facts, by: Intrusion(set))
          let element = set.first.map(lowered.topology.element)
          return element.map {
            RequirementViolation(.people(people, by: set), at: $0, proof: proof)
          } ?? violation(.people(people, by: set), proof, set)
        }
    }
    return RequirementFinding(
      index, violations: listed(violations), openings: listed(openings),
      isCut: violations.count > options.limit)
  }

  /// `people-at-most` in an incident of the file.
  func finding(
    _ index: Int, _ data: RequiredData, _ most: Int, _ incident: Reference<Incident>
  ) -> RequirementFinding {
    let topology = lowered.topology
    let scenario = Scenario(incident, in: topology)
    let dated = lowered.dated(for: scenario)
    let isOther = dated.topology.secrets.contains(where: \.isInvalid)
    let content = RequiredContent(data, in: isOther ? ContentIndex(dated) : self.index)
    let world = dated.world(of: scenario)
    let groups = Set(content.exposed.filter { world.holds($0.fact) }.map(\.cell.group))
    let others = Set(
      content.perhaps.filter { world.holds($0.fact) }
        .flatMap { $0.cell.group.map { [$0] } ?? topology.personClasses })
    let people = RequiredPeople(data, lowered).people(groups, perhaps: others)
    let entry = topology.incidents[incident]
    let element = BlamedElement(kind: "incident", id: entry.id, position: entry.position)
    let found = [RequirementViolation(.peopleInIncident(people, incident), at: element)]
    if people.low > most { return RequirementFinding(index, violations: found) }
    return RequirementFinding(index, openings: people.high.map { $0 <= most } ?? false ? [] : found)
  }
}

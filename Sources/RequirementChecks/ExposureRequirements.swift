import IncidentFindings
import Lowering
import PointAnalysis
import Population
import Propagation
import TopologyModel

/// Checks what events expose: `never-exposed`, and `people-at-most` by one event or in an incident.
///
/// All statements about single events share one sweep: a world without events, and one for each event.
struct ExposureRequirements {
  private let lowered: LoweredTopology
  private let options: RequirementCheck.Options
  private let events: [BasicEvent]
  /// For each requirement, the data's facts.
  private var contents: [Int: RequiredContent] = [:]
  /// The facts that were looked at, by fact their place among the targets.
  private var places: [ClauseProgram.Fact: Int] = [:]
  /// For each target, the worlds in which it holds: 0 without events, then one for each event.
  private var worlds: [[Int]] = []
  private let proofs: ProofCache

  init(_ lowered: LoweredTopology, _ asked: [Int], _ options: RequirementCheck.Options) {
    self.lowered = lowered
    self.options = options
    let topology = lowered.topology
    events = EntrySet(topology).events
    proofs = ProofCache(lowered)
    var targets: [ClauseProgram.Fact] = []
    for index in asked {
      let data: RequiredData
      switch topology.requirements[index].statement {
      case .neverExposed(let asked, _, _), .peopleAtMost(let asked, _, .oneEvent): data = asked
      default: continue
      }
      let content = RequiredContent(data, in: lowered)
      contents[index] = content
      for fact in content.exposed.map(\.fact) + content.perhaps.map(\.fact)
      where places[fact] == nil {
        places[fact] = targets.count
        targets.append(fact)
      }
    }
    guard !targets.isEmpty else { return }
    worlds = [[Int]](repeating: [], count: targets.count)
    let sets = [[]] + events.map { [lowered.exposure.fact($0)] }
    let held = ManyWorlds(lowered.exposureFixpoint).held(assuming: sets, targets: targets)
    for (world, found) in held.enumerated() {
      for target in found { worlds[target].append(world) }
    }
  }

  func finding(_ index: Int) -> RequirementFinding {
    switch lowered.topology.requirements[index].statement {
    case .neverExposed(_, let most, let from): neverExposed(index, most, from)
    case .peopleAtMost(let data, let most, _): peopleAtMost(index, data, most)
    default: RequirementFinding(index)
    }
  }

  // MARK: - Never exposed

  private func neverExposed(
    _ index: Int, _ most: Int, _ from: [CommonEvent.Target]
  ) -> RequirementFinding {
    guard let content = contents[index] else { return RequirementFinding(index) }
    let entry = entry(from)
    let allowed = Set(entry)
    var violations: [RequirementViolation] = []
    var seen: Set<[BasicEvent]> = []
    func add(_ set: [BasicEvent]) {
      guard seen.insert(set).inserted, violations.count < options.limit,
        let (cell, proof) = proofs.first(of: content.exposed, by: set)
      else { return }
      violations.append(violation(.exposed(cell, by: set), proof, set))
    }
    for set in single(content.exposed.map(\.fact), allowed, most) { add(set) }
    var limit: String?
    if most > 1, violations.isEmpty || !seen.contains([]) {
      let (sets, reached) = sets(content, entry, most)
      for set in sets { add(set) }
      limit = reached
    }
    guard violations.isEmpty else { return RequirementFinding(index, violations: violations) }
    let unknown = single(content.perhaps.map(\.fact), allowed, most).prefix(1)
    return RequirementFinding(
      index, openings: unknown.map { openedBy($0, content) }, limit: limit)
  }

  /// The events of the entry set: all, or those at some places.
  private func entry(_ from: [CommonEvent.Target]) -> [BasicEvent] {
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

  /// The sets with at most one event after which one of some facts holds.
  private func single(
    _ facts: [ClauseProgram.Fact], _ allowed: Set<BasicEvent>, _ most: Int
  ) -> [[BasicEvent]] {
    var found: Set<Int> = []
    for fact in facts {
      if let place = places[fact] { found.formUnion(worlds[place]) }
    }
    if found.contains(0) { return [[]] }
    guard most > 0 else { return [] }
    return found.sorted().map { events[$0 - 1] }.filter(allowed.contains).map { [$0] }
  }

  /// Minimal sets of two and more events.
  private func sets(
    _ content: RequiredContent, _ entry: [BasicEvent], _ most: Int
  ) -> (sets: [[BasicEvent]], limit: String?) {
    let exposure = lowered.exposure
    guard !content.exposed.isEmpty else { return ([], nil) }
    let (program, fact) = exposure.program.adding(anyOf: content.exposed.map(\.fact))
    let found = MinimalSets.attack(
      on: fact, in: program, events: entry.map(exposure.fact), order: most,
      budget: options.budget ?? MinimalSets.defaultBudget)
    let sets = found.family.sets(limit: options.limit).map { $0.map { entry[$0] } }
    guard let complete = found.completeToOrder, complete < most else { return (sets, nil) }
    return (sets, "sets of more than \(complete) events were not all looked at")
  }

  private func openedBy(_ set: [BasicEvent], _ content: RequiredContent) -> RequirementViolation {
    let proof = proofs.proof(of: content.perhaps.map(\.fact), by: set)
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
    var groups = [Set<Reference<PeopleGroup>>](repeating: [], count: events.count + 1)
    var others = groups
    for (cell, fact) in content.exposed {
      for world in places[fact].map({ worlds[$0] }) ?? [] { groups[world].insert(cell.group) }
    }
    for (cell, fact) in content.perhaps {
      let concerned = cell.group.map { [$0] } ?? lowered.topology.personClasses
      for world in places[fact].map({ worlds[$0] }) ?? [] { others[world].formUnion(concerned) }
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
          let proof = proofs.proof(of: facts, by: set)
          let element = set.first.map(lowered.topology.element)
          return element.map {
            RequirementViolation(.people(people, by: set), at: $0, proof: proof)
          } ?? violation(.people(people, by: set), proof, set)
        }
    }
    return RequirementFinding(index, violations: listed(violations), openings: listed(openings))
  }

  /// `people-at-most` in an incident of the file.
  func finding(
    _ index: Int, _ data: RequiredData, _ most: Int, _ incident: Reference<Incident>
  ) -> RequirementFinding {
    let topology = lowered.topology
    let content = RequiredContent(data, in: lowered)
    let scenario = Scenario(incident, in: topology)
    let world = lowered.world(of: scenario)
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

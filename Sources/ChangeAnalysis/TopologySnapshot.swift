import BreachNotification
import IncidentFindings
public import Lowering
import PointAnalysis
import Population
import Propagation
import RequirementChecks
import TopologyModel

/// Everything about a topology that a change of it may change.
public struct TopologySnapshot: Sendable {
  /// The facts that hold, with what they say.
  public private(set) var values: [ReachFact: ReachValue] = [:]
  /// How grave each field is that exposes people; nil where the file does not say it.
  let gravities: [String: Gravity?]
  /// The tiers of what is held about each class.
  let tiersHeld: [String: Set<Gravity>]
  /// What each event and organization exposes and stops alone, by id.
  private(set) var points: [String: PointReach] = [:]
  /// What may be reached or held that is not listed, and of how many people.
  private(set) var open: [OpenReach: CountInterval] = [:]
  /// Targets of which not all pairs of events are known.
  private(set) var pairsCut: Set<PairTarget> = []
  /// Limits that were reached, so that not everything was compared; sorted.
  public private(set) var limits: [String] = []

  /// The maximum number of pairs of events compared for each target.
  public static let mostPairs = 1_000

  private let lowered: LoweredTopology

  /// Collects the facts.
  /// - Parameter requirements: The findings on requirements, by variant, each with the topology of the variant.
  /// - Complexity: One world for each basic event, `SinglePoints`, pairs by `MinimalSets`, and one analysis for each
  ///   incident.
  public init(_ lowered: LoweredTopology) {
    self.init(lowered, pairTargets: PairTarget.defaults(in: lowered))
  }

  /// - Parameter pairTargets: What pairs of events are looked for; the same in versions that are compared.
  init(_ lowered: LoweredTopology, pairTargets: Set<PairTarget>) {
    self.lowered = lowered
    let topology = lowered.topology
    gravities = Dictionary(
      topology.fields.references.filter(topology.exposesPeople).map {
        (topology.fields[$0].id, topology.gravity(of: $0))
      }, uniquingKeysWith: { first, _ in first })
    tiersHeld = Dictionary(
      topology.personClasses.map { (topology.groups[$0].id, Set(lowered.tiers(of: $0))) },
      uniquingKeysWith: { first, _ in first })
    var reaches = OpenReaches(lowered)
    addAlone(&reaches)
    addPoints()
    addPairs(pairTargets)
    addIncidents(&reaches)
    addTiers()
    addHoldings(&reaches)
    open = reaches.people
  }

  private var topology: Topology { lowered.topology }

  private mutating func add(_ fact: ReachFact, _ value: ReachValue) {
    values[fact] = values[fact].map { $0.graver(value) } ?? value
  }

  // MARK: - Single events

  private mutating func addAlone(_ reaches: inout OpenReaches) {
    let exposure = lowered.exposure
    let events = EntrySet(topology).events
    let cells = exposure.exposed.sorted { $0.value < $1.value }
    let unlisted = exposure.perhaps.sorted { $0.value < $1.value }
    let perhaps = unlisted.map(\.value)
    let held = ManyWorlds(lowered.exposureFixpoint).held(
      assuming: events.map { [exposure.fact($0)] }, targets: cells.map(\.value) + perhaps)
    var counter = UnionCounter(lowered)
    for (event, found) in zip(events, held) {
      let id = topology.declaredID(of: event)
      var groups: [FieldOfGroup: [Reference<PeopleGroup>]] = [:]
      for index in found {
        guard index < cells.count else {
          add(.unlistedAlone(event: id), ReachValue())
          reaches.add(unlisted[index - cells.count].key, of: .event(id))
          continue
        }
        let cell = cells[index].key
        let ofClass = FieldOfGroup(cell.field, lowered.people.roots[cell.group.index])
        groups[ofClass, default: []].append(cell.group)
      }
      for (cell, groups) in groups {
        add(
          .alone(
            event: id, personClass: topology.groups[cell.group].id,
            field: topology.fields[cell.field].id),
          ReachValue(people: counter.people(groups, cell.group)))
      }
    }
  }

  private mutating func addPoints() {
    for point in SinglePoints(lowered, entry: EntrySet(topology)).points {
      let id = topology.declaredID(of: point.subject)
      points[id, default: PointReach()].add(point, in: topology)
      if point.isSinglePoint {
        add(.singlePoint(id), ReachValue(grade: 2))
      } else if point.mayBeExposurePoint {
        add(.singlePoint(id), ReachValue("unknown"))
      }
      for service in point.down {
        add(
          .stops(id, service: topology.services[service].declaredID), ReachValue("down", grade: 2))
      }
      for service in point.degraded {
        add(.stops(id, service: topology.services[service].declaredID), ReachValue("degraded"))
      }
    }
  }

  private mutating func addPairs(_ names: Set<PairTarget>) {
    let targets = names.sorted().compactMap { name in name.target(in: topology).map { (name, $0) } }
    let found = AttackSets.find(
      on: targets.map(\.1), in: lowered, entry: EntrySet(topology), order: 2)
    for ((name, _), sets) in zip(targets, found) {
      let listed = sets.sets(limit: Self.mostPairs + 1)
      if listed.count > Self.mostPairs {
        pairsCut.insert(name)
        limits.append("of \(name), only \(Self.mostPairs) pairs of events were compared")
      }
      if let complete = sets.completeToOrder, complete < 2 {
        pairsCut.insert(name)
        limits.append("of \(name), not all pairs of events were found")
      }
      for set in listed.prefix(Self.mostPairs) where set.count == 2 {
        let ids = set.map { topology.declaredID(of: $0) }.sorted()
        add(.pair(ids, personClass: name.personClass, field: name.field), ReachValue())
      }
    }
  }

  // MARK: - Incidents and holdings

  private mutating func addIncidents(_ reaches: inout OpenReaches) {
    for incident in topology.incidents.references {
      let id = topology.incidents[incident].id
      let analysis = IncidentAnalysis(lowered, Scenario(incident, in: topology))
      let exposure = analysis.lowered.exposure
      for (cell, fact) in exposure.perhaps where analysis.world.holds(fact) {
        reaches.add(cell, of: .incident(id))
      }
      for found in analysis.people {
        for field in found.fields where field.status != .safe {
          let grade: Int =
            switch field.status {
            case .exposed: 3
            case .derivable: 2
            default: 1
            }
          add(
            .incident(
              id, personClass: topology.groups[found.personClass].id,
              field: topology.fields[field.field].id),
            ReachValue(field.status.rawValue, grade: grade, people: field.persons))
        }
      }
      for found in analysis.services where found.state != .up {
        add(
          .service(topology.services[found.service].declaredID, incident: id),
          ReachValue(found.state.rawValue, grade: found.state == .down ? 2 : 1))
      }
      for duty in DutySurvey(analysis).duties where duty.status != .exempt {
        let addressee =
          switch duty.addressee {
          case .organization(let party): topology.organizations[party.organization].id
          case .authority(let authority):
            authority.map { topology.organizations[$0].id } ?? "authority"
          case .people: "people"
          }
        add(
          .duty(
            incident: id, obliged: topology.organizations[duty.obliged.organization].id,
            rule: "\(duty.law.id) \(duty.rule.article)", addressee: addressee),
          ReachValue(
            duty.status.rawValue, grade: duty.status == .due ? 2 : 1, people: duty.persons))
      }
    }
  }

  private mutating func addTiers() {
    let survey = TierSurvey(lowered)
    func name(_ cell: TierSurvey.Cell) -> String { topology.groups[cell.personClass].id }
    for (cell, people) in survey.byOneEvent(EntrySet(topology)) {
      add(.most(personClass: name(cell), tier: cell.tier), ReachValue(people: people))
    }
    for incident in topology.incidents.references {
      let id = topology.incidents[incident].id
      for (cell, people) in survey.people(in: Scenario(incident, in: topology)) {
        add(
          .incidentTier(id, personClass: name(cell), tier: cell.tier), ReachValue(people: people))
      }
    }
  }

  private mutating func addHoldings(_ reaches: inout OpenReaches) {
    let lineage = lowered.exposure.lineage
    for carried in lineage.carried {
      add(
        .held(
          dataset: topology.datasets[carried.dataset].declaredID,
          personClass: topology.groups[lowered.people.roots[carried.group.index]].id,
          field: topology.fields[carried.field].id), ReachValue())
    }
    for entry in lineage.unlisted {
      let dataset = topology.datasets[entry.dataset].declaredID
      add(.unlisted(dataset: dataset), ReachValue())
      reaches.add(entry.cell, of: .dataset(dataset))
      guard let field = entry.cell.field else { continue }
      for group in entry.cell.group.map({ [$0] }) ?? topology.personClasses {
        let fact = ReachFact.held(
          dataset: dataset,
          personClass: topology.groups[lowered.people.roots[group.index]].id,
          field: topology.fields[field].id)
        if values[fact] == nil { add(fact, ReachValue(FieldStatus.unknown.rawValue)) }
      }
    }
  }

  /// Adds what is required, in the base file or in a variant.
  mutating func add(_ check: RequirementCheck, variant: String?) {
    for finding in check.findings {
      let grade: Int =
        switch finding.verdict {
        case .met: 1
        case .open: 2
        case .violated: 3
        }
      add(
        .requirement(
          check.lowered.topology.requirements[finding.requirement].id, variant: variant),
        ReachValue(finding.verdict.rawValue, grade: grade))
    }
  }
}

/// Counts unions of groups of a class; equal ones once.
private struct UnionCounter {
  private let lowered: LoweredTopology
  private var known: [[Reference<PeopleGroup>]: CountInterval] = [:]

  init(_ lowered: LoweredTopology) {
    self.lowered = lowered
  }

  mutating func people(
    _ groups: [Reference<PeopleGroup>], _ root: Reference<PeopleGroup>
  ) -> CountInterval {
    let highest = lowered.topology.highest(groups)
    if let found = known[highest] { return found }
    let people = lowered.people.union(of: highest, in: root)
    known[highest] = people
    return people
  }
}

extension Topology {
  /// The id as the file has it: `store` for `store[17]`.
  func declaredID(of subject: PointSubject) -> String {
    switch subject {
    case .event(let event): declaredID(of: event)
    case .organization(let organization, _): organizations[organization].id
    }
  }
}

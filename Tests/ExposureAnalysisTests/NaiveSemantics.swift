import Lowering
import TopologyModel

/// The semantics of compromise once more, as plain sets and loops until nothing changes: an oracle that
/// shares no code with the engine, the lowering or the lineage.
struct NaiveSemantics {
  let topology: Topology
  var carries: Set<Cell> = []
  var control: Set<Reference<System>> = []
  var has: Set<Reference<Secret>> = []
  /// Where the intruder is.
  var inside: Set<Reference<Zone>> = []
  /// Intrusions that happen as soon as the system is in reach.
  private var attempted: Set<Reference<System>> = []
  private var lapsed: Set<Reference<Secret>> = []
  var reads: Set<Cell> = []
  var exposed: Set<FieldOfGroup> = []
  var known: Set<FieldOfGroup> = []
  var stops: Set<Reference<System>> = []
  var down: Set<Reference<Service>> = []

  struct Cell: Hashable {
    var dataset: Reference<Dataset>
    var field: Reference<DataField>
    var group: Reference<PeopleGroup>
  }

  /// - Parameter zone: Where the intruder is besides, from the beginning.
  init(_ topology: Topology, _ scenario: Scenario, from zone: Reference<Zone>? = nil) {
    self.topology = topology
    lapsed = Self.lapsed(topology, scenario)
    findLineage()
    for event in scenario.events {
      switch event {
      case .intrusion(let system):
        if scenario.needsReach { attempted.insert(system) } else { control.insert(system) }
      case .theft(let secret): has.insert(secret)
      case .common(let event):
        for hit in topology.events[event].hits {
          if case .system(let system) = hit { control.insert(system) }
          if case .secret(let secret) = hit { has.insert(secret) }
        }
      }
    }
    var size = -1
    inside = Set(topology.zones.references.filter { topology.zones[$0].id == "internet" })
    if let zone { inside.insert(zone) }
    while size != control.count + has.count + reads.count + exposed.count + inside.count {
      size = control.count + has.count + reads.count + exposed.count + inside.count
      spread()
    }
    derive()
    stop(scenario.stopped)
  }

  private func passed(
    _ group: Reference<PeopleGroup>, _ people: [Cohort.Part]?
  ) -> [Reference<PeopleGroup>] {
    guard let people else { return [group] }
    let listed = topology.groups(naming: people)
    if listed.contains(where: { topology.isGroup(group, atOrBelow: $0) }) { return [group] }
    return listed.filter { topology.isGroup($0, atOrBelow: group) }
  }

  private func arrivals(_ flow: Flow, _ cell: Cell) -> [Cell] {
    if let fields = flow.fields, !fields.contains(cell.field) { return [] }
    let changed = flow.becomes.filter { $0.field == cell.field }.map(\.becomes)
    return (changed.isEmpty ? [cell.field] : changed).flatMap { field in
      passed(cell.group, flow.people).map { Cell(dataset: flow.to, field: field, group: $0) }
    }
  }

  private mutating func findLineage() {
    for dataset in topology.datasets.references {
      for field in topology.datasets[dataset].fields {
        for group in topology.groups(naming: topology.datasets[dataset].people) {
          carries.insert(Cell(dataset: dataset, field: field, group: group))
        }
      }
    }
    var size = -1
    while size != carries.count {
      size = carries.count
      for flow in topology.flows {
        for cell in carries where cell.dataset == flow.from {
          carries.formUnion(arrivals(flow, cell))
        }
      }
    }
  }

  /// Whether a secret opens an access rule: the intruder has it, is where it works, and it may be valid.
  private func opens(_ secret: Reference<Secret>) -> Bool {
    has.contains(secret) && !lapsed.contains(secret)
      && (topology.secrets[secret].worksFrom?.contains(where: inside.contains) ?? true)
  }

  private func holds(_ condition: Condition?, ofAccess: Bool = false) -> Bool {
    switch condition {
    case nil: true
    case .secret(let secret): ofAccess ? opens(secret) : has.contains(secret)
    case .system(let system): control.contains(system)
    case .service: false
    case .members(let range, let count):
      range.indices.count {
        range.kind == .secrets
          ? holds(.secret(Reference($0)), ofAccess: ofAccess) : control.contains(Reference($0))
      } >= count
    case .all(let parts): parts.allSatisfy { holds($0, ofAccess: ofAccess) }
    case .any(let parts): parts.contains { holds($0, ofAccess: ofAccess) }
    case .atLeast(let count, let parts):
      parts.count { holds($0, ofAccess: ofAccess) } >= count
    }
  }

  /// The first and the last day that a date may mean, as numbers such as 20230131.
  private static func days(_ date: String) -> (first: Int, last: Int) {
    let parts = date.split(separator: "-").compactMap { Int($0) }
    func day(_ month: Int, _ day: Int) -> Int {
      parts[0] * 10_000 + (parts.count > 1 ? parts[1] : month) * 100
        + (parts.count > 2 ? parts[2] : day)
    }
    return (day(1, 1), day(12, 31))
  }

  /// Secrets that were certainly not valid on any day of an incident.
  private static func lapsed(_ topology: Topology, _ scenario: Scenario) -> Set<Reference<Secret>> {
    guard let incident = scenario.incident.map({ topology.incidents[$0] }),
      let date = incident.date
    else { return [] }
    let (first, last) = (days(date).first, days(incident.lastDate ?? date).last)
    return Set(
      topology.secrets.references.filter { secret in
        guard let valid = topology.secrets[secret].valid else { return false }
        return (valid.until.map { days($0).last < first } ?? false)
          || (valid.from.map { last < days($0).first } ?? false)
      })
  }

  private func isInReach(_ system: Reference<System>) -> Bool {
    guard let zone = topology.systems[system].zone else { return true }
    return inside.contains(zone)
      || topology.zones[zone].reachableFrom.contains(where: inside.contains)
  }

  private mutating func spread() {
    control.formUnion(attempted.filter(isInReach))
    inside.formUnion(control.compactMap { topology.systems[$0].zone })
    for system in topology.systems.references where control.contains(system) {
      let entry = topology.systems[system]
      has.formUnion(entry.secrets.filter { topology.secrets[$0].exportable })
      for dataset in entry.datasets {
        let keys = topology.datasets[dataset].encryptedWith
        guard
          keys.isEmpty || keys.contains(where: { has.contains($0) || entry.secrets.contains($0) })
        else { continue }
        reads.formUnion(carries.filter { $0.dataset == dataset })
      }
    }
    for rule in topology.accessRules
    where holds(rule.requires, ofAccess: true)
      && (rule.from?.contains(where: inside.contains) ?? true)
    {
      inside.formUnion(rule.enters)
      if rule.controls { control.insert(rule.system) }
      for reading in rule.reads {
        for cell in carries where cell.dataset == reading.dataset {
          if let fields = reading.fields, !fields.contains(cell.field) { continue }
          for group in passed(cell.group, reading.people) {
            reads.insert(Cell(dataset: cell.dataset, field: cell.field, group: group))
          }
        }
      }
    }
    exposed.formUnion(reads.map { FieldOfGroup($0.field, $0.group) })
    for flow in topology.flows
    where !flow.encrypted && flow.via.contains(where: control.contains) {
      for cell in carries where cell.dataset == flow.from {
        exposed.formUnion(arrivals(flow, cell).map { FieldOfGroup($0.field, $0.group) })
      }
    }
  }

  func knows(_ field: Reference<DataField>, _ group: Reference<PeopleGroup>) -> Bool {
    known.contains { $0.field == field && topology.isGroup(group, atOrBelow: $0.group) }
  }

  private mutating func derive() {
    known = exposed
    var size = -1
    while size != known.count {
      size = known.count
      for group in topology.groups.references {
        for rule in topology.inferences
        where holds(rule.requires) && rule.from.allSatisfy({ knows($0, group) }) {
          for field in rule.gives { known.insert(FieldOfGroup(field, group)) }
        }
        for leak in topology.leaks
        where topology.groups(naming: leak.people).contains(where: {
          topology.isGroup(group, atOrBelow: $0)
        }) && leak.matchesOn.allSatisfy({ knows($0, group) }) {
          for field in leak.fields { known.insert(FieldOfGroup(field, group)) }
        }
      }
    }
  }

  private func fails(_ condition: Condition) -> Bool {
    switch condition {
    case .secret: false
    case .system(let system): stops.contains(system)
    case .service(let service): down.contains(service)
    case .members(let range, let count):
      range.indices.count {
        range.kind == .services
          ? !down.contains(Reference($0)) : !stops.contains(Reference($0))
      } < count
    case .all(let parts): parts.contains { fails($0) }
    case .any(let parts): parts.allSatisfy { fails($0) }
    case .atLeast(let count, let parts): parts.count { !fails($0) } < count
    }
  }

  private mutating func stop(_ stopped: [Reference<System>]) {
    stops = Set(stopped)
    var size = -1
    while size != stops.count + down.count {
      size = stops.count + down.count
      for system in topology.systems.references {
        if let needs = topology.systems[system].needs, fails(needs) { stops.insert(system) }
      }
      for service in topology.services.references {
        let entry = topology.services[service]
        guard let needs = entry.needs, fails(needs) else { continue }
        if entry.fallback.map({ fails($0) }) ?? true { down.insert(service) }
      }
    }
  }
}

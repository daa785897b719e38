import IncidentFindings
import Lowering
import PointAnalysis
import Population
import Propagation
import TopologyModel

/// Maps a topology, and the effects of an incident on it, to a model of a picture. It only reads the results of
/// the analyses.
struct TopologyDiagram {
  let lowered: LoweredTopology
  /// Its topology. Stored, because every access to a computed one would copy all lists.
  let topology: Topology
  /// The analysis; nil if there is no incident and the picture shows where data is.
  let analysis: IncidentAnalysis?
  /// The points of failure; nil if the picture is not about them.
  let marks: PointMarks?
  let systems: FleetNodes
  let secrets: FleetNodes
  let services: FleetNodes
  /// The fields that are read from each dataset.
  private let read: [Set<Reference<DataField>>]
  /// Datasets of which something is read that the file does not list.
  /// Fields of each dataset that are read of people in several groups at once, if there are any.
  private let possiblyRead: [Set<Reference<DataField>>]
  private let unlistedRead: Set<Reference<Dataset>>
  private let stolen: Set<Reference<Secret>>
  private let outage: OutageSurvey?

  /// - Complexity: O(size of the topology).
  /// - Parameter partition: Keeps fleet members apart that it puts apart.
  init(
    _ lowered: LoweredTopology, analysis: IncidentAnalysis?, marks: PointMarks? = nil,
    partition: FleetPartition? = nil
  ) {
    let topology = lowered.topology
    self.lowered = lowered
    self.topology = topology
    self.analysis = analysis
    self.marks = marks
    var read = [Set<Reference<DataField>>](repeating: [], count: topology.datasets.count)
    if let analysis {
      for entry in lowered.exposure.reads where analysis.world.holds(entry.fact) {
        read[entry.dataset.index].insert(entry.cell.field)
      }
    }
    var possiblyRead = [Set<Reference<DataField>>](repeating: [], count: topology.datasets.count)
    for reading in analysis?.overlapping ?? [] {
      guard case .dataset(let dataset) = reading.place, let field = reading.cell.field else {
        continue
      }
      let people = PeopleUnion([], overlaps: [reading.overlap?.groups ?? []])
      let root = lowered.people.roots[reading.cell.group?.index ?? 0]
      if lowered.people.count(people, in: root).low > 0 {
        read[dataset.index].insert(field)
      } else {
        possiblyRead[dataset.index].insert(field)
      }
    }
    self.read = read
    self.possiblyRead = possiblyRead
    unlistedRead = Set(
      (analysis?.unlisted ?? []).compactMap { reading in
        if case .dataset(let dataset) = reading.place { dataset } else { nil }
      })
    outage = analysis.map { OutageSurvey(lowered, stopped: $0.scenario.stopped) }
    stolen = Set(
      (analysis?.scenario.events ?? []).compactMap { event in
        if case .theft(let secret) = event { secret } else { nil }
      })
    let standings = topology.systems.references.map {
      Self.standing(of: $0, lowered, analysis)
    }
    let stops = topology.systems.references.map { [outage] in outage?.stops($0) ?? false }
    systems = FleetNodes(topology.systems.map { (id: $0.id, member: $0.member) }) { index in
      SystemState(
        standing: standings[index], stops: stops[index],
        read: topology.systems[index].datasets.map { read[$0.index] },
        point: marks?.state(of: .event(.intrusion(Reference(index)))),
        part: topology.systems[index].member.flatMap { partition?.systems[$0] })
    }
    secrets = FleetNodes(topology.secrets.map { (id: $0.id, member: $0.member) }) { index in
      SecretState(
        isHeld: analysis?.world.holds(lowered.exposure.has(Reference(index))) ?? false,
        point: marks?.state(of: .event(.theft(Reference(index)))),
        part: topology.secrets[index].member.flatMap { partition?.secrets[$0] })
    }
    let states = Dictionary(
      (analysis?.services ?? []).map { ($0.service.index, $0.state) },
      uniquingKeysWith: { first, _ in first })
    services = FleetNodes(topology.services.map { (id: $0.id, member: $0.member) }) {
      ServiceState(
        state: states[$0] ?? .up, isAtRisk: marks?.pointsOfServices[Reference($0)] != nil,
        part: topology.services[$0].member.flatMap { partition?.services[$0] })
    }
  }

  /// The state that fleet members must share to be drawn as one.
  private struct SystemState: Hashable {
    var standing: DiagramModel.Standing
    var stops: Bool
    var read: [Set<Reference<DataField>>]
    var point: PointMarks.State?
    var part: Int?
  }

  private struct SecretState: Hashable {
    var isHeld: Bool
    var point: PointMarks.State?
    var part: Int?
  }

  private struct ServiceState: Hashable {
    var state: Claim.State
    var isAtRisk: Bool
    var part: Int?
  }

  private static func standing(
    of system: Reference<System>, _ lowered: LoweredTopology, _ analysis: IncidentAnalysis?
  ) -> DiagramModel.Standing {
    guard let world = analysis?.world else { return .untouched }
    if world.holds(lowered.exposure.control(system)) { return .controlled }
    let rules = lowered.topology.systems[system].access
    let isOpened = rules.contains { rule in
      let entry = lowered.topology.accessRules[rule]
      return entry.requires != nil && world.holds(lowered.exposure.open[rule.index])
    }
    return isOpened ? .opened : .untouched
  }

  // MARK: - Holders

  func organizationModels(_ holders: [DiagramModel.System]) -> [DiagramModel.Organization] {
    let holdersOf = Dictionary(grouping: holders) { $0.organization ?? "" }
    return topology.organizations.references.map { reference in
      let organization = topology.organizations[reference]
      let own = holdersOf[organization.id] ?? []
      let clients = organization.actsFor.reduce(0) { $0 + (topology.organizations[$1].count ?? 1) }
      let role = organization.role.map { $0.rawValue.replacing("-", with: " ") } ?? ""
      let mark = marks?.mark(of: topology.subjects(of: reference))
      // For one organization, which most act for, the lines say it.
      let serves = clients < 2 ? "" : " for \(clients) organizations"
      return DiagramModel.Organization(
        id: organization.id, label: organization.label ?? organization.id,
        detail: (role + serves).trimmingSpaces, members: organization.count,
        standing: marks == nil
          ? own.map(\.standing).max() ?? .untouched
          : mark?.isSinglePoint ?? false ? .critical : .untouched, mark: mark)
    }
  }

  func systemModels() -> [DiagramModel.System] {
    systems.nodes.map { node in
      let first = Reference<System>(node.members[0])
      let system = topology.systems[first]
      let organization = system.organization.map { topology.organizations[$0] }
      // The frame shows the total; a part of the members shows its own number.
      let isWhole = node.count != nil && node.count == organization?.count
      let mark = marks?.mark(of: node.members.map { .event(.intrusion(Reference($0))) })
      var model = DiagramModel.System(
        id: node.id, label: label(system.label, node, system.id), detail: detail(of: system),
        organization: organization?.id, members: isWhole ? nil : node.count,
        standing: mark?.isSinglePoint ?? false
          ? .critical : Self.standing(of: first, lowered, analysis),
        stopped: stopped(first),
        datasets: system.datasets.indices.map { datasetModel($0, of: node) },
        fleet: fleet(node) { topology.systems[$0].member }, mark: mark)
      model.zone = system.zone.map { zone in
        let entry = topology.zones[zone]
        return DiagramModel.Zone(id: entry.id, label: entry.label ?? entry.id)
      }
      return model
    }
  }

  /// The kind of a system, and the zones that its rules let into.
  private func detail(of system: System) -> String {
    let zones = system.access.flatMap { topology.accessRules[$0].enters }
      .map { topology.zones[$0].label ?? topology.zones[$0].id }
    let entry = zones.first.map { "lets into: \($0)\(zones.count > 1 ? " …" : "")" }
    return [system.kind, entry].compactMap(\.self).joined(separator: ", ")
  }

  /// The members that a node stands for.
  func fleet(
    _ node: FleetNodes.Node, _ member: (Int) -> FleetMember?
  ) -> DiagramModel.Fleet? {
    guard node.isFleet, let first = member(node.members[0]) else { return nil }
    return DiagramModel.Fleet(
      id: first.declared, numbers: node.members.compactMap { member($0)?.number })
  }

  /// The name of a node. A fleet's members share a name, so a single member adds its number.
  private func label(_ label: String?, _ node: FleetNodes.Node, _ id: String) -> String {
    guard node.isFleet, node.members.count == 1 else { return label ?? node.id }
    return label.map { "\($0) (\(id))" } ?? id
  }

  private func stopped(_ system: Reference<System>) -> String? {
    guard let analysis, let outage, outage.stops(system) else { return nil }
    if analysis.scenario.contained.contains(system) { return "contained" }
    if analysis.scenario.disabled.contains(system) { return "put out of action" }
    return "stopped with what it needs"
  }

  private func datasetModel(_ position: Int, of node: FleetNodes.Node) -> DiagramModel.Dataset {
    let reference = topology.systems[node.members[0]].datasets[position]
    let dataset = topology.datasets[reference]
    let lineage = lowered.exposure.lineage
    let carried = lineage.facts(of: reference).map { lineage.carried[Int($0)] }
    let unlisted = lineage.unlisted(of: reference)
    let overlaps = lineage.overlaps(of: reference).map { lineage.overlaps[$0] }
    let fields = Set(carried.map(\.field) + overlaps.map(\.field)).sorted()
    let groups = Set(
      carried.map(\.group) + overlaps.flatMap(\.people.groups) + unlisted.compactMap(\.cell.group))
    let safe: DiagramModel.Exposure = analysis == nil ? .unsaid : .safe
    let all = node.members.map { topology.systems[$0].datasets[position] }
    var model = DiagramModel.Dataset(
      id: datasetID(reference, in: node),
      label: dataset.label ?? Self.lastPart(dataset.id), holds: held(all),
      people: peopleIDs(groups), groups: groups.map { topology.groups[$0].id }.sorted(),
      isEncrypted: !dataset.encryptedWith.isEmpty,
      fields: fields.map { field in
        DiagramModel.Field(
          id: topology.fields[field].id,
          label: topology.fields[field].label ?? topology.fields[field].id,
          exposure: read[reference.index].contains(field)
            ? .exposed : possiblyRead[reference.index].contains(field) ? .possible : safe)
      }
        + (unlisted.isEmpty
          ? []
          : [
            unlistedField(unlisted.map(\.cell), unlistedRead.contains(reference) ? .unknown : safe)
          ]))
    model.isOfAnybody = unlisted.contains { $0.cell.group == nil }
    return model
  }

  /// The id of what stands in a box for what the file does not list. No field can have it.
  static let unlistedID = "?"

  /// What stands in a box for what the file does not list.
  func unlistedField(
    _ cells: [UnlistedCell], _ exposure: DiagramModel.Exposure
  ) -> DiagramModel.Field {
    let named = Set(cells.compactMap(\.field)).sorted().map { topology.fields[$0] }
    let isAny = named.isEmpty || cells.contains { $0.field == nil }
    let names = Drawing.listed(named.map { $0.label ?? $0.id }, most: 4)
    let label =
      isAny
      ? "what the file does not list"
      : cells.allSatisfy { $0.group == nil }
        ? "\(names): people not listed" : "perhaps \(names)"
    var field = DiagramModel.Field(id: Self.unlistedID, label: label, exposure: exposure)
    field.unlisted = isAny ? .any : .some(Set(named.map(\.id)))
    return field
  }

  /// The id of a dataset in the node: the fleet's id if the node is the whole fleet.
  func datasetID(_ dataset: Reference<Dataset>, in node: FleetNodes.Node) -> String {
    let entry = topology.datasets[dataset]
    guard node.isFleet else { return entry.id }
    return "\(node.id).\(Self.lastPart(entry.id))"
  }

  private static func lastPart(_ id: String) -> String {
    id.split(separator: ".").last.map(String.init) ?? id
  }

  /// The people in datasets, one line per class; for a fleet, the bounds for one member.
  private func held(_ datasets: [Reference<Dataset>]) -> String {
    let lineage = lowered.exposure.lineage
    var counts: [(root: Reference<PeopleGroup>, count: CountInterval, name: String)] = []
    for dataset in datasets {
      let groups = Set(lineage.facts(of: dataset).map { lineage.carried[Int($0)].group })
      let byClass = Dictionary(grouping: groups) { topology.personClass(of: .group($0)) }
      for (root, groups) in byClass.sorted(by: { $0.key < $1.key }) {
        let count = lowered.people.union(of: groups, in: root)
        if let place = counts.firstIndex(where: { $0.root == root }) {
          counts[place].count.low = min(counts[place].count.low, count.low)
          counts[place].count.high = counts[place].count.high.flatMap { high in
            count.high.map { max(high, $0) }
          }
        } else {
          let name = name(of: topology.datasets[dataset].people, groups, root)
          counts.append((root: root, count: count, name: name))
        }
      }
    }
    let each = datasets.count > 1 ? " each" : ""
    return counts.map { "\(CountWording.text($0.count))\(each) · \($0.name)" }
      .joined(separator: "; ")
  }

  /// The part that the file names if it is the only one of its class, otherwise the class.
  private func name(
    of parts: [Cohort.Part], _ groups: [Reference<PeopleGroup>], _ root: Reference<PeopleGroup>
  ) -> String {
    let own = parts.filter { topology.personClass(of: $0) == root }
    if own.count == 1, Set(topology.groups(naming: own)) == Set(groups) { return label(own[0]) }
    if groups.count == 1 { return label(Cohort.Part.group(groups[0])) }
    return label(Cohort.Part.group(root))
  }

  func label(_ part: Cohort.Part) -> String {
    switch part {
    case .cohort(let cohort): topology.cohorts[cohort].label ?? topology.cohorts[cohort].id
    case .group(let group):
      topology.groups[group].label ?? topology.groups[group].member?.declared
        ?? topology.groups[group].id
    }
  }

  /// Ids of the groups, their ancestors, and the cohorts that name one of them.
  func peopleIDs(_ groups: Set<Reference<PeopleGroup>>) -> [String] {
    var ids: Set<String> = []
    for group in groups {
      var current: Reference<PeopleGroup>? = group
      while let here = current, ids.insert(topology.groups[here].id).inserted {
        current = topology.groups[here].parent
      }
    }
    for cohort in topology.cohorts.references
    where topology.groups(naming: [.cohort(cohort)]).contains(where: groups.contains) {
      ids.insert(topology.cohorts[cohort].id)
    }
    return ids.sorted()
  }

  /// For groups, the parent group; for cohorts, the parents of their parts' groups.
  var peopleAbove: [String: [String]] {
    var above: [String: [String]] = [:]
    for group in topology.groups {
      above[group.id] = group.parent.map { [topology.groups[$0].id] } ?? []
    }
    for cohort in topology.cohorts.references {
      let parents = topology.groups(naming: [.cohort(cohort)]).compactMap {
        topology.groups[$0].parent.map { topology.groups[$0].id }
      }
      above[topology.cohorts[cohort].id] = Set(parents).sorted()
    }
    return above
  }

  func isStolen(_ secret: Reference<Secret>) -> Bool { stolen.contains(secret) }

  func isRead(_ field: Reference<DataField>, from dataset: Reference<Dataset>) -> Bool {
    read[dataset.index].contains(field)
  }

  func fieldsRead(from dataset: Reference<Dataset>) -> Set<Reference<DataField>> {
    read[dataset.index]
  }
}

extension String {
  /// The string without spaces at either end.
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

import IncidentFindings
import Lowering
import PointAnalysis
import Propagation
import TopologyModel

extension TopologyDiagram {
  func secretModels() -> [DiagramModel.Secret] {
    secrets.nodes.map { node in
      let first = Reference<Secret>(node.members[0])
      let secret = topology.secrets[first]
      let isHeld = analysis?.world.holds(lowered.exposure.has(first)) ?? false
      let kind = secret.kind.map { $0.rawValue.replacing("-", with: " ") } ?? ""
      let holder = secret.heldBy.map { "held by \(label($0))" } ?? ""
      let name = secret.label ?? node.id
      let mark = marks?.mark(of: node.members.map { .event(.theft(Reference($0))) })
      return DiagramModel.Secret(
        id: node.id,
        label: node.isFleet && node.members.count == 1 ? "\(name) (\(secret.id))" : name,
        detail: [kind, holder].filter { !$0.isEmpty }.joined(separator: ", "),
        organization: home(of: first), members: node.count,
        standing: isHeld
          ? .controlled : mark?.isSinglePoint ?? false ? .critical : .untouched,
        fleet: fleet(node) { topology.secrets[$0].member }, mark: mark)
    }
  }

  /// The organization that holds the secret, or whose system stores it.
  private func home(of secret: Reference<Secret>) -> String? {
    if case .organization(let organization) = topology.secrets[secret].heldBy {
      return topology.organizations[organization].id
    }
    let keepers = Set(
      topology.systems.filter { $0.secrets.contains(secret) }.compactMap(\.organization))
    return keepers.count == 1 ? keepers.first.map { topology.organizations[$0].id } : nil
  }

  func label(_ holder: Holder) -> String {
    switch holder {
    case .organization(let organization):
      topology.organizations[organization].label ?? topology.organizations[organization].id
    case .group(let group): label(Cohort.Part.group(group))
    case .cohort(let cohort): label(Cohort.Part.cohort(cohort))
    }
  }

  /// Every class with something to show.
  func peopleModels() -> [DiagramModel.People] {
    guard let analysis else { return [] }
    return analysis.people.filter { !$0.fields.isEmpty || $0.mayBeReached }.map { finding in
      let group = topology.groups[finding.personClass]
      let isExposed = finding.fields.contains { $0.status == .exposed }
      let isPossible = !finding.isReached && !finding.overlaps.isEmpty
      let all = group.size == .unknown ? "" : " of \(CountWording.text(group.size))"
      return DiagramModel.People(
        id: group.id, label: group.label ?? group.id,
        detail: isExposed
          ? "\(CountWording.text(finding.persons))\(all) exposed"
          : isPossible
            ? "possibly \(CountWording.text(finding.persons))\(all) exposed"
            : finding.unknown.isEmpty ? "nobody\(all) exposed" : "unknown who\(all) is exposed",
        fields: finding.fields.map { field in
          let entry = topology.fields[field.field]
          let isFewer = field.status != .safe && field.persons != finding.persons
          return DiagramModel.Field(
            id: entry.id, label: entry.label ?? entry.id, exposure: Self.exposure(field.status),
            detail: field.barrier.map(Self.words)
              ?? (isFewer ? CountWording.text(field.persons) : ""))
        }, persons: finding.persons)
    }
  }

  private static func exposure(_ status: FieldStatus) -> DiagramModel.Exposure {
    switch status {
    case .exposed: .exposed
    case .derivable: .derivable
    case .possible: .possible
    case .unknown: .unknown
    case .safe: .safe
    }
  }

  private static func words(_ barrier: Barrier) -> String {
    switch barrier {
    case .notHeld: "not held"
    case .notListed: "not listed"
    case .notReached: "not reached"
    case .notInReach: "not in reach"
    case .encrypted: "encrypted"
    case .notShown: "not shown"
    case .pseudonymised: "pseudonymised"
    }
  }

  func serviceModels() -> [DiagramModel.Service] {
    let states = Dictionary(
      (analysis?.services ?? []).map { ($0.service.index, $0.state) },
      uniquingKeysWith: { first, _ in first })
    return services.nodes.map { node in
      let service = topology.services[node.members[0]]
      let state: DiagramModel.Service.State =
        switch states[node.members[0]] ?? .up {
        case .up: .up
        case .degraded: .degraded
        case .down: .down
        }
      let serves = service.serves.map { label($0) }.joined(separator: ", ")
      return DiagramModel.Service(
        id: node.id, label: service.label ?? node.id,
        detail: serves.isEmpty ? "" : "for \(serves)", members: node.count, state: state,
        points: marks.map { $0.pointsOfServices[Reference(node.members[0])] ?? [] },
        fleet: fleet(node) { topology.services[$0].member })
    }
  }

  /// Every common cause, with its effects alone.
  func causeModels() -> [DiagramModel.CommonCause] {
    topology.events.references.map { reference in
      let event = topology.events[reference]
      return DiagramModel.CommonCause(
        id: event.id, label: event.label ?? event.id,
        detail: event.likelihood.map { "\(Topology.percent($0)) a year" } ?? "",
        mark: marks?.mark(of: [.event(.common(reference))]))
    }
  }

  /// Edges from common causes to what they strike.
  func hitEdges() -> [DiagramModel.Edge] {
    topology.events.flatMap { event in
      event.hits.compactMap { hit -> DiagramModel.Edge? in
        let end: DiagramModel.Endpoint
        switch hit {
        case .system(let system): end = endpoint(system)
        case .secret(let secret): end = endpoint(secret)
        case .organization, .member: return nil
        }
        return DiagramModel.Edge(from: .cause(event.id), to: end, kind: .hits)
      }
    }
  }
}

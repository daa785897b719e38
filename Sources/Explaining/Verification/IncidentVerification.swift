public import IncidentFindings
public import Lowering
import Population
public import TopologyModel

/// Checks the claims about one incident: each claim with its verdict, and the reasons for differences.
public struct IncidentVerification: Sendable {
  /// The incident.
  public let incident: Reference<Incident>
  /// Its claims, in the order of the file.
  public let claims: [VerifiedClaim]

  /// Checks one incident.
  /// - Complexity: One incident analysis, plus one search for reasons per claim that differs.
  public init(_ incident: Reference<Incident>, of lowered: LoweredTopology) {
    self.incident = incident
    let analysis = IncidentAnalysis(lowered, Scenario(incident, in: lowered.topology))
    let isSettled = analysis.claims.allSatisfy { $0.verdict == .consistent }
    let reasons = isSettled ? nil : DisagreementSearch(analysis)
    let entries = lowered.topology.incidents[incident].claims
    claims = analysis.claims.map { finding in
      VerifiedClaim(
        finding: finding,
        disagreements: finding.verdict == .consistent
          ? [] : reasons?.disagreements(entries[finding.claim], finding) ?? [])
    }
  }

  /// Checks every incident of a topology, in the order of the file.
  public static func all(of lowered: LoweredTopology) -> [IncidentVerification] {
    lowered.topology.incidents.references.map { IncidentVerification($0, of: lowered) }
  }

  /// The number of standing claims with a verdict.
  public func count(_ verdict: ClaimVerdict) -> Int {
    claims.count { $0.finding.verdict == verdict && $0.finding.supersededBy == nil }
  }

  /// The number of claims that others correct.
  public var superseded: Int { claims.count { $0.finding.supersededBy != nil } }
}

/// Finds why a claim and the graph differ.
struct DisagreementSearch {
  private let analysis: IncidentAnalysis
  private let barriers: BarrierSearch
  private let proofs: ProofTable

  init(_ analysis: IncidentAnalysis) {
    self.analysis = analysis
    barriers = BarrierSearch(analysis.lowered, analysis.world)
    proofs = ProofTable(analysis)
  }

  private var topology: Topology { analysis.lowered.topology }

  func disagreements(_ claim: Claim, _ finding: ClaimFinding) -> [Disagreement] {
    finding.notExposed.map { notExposed($0, claim) }
      + finding.excluded.map { excluded($0, claim) }
      + finding.otherwiseSafe.map { .otherwiseSafe($0.field, $0.barrier) }
      + finding.openReasons.map { .openReason($0) } + ways(claim, finding)
      + finding.notSafe.map { .notSafe($0, proof($0, claim)) }
      + finding.unknown.map { .unknown($0) } + finding.shared.map { .shared($0) }
      + number(claim, finding)
      + organizations(claim, finding) + services(claim)
  }

  // MARK: - Fields

  private func notExposed(_ field: Reference<DataField>, _ claim: Claim) -> Disagreement {
    let (barrier, locations) = barrier(of: field, claim)
    return .notExposed(field, barrier, locations)
  }

  private func excluded(_ field: Reference<DataField>, _ claim: Claim) -> Disagreement {
    let (barrier, locations) = barrier(of: field, claim)
    return .excluded(field, barrier, locations)
  }

  private func ways(_ claim: Claim, _ finding: ClaimFinding) -> [Disagreement] {
    let names =
      claim.vector.compactMap(topology.name(of:))
      + claim.vectorEvents.map { topology.events[$0].id }
    return zip(names, finding.ways).compactMap { name, way in
      switch way {
      case .first: nil
      case .later: .otherWay(name, reachedLater: true)
      case .none: .otherWay(name, reachedLater: false)
      }
    }
  }

  private func barrier(
    of field: Reference<DataField>, _ claim: Claim
  ) -> (Barrier, [BarrierLocation]) {
    let named = claim.people.map { topology.groups(naming: [$0]) } ?? []
    let systems = Set(claim.at.flatMap(topology.systems(at:)))
    let lineage = analysis.lowered.exposure.lineage
    let datasets = topology.datasets
    let held = lineage.facts(of: field, concerning: named, in: topology).filter { fact in
      claim.at.isEmpty || systems.contains(datasets[lineage.carried[fact].dataset].system)
    }
    let locations =
      claim.at.isEmpty ? barriers.locations(held, of: field, of: named) : barriers.locations(held)
    return (BarrierSearch.nearest(locations), locations)
  }

  private func proof(_ field: Reference<DataField>, _ claim: Claim) -> Proof? {
    guard let people = claim.people else { return nil }
    let root = topology.personClass(of: people)
    let named = topology.groups(naming: [people])
    let exposed = analysis.people.first { $0.personClass == root }?.fields.first {
      $0.field == field
    }
    guard var exposed else { return nil }
    let tree = topology.tree
    exposed.groups = exposed.groups.filter { group in
      named.contains { tree.areRelated(group, $0) }
    }
    let ways = proofs.ways(exposed)
    let systems = Set(claim.at.flatMap(topology.systems(at:)))
    return
      (ways.first { way in way.proof.datasets.contains { systems.contains(system(of: $0)) } }
      ?? ways.first)?.proof
  }

  private func system(of dataset: Reference<Dataset>) -> Reference<System> {
    topology.datasets[dataset].system
  }

  // MARK: - Numbers and services

  private func number(_ claim: Claim, _ finding: ClaimFinding) -> [Disagreement] {
    guard let people = claim.people, let claimed = claim.count, let computed = finding.computed
    else { return [] }
    if claim.unit != .people {
      guard let units = finding.computedUnits else { return [.otherUnit(claim.unit)] }
      return claimed.contains(units) ? [] : [.otherUnits(units, claim.unit)]
    }
    if !finding.readings.isEmpty { return finding.readings.map(Disagreement.reading) }
    if let bound = topology.size(people).high, claimed.low > bound {
      let place = topology.bound(on: people)
      return [.moreThanThereAre(place, topology.size(place))]
    }
    if let high = computed.high, claimed.low > high { return [.moreThanReached(computed)] }
    if let high = claimed.high, high < computed.low { return [.fewerThanReached(computed)] }
    return claimed.contains(computed) ? [] : [.otherNumbersPossible(computed)]
  }

  private func organizations(_ claim: Claim, _ finding: ClaimFinding) -> [Disagreement] {
    guard let claimed = claim.organizations, let computed = finding.organizations,
      !claimed.contains(computed)
    else { return [] }
    return [.otherOrganizations(computed)]
  }

  private func services(_ claim: Claim) -> [Disagreement] {
    guard let claimed = claim.state else { return [] }
    return claim.services.compactMap { service in
      guard let found = analysis.services.first(where: { $0.service == service }),
        found.state != claimed
      else { return nil }
      return .otherState(service, found.state, because: found.because)
    }
  }
}

extension Topology {
  /// The group whose count bounds the size of `part`: the topmost ancestor with the same upper bound.
  func bound(on part: Cohort.Part) -> Cohort.Part {
    guard case .group(var group) = part else { return part }
    while let parent = groups[group].parent, groups[parent].size.high == groups[group].size.high {
      group = parent
    }
    return .group(group)
  }

  /// The id of a claimed place; nil for a member that expansion replaced.
  func name(of target: CommonEvent.Target) -> String? {
    switch target {
    case .system(let system): systems[system].id
    case .secret(let secret): secrets[secret].id
    case .organization(let organization): organizations[organization].id
    case .member: nil
    }
  }
}

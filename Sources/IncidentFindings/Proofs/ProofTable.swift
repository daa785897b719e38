public import Lowering
import Propagation
public import TopologyModel

/// The shortest proofs of one world, computed once and queried by field.
public struct ProofTable: Sendable {
  /// One way by which a field was exposed.
  public struct Way: Sendable {
    /// The topmost groups that this way exposes, in the order of the file.
    public var groups: [Reference<PeopleGroup>]
    /// Overlaps that this way exposes, if there is somebody in them.
    public var overlaps: [PeopleOverlap] = []
    /// The shortest proof of this way, for the first of the groups, or else of the overlaps.
    public var proof: Proof

    /// Memberwise.
    package init(
      groups: [Reference<PeopleGroup>], overlaps: [PeopleOverlap] = [], proof: Proof
    ) {
      self.groups = groups
      self.overlaps = overlaps
      self.proof = proof
    }
  }

  private let analysis: IncidentAnalysis
  private let shortest: ShortestDerivation
  /// The facts about each field that hold, exposed and known, group by group.
  private let exposed: [Reference<DataField>: [Reference<PeopleGroup>: ClauseProgram.Fact]]
  private let known: [Reference<DataField>: [Reference<PeopleGroup>: ClauseProgram.Fact]]
  /// For each fact exposed(f, g) or perhaps(f, g) that holds, the clauses that derive it in this world.
  private let clauses: [ClauseProgram.Fact: [ClauseProgram.Clause]]

  /// Computes the shortest derivations of an analysis.
  /// - Complexity: O(bodies log clauses).
  public init(_ analysis: IncidentAnalysis) {
    self.analysis = analysis
    let exposure = analysis.lowered.exposure
    shortest = ShortestDerivation(
      exposure.program, assuming: exposure.facts(of: analysis.scenario))
    func holding(
      _ table: [FieldOfGroup: ClauseProgram.Fact]
    ) -> [Reference<DataField>: [Reference<PeopleGroup>: ClauseProgram.Fact]] {
      var result: [Reference<DataField>: [Reference<PeopleGroup>: ClauseProgram.Fact]] = [:]
      for (cell, fact) in table where analysis.world.holds(fact) {
        result[cell.field, default: [:]][cell.group] = fact
      }
      return result
    }
    exposed = holding(exposure.exposed)
    known = holding(exposure.known)
    var clauses: [ClauseProgram.Fact: [ClauseProgram.Clause]] = [:]
    for clause in exposure.program.heads.indices {
      switch exposure.reasons[clause] {
      case .exposedByReading, .exposedInTransit, .unlistedThere:
        let body = exposure.program.body(UInt32(clause))
        guard body.allSatisfy(analysis.world.holds) else { continue }
        clauses[exposure.program.heads[clause], default: []].append(UInt32(clause))
      default: continue
      }
    }
    self.clauses = clauses
  }

  /// The ways of a field of a class that is not safe, by the order of their first groups: every dataset
  /// and every flow that gives it away, each by its shortest proof. Proofs that differ only in the group,
  /// or in the member of a fleet, are one way. None for a safe field.
  public func ways(_ finding: FieldFinding) -> [Way] {
    let exposure = analysis.lowered.exposure
    var byShape: [[String]: Int] = [:]
    var ways: [Way] = []
    let facts =
      facts(finding).map { (Concerned.group($0.group), $0.fact) }
      + finding.overlaps.compactMap { overlap in
        analysis.fact(of: finding.field, finding.status, overlap).map { (.overlap(overlap), $0) }
      }
    // A single proof is compared with no other, and the shape of a long one is long.
    let isSingle = facts.count == 1 && (clauses[facts[0].1]?.count ?? 1) == 1
    func add(_ proof: Proof, _ people: Concerned) {
      let shape = isSingle ? [] : proof.shape(in: exposure.topology)
      let index = byShape[shape] ?? ways.count
      if index == ways.count {
        byShape[shape] = index
        ways.append(Way(groups: [], proof: proof))
      }
      switch people {
      case .group(let group): ways[index].groups.append(group)
      case .overlap(let overlap): ways[index].overlaps.append(overlap)
      }
    }
    for (group, fact) in facts {
      guard let clauses = clauses[fact] else {
        if let derivation = shortest.derivation(of: fact) {
          add(Proof(derivation, of: exposure), group)
        }
        continue
      }
      for clause in clauses {
        guard let body = exposure.program.body(clause).first,
          let derivation = shortest.derivation(of: body)
        else { continue }
        add(Proof(derivation, then: clause, of: exposure), group)
      }
    }
    for index in ways.indices {
      ways[index].groups = exposure.topology.highest(ways[index].groups)
    }
    return ways
  }

  /// The shortest proof that the intruder controls a system; nil if not controlled.
  public func proofOfControl(of system: Reference<System>) -> Proof? {
    proof(of: analysis.lowered.exposure.control(system))
  }

  /// The shortest proof that the intruder has a secret; nil if not.
  public func proofOfHaving(_ secret: Reference<Secret>) -> Proof? {
    proof(of: analysis.lowered.exposure.has(secret))
  }

  private func proof(of fact: ClauseProgram.Fact) -> Proof? {
    shortest.derivation(of: fact).map { Proof($0, of: analysis.lowered.exposure) }
  }

  private enum Concerned {
    case group(Reference<PeopleGroup>)
    case overlap(PeopleOverlap)
  }

  /// The facts about the finding's groups and their subgroups, in the order of the file.
  private func facts(
    _ finding: FieldFinding
  ) -> [(group: Reference<PeopleGroup>, fact: ClauseProgram.Fact)] {
    let topology = analysis.lowered.topology
    switch finding.status {
    case .safe, .possible: return []
    case .exposed:
      let cells = exposed[finding.field] ?? [:]
      let scope = Set(finding.groups)
      var facts = cells.filter { topology.isGroup($0.key, atOrBelowAnyOf: scope) }
      // The requested group may be below the one that is exposed.
      for group in finding.groups where facts[group] == nil {
        facts[group] = analysis.fact(of: finding.field, .exposed, group)
      }
      return facts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    case .derivable:
      return finding.groups.sorted().compactMap { group in
        let fact =
          known[finding.field]?[group]
          ?? analysis.fact(of: finding.field, .derivable, group)
        return fact.map { (group, $0) }
      }
    case .unknown: return unknownFacts(finding)
    }
  }

  /// The facts that leave it open: what was read that may be the field, or else what may follow from it.
  private func unknownFacts(
    _ finding: FieldFinding
  ) -> [(group: Reference<PeopleGroup>, fact: ClauseProgram.Fact)] {
    let exposure = analysis.lowered.exposure
    let scope = Set(finding.groups)
    let read = exposure.perhaps.filter { cell, fact in
      analysis.world.holds(fact) && (cell.field ?? finding.field) == finding.field
        && cell.group.map { exposure.topology.isGroup($0, atOrBelowAnyOf: scope) } ?? true
    }.sorted { $0.key < $1.key }
    guard read.isEmpty else {
      return read.flatMap { cell, fact in
        (cell.group.map { [$0] } ?? finding.groups).map { ($0, fact) }
      }
    }
    return finding.groups.compactMap { group in
      let fact = exposure.perhapsKnown[FieldOfGroup(finding.field, group)]
      return fact.map { (group, $0) }
    }
  }
}

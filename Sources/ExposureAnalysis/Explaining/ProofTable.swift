import Propagation
public import TopologyModel

/// The shortest proofs of one world, computed once and asked for field by field.
public struct ProofTable: Sendable {
  /// One way by which a field got out.
  public struct Way: Sendable {
    /// The highest groups that this way concerns, in the order of the file.
    public var groups: [Reference<PeopleGroup>]
    /// The shortest proof, for the first of the groups.
    public var proof: Proof
  }

  private let analysis: IncidentAnalysis
  private let shortest: ShortestDerivation

  /// Settles the shortest derivations of an analysis.
  /// - Complexity: O(bodies log clauses).
  public init(_ analysis: IncidentAnalysis) {
    self.analysis = analysis
    shortest = ShortestDerivation(
      analysis.lowered.exposure.program,
      assuming: analysis.scenario.events.map(analysis.lowered.exposure.fact))
  }

  /// The ways of an exposed or derivable field, by the order of their first groups; proofs that differ only
  /// in the group, or in the member of a fleet, are one way. None for a safe field.
  public func ways(_ finding: FieldFinding) -> [Way] {
    guard finding.status != .safe else { return [] }
    let exposure = analysis.lowered.exposure
    var byShape: [[String]: Int] = [:]
    var ways: [Way] = []
    for group in finding.groups.sorted() {
      guard let fact = analysis.fact(of: finding.field, finding.status, group),
        let derivation = shortest.derivation(of: fact)
      else { continue }
      let proof = Proof(derivation, of: exposure)
      let shape = proof.shape(in: exposure.topology)
      if let known = byShape[shape] {
        ways[known].groups.append(group)
      } else {
        byShape[shape] = ways.count
        ways.append(Way(groups: [group], proof: proof))
      }
    }
    return ways
  }
}

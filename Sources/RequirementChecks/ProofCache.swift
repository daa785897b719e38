import IncidentFindings
import Lowering
import Propagation
import TopologyModel

/// The shortest derivations of the worlds that are looked into, each computed once.
final class ProofCache: @unchecked Sendable {
  private let exposure: ExposureProgram
  private var derivations: [[BasicEvent]: ShortestDerivation] = [:]

  init(_ lowered: LoweredTopology) {
    exposure = lowered.exposure
  }

  /// The shortest proof of the first fact that holds after some events.
  func proof(of facts: [ClauseProgram.Fact], by events: [BasicEvent]) -> Proof? {
    let derivation = derivation(by: events)
    return facts.lazy.compactMap { derivation.derivation(of: $0) }.first
      .map { Proof($0, of: self.exposure) }
  }

  /// The first field of a group that is exposed after some events, with its proof.
  func first(
    of content: [(cell: FieldOfGroup, fact: ClauseProgram.Fact)], by events: [BasicEvent]
  ) -> (FieldOfGroup, Proof)? {
    let derivation = derivation(by: events)
    for (cell, fact) in content {
      if let found = derivation.derivation(of: fact) {
        return (cell, Proof(found, of: exposure))
      }
    }
    return nil
  }

  private func derivation(by events: [BasicEvent]) -> ShortestDerivation {
    if let known = derivations[events] { return known }
    let derivation = ShortestDerivation(exposure.program, assuming: events.map(exposure.fact))
    derivations[events] = derivation
    return derivation
  }
}

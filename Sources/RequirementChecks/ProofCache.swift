import IncidentFindings
import Lowering
import Propagation
import TopologyModel

/// What an intruder does, and where the intruder begins.
struct Intrusion: Hashable {
  /// The zone in which the intruder begins; nil: where everybody is.
  var zone: Reference<Zone>?
  /// The basic events.
  var events: [BasicEvent]

  init(_ events: [BasicEvent], from zone: Reference<Zone>? = nil) {
    self.zone = zone
    self.events = events
  }
}

extension ExposureProgram {
  /// What is taken for granted of an intruder who begins in a zone.
  func base(_ zone: Reference<Zone>?) -> [ClauseProgram.Fact] {
    guard let zone, !inside.isEmpty, let fact = inside[zone.index] else { return [] }
    return [fact]
  }
}

/// The shortest derivations of the worlds that are looked into; the latest are kept, so that requirements that come to
/// the same worlds share them.
final class ProofCache: @unchecked Sendable {
  private let exposure: ExposureProgram
  private var derivations: [Intrusion: ShortestDerivation] = [:]
  /// How many are kept: each takes about ten bytes for every fact of the program, all together some hundred megabytes.
  private let most: Int

  init(_ lowered: LoweredTopology) {
    exposure = lowered.exposure
    most = max(16, (1 << 26) / max(1, lowered.exposure.program.factCount))
  }

  /// The shortest proof of the first fact that holds after an intrusion.
  func proof(of facts: [ClauseProgram.Fact], by intrusion: Intrusion) -> Proof? {
    let derivation = derivation(by: intrusion)
    return facts.lazy.compactMap { derivation.derivation(of: $0) }.first
      .map { Proof($0, of: self.exposure) }
  }

  /// The first field of a group that is exposed after an intrusion, with its proof.
  func first(
    of content: [(cell: FieldOfGroup, fact: ClauseProgram.Fact)], by intrusion: Intrusion
  ) -> (FieldOfGroup, Proof)? {
    let derivation = derivation(by: intrusion)
    for (cell, fact) in content {
      if let found = derivation.derivation(of: fact) {
        return (cell, Proof(found, of: exposure))
      }
    }
    return nil
  }

  private func derivation(by intrusion: Intrusion) -> ShortestDerivation {
    if let known = derivations[intrusion] { return known }
    // Where the intruder begins costs nothing.
    let base = exposure.base(intrusion.zone).map { (fact: $0, cost: UInt64(0)) }
    if derivations.count == most { derivations.removeAll(keepingCapacity: true) }
    let derivation = ShortestDerivation(
      exposure.program,
      assuming: base + intrusion.events.map { (fact: exposure.fact($0), cost: 1) })
    derivations[intrusion] = derivation
    return derivation
  }
}

import Lowering
import Propagation
import TopologyModel

/// The exposure program with a presence fact for everything that can be removed.
///
///     has(K)          ← what gave it, present(K)
///     control(S)      ← what gave it, present(S)
///     rule R open     ← its condition, present(R)
///     flow F tapped   ← control of a system it crosses, present(F)
///     carries(D′,f′,g) ← carries(D,f,g), present(F)
///     read(D,f,g), exposed(f,g) ← as before, and carries(…) where they rest on it
///
/// In a world without an element, its presence is not assumed. The many-worlds kernel thereby determines what
/// each element alone supports, including the lineage behind a flow.
struct RemovableElements {
  package typealias Fact = ClauseProgram.Fact

  let program: ClauseProgram
  /// One fact per requested target.
  let targets: [Fact]
  /// The presence of every secret, access rule, flow and system, by index. A system that is not present can not
  /// be controlled.
  let secrets: [Fact]
  let rules: [Fact]
  let flows: [Fact]
  let systems: [Fact]
  /// What datasets carry without any flow.
  let declared: [Fact]

  var presences: [Fact] { secrets + rules + flows + systems }

  /// - Parameter targets: For each target, the facts of the exposure program that reach it.
  /// - Complexity: O(program + lineage).
  init(_ exposure: ExposureProgram, targets anyOf: [[Fact]]) {
    let topology = exposure.topology
    let lineage = exposure.lineage
    var builder = ClauseProgramBuilder()
    for _ in 0..<exposure.program.factCount { _ = builder.fact() }
    var unguarded: [Fact: Fact] = [:]
    func guarded(_ fact: Fact) -> Fact {
      let presence = builder.fact()
      let before = builder.fact()
      unguarded[fact] = before
      builder.clause(fact, atLeast: 2, of: [before, presence])
      return presence
    }
    secrets = topology.secrets.references.map { guarded(exposure.has($0)) }
    rules = topology.accessRules.references.map { guarded(exposure.open[$0.index]) }
    flows = topology.flows.references.map { flow in
      exposure.tapped[flow].map { guarded($0) } ?? builder.fact()
    }
    systems = topology.systems.references.map { guarded(exposure.control($0)) }
    let carried = lineage.carried.indices.map { _ in builder.fact() }
    for clause in exposure.program.heads.indices {
      let head = exposure.program.heads[clause]
      var body = Array(exposure.program.body(UInt32(clause)))
      var threshold = Int(exposure.program.thresholds[clause])
      if let support = exposure.support(clause) {
        body.append(carried[Int(support)])
        threshold += 1
      }
      builder.clause(unguarded[head] ?? head, atLeast: threshold, of: body)
    }
    for (clause, flow) in lineage.flows.enumerated() {
      let source = carried[Int(lineage.program.bodies[clause])]
      builder.clause(
        carried[Int(lineage.program.heads[clause])], atLeast: 2, of: [source, flows[flow.index]])
    }
    targets = anyOf.map { facts in
      let target = builder.fact()
      builder.clause(target, atLeast: 1, of: facts)
      return target
    }
    declared = Array(carried.prefix(lineage.declaredCount))
    program = builder.build()
  }
}

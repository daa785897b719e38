import Lowering
import Propagation
import TopologyModel

/// Which facts of the lineage a question concerns, found by the engine: forwards with the lineage's own
/// clauses, backwards with each turned round.
///
/// A field travels under several names. The facts of a field are those that have its name, those that these become
/// and those that become these; a question about the field at a dataset starts from all of them there, whatever they
/// are called.
struct LineageReach {
  /// For each fact whether it belongs to the answer.
  private(set) var within: [Bool]
  /// For each fact whether it would belong to the answer if more flows were followed.
  private(set) var beyond: [Bool]

  private let lineage: Lineage

  /// - Complexity: O((facts + clauses) · log clauses) of the lineage.
  init(_ lineage: Lineage, _ query: LineageQuery, _ topology: Topology) {
    self.lineage = lineage
    let facts = lineage.carried.indices
    within = facts.map { _ in false }
    beyond = within
    let concerns = query.field.map { field in
      let named = facts.filter { lineage.carried[$0].field == field }
      return Self.union(steps(forwards, from: named), steps(backwards, from: named))
    }
    let start = facts.filter { fact in
      let entry = lineage.carried[fact]
      if let datasets = query.datasets, !datasets.contains(entry.dataset) { return false }
      if let concerns {
        // Without a dataset the field's own name is where it starts; at a dataset any of its names is.
        guard query.datasets == nil ? entry.field == query.field : concerns[fact] != nil else {
          return false
        }
      }
      guard let people = query.people else { return true }
      return people.contains { topology.areRelated(entry.group, $0) }
    }
    var found: [UInt64?] = facts.map { _ in nil }
    for fact in start { found[fact] = 0 }
    let followsField = query.field != nil && query.datasets == nil
    if query.direction == .downstream || followsField {
      found = Self.union(found, steps(forwards, from: start))
    }
    if query.direction == .upstream || followsField {
      found = Self.union(found, steps(backwards, from: start))
    }
    for fact in facts {
      guard let distance = found[fact], concerns.map({ $0[fact] != nil }) ?? true else { continue }
      if let depth = query.depth, distance > UInt64(depth) {
        beyond[fact] = true
      } else {
        within[fact] = true
      }
    }
  }

  private var forwards: ClauseProgram { lineage.program }

  private var backwards: ClauseProgram {
    ClauseProgram(
      factCount: lineage.program.factCount, heads: lineage.program.bodies,
      thresholds: lineage.program.thresholds, bodyOffsets: lineage.program.bodyOffsets,
      bodies: lineage.program.heads)
  }

  /// For each fact how many clauses lead to it from the nearest of some; nil where none does.
  private func steps(_ program: ClauseProgram, from start: [Int]) -> [UInt64?] {
    let derivations = ShortestDerivation(program, assuming: start.map { UInt32($0) })
    return lineage.carried.indices.map { fact in derivations.cost(of: UInt32(fact)).map { $0 - 1 } }
  }

  private static func union(_ first: [UInt64?], _ second: [UInt64?]) -> [UInt64?] {
    zip(first, second).map { first, second in
      guard let first, let second else { return first ?? second }
      return min(first, second)
    }
  }
}

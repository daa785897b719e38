import Lowering
import Propagation
import TopologyModel

/// Which facts of the lineage a question concerns, found by the engine: forwards with the lineage's own
/// clauses, backwards with each turned round.
///
/// A field travels under several names. The facts of a field are those that have its name, those that these become
/// and those that become these; a question about the field at a dataset starts from all of them there, whatever they
/// are called. What the file does not list may be it.
struct LineageReach {
  /// For each fact whether it belongs to the answer.
  private(set) var within: [Bool]
  /// For each fact whether it would belong to the answer if more flows were followed.
  private(set) var beyond: [Bool]

  private let known: LineageFacts

  /// - Parameter isAsked: Whether a group is asked about; nil stands for people that the file does not name.
  /// - Complexity: O((facts + clauses) · log clauses) of the lineage.
  init(
    _ known: LineageFacts, _ query: LineageQuery,
    isAsked: (Reference<PeopleGroup>?) -> Bool
  ) {
    self.known = known
    let facts = known.cells.indices
    within = facts.map { _ in false }
    beyond = within
    func mayBe(_ fact: Int, _ field: Reference<DataField>) -> Bool {
      known.cells[fact].field.map { $0 == field } ?? true
    }
    let concerns = query.field.map { field in
      let named = facts.filter { mayBe($0, field) }
      return Self.union(steps(forwards, from: named), steps(backwards, from: named))
    }
    let start = facts.filter { fact in
      if let datasets = query.datasets, !datasets.contains(known.datasets[fact]) { return false }
      if let concerns, let field = query.field {
        // Without a dataset the field's own name is where it starts; at a dataset any of its names is.
        guard query.datasets == nil ? mayBe(fact, field) : concerns[fact] != nil else {
          return false
        }
      }
      return isAsked(known.cells[fact].group)
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

  private var forwards: ClauseProgram { known.program }

  private var backwards: ClauseProgram {
    ClauseProgram(
      factCount: known.program.factCount, heads: known.program.bodies,
      thresholds: known.program.thresholds, bodyOffsets: known.program.bodyOffsets,
      bodies: known.program.heads)
  }

  /// For each fact how many clauses lead to it from the nearest of some; nil where none does.
  private func steps(_ program: ClauseProgram, from start: [Int]) -> [UInt64?] {
    let derivations = ShortestDerivation(program, assuming: start.map { UInt32($0) })
    return known.cells.indices.map { fact in derivations.cost(of: UInt32(fact)).map { $0 - 1 } }
  }

  private static func union(_ first: [UInt64?], _ second: [UInt64?]) -> [UInt64?] {
    zip(first, second).map { first, second in
      guard let first, let second else { return first ?? second }
      return min(first, second)
    }
  }
}

import Propagation

/// Asks one program about many worlds, each given by a set of facts.
///
/// The one place where analyses of points meet the engine's evaluation.
struct ManyWorlds {
  typealias Fact = ClauseProgram.Fact

  private let fixpoint: LeastFixpoint

  init(_ fixpoint: LeastFixpoint) {
    self.fixpoint = fixpoint
  }

  /// For each set which targets hold when it is assumed, as ascending indices into `targets`.
  func held(assuming sets: [[Fact]], targets: [Fact]) -> [[Int]] {
    sets.map { set in
      let world = fixpoint.evaluate(assuming: set)
      return targets.indices.filter { world.holds(targets[$0]) }
    }
  }

  /// For each set which targets hold when all of `entry` but that set, and the base, are assumed.
  func held(
    without sets: [[Fact]], of entry: [Fact], base: [Fact], targets: [Fact]
  ) -> [[Int]] {
    sets.map { set in
      let removed = Set(set)
      let world = fixpoint.evaluate(assuming: base + entry.filter { !removed.contains($0) })
      return targets.indices.filter { world.holds(targets[$0]) }
    }
  }
}

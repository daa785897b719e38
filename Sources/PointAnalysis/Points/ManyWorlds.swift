package import Propagation

/// Asks one program about many worlds, each given by a set of facts.
///
/// The one place where analyses of points meet the engine's evaluation.
package struct ManyWorlds {
  package typealias Fact = ClauseProgram.Fact

  private let program: WorldsProgram

  package init(_ fixpoint: LeastFixpoint) {
    program = WorldsProgram(fixpoint)
  }

  package init(_ program: ClauseProgram) {
    self.program = WorldsProgram(program)
  }

  /// For each set which targets hold when it is assumed, as ascending indices into `targets`.
  package func held(assuming sets: [[Fact]], targets: [Fact]) -> [[Int]] {
    held(.sets(sets), targets)
  }

  /// For each set which targets hold when the base and all of `entry` but that set are assumed.
  func held(
    without sets: [[Fact]], of entry: [Fact], base: [Fact] = [], targets: [Fact]
  ) -> [[Int]] {
    held(.allBut(sets: sets, of: entry, base: base), targets)
  }

  private func held(_ source: WorldSource, _ targets: [Fact]) -> [[Int]] {
    var table = Table(held: [[Int]](repeating: [], count: source.worldCount))
    // Nobody can ask this evaluation to stop, so it is complete.
    _ = program.evaluate(source, query: WorldQuery(targets: targets), into: &table)
    return table.held
  }

  /// Collects for each world the targets that hold.
  private struct Table: WorldSink {
    var held: [[Int]]

    func part(of block: WorldBlock) -> (worlds: [Int], held: [[Int]]) {
      var held = [[Int]](repeating: [], count: block.worlds.count)
      for target in block.liveTargets {
        for (word, bits) in block.row(target).enumerated() {
          for column in SetBits(bits, from: word * 64) { held[column].append(target) }
        }
      }
      return (block.worlds, held)
    }

    mutating func add(_ part: (worlds: [Int], held: [[Int]])) {
      for (world, targets) in zip(part.worlds, part.held) { held[world] = targets }
    }
  }
}

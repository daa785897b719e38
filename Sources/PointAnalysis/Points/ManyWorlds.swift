package import Propagation

/// Evaluates one program in many worlds, each given by a set of facts.
///
/// The only place where point analyses use the engine's evaluation.
package struct ManyWorlds {
  package typealias Fact = ClauseProgram.Fact

  private let program: WorldsProgram

  package init(_ fixpoint: LeastFixpoint) {
    program = WorldsProgram(fixpoint)
  }

  package init(_ program: ClauseProgram) {
    self.program = WorldsProgram(program)
  }

  /// The targets that hold in each world, given the assumed facts, as ascending indices into `targets`.
  package func held(assuming sets: [[Fact]], targets: [Fact]) -> [[Int]] {
    held(.sets(sets), targets)
  }

  /// The targets that hold in each world if the base and all of `entry` except the given set are assumed.
  func held(
    without sets: [[Fact]], of entry: [Fact], base: [Fact] = [], targets: [Fact]
  ) -> [[Int]] {
    held(.allBut(sets: sets, of: entry, base: base), targets)
  }

  private func held(_ source: WorldSource, _ targets: [Fact]) -> [[Int]] {
    var table = Table(held: [[Int]](repeating: [], count: source.worldCount))
    // This evaluation cannot be cancelled, so it is complete.
    _ = program.evaluate(source, query: WorldQuery(targets: targets), into: &table)
    return table.held
  }

  /// Collects the targets that hold in each world.
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

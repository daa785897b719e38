/// The worlds of a source, ordered and divided. A *cut* is a number of blocks for which one live program is cut out.
struct WorldsJob: Sendable {
  let program: WorldsProgram
  let source: WorldSource
  let query: PlacedQuery
  let worldsPerBlock: Int
  let worldsPerCut: Int
  let cancellation: Cancellation?
  /// The worlds in the order of evaluation; empty when they keep their own. Neighbours share more of what follows.
  let order: [Int]
  /// What holds in every world of the source, and what in any, when that can be said of all at once.
  let lower: WorldResult
  let upper: WorldResult
  /// The events and their draws.
  let draws: [EventDraws]
  /// For a source that does not vary by block the one live program.
  let liveProgram: LiveProgram?
  /// For `removing` the facts of the entry set, a bit each.
  let entry: [UInt64]

  var cutCount: Int { (source.worldCount + worldsPerCut - 1) / worldsPerCut }

  init(
    _ program: WorldsProgram, _ source: WorldSource, query: WorldQuery, options: WorldOptions
  ) {
    self.program = program
    self.source = source
    let placed = PlacedQuery(query, in: program)
    self.query = placed
    worldsPerBlock = options.worldsPerBlock
    worldsPerCut = options.worldsPerBlock * options.blocksPerCut
    cancellation = options.cancellation
    order = Self.order(of: source, in: program)
    let base = source.base.map { program.places[Int($0)] }
    switch source.kind {
    case .adding:
      lower = program.condensed.evaluate(assuming: base)
      upper = lower
      (draws, liveProgram, entry) = ([], nil, [])
    case .removing(let facts):
      let entryPlaces = facts.map { program.places[Int($0)] }
      upper = program.condensed.evaluate(assuming: base + entryPlaces)
      lower = upper
      var bits = [UInt64](repeating: 0, count: (program.factCount + 63) / 64)
      for fact in facts { bits[Int(fact >> 6)] |= 1 << UInt64(fact & 63) }
      (draws, liveProgram, entry) = ([], nil, bits)
    case .drawing(let events, let seed):
      let places = events.map { program.places[Int($0.fact)] }
      let sure = events.indices.filter { events[$0].probability >= 1 }.map { places[$0] }
      let open = events.indices.filter {
        events[$0].probability > 0 && events[$0].probability < 1
      }
      lower = program.condensed.evaluate(assuming: base + sure)
      upper = program.condensed.evaluate(assuming: base + sure + open.map { places[$0] })
      draws = open.map {
        EventDraws(seed: seed, key: events[$0].key, probability: events[$0].probability)
      }
      liveProgram = Self.liveProgram(
        program, lower, upper, seeds: open.map { places[$0] }, placed)
      entry = []
    case .enumerating(let facts), .given(let facts, _):
      let places = facts.map { program.places[Int($0)] }
      lower = program.condensed.evaluate(assuming: base)
      upper = program.condensed.evaluate(assuming: base + places)
      draws = []
      liveProgram = Self.liveProgram(program, lower, upper, seeds: places, placed)
      entry = []
    }
  }

  /// The live program of a source that does not vary by block.
  private static func liveProgram(
    _ program: WorldsProgram, _ lower: WorldResult, _ upper: WorldResult, seeds: [UInt32],
    _ query: PlacedQuery
  ) -> LiveProgram {
    var cutter = LiveProgramCutter(program, query: query)
    cutter.cut(lower: lower, upper: upper, seeds: seeds)
    return cutter.result
  }

  /// The worlds by the place of the first fact that they add or take away.
  private static func order(of source: WorldSource, in program: WorldsProgram) -> [Int] {
    guard source.variesByBlock else { return [] }
    let keys = (0..<source.worldCount).map { world in
      let start = source.setOffsets[world]
      return start < source.setOffsets[world + 1] ? program.places[Int(source.setFacts[start])] : 0
    }
    return keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
  }

  /// The facts that a world adds or takes away.
  func set(of world: Int) -> ArraySlice<UInt32> {
    source.setFacts[source.setOffsets[world]..<source.setOffsets[world + 1]]
  }

  /// The worlds at positions of the order of evaluation.
  func worlds(at positions: Range<Int>) -> [Int] {
    order.isEmpty ? Array(positions) : Array(order[positions])
  }
}

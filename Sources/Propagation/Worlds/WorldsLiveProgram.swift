/// The part of a condensed program that can differ between the worlds at hand: the places that hold when
/// everything is assumed that any of the worlds assumes, and not already when only that is assumed which all
/// of them do. Everything else is settled before a single row is touched.
///
/// Live places get *slots*, bodies before heads. A place that follows from one slot alone shares it.
struct LiveProgram: Sendable {
  /// Slots with a row of their own.
  var slotCount = 0
  /// For each slot where the slots that suffice for it start; meaningful up to `slotCount`.
  var sourceOffsets: [UInt32] = [0]
  /// The slots themselves, and behind the last of them room for as many as are read ahead.
  var sources: [UInt32] = []
  /// Clauses that need several: head's slot (ascending), number needed, body.
  var gateSlots: [UInt32] = []
  var gateThresholds: [UInt32] = []
  var gateOffsets: [UInt32] = [0]
  var gateBodies: [UInt32] = []
  /// Ranges of slots that are evaluated until nothing changes, ascending.
  var loops: [Range<Int>] = []
  /// For each live seed its slot (ascending) and which of the seeds given it is.
  var seedSlots: [UInt32] = []
  var seeds: [UInt32] = []
  /// For each of the seeds given its place in `seedSlots`, or `never`.
  var liveSeeds: [UInt32] = []
  /// For each of the query's targets a slot, `never` or `always`.
  var targetSlots: [UInt32] = []
  /// How the query's sums are added up.
  var sums: [SumPlan] = []

  /// Forgets what was cut, keeps the memory.
  mutating func clear() {
    slotCount = 0
    gateSlots.removeAll(keepingCapacity: true)
    gateThresholds.removeAll(keepingCapacity: true)
    gateBodies.removeAll(keepingCapacity: true)
    gateOffsets = [0]
    loops = []
  }

  /// How many sources before its turn a row is asked for.
  static let sourcesAhead = 32

  static let never = UInt32.max
  static let always = UInt32.max - 1
}

/// Cuts live programs out of one program again and again, in memory that is used again.
struct LiveProgramCutter {
  private let program: WorldsProgram
  private let query: PlacedQuery
  /// What was cut out last.
  private(set) var result = LiveProgram()
  /// For each place its slot, where it is live.
  private var slots: [UInt32]
  /// For each place whether a seed stands there.
  private var seeded: [UInt64]

  init(_ program: WorldsProgram, query: PlacedQuery) {
    self.program = program
    self.query = query
    slots = [UInt32](repeating: 0, count: program.placeCount)
    seeded = [UInt64](repeating: 0, count: (program.placeCount + 63) / 64)
  }

  /// Cuts out what is live.
  /// - Parameters:
  ///   - lower: what holds in all of the worlds, by place.
  ///   - upper: what holds in any.
  ///   - seeds: the places that only some of the worlds assume; repeated where several facts share one.
  /// - Complexity: O(places / 64 + bodies of live places).
  mutating func cut(lower: WorldResult, upper: WorldResult, seeds: [UInt32]) {
    for place in seeds { seeded[Int(place >> 6)] |= 1 << UInt64(place & 63) }
    cutPlaces(lower: lower, upper: upper)
    for place in seeds { seeded[Int(place >> 6)] = 0 }
    findSeeds(seeds, lower: lower, upper: upper)
    result.targetSlots = query.targets.map { place in
      if lower.holds(place) { return LiveProgram.always }
      return upper.holds(place) ? slots[Int(place)] : LiveProgram.never
    }
    result.sums = query.sums.map {
      SumPlan($0, lower: lower, upper: upper, slots: slots, slotCount: result.slotCount)
    }
  }

  private mutating func cutPlaces(lower: WorldResult, upper: WorldResult) {
    let condensed = program.condensed.program
    // The arrays belong to `live` alone until it is done, so that nothing is copied.
    var live = LiveProgram()
    swap(&live, &result)
    live.clear()
    let sourceRoom = condensed.bodies.count + LiveProgram.sourcesAhead
    if live.sources.count < sourceRoom || live.sourceOffsets.count <= slots.count {
      live.sources = [UInt32](repeating: 0, count: sourceRoom)
      live.sourceOffsets = [UInt32](repeating: 0, count: slots.count + 1)
    }
    slots.withUnsafeMutableBufferPointer { slots in
      seeded.withUnsafeBufferPointer { seeded in
        lower.held.withUnsafeBufferPointer { lower in
          upper.held.withUnsafeBufferPointer { upper in
            condensed.bodyOffsets.withUnsafeBufferPointer { bodyOffsets in
              condensed.bodies.withUnsafeBufferPointer { bodies in
                LiveProgramCut(
                  program: program, lower: lower, upper: upper, seeded: seeded,
                  bodyOffsets: bodyOffsets, bodies: bodies, slots: slots
                ).run(into: &live)
              }
            }
          }
        }
      }
    }
    swap(&live, &result)
  }

  private mutating func findSeeds(_ seeds: [UInt32], lower: WorldResult, upper: WorldResult) {
    var live: [(slot: UInt32, seed: UInt32)] = []
    for (seed, place) in seeds.enumerated() where upper.holds(place) && !lower.holds(place) {
      live.append((slots[Int(place)], UInt32(seed)))
    }
    live.sort { ($0.slot, $0.seed) < ($1.slot, $1.seed) }
    result.seedSlots = live.map(\.slot)
    result.seeds = live.map(\.seed)
    result.liveSeeds = [UInt32](repeating: LiveProgram.never, count: seeds.count)
    for (index, entry) in live.enumerated() { result.liveSeeds[Int(entry.seed)] = UInt32(index) }
  }
}

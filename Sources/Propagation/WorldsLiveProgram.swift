/// The part of a condensed program that can differ between the worlds at hand: the places that hold when
/// everything is assumed that any of the worlds assumes, and not already when only that is assumed which all
/// of them do. Everything else is settled before a single row is touched.
///
/// Live places get *slots* in topological order. A place that follows from one slot alone shares it.
struct LiveProgram: Sendable {
  /// Slots with a row of their own.
  var slotCount = 0
  /// For each slot where the slots that suffice for it start; one more entry than slots.
  var sourceOffsets: [UInt32] = [0]
  var sources: [UInt32] = []
  /// Clauses that need several: head's slot (ascending), number needed, body.
  var gateSlots: [UInt32] = []
  var gateThresholds: [UInt32] = []
  var gateOffsets: [UInt32] = [0]
  var gateBodies: [UInt32] = []
  /// Ranges of slots that are evaluated until nothing changes, ascending.
  var loops: [Range<Int>] = []
  /// For each seed its slot (ascending) and which of the seeds given it is.
  var seedSlots: [UInt32] = []
  var seeds: [UInt32] = []
  /// For each of the seeds given its place in `seedSlots`, or `never`.
  var liveSeeds: [UInt32] = []
  /// For each of the query's targets a slot, `never` or `always`.
  var targetSlots: [UInt32] = []
  /// How the query's sums are added up.
  var sums: [SumPlan] = []

  static let never = UInt32.max
  static let always = UInt32.max - 1
}

/// What a worker needs to cut out live programs again and again.
struct LiveProgramScratch {
  /// For each place its slot, where it is live.
  var slots: [UInt32]
  /// For each place whether a seed stands there.
  var seeded: [UInt64]

  init(placeCount: Int) {
    slots = [UInt32](repeating: 0, count: placeCount)
    seeded = [UInt64](repeating: 0, count: (placeCount + 63) / 64)
  }
}

extension LiveProgram {
  /// Cuts out what is live.
  /// - Parameters:
  ///   - lower: what holds in all of the worlds, by place.
  ///   - upper: what holds in any.
  ///   - seeds: the places that only some of the worlds assume; repeated where several facts share one.
  /// - Complexity: O(places / 64 + bodies of live places).
  init(
    _ program: WorldsProgram, lower: WorldResult, upper: WorldResult, seeds: [UInt32],
    query: PlacedQuery, scratch: inout LiveProgramScratch
  ) {
    for place in seeds { scratch.seeded[Int(place >> 6)] |= 1 << UInt64(place & 63) }
    cut(program, lower: lower, upper: upper, scratch: &scratch)
    for place in seeds { scratch.seeded[Int(place >> 6)] = 0 }

    let live = seeds.indices.filter { upper.holds(seeds[$0]) && !lower.holds(seeds[$0]) }
      .map { (slot: scratch.slots[Int(seeds[$0])], seed: UInt32($0)) }
      .sorted { ($0.slot, $0.seed) < ($1.slot, $1.seed) }
    seedSlots = live.map(\.slot)
    self.seeds = live.map(\.seed)
    liveSeeds = [UInt32](repeating: Self.never, count: seeds.count)
    for (index, entry) in live.enumerated() { liveSeeds[Int(entry.seed)] = UInt32(index) }
    targetSlots = query.targets.map { place in
      if lower.holds(place) { return Self.always }
      return upper.holds(place) ? scratch.slots[Int(place)] : Self.never
    }
    sums = query.sums.map {
      SumPlan($0, lower: lower, upper: upper, slots: scratch.slots, slotCount: slotCount)
    }
  }

  private mutating func cut(
    _ program: WorldsProgram, lower: WorldResult, upper: WorldResult,
    scratch: inout LiveProgramScratch
  ) {
    let liveCount = upper.count - lower.count
    sourceOffsets.reserveCapacity(liveCount + 1)
    sources.reserveCapacity(4 * liveCount)
    var loop = 0
    for word in upper.held.indices {
      var places = upper.held[word] & ~lower.held[word]
      while places != 0 {
        let place = word * 64 + places.trailingZeroBitCount
        places &= places - 1
        while loop < program.loops.count && program.loops[loop].upperBound <= place { loop += 1 }
        guard loop < program.loops.count && program.loops[loop].contains(place) else {
          cut(place, of: program, lower: lower, upper: upper, mayShare: true, scratch: &scratch)
          continue
        }
        if loops.isEmpty || loops[loops.count - 1].upperBound <= slotCount {
          number(program.loops[loop], lower: lower, upper: upper, slots: &scratch.slots)
        }
        cut(place, of: program, lower: lower, upper: upper, mayShare: false, scratch: &scratch)
      }
    }
  }

  /// Gives out the slots of a loop beforehand, because bodies inside it come after heads too.
  private mutating func number(
    _ loop: Range<Int>, lower: WorldResult, upper: WorldResult, slots: inout [UInt32]
  ) {
    var next = slotCount
    for place in loop where upper.holds(UInt32(place)) && !lower.holds(UInt32(place)) {
      slots[place] = UInt32(next)
      next += 1
    }
    loops.append(slotCount..<next)
  }

  /// Lists what one place follows from, and gives it a slot.
  private mutating func cut(
    _ place: Int, of program: WorldsProgram, lower: WorldResult, upper: WorldResult,
    mayShare: Bool, scratch: inout LiveProgramScratch
  ) {
    let condensed = program.condensed.program
    let start = sources.count
    let firstGate = gateSlots.count
    for index in Int(condensed.bodyOffsets[place])..<Int(condensed.bodyOffsets[place + 1]) {
      // What holds in all worlds would have made this place hold in all worlds, too.
      let body = condensed.bodies[index]
      if upper.holds(body) { sources.append(scratch.slots[Int(body)]) }
    }
    if !program.gateOffsets.isEmpty {
      for gate in program.gateOffsets[place]..<program.gateOffsets[place + 1] {
        addGate(
          gate + UInt32(program.placeCount), of: condensed, lower: lower, upper: upper,
          slots: scratch.slots)
      }
    }
    let isSeeded = scratch.seeded[place >> 6] >> UInt64(place & 63) & 1 == 1
    if mayShare && !isSeeded && gateSlots.count == firstGate && sources.count > start {
      let first = sources[start]
      if sources[start...].allSatisfy({ $0 == first }) {
        scratch.slots[place] = first
        sources.removeLast(sources.count - start)
        return
      }
    }
    scratch.slots[place] = UInt32(slotCount)
    slotCount += 1
    sourceOffsets.append(UInt32(sources.count))
  }

  /// Takes over a clause that needs several, without what is settled.
  private mutating func addGate(
    _ clause: UInt32, of condensed: ClauseProgram, lower: WorldResult, upper: WorldResult,
    slots: [UInt32]
  ) {
    var needed = Int(condensed.thresholds[Int(clause)])
    let start = gateBodies.count
    for body in condensed.body(clause) {
      if lower.holds(body) {
        needed -= 1
      } else if upper.holds(body) {
        gateBodies.append(slots[Int(body)])
      }
    }
    let count = gateBodies.count - start
    if needed > 1 && needed <= count {
      gateSlots.append(UInt32(slotCount))
      gateThresholds.append(UInt32(needed))
      gateOffsets.append(UInt32(gateBodies.count))
      return
    }
    // With all but one given, any one of the others suffices.
    if needed == 1 { sources.append(contentsOf: gateBodies[start...]) }
    gateBodies.removeLast(count)
  }
}

import CPrefetch
/// A row: a bit for each of 512 worlds, as long as a cache line.
typealias WorldRow = SIMD8<UInt64>

/// Whether a row holds no world. The row type's own comparison goes from word to word.
@inline(__always)
func isEmpty(_ row: WorldRow) -> Bool {
  let four = row.lowHalf | row.highHalf
  let two = four.lowHalf | four.highHalf
  return two[0] | two[1] == 0
}

/// Evaluates a live program in 512 worlds at once.
///
/// Every slot's row is computed from the rows before it in one sweep; the rows of a loop again and again until
/// none changes, which is its least fixpoint because rows only grow. What is assumed is added after a slot's row
/// is stored, so that the sweep has no case for it.
struct WorldsKernel {
  let program: LiveProgram

  /// Fills `rows` (a row for each slot and one more, of zeros), taking what is assumed from `seedRows` (a
  /// row for each of the live program's `seedSlots`), and adds the query's sums up in `counters` on the way.
  func run(
    rows: UnsafeMutablePointer<WorldRow>, seedRows: UnsafePointer<WorldRow>,
    counters: [WorldCounter]
  ) {
    // In bounds throughout: a live program's offsets ascend to the ends of their arrays, its sources and
    // bodies are slots, and `rows` has room for every slot.
    program.sourceOffsets.withUnsafeBufferPointer { offsets in
      program.sources.withUnsafeBufferPointer { sources in
        program.gateSlots.withUnsafeBufferPointer { gateSlots in
          program.seedSlots.withUnsafeBufferPointer { seedSlots in
            guard let offsets = offsets.baseAddress else { return }
            var sweep = Sweep(
              offsets: offsets, sources: sources, gateSlots: gateSlots, seedSlots: seedSlots,
              rows: rows, seedRows: seedRows)
            run(&sweep, counters: counters)
          }
        }
      }
    }
  }

  /// The rows are counted while they are still in the nearest cache.
  private static let slotsBetweenCounts = 256

  private func run(_ sweep: inout Sweep, counters: [WorldCounter]) {
    sweep.rows[program.slotCount] = WorldRow()
    var slot = 0
    var loop = 0
    while slot < program.slotCount {
      var end = min(slot + Self.slotsBetweenCounts, program.slotCount)
      if loop < program.loops.count && program.loops[loop].lowerBound < end {
        end = program.loops[loop].lowerBound
        if end == slot {
          settle(program.loops[loop], in: &sweep)
          end = program.loops[loop].upperBound
          loop += 1
        } else {
          advance(&sweep, through: slot..<end)
        }
      } else {
        advance(&sweep, through: slot..<end)
      }
      slot = end
      for counter in counters { counter.add(rows: sweep.rows, before: slot) }
    }
    for counter in counters { counter.add(rows: sweep.rows, before: .max) }
  }

  /// Computes the rows of slots that follow only from slots before them.
  private func advance(_ sweep: inout Sweep, through slots: Range<Int>) {
    var slot = slots.lowerBound
    while slot < slots.upperBound {
      // Up to the next slot where something is assumed or several are needed; none of this is rare.
      let seed = sweep.slotOfNextSeed
      let gate = sweep.slotOfNextGate
      let special = min(seed, gate)
      sweep.unite(slot..<min(special, slots.upperBound))
      if special >= slots.upperBound { return }
      sweep.unite(special..<special + 1)
      if gate == special {
        var row = sweep.rows[special]
        repeat {
          row |= gateRow(sweep.nextGate, rows: sweep.rows)
          sweep.nextGate += 1
        } while sweep.slotOfNextGate == special
        sweep.rows[special] = row
      }
      sweep.assume(special)
      slot = special + 1
    }
  }

  /// Computes the rows of a loop: its least fixpoint.
  private func settle(_ loop: Range<Int>, in sweep: inout Sweep) {
    let firstGate = sweep.nextGate
    for slot in loop {
      sweep.rows[slot] = WorldRow()
      sweep.assume(slot)
    }
    var changed = true
    while changed {
      changed = false
      sweep.nextGate = firstGate
      for slot in loop {
        let old = sweep.rows[slot]
        sweep.unite(slot..<slot + 1)
        var row = sweep.rows[slot] | old
        while sweep.slotOfNextGate == slot {
          row |= gateRow(sweep.nextGate, rows: sweep.rows)
          sweep.nextGate += 1
        }
        sweep.rows[slot] = row
        if !isEmpty(row ^ old) { changed = true }
      }
    }
  }

  /// The worlds in which at least as many of a gate's body hold as it needs.
  private func gateRow(_ gate: Int, rows: UnsafeMutablePointer<WorldRow>) -> WorldRow {
    let start = Int(program.gateOffsets[gate])
    let end = Int(program.gateOffsets[gate + 1])
    let needed = Int(program.gateThresholds[gate])
    return program.gateBodies.withUnsafeBufferPointer { bodies in
      if needed == end - start {
        var all = rows[Int(bodies[start])]
        for index in start + 1..<end { all &= rows[Int(bodies[index])] }
        return all
      }
      if needed == 2 {
        var once = WorldRow()
        var twice = WorldRow()
        for index in start..<end {
          let row = rows[Int(bodies[index])]
          twice |= once & row
          once |= row
        }
        return twice
      }
      return atLeast(needed, of: UnsafeBufferPointer(rebasing: bodies[start..<end]), rows: rows)
    }
  }

  /// Counts in binary, a digit a row, from 2ᵈ − needed up, so that the carry out of the last of d digits says
  /// that there are enough.
  private func atLeast(
    _ needed: Int, of body: UnsafeBufferPointer<UInt32>, rows: UnsafeMutablePointer<WorldRow>
  ) -> WorldRow {
    let digitCount = Int.bitWidth - (needed - 1).leadingZeroBitCount
    let start = 1 << digitCount - needed
    return withUnsafeTemporaryAllocation(of: WorldRow.self, capacity: digitCount) { digits in
      for digit in 0..<digitCount {
        digits[digit] = WorldRow(repeating: start >> digit & 1 == 1 ? .max : 0)
      }
      var enough = WorldRow()
      for slot in body {
        var carry = rows[Int(slot)]
        for digit in 0..<digitCount {
          let sum = digits[digit] ^ carry
          carry &= digits[digit]
          digits[digit] = sum
        }
        enough |= carry
      }
      return enough
    }
  }
}

/// How far a sweep has come, and where it reads and writes.
private struct Sweep {
  let offsets: UnsafePointer<UInt32>
  let sources: UnsafeBufferPointer<UInt32>
  let gateSlots: UnsafeBufferPointer<UInt32>
  let seedSlots: UnsafeBufferPointer<UInt32>
  let rows: UnsafeMutablePointer<WorldRow>
  let seedRows: UnsafePointer<WorldRow>
  var nextGate = 0
  var nextSeed = 0

  var slotOfNextGate: Int { nextGate < gateSlots.count ? Int(gateSlots[nextGate]) : .max }
  var slotOfNextSeed: Int { nextSeed < seedSlots.count ? Int(seedSlots[nextSeed]) : .max }

  /// Stores for each slot the worlds in which one of its sources holds.
  @inline(__always)
  func unite(_ slots: Range<Int>) {
    guard let sources = sources.baseAddress else {
      for slot in slots { rows[slot] = WorldRow() }
      return
    }
    var slot = slots.lowerBound
    guard slot < slots.upperBound else { return }
    var source = Int(offsets[slot])
    while slot < slots.upperBound {
      let end = Int(offsets[slot &+ 1])
      var row = WorldRow()
      while source < end {
        // Behind the last source there is room to read ahead; what stands there are slots of an earlier cut or
        // 0, and asking for a row that nobody needs does no harm.
        prefetch(rows + Int(sources[source &+ LiveProgram.sourcesAhead]))
        row |= rows[Int(sources[source])]
        source &+= 1
      }
      rows[slot] = row
      slot &+= 1
    }
  }

  /// Adds what is assumed of a slot.
  mutating func assume(_ slot: Int) {
    while slotOfNextSeed == slot {
      rows[slot] |= seedRows[nextSeed]
      nextSeed += 1
    }
  }
}

/// One cut: walks the live places in order and lists what each follows from.
///
/// Places are gathered in a *window* as long as they do not follow from one another. Within a window slots are
/// given out by the number of sources, because a sweep over rows is quicker when that number seldom changes.
///
/// Every pointer is read in bounds: the condensed program's rows are well formed, bits and slots have a place for
/// every place, and a window holds as many sources as `WorldsProgram.longestRow` needs beyond `roomForSources`.
struct LiveProgramCut {
  let program: WorldsProgram
  let lower: UnsafeBufferPointer<UInt64>
  let upper: UnsafeBufferPointer<UInt64>
  let seeded: UnsafeBufferPointer<UInt64>
  let bodyOffsets: UnsafeBufferPointer<UInt32>
  let bodies: UnsafeBufferPointer<UInt32>
  /// For each place its slot; those of the window are the window's first slot and the place's index in it.
  let slots: UnsafeMutableBufferPointer<UInt32>

  func run(into live: inout LiveProgram) {
    var window = Window(roomForSources: program.longestRow)
    var loop = 0
    for word in upper.indices {
      for place in SetBits(upper[word] & ~lower[word], from: word &* 64) {
        while loop < program.loops.count && program.loops[loop].upperBound <= place { loop += 1 }
        if loop < program.loops.count && program.loops[loop].contains(place) {
          if live.loops.isEmpty || live.loops[live.loops.count - 1].upperBound <= live.slotCount {
            window.close(into: &live, slots: slots)
            number(program.loops[loop], in: &live)
          }
          add(place, to: &window, of: &live, inLoop: true)
          window.close(into: &live, slots: slots)
        } else if !add(place, to: &window, of: &live, inLoop: false) {
          window.close(into: &live, slots: slots)
          add(place, to: &window, of: &live, inLoop: false)
        }
      }
    }
    window.close(into: &live, slots: slots)
  }

  /// Gives out the slots of a loop beforehand, because bodies inside it come after heads too.
  private func number(_ loop: Range<Int>, in live: inout LiveProgram) {
    var next = live.slotCount
    for place in loop where isHeld(upper, UInt32(place)) && !isHeld(lower, UInt32(place)) {
      slots[place] = UInt32(next)
      next += 1
    }
    live.loops.append(live.slotCount..<next)
  }

  /// Adds a place to the window. Outside loops it refuses when the window is full or the place follows from one
  /// in it.
  @discardableResult
  private func add(
    _ place: Int, to window: inout Window, of live: inout LiveProgram, inLoop: Bool
  ) -> Bool {
    if window.isFull { return false }
    let start = window.sourceCount
    var end = start
    let firstSlotOfWindow = UInt32(live.slotCount)
    var highest: UInt32 = 0
    for index in Int(bodyOffsets[place])..<Int(bodyOffsets[place &+ 1]) {
      // What holds in all worlds would have made this place hold in all worlds, too.
      let body = bodies[index]
      let slot = slots[Int(body)]
      let isLive = isHeld(upper, body)
      window.sources[end] = slot
      end &+= isLive ? 1 : 0
      highest = max(highest, isLive ? slot : 0)
    }
    let hasGates =
      !program.gateOffsets.isEmpty && program.gateOffsets[place] < program.gateOffsets[place + 1]
    if hasGates {
      for gate in program.gateOffsets[place]..<program.gateOffsets[place + 1] {
        let clause = Int(gate) + program.placeCount
        for index in Int(bodyOffsets[clause])..<Int(bodyOffsets[clause + 1]) {
          let body = bodies[index]
          if isHeld(upper, body) && !isHeld(lower, body) {
            highest = max(highest, slots[Int(body)])
          }
        }
      }
    }
    if !inLoop && highest >= firstSlotOfWindow && window.count > 0 { return false }
    let gateCount = live.gateSlots.count
    if hasGates {
      for gate in program.gateOffsets[place]..<program.gateOffsets[place + 1] {
        end = addGate(Int(gate) + program.placeCount, to: &window, end: end, of: &live)
      }
    }
    let isGated = live.gateSlots.count > gateCount
    if !inLoop && !isGated && end > start && !isHeld(seeded, UInt32(place)) {
      var index = start &+ 1
      while index < end && window.sources[index] == window.sources[start] { index &+= 1 }
      if index == end {
        slots[place] = window.sources[start]
        return true
      }
    }
    slots[place] = firstSlotOfWindow &+ UInt32(truncatingIfNeeded: window.count)
    window.add(place, sourcesEnd: end, isGated: isGated)
    return true
  }

  /// Takes over a clause that needs several, without what is settled; returns the new end of the sources.
  private func addGate(
    _ clause: Int, to window: inout Window, end: Int, of live: inout LiveProgram
  ) -> Int {
    var needed = Int(program.condensed.program.thresholds[clause])
    let start = live.gateBodies.count
    for index in Int(bodyOffsets[clause])..<Int(bodyOffsets[clause + 1]) {
      let body = bodies[index]
      if isHeld(lower, body) {
        needed -= 1
      } else if isHeld(upper, body) {
        live.gateBodies.append(slots[Int(body)])
      }
    }
    let count = live.gateBodies.count - start
    if needed > 1 && needed <= count {
      // The index in the window, until slots are given out.
      live.gateSlots.append(UInt32(window.count))
      live.gateThresholds.append(UInt32(needed))
      live.gateOffsets.append(UInt32(live.gateBodies.count))
      return end
    }
    var end = end
    if needed == 1 {
      // With all but one given, any one of the others suffices.
      for slot in live.gateBodies[start...] {
        window.sources[end] = slot
        end += 1
      }
    }
    live.gateBodies.removeLast(count)
    return end
  }

  @inline(__always)
  private func isHeld(_ bits: UnsafeBufferPointer<UInt64>, _ place: UInt32) -> Bool {
    bits[Int(place >> 6)] &>> UInt64(place & 63) & 1 == 1
  }
}

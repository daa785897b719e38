/// Sums over rows for 512 worlds at once: counters in binary that stand upright, the same digit of all worlds
/// being one row. Sixteen rows at a time go through a tree of full adders (Harley and Seal's way of counting
/// bits, as in Warren, "Hacker's Delight", 2nd edition, section 5-1).
///
/// Not thread-safe; one worker's own.
final class WorldCounter {
  private let plan: SumPlan
  private let digits: UnsafeMutablePointer<WorldRow>
  /// For each list of the plan how far it has been added.
  private let next: UnsafeMutablePointer<Int>
  private static let digitRoom = 72

  init(_ plan: SumPlan) {
    self.plan = plan
    digits = .allocate(capacity: Self.digitRoom)
    next = .allocate(capacity: 64)
    digits.initialize(repeating: WorldRow(), count: Self.digitRoom)
    next.initialize(repeating: 0, count: 64)
    reset()
  }

  deinit {
    digits.deallocate()
    next.deallocate()
  }

  /// Makes all sums 0 again.
  func reset() {
    digits.update(repeating: WorldRow(), count: Self.digitRoom)
    for list in plan.digits.indices { next[list] = plan.starts[list] }
  }

  /// Adds the rows of the slots below `end` as far as there are sixteen together; the rest comes with the next
  /// call, the last of all with `end` beyond every slot.
  func add(rows: UnsafeMutablePointer<WorldRow>, before end: Int) {
    let digits = digits
    // In bounds: the lists are filled up to sixteens with the row of zeros that `rows` ends with, and the sums,
    // at most 2⁶², leave digits free above the last.
    plan.slots.withUnsafeBufferPointer { slots in
      for list in plan.digits.indices {
        var place = next[list]
        let stop = plan.starts[list + 1]
        let digit = plan.digits[list]
        while place < stop && Int(slots[place + 15]) < end {
          Self.add(
            rows, UnsafeBufferPointer(rebasing: slots[place..<place + 16]), to: digits + digit)
          place += 16
        }
        next[list] = place
      }
    }
  }

  @inline(__always)
  private static func add(
    _ rows: UnsafeMutablePointer<WorldRow>, _ slots: UnsafeBufferPointer<UInt32>,
    to digits: UnsafeMutablePointer<WorldRow>
  ) {
    var ones = digits[0]
    var twos = digits[1]
    var fours = digits[2]
    var eights = digits[3]
    @inline(__always) func pair(_ index: Int) -> WorldRow {
      add(&ones, rows[Int(slots[index])], rows[Int(slots[index + 1])])
    }
    @inline(__always) func quad(_ index: Int) -> WorldRow {
      let first = pair(index)
      return add(&twos, first, pair(index + 2))
    }
    @inline(__always) func eight(_ index: Int) -> WorldRow {
      let first = quad(index)
      return add(&fours, first, quad(index + 4))
    }
    let first = eight(0)
    var carry = add(&eights, first, eight(8))
    digits[0] = ones
    digits[1] = twos
    digits[2] = fours
    digits[3] = eights
    var digit = 4
    while carry != WorldRow() {
      let old = digits[digit]
      digits[digit] = old ^ carry
      carry &= old
      digit &+= 1
    }
  }

  /// A full adder: leaves the sum of three bits in the first, returns the carry.
  @inline(__always)
  private static func add(_ sum: inout WorldRow, _ one: WorldRow, _ other: WorldRow) -> WorldRow {
    let partial = sum ^ one
    let carry = (sum & one) | (partial & other)
    sum = partial ^ other
    return carry
  }

  /// Writes the sum of each of the first `count` worlds.
  func store(into values: inout [UInt64], at start: Int, count: Int) {
    for world in 0..<count { values[start + world] = plan.constant }
    for digit in 0..<plan.digitCount {
      for word in 0..<(count + 63) / 64 {
        var bits = digits[digit][word]
        while bits != 0 {
          let world = word * 64 + bits.trailingZeroBitCount
          bits &= bits - 1
          if world < count { values[start + world] += 1 << UInt64(digit) }
        }
      }
    }
  }
}

/// Sums over rows for 512 worlds at once: counters in binary that stand upright, the same digit of all worlds
/// being one row. 64 rows at a time go through a tree of full adders (Harley and Seal's way of counting
/// bits, as in Warren, "Hacker's Delight", 2nd edition, section 5-1).
///
/// Not thread-safe; one worker's own.
final class WorldCounter {
  private let plan: SumPlan
  /// The digits, lowest first, and room for four carries.
  private let digits: UnsafeMutablePointer<WorldRow>
  /// For each list of the plan how far it has been added.
  private let next: UnsafeMutablePointer<Int>
  private static let digitRoom = 72

  init(_ plan: SumPlan) {
    self.plan = plan
    digits = .allocate(capacity: Self.digitRoom + 4)
    next = .allocate(capacity: 64)
    digits.initialize(repeating: WorldRow(), count: Self.digitRoom + 4)
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

  /// Adds the rows of the slots below `end` as far as there are 64 together; the rest comes with the next
  /// call, the last of all with `end` beyond every slot.
  func add(rows: UnsafeMutablePointer<WorldRow>, before end: Int) {
    let digits = digits
    let carries = digits + Self.digitRoom
    let rowsAtATime = SumPlan.rowsAtATime
    // In bounds: the lists are filled up to 64s with the row of zeros that `rows` ends with, and the sums,
    // at most 2⁶², leave digits free above the last.
    plan.slots.withUnsafeBufferPointer { slots in
      guard let slots = slots.baseAddress else { return }
      for list in plan.digits.indices {
        var place = next[list]
        let stop = plan.starts[list + 1]
        let digit = plan.digits[list]
        while place < stop && Int(slots[place + rowsAtATime - 1]) < end {
          Self.add(rows, slots + place, to: digits + digit, carries: carries)
          place += rowsAtATime
        }
        next[list] = place
      }
    }
  }

  /// Adds 64 rows to the counters whose lowest digit is `digits[0]`.
  @inline(__always)
  private static func add(
    _ rows: UnsafeMutablePointer<WorldRow>, _ slots: UnsafePointer<UInt32>,
    to digits: UnsafeMutablePointer<WorldRow>, carries: UnsafeMutablePointer<WorldRow>
  ) {
    let rows = UnsafeRawPointer(rows)
    let digits = UnsafeMutableRawPointer(digits)
    let carries = UnsafeMutableRawPointer(carries)
    for sixteen in 0..<4 {
      addSixteen(rows, slots + 16 &* sixteen, to: digits, carry: carries + 64 &* sixteen)
    }
    for quarter in 0..<4 {
      let offset = quarter &* MemoryLayout<Quarter>.size
      let carries = carries + offset
      let digits = digits + offset + 256
      var sixteens = digits.load(as: Quarter.self)
      var thirtyTwos = digits.load(fromByteOffset: 64, as: Quarter.self)
      let one = add(
        &sixteens, carries.load(as: Quarter.self),
        carries.load(fromByteOffset: 64, as: Quarter.self))
      let other = add(
        &sixteens, carries.load(fromByteOffset: 128, as: Quarter.self),
        carries.load(fromByteOffset: 192, as: Quarter.self))
      let carry = add(&thirtyTwos, one, other)
      digits.storeBytes(of: sixteens, as: Quarter.self)
      digits.storeBytes(of: thirtyTwos, toByteOffset: 64, as: Quarter.self)
      ripple(carry, into: digits + 128)
    }
  }

  /// Adds 16 rows and stores the carry out of the fourth digit, a quarter of each row after the other: four
  /// digits of a quarter and what is on its way fit in the registers that every machine has.
  @inline(__always)
  private static func addSixteen(
    _ rows: UnsafeRawPointer, _ slots: UnsafePointer<UInt32>, to digits: UnsafeMutableRawPointer,
    carry: UnsafeMutableRawPointer
  ) {
    for quarter in 0..<4 {
      let offset = quarter &* MemoryLayout<Quarter>.size
      let digits = digits + offset
      let rows = rows + offset
      var ones = digits.load(as: Quarter.self)
      var twos = digits.load(fromByteOffset: 64, as: Quarter.self)
      var fours = digits.load(fromByteOffset: 128, as: Quarter.self)
      var eights = digits.load(fromByteOffset: 192, as: Quarter.self)
      @inline(__always) func row(_ index: Int) -> Quarter {
        rows.load(fromByteOffset: Int(slots[index]) &<< 6, as: Quarter.self)
      }
      @inline(__always) func addFour(_ index: Int) -> Quarter {
        let two = add(&ones, row(index), row(index &+ 1))
        return add(&twos, two, add(&ones, row(index &+ 2), row(index &+ 3)))
      }
      let four = addFour(0)
      let eight = add(&fours, four, addFour(4))
      let twelve = addFour(8)
      let sixteen = add(&eights, eight, add(&fours, twelve, addFour(12)))
      digits.storeBytes(of: ones, as: Quarter.self)
      digits.storeBytes(of: twos, toByteOffset: 64, as: Quarter.self)
      digits.storeBytes(of: fours, toByteOffset: 128, as: Quarter.self)
      digits.storeBytes(of: eights, toByteOffset: 192, as: Quarter.self)
      carry.storeBytes(of: sixteen, toByteOffset: offset, as: Quarter.self)
    }
  }

  /// Adds a carry to the digits above. Apart from the tree, which the compiler would otherwise take to pieces.
  @inline(never)
  private static func ripple(_ carry: Quarter, into digits: UnsafeMutableRawPointer) {
    var carry = carry
    var digits = digits
    while carry != Quarter() {
      let old = digits.load(as: Quarter.self)
      digits.storeBytes(of: old ^ carry, as: Quarter.self)
      carry &= old
      digits += MemoryLayout<WorldRow>.size
    }
  }

  private typealias Quarter = SIMD2<UInt64>

  /// A full adder: leaves the sum of three bits in the first, returns the carry.
  @inline(__always)
  private static func add(_ sum: inout Quarter, _ one: Quarter, _ other: Quarter) -> Quarter {
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
        for world in SetBits(digits[digit][word], from: word * 64) where world < count {
          values[start + world] += 1 << UInt64(digit)
        }
      }
    }
  }
}

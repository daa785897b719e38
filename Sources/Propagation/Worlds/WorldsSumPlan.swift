/// A query's facts as places.
struct PlacedQuery: Sendable {
  let targets: [UInt32]
  let sums: [PlacedSum]

  init(_ query: WorldQuery, in program: WorldsProgram) {
    targets = query.targets.map { program.places[Int($0)] }
    sums = query.sums.map { PlacedSum($0, in: program) }
  }
}

/// The weight of each place in a sum.
struct PlacedSum: Sendable {
  /// Places of positive weight, ascending, each once.
  let places: [UInt32]
  let weights: [UInt64]
  /// Whether every place has positive weight, place i being the i-th.
  var isDense: Bool { placeCount == places.count }
  private let placeCount: Int

  init(_ sum: WeightedFacts, in program: WorldsProgram) {
    var total = [UInt64](repeating: 0, count: program.placeCount)
    for (index, fact) in sum.facts.enumerated() {
      total[Int(program.places[Int(fact)])] += sum.weights.isEmpty ? 1 : sum.weights[index]
    }
    places = total.indices.filter { total[$0] > 0 }.map { UInt32($0) }
    weights = places.map { total[Int($0)] }
    placeCount = program.placeCount
  }
}

/// How a sum is added up over the rows of a live program: for each binary digit of the weights the slots that
/// have it, so that adding a row is adding a bit to as many counters as there are worlds.
struct SumPlan: Sendable {
  /// What holds in all worlds adds up to this.
  let constant: UInt64
  /// Number of binary digits that suffice for the sum over all slots.
  let digitCount: Int
  /// The lists of slots, each ascending and filled up to a multiple of `rowsAtATime` with `slotCount`, a row of zeros.
  var slots: [UInt32] = []
  /// For each list the binary digit that its slots add to, and where it starts in `slots`; one entry more for
  /// the end.
  var digits: [Int] = []
  var starts: [Int] = [0]

  /// Rows that are added together.
  static let rowsAtATime = 64

  init(
    _ sum: PlacedSum, lower: WorldResult, upper: WorldResult, slots slotOfPlace: [UInt32],
    slotCount: Int
  ) {
    var constant: UInt64 = 0
    var total: UInt64 = 0
    var weights = [UInt64](repeating: 0, count: slotCount)
    var anyDigit: UInt64 = 0
    if sum.isDense {
      for place in lower.order { constant += sum.weights[Int(place)] }
      weights.withUnsafeMutableBufferPointer { weights in
        for word in upper.held.indices {
          for place in SetBits(upper.held[word] & ~lower.held[word], from: word &* 64) {
            weights[Int(slotOfPlace[place])] &+= sum.weights[place]
            total &+= sum.weights[place]
          }
        }
      }
    } else {
      for (place, weight) in zip(sum.places, sum.weights) {
        if lower.holds(place) {
          constant += weight
        } else if upper.holds(place) {
          weights[Int(slotOfPlace[Int(place)])] += weight
          total += weight
        }
      }
    }
    for weight in weights { anyDigit |= weight }
    self.constant = constant
    digitCount = 64 - total.leadingZeroBitCount
    slots.reserveCapacity(slotCount + slotCount / 2)
    for digit in SetBits(anyDigit) {
      appendSlots(withDigit: UInt64(digit), of: weights)
      while slots.count % Self.rowsAtATime != 0 { slots.append(UInt32(slotCount)) }
      digits.append(digit)
      starts.append(slots.count)
    }
  }

  private mutating func appendSlots(withDigit digit: UInt64, of weights: [UInt64]) {
    let start = slots.count
    slots.append(contentsOf: repeatElement(0, count: weights.count))
    let end = slots.withUnsafeMutableBufferPointer { slots in
      weights.withUnsafeBufferPointer { weights in
        // In bounds: at most one slot is written for each weight.
        var end = start
        for slot in weights.indices {
          slots[end] = UInt32(truncatingIfNeeded: slot)
          end &+= Int(truncatingIfNeeded: weights[slot] &>> digit & 1)
        }
        return end
      }
    }
    slots.removeLast(slots.count - end)
  }
}

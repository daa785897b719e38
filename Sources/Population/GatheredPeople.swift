import TopologyModel

/// What the exposed children of a group add up to; see `PeopleForest`.
///
/// Sums are those of `CountInterval.sum`: beyond 2^62 an upper bound says nothing, and a lower one no more than that.
package struct GatheredPeople {
  private(set) var isTouched = false
  /// The group itself is wholly exposed, so its children say nothing more.
  var isWhole = false
  private(set) var sumLow = 0
  private(set) var maxLow = 0
  private(set) var sumHigh = 0
  /// Children without an upper bound, or whose bounds together are too large to be one.
  private(set) var unbounded = 0
  /// How much of the children's lower and upper bounds together is not left for those who are not exposed. Both may
  /// wrap around: they are used only where the bounds of all children together can be counted.
  private(set) var takenLow = 0
  private(set) var takenHigh = 0
  /// Children without an upper bound of which what is not exposed has one.
  private(set) var takenUnbounded = 0

  /// Adds `count` alike children that are wholly exposed.
  @inline(__always)
  mutating func addWhole(_ count: Int, low: Int, high: Int) {
    addLow(Self.product(count, low), largest: low)
    takenLow &+= count &* low
    if high == PeopleForest.unbounded {
      unbounded += count
      takenUnbounded += count
    } else {
      addHigh(Self.product(count, high))
      takenHigh &+= count &* high
    }
  }

  /// Adds a child of which only a part is exposed.
  /// - Parameter size: The bounds of the whole child.
  mutating func addPart(_ part: PeopleForest.Division, of size: (low: Int, high: Int)) {
    addLow(part.low, largest: part.low)
    addHigh(part.high == PeopleForest.unbounded ? nil : part.high)
    takenLow &+= size.low &- part.restLow
    if size.high != PeopleForest.unbounded {
      takenHigh &+= size.high &- part.restHigh
    } else if part.restHigh != PeopleForest.unbounded {
      takenUnbounded += 1
      takenHigh &-= part.restHigh
    }
  }

  @inline(__always)
  private mutating func addLow(_ low: Int?, largest: Int) {
    isTouched = true
    sumLow = CountInterval.sum(sumLow, low) ?? CountInterval.beyond
    maxLow = max(maxLow, largest)
  }

  @inline(__always)
  private mutating func addHigh(_ high: Int?) {
    if let sum = CountInterval.sum(sumHigh, high) { sumHigh = sum } else { unbounded += 1 }
  }

  /// A bound times a count, neither of them negative; nil if the product overflows.
  @inline(__always)
  private static func product(_ count: Int, _ bound: Int) -> Int? {
    let (product, overflow) = count.multipliedReportingOverflow(by: bound)
    return overflow ? nil : product
  }
}

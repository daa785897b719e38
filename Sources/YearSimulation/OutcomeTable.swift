/// The possible outcomes of a year for one person class, without repetition: bounds of the number of people
/// exposed.
///
/// Outcome 0 means that nobody is exposed. Uses open addressing, because a dictionary would cost more than the
/// simulation itself.
struct OutcomeTable: Sendable {
  struct Outcome: Hashable, Sendable {
    var low: Int
    /// `PeopleForest.unbounded` if there is no bound.
    var high: Int
    /// Whether somebody is surely exposed, if only by a field of people of unknown number; otherwise somebody may be,
    /// because something was read that the file does not list.
    var isCertain = true
  }

  /// The outcomes in the order in which they first occurred.
  private(set) var outcomes = [Outcome(low: 0, high: 0)]
  /// For each slot, the number of an outcome, or 0 if it is free.
  private var places = [UInt32](repeating: 0, count: 1 << 8)

  /// The number of an outcome in which someone is exposed.
  /// - Complexity: O(1) amortized.
  mutating func number(of outcome: Outcome) -> UInt32 {
    if outcomes.count * 2 > places.count { grow() }
    var place = Self.start(of: outcome, in: places.count)
    while places[place] != 0 {
      let number = places[place]
      if outcomes[Int(number)] == outcome { return number }
      place = (place + 1) & (places.count - 1)
    }
    let number = UInt32(outcomes.count)
    outcomes.append(outcome)
    places[place] = number
    return number
  }

  private mutating func grow() {
    let count = places.count * 4
    places = [UInt32](repeating: 0, count: count)
    for number in 1..<outcomes.count {
      var place = Self.start(of: outcomes[number], in: count)
      while places[place] != 0 { place = (place + 1) & (count - 1) }
      places[place] = UInt32(number)
    }
  }

  private static func start(of outcome: Outcome, in count: Int) -> Int {
    var mixed = UInt64(bitPattern: Int64(outcome.low)) &* 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 29)) &+ UInt64(bitPattern: Int64(outcome.high))
    if !outcome.isCertain { mixed = ~mixed }
    mixed = mixed &* 0xBF58_476D_1CE4_E5B9
    return Int(truncatingIfNeeded: mixed ^ (mixed >> 32)) & (count - 1)
  }
}

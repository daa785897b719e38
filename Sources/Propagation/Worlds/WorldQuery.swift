/// What to find out about each world.
public struct WorldQuery: Sendable {
  /// Facts whose rows of worlds are returned.
  public let targets: [ClauseProgram.Fact]
  /// Sums that are returned for each world.
  public let sums: [WeightedFacts]

  /// Creates a query for the worlds in which each target holds, and for sums over facts that hold.
  public init(targets: [ClauseProgram.Fact] = [], sums: [WeightedFacts] = []) {
    self.targets = targets
    self.sums = sums
  }
}

/// Weighted facts. In each world, the weights of the facts that hold are added.
public struct WeightedFacts: Sendable {
  /// The facts.
  public let facts: [ClauseProgram.Fact]
  /// One weight per fact; empty if each has weight 1.
  public let weights: [UInt64]

  /// Counts how many of the facts hold; a repeated fact counts repeatedly.
  public init(counting facts: [ClauseProgram.Fact]) {
    self.facts = facts
    weights = []
  }

  /// Adds the weights of the facts that hold. Traps if all weights together exceed 2⁶², or if there is not one
  /// weight per fact.
  public init(facts: [ClauseProgram.Fact], weights: [UInt64]) {
    precondition(facts.count == weights.count)
    var total: UInt64 = 0
    for weight in weights {
      let (sum, overflow) = total.addingReportingOverflow(weight)
      precondition(!overflow && sum <= 1 << 62, "the weights are too large")
      total = sum
    }
    self.facts = facts
    self.weights = weights
  }
}

/// The results for a block of worlds. World `worlds[c]` is in column c: bit c % 64 of word c / 64.
public struct WorldBlock: Sendable {
  /// The numbers of the worlds in the block, not always ascending.
  public internal(set) var worlds: [Int]
  /// The number of words in a row: ⌈worlds / 64⌉. Bits after the last world are 0.
  public internal(set) var wordCount: Int
  /// The rows of the query's targets, in sequence.
  public internal(set) var rows: [UInt64]
  /// The targets that hold in some world of the block, ascending.
  public internal(set) var liveTargets: [Int]
  /// The values of the query's sums in each column, one sum after another.
  public internal(set) var values: [UInt64]

  /// The row of a target.
  public func row(_ target: Int) -> ArraySlice<UInt64> {
    rows[target * wordCount..<(target + 1) * wordCount]
  }

  /// Whether a target holds in a column's world.
  public func holds(_ target: Int, column: Int) -> Bool {
    rows[target * wordCount + column / 64] >> UInt64(column % 64) & 1 == 1
  }

  /// The value of a sum in a column's world.
  public func value(_ sum: Int, column: Int) -> UInt64 {
    values[sum * worlds.count + column]
  }

  /// The values of a sum, by column.
  public func values(_ sum: Int) -> ArraySlice<UInt64> {
    values[sum * worlds.count..<(sum + 1) * worlds.count]
  }
}

/// Receives results block by block, so that they are never in memory all at once.
public protocol WorldSink: Sendable {
  /// The part of a block that is kept.
  associatedtype Part: Sendable
  /// Extracts from a block what is kept. Runs on several threads at once, on the sink as it was when the
  /// evaluation began.
  func part(of block: WorldBlock) -> Part
  /// Adds what was kept of a block. Called for one block at a time, in the same order on every run. The order,
  /// and which worlds share a block, depend on the block's width: add only what does not depend on the order.
  mutating func add(_ part: Part)
}

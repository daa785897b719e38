/// What to find out about each world.
public struct WorldQuery: Sendable {
  /// Facts whose rows of worlds are handed out.
  public let targets: [ClauseProgram.Fact]
  /// Sums that are handed out for each world.
  public let sums: [WeightedFacts]

  /// A query for the worlds in which each target holds, and for sums over facts that hold.
  public init(targets: [ClauseProgram.Fact] = [], sums: [WeightedFacts] = []) {
    self.targets = targets
    self.sums = sums
  }
}

/// Facts with weights; in each world the weights of those that hold are summed.
public struct WeightedFacts: Sendable {
  /// The facts.
  public let facts: [ClauseProgram.Fact]
  /// One weight for each fact; empty when each weighs 1.
  public let weights: [UInt64]

  /// Counts how many of the facts hold; a fact named twice counts twice.
  public init(counting facts: [ClauseProgram.Fact]) {
    self.facts = facts
    weights = []
  }

  /// Sums the weights of the facts that hold. Traps when all together exceed 2⁶² or when there is not one
  /// weight for each fact.
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

/// What was found out about a block of worlds. World `worlds[c]` is in column c: bit c % 64 of word c / 64.
public struct WorldBlock: Sendable {
  /// The worlds of the block, by number; not always ascending.
  public internal(set) var worlds: [Int]
  /// Words in a row: ⌈worlds / 64⌉. Bits beyond the last world are 0.
  public internal(set) var wordCount: Int
  /// The rows of the query's targets, one behind the other.
  public internal(set) var rows: [UInt64]
  /// Which of the query's targets hold in some world of the block, ascending.
  public internal(set) var liveTargets: [Int]
  /// For each of the query's sums the value in each column, one sum behind the other.
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

/// Takes results block by block, so that they never stand in memory all at once.
public protocol WorldSink: Sendable {
  /// What is kept of a block.
  associatedtype Part: Sendable
  /// Draws from a block what is to be kept. Runs on several threads at once, on the
  /// sink as it was when the evaluation began.
  func part(of block: WorldBlock) -> Part
  /// Adds what was kept of a block. Called for one block at a time, in the same order on every run. The order,
  /// and which worlds share a block, depend on the block's width: add only what does not depend on the order.
  mutating func add(_ part: Part)
}

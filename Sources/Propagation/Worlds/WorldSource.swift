/// Which facts are assumed in which world. Worlds are numbered from 0.
public struct WorldSource: Sendable {
  enum Kind: Sendable {
    /// World i assumes the base and set i.
    case adding
    /// World i assumes the base and the entry facts without set i.
    case removing(entry: [ClauseProgram.Fact])
    /// World i assumes the base and each event whose draw i says so.
    case drawing([RandomEvent], seed: UInt64)
    /// World i assumes the base and fact b for every bit b of i that is set.
    case enumerating([ClauseProgram.Fact])
    /// World i assumes the base and each fact whose row has bit i.
    case given([ClauseProgram.Fact], rows: [[UInt64]])
  }

  let kind: Kind
  /// Facts assumed in every world.
  let base: [ClauseProgram.Fact]
  /// The number of worlds.
  public let worldCount: Int
  /// The sets of `adding` and `removing`, in sequence.
  let setFacts: [ClauseProgram.Fact]
  let setOffsets: [Int]

  private init(kind: Kind, base: [UInt32], worldCount: Int, sets: [[UInt32]]) {
    self.kind = kind
    self.base = base
    self.worldCount = worldCount
    var facts: [UInt32] = []
    var offsets = [0]
    for set in sets {
      facts.append(contentsOf: set)
      offsets.append(facts.count)
    }
    setFacts = facts
    setOffsets = offsets
  }

  private init(kind: Kind, base: [UInt32], each facts: [UInt32]) {
    self.kind = kind
    self.base = base
    worldCount = facts.count
    setFacts = facts
    setOffsets = Array(0...facts.count)
  }

  /// One world per fact, which assumes the base and this fact: the effect of each basic event alone.
  public static func each(
    _ facts: [ClauseProgram.Fact], base: [ClauseProgram.Fact] = []
  ) -> WorldSource {
    WorldSource(kind: .adding, base: base, each: facts)
  }

  /// One world per set, which assumes the base and the set.
  public static func sets(
    _ sets: [[ClauseProgram.Fact]], base: [ClauseProgram.Fact] = []
  ) -> WorldSource {
    WorldSource(kind: .adding, base: base, worldCount: sets.count, sets: sets)
  }

  /// One world per fact, which assumes the base and all of `entry` except this fact: the effect of preventing
  /// each basic event alone.
  public static func allBut(
    each facts: [ClauseProgram.Fact], of entry: [ClauseProgram.Fact],
    base: [ClauseProgram.Fact] = []
  ) -> WorldSource {
    WorldSource(kind: .removing(entry: entry), base: base, each: facts)
  }

  /// One world per set, which assumes the base and all of `entry` except the set.
  public static func allBut(
    sets: [[ClauseProgram.Fact]], of entry: [ClauseProgram.Fact],
    base: [ClauseProgram.Fact] = []
  ) -> WorldSource {
    WorldSource(
      kind: .removing(entry: entry), base: base, worldCount: sets.count, sets: sets)
  }

  /// One world per trial, in which every event occurs independently with its own probability. The draw for an
  /// event and a trial depends only on the seed, the event's key and the trial.
  public static func trials(
    _ trials: Int, of events: [RandomEvent], seed: UInt64, base: [ClauseProgram.Fact] = []
  ) -> WorldSource {
    WorldSource(
      kind: .drawing(events, seed: seed), base: base, worldCount: trials, sets: [])
  }

  /// One world for each subset of the facts, at most 30: world i assumes fact b, besides the base, when bit
  /// b of i is set. What is asked of all of them, each with its weight, is exact.
  public static func everySubset(
    of facts: [ClauseProgram.Fact], base: [ClauseProgram.Fact] = []
  ) -> WorldSource {
    precondition(facts.count <= 30, "too many subsets")
    return WorldSource(
      kind: .enumerating(facts), base: base, worldCount: 1 << facts.count, sets: [])
  }

  /// So many worlds, in which each fact is assumed, besides the base, where its row has a bit: world i is bit
  /// i % 64 of word i / 64. Traps when there is not a row of that length for each fact.
  public static func rows(
    _ rows: [[UInt64]], of facts: [ClauseProgram.Fact], worlds: Int,
    base: [ClauseProgram.Fact] = []
  ) -> WorldSource {
    precondition(rows.count == facts.count, "one row per fact is needed")
    precondition(rows.allSatisfy { $0.count == (worlds + 63) / 64 }, "one bit per world is needed")
    return WorldSource(
      kind: .given(facts, rows: rows), base: base, worldCount: worlds, sets: [])
  }

  /// Whether different blocks of worlds may assume different facts in some of their worlds.
  var variesByBlock: Bool {
    switch kind {
    case .adding, .removing: true
    case .drawing, .enumerating, .given: false
    }
  }
}

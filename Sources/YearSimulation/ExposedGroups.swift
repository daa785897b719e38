import Lowering
import Population
import Propagation
import TopologyModel

/// The groups of one class that can be exposed directly, with facts in a program of their own.
///
///     persons(g) ← exposed(f, g), which counts
struct ExposedGroups {
  typealias Fact = ClauseProgram.Fact

  /// The groups, ascending.
  let groups: [Int]
  private let program: ClauseProgram
  /// The fact of each group.
  private let facts: [Fact]
  private let sharedCause: Fact
  private let lowered: LoweredTopology

  /// - Complexity: O(clauses).
  init(
    _ lowered: LoweredTopology, _ root: Reference<PeopleGroup>, _ cause: SharedCause?,
    _ measure: ExposureMeasure
  ) {
    let exposure = lowered.exposure
    var cells: [Int: [Fact]] = [:]
    for (cell, fact) in exposure.exposed
    where lowered.isCounted(cell, as: measure)
      && lowered.people.roots[cell.group.index] == root
    {
      cells[cell.group.index, default: []].append(fact)
    }
    groups = cells.keys.sorted()
    let first = exposure.program.factCount
    facts = groups.indices.map { Fact(first + $0) }
    sharedCause = Fact(first + groups.count)
    var extra: [(head: Fact, body: Fact)] = []
    for (group, fact) in zip(groups, facts) {
      extra += (cells[group] ?? []).sorted().map { (fact, $0) }
    }
    for event in cause?.events ?? [] { extra.append((exposure.fact(event), sharedCause)) }
    program = exposure.program.adding(extra, facts: groups.count + 1)
    self.lowered = lowered
  }

  /// The fact of an event here.
  private func fact(_ event: YearRun.Event) -> Fact {
    event.event.map(lowered.exposure.fact) ?? sharedCause
  }

  /// The events that can affect each group.
  /// - Complexity: O(groups × clauses).
  func dependencies(_ events: [YearRun.Event]) -> [[Int]] {
    let number = Dictionary(
      uniqueKeysWithValues: events.enumerated().map { (fact($0.element), $0.offset) })
    let cones = ConeSearch(program)
    return facts.map { target in
      cones.facts(before: [target]).compactMap { number[$0] }.sorted()
    }
  }

  /// For each group, the worlds in which it is exposed. The shared events are the low bits of a world's number,
  /// and the j-th own event of every group is bit shared + j.
  func rows(
    _ open: [YearRun.Event], _ split: EventSplit, certain: [YearRun.Event]
  ) -> [[UInt64]] {
    let first = program.factCount
    var extra: [(head: Fact, body: Fact)] = []
    for own in split.own {
      for (place, event) in own.enumerated() {
        extra.append((fact(open[event]), Fact(first + place)))
      }
    }
    let joined = program.adding(extra, facts: split.mostOwn)
    let bits = split.shared.map { fact(open[$0]) } + (0..<split.mostOwn).map { Fact(first + $0) }
    var sink = RowSink(targets: facts.count, worlds: 1 << bits.count)
    _ = WorldsProgram(joined).evaluate(
      .everySubset(of: bits, base: certain.map(fact)), query: WorldQuery(targets: facts),
      into: &sink)
    return sink.rows
  }
}

/// Which events affect several groups, and which affect only one.
struct EventSplit {
  /// Positions in the list of events, ascending.
  private(set) var shared: [Int] = []
  /// The own events of each group.
  private(set) var own: [[Int]] = []

  /// The maximum number of own events of a group.
  var mostOwn: Int { own.map(\.count).max() ?? 0 }

  /// Nil if there is nothing to separate.
  init?(_ groups: ExposedGroups, _ events: [YearRun.Event], inners: Set<Int>) {
    guard groups.groups.count > 1 else { return nil }
    let dependencies = groups.dependencies(events)
    var counts = [Int](repeating: 0, count: events.count)
    for (group, list) in zip(groups.groups, dependencies) {
      // An event that exposes a group exposes all its subgroups.
      for event in list { counts[event] += inners.contains(group) ? 2 : 1 }
    }
    shared = events.indices.filter { counts[$0] > 1 }
    own = dependencies.map { $0.filter { counts[$0] == 1 } }
  }
}

/// Keeps the rows of the targets, for a small number of worlds.
private struct RowSink: WorldSink {
  var rows: [[UInt64]]

  init(targets: Int, worlds: Int) {
    rows = [[UInt64]](
      repeating: [UInt64](repeating: 0, count: (worlds + 63) / 64), count: targets)
  }

  func part(of block: WorldBlock) -> WorldBlock { block }

  mutating func add(_ block: WorldBlock) {
    guard let first = block.worlds.first else { return }
    for target in rows.indices {
      for word in 0..<block.wordCount {
        rows[target][first / 64 + word] = block.rows[target * block.wordCount + word]
      }
    }
  }
}

extension ClauseProgram {
  /// The program with additional facts and clauses of one body fact.
  func adding(_ clauses: [(head: Fact, body: Fact)], facts: Int) -> ClauseProgram {
    let start = UInt32(bodies.count)
    return ClauseProgram(
      factCount: factCount + facts, heads: heads + clauses.map(\.head),
      thresholds: thresholds + clauses.map { _ in 1 },
      bodyOffsets: bodyOffsets + clauses.indices.map { start + UInt32($0) + 1 },
      bodies: bodies + clauses.map(\.body))
  }
}

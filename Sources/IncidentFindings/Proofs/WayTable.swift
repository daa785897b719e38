public import Lowering
import Propagation
public import TopologyModel

/// The independent ways to everything that an incident exposes, found once by the engine: minimal sets of basic
/// events within what happened, and of access rules that it opened.
///
///     rule R open ← its condition, present(R)
public struct WayTable: Sendable {
  /// Ways to some people's field.
  public struct Ways: Sendable {
    /// The people, all by the same ways; in the order of the file.
    public var groups: [Reference<PeopleGroup>]
    /// Overlaps of people, by the same ways.
    public var overlaps: [PeopleOverlap] = []
    /// The ways.
    public var ways: IndependentWays
  }

  /// As many ways as are listed one by one of each thing.
  public static let most = 32
  /// Things asked about at once; beyond, nothing is looked for and the answer says so.
  public static let mostTargets = 4_096
  /// Operations on diagram nodes.
  private static let budget = 1 << 20

  private let analysis: IncidentAnalysis
  private let byFact: [ClauseProgram.Fact: IndependentWays]
  private let byDataset: [Reference<Dataset>: IndependentWays]
  private let isSkipped: Bool

  /// Finds the ways to every exposed or derivable field of every group that has it so, and to every dataset read.
  /// - Complexity: that of `MinimalSets.attack`, bounded by a budget.
  public init(_ analysis: IncidentAnalysis) {
    self.analysis = analysis
    let exposure = analysis.lowered.exposure
    let events = Array(Set(analysis.scenario.events)).sorted()
    let rules = analysis.lowered.topology.accessRules.references.filter {
      analysis.world.holds(exposure.open[$0.index])
    }
    var facts: Set<ClauseProgram.Fact> = []
    for finding in analysis.people {
      for field in finding.fields {
        for group in field.groups {
          if let fact = analysis.fact(of: field.field, field.status, group) { facts.insert(fact) }
        }
        for overlap in field.overlaps {
          if let fact = analysis.fact(of: field.field, field.status, overlap) {
            facts.insert(fact)
          }
        }
      }
    }
    let datasets = analysis.datasetsRead
    isSkipped = facts.count + datasets.count > Self.mostTargets
    guard !isSkipped else {
      (byFact, byDataset) = ([:], [:])
      return
    }
    var reads: [Reference<Dataset>: [ClauseProgram.Fact]] = [:]
    for read in exposure.reads where analysis.world.holds(read.fact) {
      reads[read.dataset, default: []].append(read.fact)
    }
    for read in exposure.overlapReads where analysis.world.holds(read.fact) {
      reads[read.carried.dataset, default: []].append(read.fact)
    }
    for read in exposure.unlistedReads where analysis.world.holds(read.fact) {
      reads[read.dataset, default: []].append(read.fact)
    }
    let (joined, read) = exposure.program.adding(anyOfEach: datasets.map { reads[$0] ?? [] })
    let (program, presences) = joined.adding(conditionOf: rules.map { exposure.open[$0.index] })
    let targets = facts.sorted()
    let elements = events.map(WayElement.event) + rules.map(WayElement.rule)
    let found = MinimalSets.attack(
      on: targets + read, in: program,
      events: events.map { exposure.fact($0, in: analysis.scenario) } + presences,
      budget: Self.budget
    ).map { IndependentWays($0, of: elements) }
    byFact = Dictionary(
      zip(targets, found).map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
    byDataset = Dictionary(
      zip(datasets, found.dropFirst(targets.count)).map { ($0, $1) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The ways to a field, for people by people; none when it is neither exposed nor derivable.
  public func ways(to finding: FieldFinding) -> [Ways] {
    var result: [Ways] = []
    func place(of fact: ClauseProgram.Fact?) -> Int? {
      guard let fact, let ways = byFact[fact] ?? skipped else { return nil }
      if let index = result.firstIndex(where: { $0.ways == ways }) { return index }
      result.append(Ways(groups: [], ways: ways))
      return result.count - 1
    }
    for group in finding.groups.sorted() {
      if let index = place(of: analysis.fact(of: finding.field, finding.status, group)) {
        result[index].groups.append(group)
      }
    }
    for overlap in finding.overlaps {
      if let index = place(of: analysis.fact(of: finding.field, finding.status, overlap)) {
        result[index].overlaps.append(overlap)
      }
    }
    return result
  }

  /// The ways to something of a dataset that was read.
  public func ways(to dataset: Reference<Dataset>) -> IndependentWays? {
    byDataset[dataset] ?? (analysis.datasetsRead.contains(dataset) ? skipped : nil)
  }

  /// The shortest proof that a field of some people, the first of them, comes out by one of their ways alone.
  /// - Complexity: one shortest derivation, O(bodies log clauses).
  public func proof(
    of finding: FieldFinding, _ people: Ways, by elements: [WayElement]
  ) -> Proof? {
    let exposure = analysis.lowered.exposure
    let found =
      people.groups.first.map { analysis.fact(of: finding.field, finding.status, $0) }
      ?? people.overlaps.first.map { analysis.fact(of: finding.field, finding.status, $0) }
    guard let fact = found ?? nil else { return nil }
    let used = Set(elements)
    let events = analysis.scenario.events.filter { used.contains(.event($0)) }
    let closed = analysis.lowered.topology.accessRules.references.filter {
      !used.contains(.rule($0))
    }
    let program = exposure.program.without(Set(closed.map { exposure.open[$0.index] }))
    return ShortestDerivation(
      program, assuming: events.map { exposure.fact($0, in: analysis.scenario) }
    )
    .derivation(of: fact).map { Proof($0, of: exposure) }
  }

  private var skipped: IndependentWays? {
    isSkipped
      ? IndependentWays(limit: "more than \(Self.mostTargets) fields of groups and datasets") : nil
  }
}

extension ClauseProgram {
  /// The program with one more fact for each list, which holds when any fact of the list does.
  /// - Complexity: O(program + facts).
  fileprivate func adding(anyOfEach lists: [[Fact]]) -> (program: ClauseProgram, facts: [Fact]) {
    var offsets = bodyOffsets
    var end = UInt32(bodies.count)
    for list in lists {
      end += UInt32(list.count)
      offsets.append(end)
    }
    let facts = lists.indices.map { Fact(factCount + $0) }
    let program = ClauseProgram(
      factCount: factCount + lists.count, heads: heads + facts,
      thresholds: thresholds + [UInt32](repeating: 1, count: lists.count), bodyOffsets: offsets,
      bodies: bodies + lists.joined())
    return (program, facts)
  }
  /// The program in which each of some facts, derived as before, also needs a new fact; and these new facts.
  /// - Complexity: O(program).
  fileprivate func adding(conditionOf facts: [Fact]) -> (program: ClauseProgram, facts: [Fact]) {
    let added = facts.indices.map { Fact(factCount + $0) }
    let needed = Dictionary(uniqueKeysWithValues: zip(facts, added))
    var offsets: [UInt32] = [0]
    var bodies: [Fact] = []
    var thresholds = thresholds
    for clause in heads.indices {
      bodies += body(UInt32(clause))
      if let presence = needed[heads[clause]] {
        bodies.append(presence)
        thresholds[clause] += 1
      }
      offsets.append(UInt32(bodies.count))
    }
    let program = ClauseProgram(
      factCount: factCount + facts.count, heads: heads, thresholds: thresholds,
      bodyOffsets: offsets, bodies: bodies)
    return (program, added)
  }

  /// The program with the same facts and clauses in which nothing derives some facts.
  /// - Complexity: O(program).
  fileprivate func without(_ facts: Set<Fact>) -> ClauseProgram {
    var thresholds = thresholds
    for clause in heads.indices where facts.contains(heads[clause]) {
      thresholds[clause] = UInt32(body(UInt32(clause)).count) + 1
    }
    return ClauseProgram(
      factCount: factCount, heads: heads, thresholds: thresholds, bodyOffsets: bodyOffsets,
      bodies: bodies)
  }
}

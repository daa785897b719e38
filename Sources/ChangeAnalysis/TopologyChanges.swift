import Lowering
import RequirementChecks
public import TopologyLanguage
import TopologyModel
import YearSimulation

/// What a change of a topology makes worse and better, and which of its edits do it.
public struct TopologyChanges: Sendable {
  /// One fact that the two versions answer differently.
  public struct Change: Sendable {
    /// The fact.
    public let fact: ReachFact
    /// What the old version says.
    public let old: ReachValue
    /// What the new version says.
    public let new: ReachValue
    /// Which way it changed.
    public let direction: ChangeDirection
    /// How grave the data is that the fact is about.
    public let tier: ChangedTier
    /// The smallest set of edits found that brings it, as indices into `edits.edits`: without any one of them it does
    /// not come. Nil if none was searched for, or the search ended first.
    public let causes: [Int]?
  }

  /// The two versions.
  public let edits: TopologyEdits
  /// What changed, in the order of `ReachFact`.
  public let changes: [Change]
  /// Limits that were reached, sorted.
  public let limits: [String]

  /// The maximum number of mixed versions that are evaluated to find causes.
  public static let defaultTries = 300

  /// Compares two versions.
  /// - Parameters:
  ///   - edits: The versions. Both must be valid.
  ///   - tries: How many mixed versions may be evaluated to find causes.
  /// - Complexity: One snapshot of each version, and one of each mixed version that is tried.
  public init(_ edits: TopologyEdits, tries: Int = defaultTries) {
    self.edits = edits
    var laboratory = MixedVersions(edits, tries: tries)
    let before = laboratory.snapshot([]) ?? Snapshots()
    let after = laboratory.newest ?? Snapshots()
    let facts = Set(before.values.keys).union(after.values.keys).sorted()
    var limits = Set(before.limits + after.limits)
    var changes: [Change] = []
    for fact in facts {
      let old = before.value(of: fact)
      let new = after.value(of: fact)
      guard old != new, Self.isOwn(fact, before, after),
        before.isKnown(fact), after.isKnown(fact)
      else { continue }
      let causes = laboratory.causes(of: fact, new)
      changes.append(
        Change(
          fact: fact, old: old, new: new, direction: Self.direction(fact, before, after),
          tier: ChangedTier(of: fact, before, after), causes: causes))
    }
    if laboratory.isExhausted {
      limits.insert("causes were searched for in \(tries) mixed versions; some were not found")
    }
    self.changes = changes
    self.limits = limits.sorted()
  }

  private static func direction(
    _ fact: ReachFact, _ before: Snapshots, _ after: Snapshots
  ) -> ChangeDirection {
    let direction = ChangeDirection(from: before.value(of: fact), to: after.value(of: fact))
    guard case .singlePoint(let id) = fact, before.value(of: fact).grade != 1,
      after.value(of: fact).grade != 1
    else { return direction }
    let (old, new) = (before.points[id], after.points[id])
    let isTrue =
      direction == .worse
      ? new?.isMore(than: old) ?? false : old?.isMore(than: new) ?? false
    return isTrue ? direction : .other
  }

  /// Whether a fact about a tier says more than that of the next graver tier: something of just this tier is held.
  private static func isOwn(_ fact: ReachFact, _ before: Snapshots, _ after: Snapshots) -> Bool {
    switch fact {
    case .most(let personClass, let tier), .incidentTier(_, let personClass, let tier):
      [before, after].contains { $0.tiersHeld[personClass]?.contains(tier) ?? false }
    default: true
    }
  }

  /// The changes of a direction.
  public func changes(_ direction: ChangeDirection) -> [Change] {
    changes.filter { $0.direction == direction }
  }
}

/// The snapshots of one version.
struct Snapshots {
  var values: [ReachFact: ReachValue] = [:]
  var limits: [String] = []
  /// How grave each field is that exposes people.
  var gravities: [String: Gravity?] = [:]
  /// Targets of which not all pairs of events are known.
  var pairsCut: Set<PairTarget> = []
  /// What may be reached or held that is not listed, and of how many people.
  var open: [OpenReach: CountInterval] = [:]
  /// What each point exposes and stops.
  var points: [String: PointReach] = [:]
  /// The tiers of what is held about each class.
  var tiersHeld: [String: Set<Gravity>] = [:]

  init() {}

  /// Whether it is known what a fact says: a pair that was not found may only not have been listed.
  func isKnown(_ fact: ReachFact) -> Bool {
    guard case .pair(_, let personClass, let field) = fact,
      pairsCut.contains(PairTarget(personClass: personClass, field: field))
    else { return true }
    return value(of: fact) != .nothing
  }

  /// What a fact says. Two events that reach a field although one of them does alone are worse than two that must occur
  /// together.
  func value(of fact: ReachFact) -> ReachValue {
    if let value = values[fact] { return value }
    if case .pair(let events, let personClass, let field) = fact,
      events.contains(where: {
        values[.alone(event: $0, personClass: personClass, field: field)] != nil
      })
    {
      return ReachValue("one is enough", grade: 2)
    }
    let perhaps: OpenReach? =
      switch fact {
      case .alone(let event, let personClass, _):
        OpenReach(subject: .event(event), personClass: personClass)
      case .incident(let incident, let personClass, _):
        OpenReach(subject: .incident(incident), personClass: personClass)
      case .held(let dataset, let personClass, _):
        OpenReach(subject: .dataset(dataset), personClass: personClass)
      default: nil
      }
    return perhaps.flatMap { open[$0] }.map(ReachValue.unknown) ?? .nothing
  }

  /// Evaluates a version, and its requirements in the variants that they name. Nil if it is not valid.
  /// - Parameter pairTargets: What pairs of events are looked for; nil for the most identifying fields of this version.
  init?(pairTargets: Set<PairTarget>? = nil, _ load: (String?) -> LoadOutcome) {
    guard let topology = load(nil).topology else { return nil }
    let lowered = LoweredTopology(topology)
    var snapshot = TopologySnapshot(
      lowered, pairTargets: pairTargets ?? PairTarget.defaults(in: lowered))
    var options = RequirementCheck.Options()
    options.simulation.trials = 100_000
    options.limit = 1
    let named = topology.requirements.flatMap { $0.variants.isEmpty ? [nil] : $0.variants }
    if named.contains(nil) {
      snapshot.add(RequirementCheck(lowered, variant: nil, options), variant: nil)
    }
    for variant in topology.variants.map(\.id) where named.contains(variant) {
      guard let varied = load(variant).topology else { return nil }
      snapshot.add(
        RequirementCheck(LoweredTopology(varied), variant: variant, options), variant: variant)
    }
    values = snapshot.values
    gravities = snapshot.gravities
    tiersHeld = snapshot.tiersHeld
    points = snapshot.points
    open = snapshot.open
    pairsCut = snapshot.pairsCut
    limits = snapshot.limits
  }
}

/// Evaluates the old version with some of the edits, each set once, and finds the smallest sets that bring a fact.
private struct MixedVersions {
  private let edits: TopologyEdits
  private let all: [Int]
  private var left: Int
  private var known: [Set<Int>: Snapshots?] = [:]
  private let pairTargets: Set<PairTarget>
  /// Whether a search ended because the tries were used up.
  private(set) var isExhausted = false
  /// The new version.
  let newest: Snapshots?

  init(_ edits: TopologyEdits, tries: Int) {
    self.edits = edits
    all = Array(edits.edits.indices)
    left = tries
    let versions = [edits.oldTopology(), edits.newTopology()].compactMap(\.topology)
    let targets = versions.reduce(into: Set<PairTarget>()) {
      $0.formUnion(PairTarget.defaults(in: LoweredTopology($1)))
    }
    pairTargets = targets
    newest = Snapshots(pairTargets: targets) { edits.newTopology(variant: $0) }
  }

  /// A mixed version; nil if it is not valid, or the tries are used up.
  mutating func snapshot(_ applied: Set<Int>) -> Snapshots? {
    if applied.count == all.count { return newest }
    if let found = known[applied] { return found }
    guard left > 0 else {
      isExhausted = true
      return nil
    }
    left -= 1
    let edits = edits
    let found = Snapshots(pairTargets: pairTargets) { edits.load(applied, variant: $0) }
    known[applied] = .some(found)
    return found
  }

  /// A set of edits that brings a fact with its new value, none of which can be left out: first each alone, then by
  /// leaving out ever smaller parts of all (Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing
  /// Input", 2002).
  mutating func causes(of fact: ReachFact, _ value: ReachValue) -> [Int]? {
    func brings(_ found: Snapshots?) -> Bool {
      found.map { $0.value(of: fact) == value } ?? false
    }
    for edit in all where brings(snapshot([edit])) { return [edit] }
    guard !isExhausted else { return nil }
    var rest = all
    var parts = 2
    while rest.count > 1 {
      let size = max(1, (rest.count + parts - 1) / parts)
      var isSmaller = false
      for start in stride(from: 0, to: rest.count, by: size) {
        let without = Array(rest[..<start] + rest[min(start + size, rest.count)...])
        if !without.isEmpty, brings(snapshot(Set(without))) {
          rest = without
          parts = max(2, parts - 1)
          isSmaller = true
          break
        }
      }
      if isExhausted { return nil }
      if isSmaller { continue }
      if size == 1 { break }
      parts = min(rest.count, parts * 2)
    }
    return rest
  }
}

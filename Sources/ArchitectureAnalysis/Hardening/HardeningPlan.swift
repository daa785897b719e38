import Lowering
import SourceText
public import TopologyLanguage
public import TopologyModel

/// The controls that bring a topology furthest towards a goal, within a budget, as a change to its file.
///
/// Every candidate is loaded as the change it is, over the file and the controls chosen before it, and
/// evaluated from the start; one with which the file does not load is none. Where the combinations of
/// candidates up to the budget are few, all are tried; otherwise the best single control is taken again
/// and again, which need not find the best combination. Controls that cannot be felt in the events that
/// matter first are then left out, as they cannot be the best.
public struct HardeningPlan: Sendable {
  /// How the controls were found.
  public enum Method: Hashable, Sendable {
    /// Every combination was tried.
    case exact(combinations: Int)
    /// The best next control, again and again.
    case greedy(evaluated: Int)
  }

  /// One control with how things stand after it.
  public struct Step: Sendable {
    /// The control.
    public let control: Control
    /// How things stand with it and those before it.
    public let after: HardeningMeasure
  }

  /// What is lowered.
  public let goal: HardeningGoal
  /// How many controls were allowed.
  public let budget: Int
  /// How things stand without any.
  public let before: HardeningMeasure
  /// The controls, those first that do most; fewer than the budget when no further one helps.
  public let steps: [Step]
  /// All of them as one merge patch.
  public let change: TopologyChange
  /// How they were found.
  public let method: Method
  /// How many candidates there are.
  public let candidates: Int
  /// How many controls could not be weighed towards the goal: nobody says how likely what they add is stolen.
  public let unweighed: Int

  /// Up to so many combinations are all tried.
  public static let exactCombinations = 400

  /// Everything that could be done about a topology as declared, in a fixed order; not all of it need load.
  public static func candidates(for declared: Topology, budget: Int) -> [Control] {
    ControlCandidates(declared, budget: budget).all
  }

  /// Looks for the best controls.
  /// - Parameters:
  ///   - source: the file; what it loads as must be usable.
  ///   - variant: the architecture to harden; nil: the file as written.
  ///   - assumption: stands for likelihoods that the file does not say; nil: they are asked for.
  ///   - exactCombinations: up to so many combinations are all tried.
  ///   - progress: told how many changes were evaluated so far.
  /// - Throws: `MissingLikelihoods` of events of the file.
  /// - Complexity: for each change evaluated one load and one survey of single points.
  public init?(
    _ source: TopologySource, variant: String? = nil, budget: Int, goal: HardeningGoal = .worst,
    assuming assumption: Double? = nil, exactUpTo exactCombinations: Int = exactCombinations,
    progress: (Int) -> Void = { _ in }
  ) throws {
    let trial = HardeningTrial(
      source: source, variant: variant, goal: goal, assumption: assumption)
    guard let base = try trial.evaluate(.map([:])) else { return nil }
    var search = HardeningSearch(trial: trial, budget: budget)
    candidates = search.candidates(after: base).count
    let combinations = Self.combinations(candidates, upTo: budget)
    if let combinations, combinations <= exactCombinations {
      try search.tryAll(after: base, progress)
      method = .exact(combinations: combinations)
    } else {
      try search.takeBest(after: base, progress)
      method = .greedy(evaluated: search.evaluated)
    }
    self.goal = goal
    self.budget = budget
    before = base.measure
    unweighed = search.unweighed.count
    steps = search.steps(from: base)
    change = steps.last == nil ? .map([:]) : search.best.change
  }

  /// How many sets of 1 to `size` there are out of `count`; nil when they are too many to write.
  static func combinations(_ count: Int, upTo size: Int) -> Int? {
    var sum = 0
    var current = 1
    for taken in 1...max(1, min(size, count)) where taken <= count {
      let (product, overflow) = current.multipliedReportingOverflow(by: count - taken + 1)
      if overflow { return nil }
      current = product / taken
      sum += current
      if sum > 1 << 40 { return nil }
    }
    return sum
  }
}

/// A change, loaded and measured.
struct HardenedTopology {
  var change: TopologyChange
  var controls: [Control]
  var declared: Topology
  var measure: HardeningMeasure
}

/// Loads and measures changes.
struct HardeningTrial {
  let source: TopologySource
  let variant: String?
  let goal: HardeningGoal
  let assumption: Double?

  /// A hardened topology, to be asked more about.
  func lowered(_ hardened: HardenedTopology) -> LoweredTopology? {
    let file = SourceFile(name: "change", text: hardened.change.yaml())
    let change = hardened.controls.isEmpty ? nil : file
    return source.load(variant: variant, change: change).topology.map(LoweredTopology.init)
  }

  /// Nil when the file does not load with the change.
  func evaluate(
    _ change: TopologyChange, _ controls: [Control] = []
  ) throws -> HardenedTopology? {
    let file = SourceFile(name: "change", text: change.yaml())
    let outcome = source.load(variant: variant, change: controls.isEmpty ? nil : file)
    guard let topology = outcome.topology, let declared = outcome.declared else { return nil }
    return HardenedTopology(
      change: change, controls: controls, declared: declared,
      measure: try HardeningMeasure(LoweredTopology(topology), goal, assuming: assumption))
  }
}

import Lowering
import SourceText
public import TopologyLanguage
public import TopologyModel

/// The controls that improve a topology most with respect to a goal, within a budget, as a change to its file.
///
/// Every candidate is loaded as a change to the file and to the controls chosen before it, and then evaluated
/// from scratch. Candidates with which the file does not load are dropped. If there are few combinations of
/// candidates up to the budget, all of them are evaluated. Otherwise the best single control is added
/// repeatedly, which need not lead to the best combination. This greedy search skips controls without effect on
/// the most important events, because they cannot be the best.
public struct HardeningPlan: Sendable {
  /// The method of the search.
  public enum Method: Hashable, Sendable {
    /// Every combination was evaluated.
    case exact(combinations: Int)
    /// The best next control was added repeatedly.
    case greedy(evaluated: Int)
  }

  /// A control, with the figures after it.
  public struct Step: Sendable {
    /// The control.
    public let control: Control
    /// The figures with this control and the previous ones.
    public let after: HardeningMeasure
  }

  /// The measure that is reduced.
  public let goal: HardeningGoal
  /// The maximum number of controls.
  public let budget: Int
  /// The figures without any control.
  public let before: HardeningMeasure
  /// The controls, most effective first; fewer than the budget if no further one helps.
  public let steps: [Step]
  /// All controls as one merge patch.
  public let change: TopologyChange
  /// The method of the search.
  public let method: Method
  /// The number of candidates.
  public let candidates: Int
  /// The number of controls that could not be evaluated, because the likelihood that their new secrets are
  /// stolen is unknown.
  public let unweighed: Int

  /// The maximum number of combinations that are all evaluated.
  public static let exactCombinations = 400

  /// All candidates for a topology as declared, in a fixed order. Some of them may not load.
  public static func candidates(for declared: DeclaredTopology, budget: Int) -> [Control] {
    ControlCandidates(declared, budget: budget).all
  }

  /// Searches for the best controls.
  /// - Parameters:
  ///   - source: The file. It must load without errors.
  ///   - variant: The architecture to harden; nil for the base file.
  ///   - assumption: The likelihood of events without one in the file; nil reports them as missing.
  ///   - exactCombinations: The maximum number of combinations that are all evaluated.
  ///   - progress: Receives the number of changes evaluated so far.
  /// - Throws: `MissingLikelihoods` for events of the file.
  /// - Complexity: one load and one survey of single points per change evaluated.
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

  /// The number of subsets of size 1 to `size` of `count` elements; nil if it overflows.
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

/// A change that has been loaded and measured.
struct HardenedTopology {
  var change: TopologyChange
  var controls: [Control]
  var declared: DeclaredTopology
  var measure: HardeningMeasure
}

/// Loads and measures changes.
struct HardeningTrial {
  let source: TopologySource
  let variant: String?
  let goal: HardeningGoal
  let assumption: Double?

  /// A hardened topology, for further questions.
  func lowered(_ hardened: HardenedTopology) -> LoweredTopology? {
    let file = SourceFile(name: "change", text: hardened.change.yaml())
    let change = hardened.controls.isEmpty ? nil : file
    return source.load(variant: variant, change: change).topology.map(LoweredTopology.init)
  }

  /// Nil if the file does not load with the change.
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

import Lowering
import SourceText
public import TopologyLanguage
public import TopologyModel

/// The controls that improve a topology most with respect to a question, within a budget, as a change to its
/// file.
///
/// Every candidate is loaded as a change to the file and to the controls chosen before it, and then evaluated
/// from scratch. Candidates with which the file does not load are dropped. If there are few combinations of
/// candidates within the budget, all of them are evaluated. Otherwise the best single control is added
/// repeatedly, which need not lead to the best combination, and controls that the rest makes superfluous are
/// removed. This greedy search skips controls without effect on the most important events, because they cannot
/// be the best. When the limit of work is reached, nothing more is tried, and the plan says so. Of combinations that
/// do the same, the cheapest is taken.
public struct HardeningPlan: Sendable {
  /// The method of the search.
  public enum Method: Hashable, Sendable {
    /// Every combination was evaluated.
    case exact(combinations: Int)
    /// The best next control was added repeatedly.
    case greedy(evaluated: Int)
    /// The limit of work was reached after this many changes; this many candidates were not tried, neither alone nor with
    /// others.
    case limited(evaluated: Int, untried: Int)
  }

  /// A control, with the figures after it.
  public struct Step: Sendable {
    /// The control.
    public let control: Control
    /// What it costs.
    public let cost: Int
    /// The figures with this control and the previous ones.
    public let after: HardeningMeasure
  }

  /// A candidate, with what it does alone and in company.
  public struct Candidate: Sendable {
    /// The control.
    public let control: Control
    /// What it costs.
    public let cost: Int
    /// The figures with it alone.
    public let alone: HardeningMeasure
    /// The figures of the chosen controls without it if it is one of them, otherwise of the chosen ones with it;
    /// nil if that was not evaluated.
    public let company: HardeningMeasure?
    /// Whether it is among the chosen controls.
    public let isChosen: Bool
  }

  /// A combination that no cheaper one equals.
  public struct Offer: Sendable {
    /// The controls.
    public let controls: [Control]
    /// What they cost together.
    public let cost: Int
    /// The figures with them.
    public let after: HardeningMeasure
  }

  /// What was asked.
  public let question: HardeningQuestion
  /// The figures without any control.
  public let before: HardeningMeasure
  /// The controls, most effective first; none if no control helps.
  public let steps: [Step]
  /// All controls as one merge patch.
  public let change: TopologyChange
  /// The method of the search.
  public let method: Method
  /// The number of candidates.
  public let candidates: Int
  /// The candidates that do something alone or are chosen, the most effective first.
  public let ranked: [Candidate]
  /// The Pareto front of cost against the measure, among what was evaluated: the cheapest first, starting with no
  /// control.
  public let front: [Offer]
  /// The fewest controls that do the same as the chosen ones, if these are cheaper and more; nil if none were found.
  public let fewest: Offer?
  /// The number of controls that could not be evaluated, because the likelihood that their new secrets are
  /// stolen is unknown.
  public let unweighed: Int

  /// The measure that is reduced, unless an incident is asked about.
  public var goal: HardeningGoal { question.goal }
  /// Whether the limit of work was reached.
  public var isLimited: Bool {
    if case .limited = method { true } else { false }
  }
  /// The maximum cost.
  public var budget: Int { question.budget }
  /// What the chosen controls cost together.
  public var cost: Int { steps.reduce(0) { $0 + $1.cost } }

  /// The maximum number of combinations that are all evaluated.
  public static let exactCombinations = 400
  /// The number of steps that take about a second.
  public static let stepsPerSecond = 20_000_000
  /// The default of the maximum number of steps: about 10 seconds.
  public static let defaultWork = 10 * stepsPerSecond
  /// The maximum number of candidates that are evaluated in company.
  public static let mostInCompany = 24

  /// All candidates for a topology as declared, in a fixed order. Some of them may not load.
  public static func candidates(for declared: DeclaredTopology, budget: Int) -> [Control] {
    ControlCandidates(declared, budget: budget).all
  }

  /// What `--only` and `--exclude` can name: kinds, controls as `kind:subject`, and ids of what they change.
  public static func names(for declared: DeclaredTopology, budget: Int) -> Set<String> {
    ControlCandidates(declared, budget: budget).all
      .reduce(into: Set(ControlKind.allCases.map(\.rawValue))) { $0.formUnion($1.names) }
  }

  /// Searches for the best controls with the default options.
  public init?(
    _ source: TopologySource, variant: String? = nil, budget: Int, goal: HardeningGoal = .worst,
    assuming assumption: Double? = nil, exactUpTo exactCombinations: Int = exactCombinations,
    progress: (Int) -> Void = { _ in }
  ) throws {
    try self.init(
      source, variant: variant,
      HardeningQuestion(
        budget: budget, goal: goal, assuming: assumption, exactUpTo: exactCombinations),
      progress: progress)
  }

  /// Searches for the best controls.
  /// - Parameters:
  ///   - source: The file. It must load without errors.
  ///   - variant: The architecture to harden; nil for the base file.
  ///   - progress: Receives the number of changes evaluated so far.
  ///   - whatIf: What is added or switched off before.
  /// - Throws: `MissingLikelihoods` for events of the file; `WhatIf.UnknownName`.
  /// - Complexity: one load and one survey of single points per change evaluated; for an incident one load and
  ///   one world.
  public init?(
    _ source: TopologySource, variant: String? = nil, _ question: HardeningQuestion,
    whatIf: WhatIf = WhatIf(), progress: (Int) -> Void = { _ in }
  ) throws {
    guard let topology = source.load(variant: variant).topology else { return nil }
    let trial = HardeningTrial(
      source: source, variant: variant, question: question, original: LoweredTopology(topology),
      whatIf: whatIf, start: try whatIf.change(of: source, variant: variant))
    guard let base = try trial.evaluate(.map([:])) else { return nil }
    var search = HardeningSearch(trial: trial, base: base)
    let all = search.candidates(after: base)
    candidates = all.count
    var method: Method
    let combinations = Self.combinations(all.map(search.cost), upTo: question.budget)
    if let combinations, combinations <= question.exactCombinations {
      try search.tryAll(progress)
      method = .exact(combinations: combinations)
    } else {
      try search.takeBest(progress)
      method = .greedy(evaluated: search.evaluated)
    }
    let searched = search.evaluated
    if !search.untried.isEmpty {
      method = .limited(evaluated: searched, untried: search.neverTried)
    }
    self.method = method
    self.question = question
    before = base.measure
    steps = search.steps
    change = steps.isEmpty ? .map([:]) : search.best.change
    ranked = try search.ranked(most: Self.mostInCompany, progress)
    front = search.front
    fewest = search.fewest
    unweighed = search.unweighed.count
  }

  /// The number of subsets, other than the empty one, that cost no more than a budget; nil if it overflows.
  static func combinations(_ costs: [Int], upTo budget: Int) -> Int? {
    let most = 1 << 40
    // For each cost, the number of subsets. Free ones double everything.
    var counts: [Int: Int] = [0: 1]
    for cost in costs where cost <= budget {
      for (sum, count) in counts.sorted(by: { $0.key > $1.key }) {
        let (total, overflow) = sum.addingReportingOverflow(cost)
        guard !overflow, total <= budget else { continue }
        counts[total, default: 0] += count
      }
      if counts.values.reduce(0, +) > most { return nil }
    }
    return counts.values.reduce(0, +) - 1
  }
}

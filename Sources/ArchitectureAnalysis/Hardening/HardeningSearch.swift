import TopologyLanguage
import TopologyModel
import YearSimulation

/// Searches for the best controls. After every control, candidates are created again from the changed topology,
/// so that controls on the same entry build on each other.
struct HardeningSearch {
  let trial: HardeningTrial
  let budget: Int
  private(set) var evaluated = 0
  /// Controls that could not be evaluated, because the likelihood that their new secrets are stolen is unknown.
  private(set) var unweighed: Set<String> = []
  /// The best result so far; nil if there is none.
  private var found: HardenedTopology?
  /// Measures of the sets of controls evaluated, by their identities.
  private var measures: [Set<String>: HardeningMeasure] = [:]

  init(trial: HardeningTrial, budget: Int) {
    self.trial = trial
    self.budget = budget
  }

  var best: HardenedTopology {
    guard let found else { preconditionFailure("asked before anything was found") }
    return found
  }

  private static func name(_ control: Control) -> String {
    "\(control.kind.rawValue) \(control.subject)"
  }

  /// The controls that can be added to those already chosen.
  func candidates(after start: HardenedTopology) -> [Control] {
    let taken = Set(start.controls.map(Self.name))
    return ControlCandidates(start.declared, budget: budget).all
      .filter { !taken.contains(Self.name($0)) }
  }

  /// The result of one more control; nil if the file does not load with it, or if it cannot be evaluated.
  private mutating func adding(
    _ control: Control, to start: HardenedTopology, _ progress: (Int) -> Void
  ) throws -> HardenedTopology? {
    let controls = start.controls + [control]
    let change = start.change.followed(by: control.change)
    let result: HardenedTopology
    do {
      guard let found = try trial.evaluate(change, controls) else { return nil }
      result = found
    } catch is MissingLikelihoods {
      // All likelihoods of the file itself are known, because the starting point was measured.
      unweighed.insert(Self.name(control))
      return nil
    }
    evaluated += 1
    progress(evaluated)
    measures[Set(controls.map(Self.name))] = result.measure
    return result
  }

  /// The results of all possible next controls, each set of controls once.
  private mutating func next(
    after start: HardenedTopology, _ progress: (Int) -> Void
  ) throws -> [HardenedTopology] {
    let last = start.controls.last
    return try candidates(after: start)
      .filter { control in last.map { control.key > $0.key } ?? true }
      .compactMap { try adding($0, to: start, progress) }
  }

  /// Evaluates every combination up to the budget. Among equal ones, keeps the first of the smallest.
  mutating func tryAll(after base: HardenedTopology, _ progress: (Int) -> Void) throws {
    var level = try next(after: base, progress)
    for size in 1...max(1, budget) {
      for result in level { keep(result, over: base) }
      guard size < budget, !level.isEmpty else { break }
      level = try level.flatMap { try next(after: $0, progress) }
    }
  }

  /// Adds the best next control until the budget is used or none helps.
  mutating func takeBest(after base: HardenedTopology, _ progress: (Int) -> Void) throws {
    for size in 1...max(1, budget) {
      try takeBestNext(after: found ?? base, over: base, progress)
      guard let found, found.controls.count == size else { break }
    }
  }

  /// Evaluates controls in the order of the events on which they have an effect, most people first, until one
  /// reduces these events; controls that affect only lesser events are not better. For other goals, evaluates
  /// all.
  private mutating func takeBestNext(
    after start: HardenedTopology, over base: HardenedTopology, _ progress: (Int) -> Void
  ) throws {
    let all = candidates(after: start)
    guard trial.goal == .worst, let lowered = trial.lowered(start) else {
      for control in all {
        if let result = try adding(control, to: start, progress) { keep(result, over: base) }
      }
      return
    }
    let reach = ControlReach(lowered)
    let groups = Dictionary(grouping: all) { reach.group(of: $0) }
    for group in groups.keys.sorted() {
      for control in groups[group] ?? [] {
        if let result = try adding(control, to: start, progress) { keep(result, over: base) }
      }
      if let found, found.controls.count > start.controls.count, group < reach.ends.count,
        found.measure.differs(from: start.measure, inFirst: reach.ends[group])
      {
        break
      }
    }
  }

  private mutating func keep(_ result: HardenedTopology, over base: HardenedTopology) {
    if result.measure.isBetter(than: found?.measure ?? base.measure) { found = result }
  }

  /// The chosen controls, ordered so that the next one is always the most effective, with the figures after
  /// each.
  func steps(from base: HardenedTopology) -> [HardeningPlan.Step] {
    guard let found else { return [] }
    var steps: [HardeningPlan.Step] = []
    var rest = found.controls
    var taken: Set<String> = []
    while !rest.isEmpty {
      var choice: (index: Int, measure: HardeningMeasure)?
      for (index, control) in rest.enumerated() {
        let set = taken.union([Self.name(control)])
        guard let measure = rest.count == 1 ? found.measure : measures[set] else { continue }
        if choice.map({ measure.isBetter(than: $0.measure) }) ?? true { choice = (index, measure) }
      }
      guard let choice else {
        // The remaining controls were not evaluated in this order, so they are listed together.
        return steps + rest.map { HardeningPlan.Step(control: $0, after: found.measure) }
      }
      let control = rest.remove(at: choice.index)
      taken.insert(Self.name(control))
      steps.append(HardeningPlan.Step(control: control, after: choice.measure))
    }
    return steps
  }
}

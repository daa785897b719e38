import TopologyModel

/// The search for the best controls. Candidates are made anew after every control, from the topology as it
/// then is, so that controls on the same entry build on one another.
struct HardeningSearch {
  let trial: HardeningTrial
  let budget: Int
  private(set) var evaluated = 0
  /// Nothing so far, or the best found.
  private var found: HardenedTopology?
  /// Measures of sets of controls that were tried, by what tells controls apart.
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

  /// Everything that one more control leads to.
  mutating func next(
    after start: HardenedTopology, _ progress: (Int) -> Void, from last: Control? = nil
  ) throws -> [HardenedTopology] {
    let taken = Set(start.controls.map(Self.name))
    var results: [HardenedTopology] = []
    for control in ControlCandidates(start.declared, budget: budget).all
    where !taken.contains(Self.name(control)) {
      if let last, control.key <= last.key { continue }
      let change = start.change.followed(by: control.change)
      let controls = start.controls + [control]
      guard let result = try trial.evaluate(change, controls) else { continue }
      evaluated += 1
      progress(evaluated)
      measures[Set(controls.map(Self.name))] = result.measure
      results.append(result)
    }
    return results
  }

  /// Tries every combination up to the budget; of equal ones the first of the smallest is kept.
  mutating func tryAll(
    after base: HardenedTopology, _ first: [HardenedTopology], _ progress: (Int) -> Void
  ) throws {
    var level = first
    for size in 1...max(1, budget) {
      for result in level { keep(result, over: base) }
      guard size < budget else { break }
      level = try level.flatMap {
        try next(after: $0, progress, from: $0.controls.last)
      }
    }
  }

  /// Takes the best next control until the budget is spent or none helps.
  mutating func takeBest(
    after base: HardenedTopology, _ first: [HardenedTopology], _ progress: (Int) -> Void
  ) throws {
    var level = first
    for size in 1...max(1, budget) {
      let before = found?.controls.count ?? 0
      for result in level { keep(result, over: base) }
      guard let found, found.controls.count > before, size < budget else { break }
      level = try next(after: found, progress)
    }
  }

  private mutating func keep(_ result: HardenedTopology, over base: HardenedTopology) {
    if result.measure.isBetter(than: found?.measure ?? base.measure) { found = result }
  }

  /// The controls found, each time the one first that then does most, with how things stand after each.
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
        // Not tried in this order: what is left counts as taken together.
        return steps + rest.map { HardeningPlan.Step(control: $0, after: found.measure) }
      }
      let control = rest.remove(at: choice.index)
      taken.insert(Self.name(control))
      steps.append(HardeningPlan.Step(control: control, after: choice.measure))
    }
    return steps
  }
}

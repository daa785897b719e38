import Lowering
import TopologyLanguage
import TopologyModel
import YearSimulation

/// Searches for the best controls. After every control, candidates are created again from the changed topology,
/// so that controls on the same entry build on each other.
struct HardeningSearch {
  let trial: HardeningTrial
  /// The architecture as it is.
  let base: HardenedTopology
  private(set) var evaluated = 0
  /// Controls that could not be evaluated, because the likelihood that their new secrets are stolen is unknown.
  private(set) var unweighed: Set<String> = []
  /// The controls that were not tried, or not in some company, because the limit of work was reached.
  private(set) var untried: Set<String> = []
  private var work: HardeningWork
  /// The best result so far; nil if there is none.
  private(set) var found: HardenedTopology?
  /// What controls can change about the incident; nil without one.
  private let touched: Set<Control.Touch>?
  /// Every set of controls that was evaluated, by their names.
  private var results: [Set<String>: HardenedTopology] = [:]

  init(trial: HardeningTrial, base: HardenedTopology) {
    self.trial = trial
    self.base = base
    work = HardeningWork(limit: trial.question.work)
    touched = trial.question.incident.flatMap { incident in
      trial.lowered(base).map {
        ControlReach.touched(by: incident, in: $0, original: trial.original)
      }
    }
  }

  var best: HardenedTopology { found ?? base }

  /// How many controls were tried neither alone nor with others, because the limit of work was reached.
  var neverTried: Int { untried.subtracting(results.keys.joined()).count }

  private var budget: Int { trial.question.budget }

  func cost(_ control: Control) -> Int {
    base.declared.entries.costs.cost(of: control.kind, on: control.subject)
  }

  private func cost(_ controls: [Control]) -> Int { controls.reduce(0) { $0 + cost($1) } }

  /// The controls that can be added to those already chosen.
  func candidates(after start: HardenedTopology) -> [Control] {
    let taken = Set(start.controls.map(\.name))
    return ControlCandidates(start.declared, budget: budget).all
      .filter { !taken.contains($0.name) && trial.question.allows($0) && canHelp($0) }
  }

  /// Whether a control changes anything in the incident that is asked about. Controls only take ways away, so one
  /// that changes nothing there changes nothing after others either.
  private func canHelp(_ control: Control) -> Bool {
    touched.map { !control.touches.isDisjoint(with: $0) } ?? true
  }

  private func affordable(after start: HardenedTopology) -> [Control] {
    let left = budget - cost(start.controls)
    return candidates(after: start).filter { cost($0) <= left }
  }

  /// The result of one more control; nil if the file does not load with it, or if it cannot be evaluated.
  private mutating func adding(
    _ control: Control, to start: HardenedTopology, _ progress: (Int) -> Void
  ) throws -> HardenedTopology? {
    let controls = start.controls + [control]
    let names = Set(controls.map(\.name))
    if let known = results[names] { return known }
    guard !work.isOver else {
      untried.insert(control.name)
      return nil
    }
    let change = start.change.followed(by: control.change)
    let result: HardenedTopology
    do {
      guard let found = try trial.evaluate(change, controls) else { return nil }
      result = found
    } catch is MissingLikelihoods {
      // All likelihoods of the file itself are known, because the starting point was measured.
      unweighed.insert(control.name)
      return nil
    }
    evaluated += 1
    work.add(result.steps)
    progress(evaluated)
    results[names] = result
    return result
  }

  /// The results of all possible next controls, each set of controls once.
  private mutating func next(
    after start: HardenedTopology, _ progress: (Int) -> Void
  ) throws -> [HardenedTopology] {
    let last = start.controls.last
    return try affordable(after: start)
      .filter { control in last.map { control.key > $0.key } ?? true }
      .compactMap { try adding($0, to: start, progress) }
  }

  /// Evaluates every combination within the budget. Among equal ones, keeps the first of the cheapest.
  mutating func tryAll(_ progress: (Int) -> Void) throws {
    var level = try next(after: base, progress)
    while !level.isEmpty {
      for result in level { keep(result) }
      level = try level.flatMap { try next(after: $0, progress) }
    }
  }

  /// Adds the best next control until the budget is used or none helps, then removes what the rest makes
  /// superfluous.
  mutating func takeBest(_ progress: (Int) -> Void) throws {
    var size = 0
    while true {
      try takeBestNext(after: best, progress)
      guard let found, found.controls.count == size + 1 else { break }
      size += 1
    }
    while let smaller = try withoutSuperfluous(progress) { found = smaller }
  }

  /// The chosen controls without the costliest that the others make superfluous; nil if each is needed.
  private mutating func withoutSuperfluous(_ progress: (Int) -> Void) throws -> HardenedTopology? {
    guard let found, found.controls.count > 1 else { return nil }
    for control in found.controls.sorted(by: { cost($0) > cost($1) }) {
      guard let less = try without(control, progress) else { continue }
      if less.measure.isSame(as: found.measure) { return less }
    }
    return nil
  }

  /// The chosen controls without one of them; nil if the rest cannot be evaluated by itself.
  private mutating func without(
    _ control: Control, _ progress: (Int) -> Void
  ) throws -> HardenedTopology? {
    var result = base
    for name in best.controls.map(\.name) where name != control.name {
      guard let next = candidates(after: result).first(where: { $0.name == name }),
        let added = try adding(next, to: result, progress)
      else { return nil }
      result = added
    }
    return result
  }

  /// Evaluates controls in the order of the events on which they have an effect, most people first, until one
  /// reduces these events; controls that affect only lesser events are not better. For figures of a year evaluates all,
  /// those first that can spare most; for an incident all.
  private mutating func takeBestNext(
    after start: HardenedTopology, _ progress: (Int) -> Void
  ) throws {
    let all = affordable(after: start)
    guard trial.question.incident == nil, let lowered = trial.lowered(start) else {
      for control in all {
        if let result = try adding(control, to: start, progress) { keep(result) }
      }
      return
    }
    guard trial.question.goal == .worst else {
      // What promises most first, so that a limit of work leaves out what promises least.
      let reach = ControlReach(lowered, assumption: trial.question.assumption)
      let promising = all.map { ($0, reach.promise(of: $0)) }.sorted { left, right in
        left.1 != right.1
          ? right.1.lexicographicallyPrecedes(left.1) : left.0.key < right.0.key
      }
      // The work that is left is shared among the controls that can still be afforded.
      let end = work.spent + work.left / max(1, budget - cost(start.controls))
      for (place, (control, _)) in promising.enumerated() {
        if work.spent >= end, let found, found.controls.count > start.controls.count {
          untried.formUnion(promising[place...].map(\.0.name))
          break
        }
        if let result = try adding(control, to: start, progress) { keep(result) }
      }
      return
    }
    let reach = ControlReach(lowered)
    let groups = Dictionary(grouping: all) { reach.group(of: $0) }
    for group in groups.keys.sorted() {
      for control in groups[group] ?? [] {
        if let result = try adding(control, to: start, progress) { keep(result) }
      }
      if let found, found.controls.count > start.controls.count, group < reach.ends.count,
        found.measure.differs(from: start.measure, inFirst: reach.ends[group])
      {
        break
      }
    }
  }

  private mutating func keep(_ result: HardenedTopology) {
    let standing = best
    if result.measure.isBetter(than: standing.measure)
      || found != nil && result.measure.isSame(as: standing.measure)
        && cost(result.controls) < cost(standing.controls)
    {
      found = result
    }
  }
}

// MARK: - What was found

extension HardeningSearch {
  /// The chosen controls, ordered so that the next one is always the most effective, with the figures after
  /// each.
  var steps: [HardeningPlan.Step] {
    guard let found else { return [] }
    func step(_ control: Control, _ measure: HardeningMeasure) -> HardeningPlan.Step {
      HardeningPlan.Step(control: control, cost: cost(control), after: measure)
    }
    var steps: [HardeningPlan.Step] = []
    var rest = found.controls
    var taken: Set<String> = []
    while !rest.isEmpty {
      var choice: (index: Int, measure: HardeningMeasure)?
      for (index, control) in rest.enumerated() {
        let set = taken.union([control.name])
        guard let measure = rest.count == 1 ? found.measure : results[set]?.measure else {
          continue
        }
        if choice.map({ measure.isBetter(than: $0.measure) }) ?? true { choice = (index, measure) }
      }
      guard let choice else {
        // The remaining controls were not evaluated in this order, so they are listed together.
        return steps + rest.map { step($0, found.measure) }
      }
      let control = rest.remove(at: choice.index)
      taken.insert(control.name)
      steps.append(step(control, choice.measure))
    }
    return steps
  }

  /// The candidates that do something alone, or that are chosen, with what they do in company; the most effective
  /// first, of equal ones the cheapest.
  mutating func ranked(
    most: Int, _ progress: (Int) -> Void
  ) throws -> [HardeningPlan.Candidate] {
    let chosen = Set(best.controls.map(\.name))
    let alone = results.values.filter { $0.controls.count == 1 }.filter { result in
      chosen.contains(result.controls[0].name) || result.measure.isBetter(than: base.measure)
    }.sorted { left, right in
      if left.measure.isBetter(than: right.measure) { return true }
      if right.measure.isBetter(than: left.measure) { return false }
      let keys = [left, right].map { (cost($0.controls), $0.controls[0]) }
      return keys[0].0 != keys[1].0 ? keys[0].0 < keys[1].0 : keys[0].1.key < keys[1].1.key
    }
    let more = Dictionary(
      candidates(after: best).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    return try alone.enumerated().map { place, result in
      let control = result.controls[0]
      let isChosen = chosen.contains(control.name)
      var company: HardeningMeasure?
      if isChosen {
        company = try best.controls.count == 1 ? base.measure : without(control, progress)?.measure
      } else if place < most, let again = more[control.name] {
        company = try adding(again, to: best, progress)?.measure
      }
      return HardeningPlan.Candidate(
        control: control, cost: cost(control), alone: result.measure, company: company,
        isChosen: isChosen)
    }
  }

  /// Fewer controls than the chosen ones that do the same and cost more; nil if none were evaluated.
  var fewest: HardeningPlan.Offer? {
    guard let found else { return nil }
    let fewer = results.map { (names: $0.key.sorted(), result: $0.value) }.filter {
      $0.names.count < found.controls.count && $0.result.measure.isSame(as: found.measure)
    }
    return fewer.min { left, right in
      let keys = [left, right].map { ($0.names.count, cost($0.result.controls)) }
      return keys[0] != keys[1]
        ? keys[0] < keys[1] : left.names.lexicographicallyPrecedes(right.names)
    }.map {
      HardeningPlan.Offer(
        controls: $0.result.controls, cost: cost($0.result.controls), after: $0.result.measure)
    }
  }

  /// What was evaluated and neither costs more nor does less than something else.
  var front: [HardeningPlan.Offer] {
    let all = results.map { (names: $0.key.sorted(), result: $0.value) }.sorted { left, right in
      let costs = (cost(left.result.controls), cost(right.result.controls))
      if costs.0 != costs.1 { return costs.0 < costs.1 }
      if left.result.measure.isBetter(than: right.result.measure) { return true }
      if right.result.measure.isBetter(than: left.result.measure) { return false }
      if left.names.count != right.names.count { return left.names.count < right.names.count }
      return left.names.lexicographicallyPrecedes(right.names)
    }
    var front = [HardeningPlan.Offer(controls: [], cost: 0, after: base.measure)]
    for (_, result) in all where result.measure.isBetter(than: front[front.count - 1].after) {
      let offer = HardeningPlan.Offer(
        controls: result.controls, cost: cost(result.controls), after: result.measure)
      if offer.cost == front[front.count - 1].cost, front.count > 1 { front.removeLast() }
      front.append(offer)
    }
    return front
  }
}

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
  private(set) var results: [Set<String>: HardenedTopology] = [:]

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

  func cost(_ controls: [Control]) -> Int { controls.reduce(0) { $0 + cost($1) } }

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
  mutating func adding(
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
  mutating func without(
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

/// What a search found: the chosen controls in order, what each does, and what else costs less or does more.
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

import Propagation
import TopologyModel

/// Draws years among those with exposure, if too few of all years have any.
///
/// Someone is exposed, or a service stops, if one of some facts holds. A decision diagram over the events gives
/// the exact probability of this, and years are drawn on this condition, so that every one is a hit. If the
/// diagram would be too large, years are drawn on condition that some event occurs, with one stratum for each
/// event that may be the first; the strata have trials in proportion to their exact probabilities.
struct RareYears {
  private let study: SimulationStudy

  init(_ study: SimulationStudy) {
    var study = study
    // The earlier draws were most of the work; the rest consists of many short runs.
    study.options.worlds.progress = nil
    self.study = study
  }

  private var options: SimulationOptions { study.options }

  // MARK: - People

  func outlook(_ root: Reference<PeopleGroup>) throws -> ClassOutlook {
    let program = study.program([root], [])
    let (open, certain) = study.likely(program)
    let hits = (program.whole + program.possibly).compactMap { $0 }
    if let run = run(program, anyOf: hits, open, certain) {
      guard run.probability > 0 else { return try nobody(program, root, open, certain) }
      return try study.answer(program, [root], [], run, certain: certain.compactMap(\.event))
        .outlook(0)
    }
    return try stratified(program, root, open, certain)
  }

  /// Nobody can be exposed, so one year describes all.
  private func nobody(
    _ program: YearProgram, _ root: Reference<PeopleGroup>, _ open: [YearRun.Event],
    _ certain: [YearRun.Event]
  ) throws -> ClassOutlook {
    let run = YearRun(
      events: [], certain: certain.map(\.fact), worlds: .all, probability: 1)
    return try study.answer(program, [root], [], run, certain: certain.compactMap(\.event))
      .outlook(0)
  }

  private func stratified(
    _ program: YearProgram, _ root: Reference<PeopleGroup>, _ open: [YearRun.Event],
    _ certain: [YearRun.Event]
  ) throws -> ClassOutlook {
    var none = 1.0
    var probabilities: [Double] = []
    for event in open {
      probabilities.append(none * event.likelihood)
      none *= 1 - event.likelihood
    }
    let some = probabilities.reduce(0, +)
    var together: SimulationStudy.Answer?
    for (first, probability) in probabilities.enumerated() where probability > 0 {
      let trials = max(
        64, Int(saturating: (Double(options.trials) * probability / some).rounded(.up)))
      // Each stratum has its own draws; with common draws, chance would not even out between them.
      let run = YearRun(
        events: open, certain: certain.map(\.fact),
        worlds: .drawn(trials, seed: options.seed ^ open[first].key, first: first),
        probability: probability)
      let next = try study.answer(
        program, [root], [], run, certain: certain.compactMap(\.event))
      if together == nil {
        together = next
      } else {
        together?.samples[0].strata += next.samples[0].strata
      }
    }
    guard var together else { return try nobody(program, root, open, certain) }
    let strata = together.samples[0].strata
    together.method = .conditional(
      trials: strata.reduce(0) { $0 + $1.run.count }, strata: strata.count, probability: some)
    return together.outlook(0)
  }

  // MARK: - Services

  /// The service with figures from a sufficient number of years, if the diagram permits.
  func refined(_ outlook: ServiceOutlook) throws -> ServiceOutlook {
    func isFew(_ failure: ServiceFailure) -> Bool {
      failure.hits.map { $0 < options.fewHits } ?? false
    }
    guard isFew(outlook.down) || isFew(outlook.impaired) else { return outlook }
    var outlook = outlook
    let program = study.program([], outlook.services)
    let places = outlook.services.map(\.index)
    if isFew(outlook.impaired) {
      let facts = places.flatMap { [program.needsFail[$0], program.down[$0]] }.compactMap { $0 }
      if let better = try refined(program, outlook.services, anyOf: facts, \.impaired) {
        outlook.impaired = better
      }
    }
    if isFew(outlook.down) {
      let facts = places.compactMap { program.down[$0] }
      if let better = try refined(program, outlook.services, anyOf: facts, \.down) {
        outlook.down = better
      }
    }
    return outlook
  }

  private func refined(
    _ program: YearProgram, _ services: [Reference<Service>], anyOf facts: [ClauseProgram.Fact],
    _ failure: KeyPath<ServiceOutlook, ServiceFailure>
  ) throws -> ServiceFailure? {
    let (open, certain) = study.likely(program)
    guard let run = run(program, anyOf: facts, open, certain) else { return nil }
    if run.probability <= 0 || services.count == 1 {
      let exactly = Estimate(value: run.probability, standardError: 0)
      return ServiceFailure(any: exactly, expected: exactly, hits: nil, method: .diagram)
    }
    let answer = try study.answer(
      program, [], services, run, certain: certain.compactMap(\.event))
    return answer.services.first?[keyPath: failure]
  }

  // MARK: - Years

  /// Years among those in which one of the facts holds; nil if the diagram is too large.
  private func run(
    _ program: YearProgram, anyOf facts: [ClauseProgram.Fact], _ open: [YearRun.Event],
    _ certain: [YearRun.Event]
  ) -> YearRun? {
    let (clauses, target) = program.clauses.adding(anyOf: facts)
    let events = open.map {
      RandomEvent(fact: $0.fact, key: $0.key, probability: $0.likelihood)
    }
    guard
      let trials = ConditionalTrials(
        of: target, in: clauses, events: events, base: certain.map(\.fact),
        budget: options.rareBudget)
    else { return nil }
    let count = min(options.trials, options.rareTrials)
    let rows =
      trials.probability > 0
      ? trials.rows(count, seed: options.seed)
      : open.map { _ in [UInt64](repeating: 0, count: (count + 63) / 64) }
    return YearRun(
      events: open, certain: certain.map(\.fact), worlds: .given(count, rows: rows),
      probability: min(1, trials.probability))
  }
}

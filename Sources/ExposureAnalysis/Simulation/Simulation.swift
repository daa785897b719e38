public import Propagation
public import TopologyModel

/// How a simulation is made.
public struct SimulationOptions: Sendable {
  /// Years drawn.
  public var trials = 1_000_000
  /// Where the draws start: the same seed draws the same years.
  public var seed: UInt64 = 1
  /// The likelihood of events for which the file has none; nil: they are asked for.
  public var assumption: Double?
  /// By what the likelihood of each event is multiplied; nil: by nothing.
  public var factor: (@Sendable (BasicEvent) -> Double)?
  /// Some events of which a share of each one's likelihood is one cause that they share; nil: none is.
  public var sharedCause: SharedCause?
  /// Up to so many events that matter, every combination is weighed instead of drawing years.
  public var exactEvents = 20
  /// With fewer trials than this in which somebody is exposed, years are drawn given that some event happens.
  public var fewHits = 100
  /// The person classes asked about; nil: all.
  public var classes: [Reference<PeopleGroup>]?
  /// Whether services are asked about.
  public var includesServices = true
  /// How worlds are evaluated; results do not depend on it.
  public var worlds = WorldOptions()

  /// A million years, seed 1.
  public init() {}
}

/// A cause that some events share: it makes all of them happen at once (the β-factor model: Fleming, 1975). The
/// likelihood of each stays what it is; only how much of it is its own changes.
public struct SharedCause: Sendable {
  /// The events.
  public var events: [BasicEvent]
  /// Which share of the least likely one's likelihood is the cause's, 0 … 1.
  public var share: Double

  /// A shared cause.
  public init(_ events: [BasicEvent], share: Double) {
    self.events = events
    self.share = share
  }
}

/// Basic events that matter and have no likelihood.
public struct MissingLikelihoods: Error {
  /// The events, in order.
  public let events: [BasicEvent]
}

/// What a year may bring: basic events drawn from their yearly likelihoods, independently, and for every person
/// class how many people that exposes, for every service whether it stops.
///
/// A year is one world: each event happens in it once or not at all. Every system that the intruder controls or
/// is let into is contained, hence stops. The draws of an event depend on the seed, its id and the number of
/// the trial alone, so that two architectures meet the same years.
public struct Simulation: Sendable {
  /// What it was asked of.
  public let lowered: LoweredTopology
  /// How it was made.
  public let options: SimulationOptions
  /// How likely each event that matters is.
  public let likelihoods: EventLikelihoods
  /// One for each person class, in the order of the file.
  public let classes: [ClassOutlook]
  /// One for each service as declared, sorted by id.
  public let services: [ServiceOutlook]

  /// Simulates.
  /// - Throws: `MissingLikelihoods`; `CancellationError` when `options.worlds.cancellation` asked to stop.
  /// - Complexity: O(trials / 512 × clauses + trials × (groups exposed + classes)); 4 bytes a trial and class.
  public init(_ lowered: LoweredTopology, _ options: SimulationOptions = SimulationOptions()) throws
  {
    let topology = lowered.topology
    let asked = options.includesServices ? topology.services.references : []
    let whole = YearProgram(
      lowered,
      .init(
        classes: options.classes ?? topology.personClasses, services: asked,
        shared: options.sharedCause))
    likelihoods = EventLikelihoods(
      of: whole.events.map(\.event), in: topology, assuming: options.assumption,
      scaling: options.factor ?? { _ in 1 })
    guard likelihoods.missing.isEmpty else {
      throw MissingLikelihoods(events: likelihoods.missing)
    }
    self.lowered = lowered
    self.options = options
    let study = Study(lowered: lowered, options: options, likelihoods: likelihoods)
    (classes, services) = try study.run(whole, asked)
  }
}

/// The steps of a simulation.
private struct Study {
  let lowered: LoweredTopology
  let options: SimulationOptions
  let likelihoods: EventLikelihoods

  typealias Result = (classes: [ClassOutlook], services: [ServiceOutlook])

  func run(_ whole: YearProgram, _ asked: [Reference<Service>]) throws -> Result {
    let all = options.classes ?? lowered.topology.personClasses
    if isFew(whole) {
      let answer = try answer(whole, all, asked, worlds: .all)
      return (all.indices.map { answer.outlook($0) }, answer.services)
    }
    var found: [Reference<PeopleGroup>: ClassOutlook] = [:]
    var open: [Reference<PeopleGroup>] = []
    for root in all {
      let alone = YearProgram(
        lowered, .init(classes: [root], services: [], shared: options.sharedCause))
      if isFew(alone) {
        found[root] = try answer(alone, [root], [], worlds: .all).outlook(0)
      } else if options.exactEvents > 0, let outlook = independent(alone, root) {
        found[root] = outlook
      } else {
        open.append(root)
      }
    }
    guard !open.isEmpty || !asked.isEmpty else { return (all.compactMap { found[$0] }, []) }
    let drawn = YearRun.Worlds.drawn(options.trials, seed: options.seed, first: nil)
    let program =
      open.count == all.count
      ? whole
      : YearProgram(lowered, .init(classes: open, services: asked, shared: options.sharedCause))
    let answer = try answer(program, open, asked, worlds: drawn)
    for (index, root) in open.enumerated() {
      let sample = answer.samples[index]
      found[root] =
        sample.hits < options.fewHits ? try conditional(root) : answer.outlook(index)
    }
    return (all.compactMap { found[$0] }, answer.services)
  }

  private func independent(
    _ program: YearProgram, _ root: Reference<PeopleGroup>
  ) -> ClassOutlook? {
    let (open, certain) = likely(program)
    guard
      let groups = IndependentGroups(
        lowered, root, open, certain: certain, cause: options.sharedCause)
    else { return nil }
    let forest = PeopleForest(lowered.people, of: root)
    let possible = possible(program, [forest], open + certain)
    return ClassOutlook(root, groups, possible: possible[0])
  }

  /// What is exposed when all events happen.
  private func possible(
    _ program: YearProgram, _ forests: [PeopleForest], _ events: [YearRun.Event]
  ) -> [CountInterval] {
    let query = YearQuery(program, forests, [])
    var sink = YearSink(forests, query, services: [], worlds: 1)
    _ = program.program.evaluate(.sets([events.map(\.fact)]), query: query.query, into: &sink)
    return forests.indices.map {
      sink.tables[$0].outcomes[Int(sink.outcomes[$0][0])].persons
    }
  }

  private func isFew(_ program: YearProgram) -> Bool {
    likely(program).open.count <= options.exactEvents
  }

  /// The events of a program that may happen or not, and those that do for certain.
  private func likely(_ program: YearProgram) -> (open: [YearRun.Event], certain: [YearRun.Event]) {
    var likelihood = Dictionary(
      uniqueKeysWithValues: likelihoods.entries.map { ($0.event, $0.likelihood) })
    var common = 0.0
    if let shared = options.sharedCause, program.shared != nil {
      let least = shared.events.compactMap { likelihood[$0] }.min() ?? 0
      common = shared.share * least
      for event in shared.events {
        guard let own = likelihood[event] else { continue }
        likelihood[event] = common < 1 ? max(0, 1 - (1 - own) / (1 - common)) : 0
      }
    }
    var events = program.events.map { event, fact in
      YearRun.Event(
        event: event, fact: fact, key: EventLikelihoods.drawKey(of: event, in: lowered.topology),
        likelihood: likelihood[event] ?? 0)
    }
    if let fact = program.shared {
      events.append(YearRun.Event(event: nil, fact: fact, key: 0, likelihood: common))
    }
    return (
      events.filter { $0.likelihood > 0 && $0.likelihood < 1 }, events.filter { $0.likelihood >= 1 }
    )
  }

  /// Draws years given that something happens, one stratum for each event that may be the first: each with
  /// trials in proportion to its probability, which is exact.
  private func conditional(_ root: Reference<PeopleGroup>) throws -> ClassOutlook {
    let program = YearProgram(
      lowered, .init(classes: [root], services: [], shared: options.sharedCause))
    let (open, certain) = likely(program)
    var none = 1.0
    var probabilities: [Double] = []
    for event in open {
      probabilities.append(none * event.likelihood)
      none *= 1 - event.likelihood
    }
    let some = probabilities.reduce(0, +)
    var together: Answer?
    for (first, probability) in probabilities.enumerated() where probability > 0 {
      let trials = max(64, Int((Double(options.trials) * probability / some).rounded(.up)))
      let run = YearRun(
        events: open, certain: certain.map(\.fact),
        worlds: .drawn(trials, seed: options.seed, first: first), probability: probability)
      let next = try answer(program, [root], [], run, certain: certain.compactMap(\.event))
      if together == nil {
        together = next
      } else {
        together?.samples[0].strata += next.samples[0].strata
      }
    }
    guard var together else {
      return try answer(program, [root], [], worlds: .all).outlook(0)
    }
    let strata = together.samples[0].strata
    together.method = .conditional(
      trials: strata.reduce(0) { $0 + $1.run.count }, strata: strata.count, probability: some)
    return together.outlook(0)
  }

  // MARK: - One run

  private struct Answer {
    var method: OutlookMethod
    var certain: [BasicEvent]
    var classes: [Reference<PeopleGroup>]
    var possible: [CountInterval]
    var samples: [ClassSample]
    var services: [ServiceOutlook]

    func outlook(_ index: Int) -> ClassOutlook {
      ClassOutlook(
        classes[index], samples[index], method: method, certain: certain, possible: possible[index])
    }
  }

  private func answer(
    _ program: YearProgram, _ classes: [Reference<PeopleGroup>], _ asked: [Reference<Service>],
    worlds: YearRun.Worlds
  ) throws -> Answer {
    let (open, certain) = likely(program)
    let run = YearRun(
      events: open, certain: certain.map(\.fact), worlds: worlds, probability: 1)
    return try answer(program, classes, asked, run, certain: certain.compactMap(\.event))
  }

  private func answer(
    _ program: YearProgram, _ classes: [Reference<PeopleGroup>], _ asked: [Reference<Service>],
    _ run: YearRun, certain: [BasicEvent]
  ) throws -> Answer {
    let forests = classes.map { PeopleForest(lowered.people, of: $0) }
    let query = YearQuery(program, forests, asked)
    let declared = folded(asked)
    let tallied = declared.map { $0.map { asked.firstIndex(of: $0) ?? 0 } }
    var sink = YearSink(
      forests, query, services: tallied, worlds: run.count, weights: run.weights)
    let stop = program.program.evaluate(
      run.source, query: query.query, options: options.worlds, into: &sink)
    guard stop == .complete else { throw CancellationError() }
    let method: OutlookMethod
    let trials: Int?
    switch run.worlds {
    case .all: (method, trials) = (.exact(worlds: run.count), nil)
    case .drawn(let count, _, _): (method, trials) = (.sampled(trials: count), count)
    }
    return Answer(
      method: method, certain: certain, classes: classes,
      possible: possible(program, forests, run.events + likely(program).certain),
      samples: forests.indices.map { index in
        ClassSample(strata: [
          .init(run: run, table: sink.tables[index], outcomes: sink.outcomes[index])
        ])
      },
      services: zip(declared, sink.tallies).map { services, tally in
        ServiceOutlook(services, tally, method: method, trials: trials)
      })
  }

  /// Services as declared, sorted by id.
  private func folded(_ asked: [Reference<Service>]) -> [[Reference<Service>]] {
    let services = lowered.topology.services
    let declared = Dictionary(grouping: asked) {
      services[$0].member?.declared ?? services[$0].id
    }
    return declared.sorted { $0.key < $1.key }.map(\.value)
  }
}

extension ServiceOutlook {
  fileprivate init(
    _ services: [Reference<Service>], _ tally: ServiceTally, method: OutlookMethod, trials: Int?
  ) {
    let count = Double(services.count)
    let precision = Precision(trials: trials, probability: 1)
    let unit = trials.map { 1 / Double($0) } ?? 1
    func probability(_ sum: Double) -> Estimate {
      Estimate(value: sum * unit, standardError: precision.ofProbability(sum * unit))
    }
    // Of the expected number of members only what is true whatever their dependence: at most as if they
    // failed together.
    func number(_ sum: Double) -> Estimate {
      Estimate(
        value: sum * unit, standardError: count * precision.ofProbability(sum * unit / count))
    }
    self.init(
      services: services, method: method, anyDown: probability(tally.anyDown),
      expectedDown: number(tally.down), anyImpaired: probability(tally.anyFailing),
      expectedImpaired: number(tally.failing))
  }
}

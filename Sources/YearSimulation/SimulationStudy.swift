import Lowering
import Population
import Propagation
import TopologyModel

/// The steps of a simulation: exact if few events matter, otherwise random years, and if too few of these have
/// exposure, random years among those that do.
struct SimulationStudy {
  let lowered: LoweredTopology
  var options: SimulationOptions
  let likelihoods: EventLikelihoods

  typealias Result = (classes: [ClassOutlook], services: [ServiceOutlook])

  /// The maximum number of events for an exact result of a single service, because there may be many services.
  private static let exactEventsOfService = 12

  func run(_ whole: YearProgram, _ asked: [Reference<Service>]) throws -> Result {
    let all = options.classes ?? lowered.topology.personClasses
    if isFew(whole) {
      let answer = try answer(whole, all, asked, worlds: .all)
      return (all.indices.map { answer.outlook($0) }, answer.services)
    }
    var found: [Reference<PeopleGroup>: ClassOutlook] = [:]
    var open: [Reference<PeopleGroup>] = []
    for root in all {
      let alone = all.count == 1 && asked.isEmpty ? whole : program([root], [])
      if isFew(alone) {
        found[root] = try answer(alone, [root], [], worlds: .all).outlook(0)
      } else if options.exactEvents > 0, let outlook = independent(alone, root) {
        found[root] = outlook
      } else {
        open.append(root)
      }
    }
    var services: [ServiceOutlook] = []
    var openServices: [Reference<Service>] = []
    for members in folded(asked) {
      let alone = program([], members)
      if likely(alone).open.count <= min(options.exactEvents, Self.exactEventsOfService) {
        services += try answer(alone, [], members, worlds: .all).services
      } else {
        openServices += members
      }
    }
    if !open.isEmpty || !openServices.isEmpty {
      let drawn = YearRun.Worlds.drawn(options.trials, seed: options.seed, first: nil)
      let isWhole = open.count == all.count && openServices.count == asked.count
      let program = isWhole ? whole : program(open, openServices)
      let answer = try answer(program, open, openServices, worlds: drawn)
      for (index, root) in open.enumerated() {
        let sample = answer.samples[index]
        found[root] =
          sample.hits < options.fewHits
          ? try RareYears(self).outlook(root) : answer.outlook(index)
      }
      services += try answer.services.map { try RareYears(self).refined($0) }
    }
    return (all.compactMap { found[$0] }, services.sorted { declared($0) < declared($1) })
  }

  func program(
    _ classes: [Reference<PeopleGroup>], _ services: [Reference<Service>]
  ) -> YearProgram {
    YearProgram(
      lowered,
      .init(
        classes: classes, services: services, measure: options.measure,
        shared: options.sharedCause))
  }

  private func independent(
    _ program: YearProgram, _ root: Reference<PeopleGroup>
  ) -> ClassOutlook? {
    let (open, certain) = likely(program)
    // Groups that may be exposed are not independent of those that are.
    guard program.possibly.isEmpty,
      let groups = IndependentGroups(
        lowered, root, open, certain: certain, cause: options.sharedCause,
        measure: options.measure, includesTail: options.includesTail)
    else { return nil }
    let forest = PeopleForest(lowered.people, of: root)
    let possible = possible(program, [forest], open + certain)
    return ClassOutlook(root, groups, possible: possible[0])
  }

  /// What is exposed if all events occur.
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

  /// The events of a program that may occur, and those that certainly occur.
  func likely(_ program: YearProgram) -> (open: [YearRun.Event], certain: [YearRun.Event]) {
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

  // MARK: - One run

  struct Answer {
    var method: OutlookMethod
    var certain: [BasicEvent]
    var classes: [Reference<PeopleGroup>]
    var possible: [CountInterval]
    var includesTail: Bool
    var samples: [ClassSample]
    var services: [ServiceOutlook]

    func outlook(_ index: Int) -> ClassOutlook {
      ClassOutlook(
        classes[index], samples[index], method: method, certain: certain, possible: possible[index],
        includesTail: includesTail)
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

  func answer(
    _ program: YearProgram, _ classes: [Reference<PeopleGroup>], _ asked: [Reference<Service>],
    _ run: YearRun, certain: [BasicEvent]
  ) throws -> Answer {
    let forests = classes.map { PeopleForest(lowered.people, of: $0) }
    let query = YearQuery(program, forests, asked)
    let declared = folded(asked)
    let places = Dictionary(
      asked.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let tallied = declared.map { $0.compactMap { places[$0] } }
    var sink = YearSink(
      forests, query, services: tallied, worlds: run.count, weights: run.weights)
    let stop = program.program.evaluate(
      run.source, query: query.query, options: options.worlds, into: &sink)
    guard stop == .complete else { throw CancellationError() }
    let method: OutlookMethod =
      switch run.worlds {
      case .all: .exact(worlds: run.count)
      case .drawn(let count, _, _): .sampled(trials: count)
      case .given(let count, _): .amongHits(trials: count, probability: run.probability)
      }
    return Answer(
      method: method, certain: certain, classes: classes,
      possible: possible(program, forests, run.events + likely(program).certain),
      includesTail: options.includesTail,
      samples: forests.indices.map { index in
        ClassSample(strata: [
          .init(run: run, table: sink.tables[index], outcomes: sink.outcomes[index])
        ])
      },
      services: zip(declared, sink.tallies).map { services, tally in
        ServiceOutlook(services, tally, method: method, run)
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

  private func declared(_ outlook: ServiceOutlook) -> String {
    guard let first = outlook.services.first else { return "" }
    let service = lowered.topology.services[first]
    return service.member?.declared ?? service.id
  }
}

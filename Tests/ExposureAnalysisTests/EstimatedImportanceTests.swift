import Lowering
import PointAnalysis
import Propagation
import SourceText
import TestSupport
import Testing
import TopologyModel

/// What trials say where the diagrams outgrow their budget, compared with exact values.
@Suite struct EstimatedImportanceTests {
  /// Two of three logins, or a login and an intrusion behind it: none of the events is in all sets.
  static let text = """
    people: { insured: { count: 9 } }
    fields: { nir: {} }
    secrets:
      a: { theft: 10% }
      b: { theft: 20% }
      c: { theft: 30% }
      rare: { theft: 0.1% }
      never: { theft: 0 }
      always: { theft: 100% }
    systems:
      store:
        intrusion: 0
        datasets: { all: { people: insured, fields: nir } }
        access:
          vote: { requires: { at-least: 2, of: [a, b, c] }, reads: all }
          pair: { requires: { all: [rare, always] }, reads: all }
          closed: { requires: { all: [never, a] }, reads: all }
    """

  static func likelihood(_ text: String, budget: Int = MinimalSets.defaultBudget) throws -> (
    found: TargetLikelihood, topology: Topology
  ) {
    let lowered = try AttackSetsTests.lowered(text)
    return (
      TargetLikelihood(
        of: ExposureTarget.defaults(in: lowered)[0], in: lowered,
        entry: EntrySet(lowered.topology), budget: budget), lowered.topology
    )
  }

  static func measures(_ importance: EventImportance) -> [ImportanceMeasure] {
    [
      importance.birnbaum, importance.criticality, importance.fussellVesely,
      importance.riskAchievement, importance.riskReduction,
    ]
  }

  @Test func everyIntervalHoldsWhatIsExact() throws {
    let (exact, topology) = try Self.likelihood(Self.text)
    let (estimated, _) = try Self.likelihood(Self.text, budget: 0)
    guard case .exact(let probability) = exact.answer,
      case .estimated(_, let low, let high, _, _) = estimated.answer
    else {
      Issue.record("\(exact.answer) \(estimated.answer)")
      return
    }
    #expect((low...high).contains(probability))
    #expect(exact.examined == nil && estimated.examined == 1000)
    for entry in exact.importance {
      let id = topology.id(of: entry.event)
      let other = try #require(estimated.importance.first { $0.event == entry.event }, "\(id)")
      for (measure, estimate) in zip(
        Self.measures(entry.importance), Self.measures(other.importance))
      {
        #expect(measure.isExact)
        let range = try #require(estimate.interval, "\(id)")
        let value = try #require(measure.value, "\(id)")
        #expect(range.contains(value), "\(id): \(value) in \(range)")
        if let seen = estimate.value { #expect(range.contains(seen), "\(id): \(seen) in \(range)") }
      }
    }
  }

  @Test func whatWasNeverSeenHasAnIntervalAndNoNumber() throws {
    let (estimated, topology) = try Self.likelihood(Self.text, budget: 0)
    func entry(_ id: String) throws -> EventImportance {
      try #require(estimated.importance.first { topology.id(of: $0.event) == id }).importance
    }
    // It happened in every trial: what would be without it no trial says.
    let always = try entry("always")
    #expect(always.birnbaum.value == nil && always.birnbaum.interval?.lowerBound == 0)
    #expect(always.riskReduction.interval == 1...(.infinity))
    #expect(always.riskAchievement.interval == 1...1)
    // What happens in a hundred trials is known less well than what happens in thirty thousand.
    func width(_ id: String) throws -> Double {
      let range = try #require(try entry(id).birnbaum.interval)
      return range.upperBound - range.lowerBound
    }
    #expect(try width("rare") > 3 * width("c"))
  }

  @Test func fussellVeselyAloneIsEstimatedWhereItAloneIsTooMuch() throws {
    // Enough for the function and not for the union of its sets.
    let votes = (0..<14).map { "s\($0)" }
    let text = """
      people: { insured: { count: 9 } }
      fields: { nir: {} }
      secrets: { \(votes.map { "\($0): { theft: 30% }" }.joined(separator: ", ")) }
      systems:
        store:
          intrusion: 0
          datasets: { all: { people: insured, fields: nir } }
          access:
            vote: { requires: { at-least: 7, of: [\(votes.joined(separator: ", "))] }, reads: all }
      """
    let (exact, topology) = try Self.likelihood(text)
    var isSeen = false
    for budget in stride(from: 50, to: 1000, by: 50) {
      let (found, _) = try Self.likelihood(text, budget: budget)
      guard case .exact(let value) = found.answer, found.examined != nil else { continue }
      isSeen = true
      guard case .exact(let probability) = exact.answer else { continue }
      #expect(value == probability)
      for entry in found.importance {
        let other = try #require(exact.importance.first { $0.event == entry.event }).importance
        #expect(entry.importance.birnbaum == other.birnbaum)
        #expect(entry.importance.birnbaum.isExact && !entry.importance.fussellVesely.isExact)
        let truth = try #require(other.fussellVesely.value)
        let range = try #require(entry.importance.fussellVesely.interval)
        #expect(range.contains(truth), "\(topology.id(of: entry.event))")
      }
    }
    #expect(isSeen)
  }

  /// Five measures of each event at 95 %: nearly all hold, over many topologies.
  @Test func intervalsHoldOnRandomTopologies() throws {
    var held = 0
    var all = 0
    for (seed, topology) in PointsBruteForce.topologies(seeds: 100..<130, likelihoods: true) {
      let lowered = LoweredTopology(topology)
      let target = ExposureTarget(people: .group(topology.personClasses[0]), field: nil)
      let entry = EntrySet(topology)
      let exact = TargetLikelihood(of: target, in: lowered, entry: entry)
      let estimated = TargetLikelihood(of: target, in: lowered, entry: entry, budget: 0)
      guard case .estimated = estimated.answer else { continue }
      for entry in exact.importance {
        let other = try #require(
          estimated.importance.first { $0.event == entry.event }, "seed \(seed)")
        for (measure, estimate) in zip(
          Self.measures(entry.importance), Self.measures(other.importance))
        {
          guard let value = measure.value, let range = estimate.interval else {
            #expect(measure.value == nil, "seed \(seed)")
            continue
          }
          all += 1
          // Rounding of what is certain: a ratio of exactly 1, a share of exactly 1.
          if range.lowerBound - 1e-9 <= value, value <= range.upperBound + 1e-9 { held += 1 }
        }
      }
    }
    #expect(all > 200)
    #expect(Double(held) > 0.93 * Double(all), "\(held) of \(all)")
  }
}

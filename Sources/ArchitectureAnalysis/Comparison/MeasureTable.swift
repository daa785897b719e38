import IncidentFindings
import Lowering
import PointAnalysis
import Propagation
import TopologyModel
import YearSimulation

/// Collects the figures of a comparison from the results of each architecture.
struct MeasureTable {
  private(set) var measures: [Measure] = []
  private let architectures: [Architecture]
  private let base: Int

  init(
    _ architectures: [Architecture], base: Int, classes: [String], _ question: ComparisonQuestion
  ) {
    self.architectures = architectures
    self.base = base
    for id in classes { add(id, question) }
    addCommon()
  }

  private typealias Figure = (value: Measure.Value?, note: String?)

  private mutating func add(
    _ kind: Measure.Kind, of id: String? = nil, isMarked: Bool = true,
    _ figure: (Architecture) -> Figure?
  ) {
    let figures = architectures.map(figure)
    guard figures.contains(where: { $0?.value != nil }) else { return }
    let reference = figures[base]?.value
    measures.append(
      Measure(
        kind: kind, personClass: id, values: figures.map { $0?.value },
        notes: figures.map { $0?.note },
        marks: figures.enumerated().map { index, figure in
          guard isMarked, index != base, let reference, let value = figure?.value else {
            return nil
          }
          return value.mark(against: reference)
        }))
  }

  // MARK: - By class

  private mutating func add(_ id: String, _ question: ComparisonQuestion) {
    let isConcerned = architectures.contains { !$0.reaches(id).isEmpty }
    guard isConcerned else { return }
    if question.incident != nil {
      add(.incident, of: id) { architecture in
        guard let root = architecture.personClass(id) else { return nil }
        let finding = architecture.incident?.people.first { $0.personClass == root }
        return (finding.map { .people($0.persons) }, nil)
      }
    }
    add(.worstEvent, of: id) { architecture in
      guard architecture.personClass(id) != nil else { return nil }
      return architecture.worst(of: architecture.reaches(id))
    }
    addTiers(id, question)
    add(.meanEvent, of: id, isMarked: false) { architecture in
      let reaches = architecture.reaches(id)
      guard !reaches.isEmpty else { return nil }
      let count = Double(reaches.count)
      let low = reaches.reduce(0) { $0 + Double($1.persons.low) } / count
      let highs = reaches.compactMap(\.persons.high)
      let high: Double? =
        highs.count < reaches.count ? nil : highs.reduce(0) { $0 + Double($1) } / count
      return (
        .mean(
          low: Estimate(value: low, standardError: 0),
          high: high.map { Estimate(value: $0, standardError: 0) }), nil
      )
    }
    // Above three, only sizes for which there are sets, or for which the number is unknown.
    let largest = architectures.compactMap { $0.attackSets[id] }.map { sets in
      sets.isExhaustive ? sets.family.countsBySize().count - 1 : question.order
    }.max()
    for order in 1...max(1, min(question.order, max(3, largest ?? 0))) {
      add(.attackSets(order: order), of: id, isMarked: order == 1) { architecture in
        guard let sets = architecture.attackSets[id] else { return nil }
        let isComplete = sets.completeToOrder.map { $0 >= order } ?? true
        let counts = sets.family.countsBySize()
        return (
          .sets(counts.indices.contains(order) ? counts[order] : SetCount(0)),
          isComplete ? nil : "at least"
        )
      }
    }
    addYear(id)
  }

  /// The incident and the worst event once more for each tier graver than the mildest that is held.
  private mutating func addTiers(_ id: String, _ question: ComparisonQuestion) {
    let held = architectures.flatMap { architecture in
      architecture.personClass(id).map { architecture.lowered.tiers(of: $0) } ?? []
    }
    for tier in Set(held).sorted(by: >).dropLast() {
      if question.incident != nil {
        add(.incidentOfTier(tier), of: id) { architecture in
          guard let root = architecture.personClass(id),
            let finding = architecture.incident?.people.first(where: { $0.personClass == root })
          else { return nil }
          return (.people(finding.tiers.last { $0.tier >= tier }?.persons ?? .zero), nil)
        }
      }
      add(.worstOfTier(tier), of: id) { architecture in
        guard let root = architecture.personClass(id) else { return nil }
        let reaches = architecture.points.points.compactMap {
          point -> Architecture.Reach? in
          guard case .event(let event) = point.subject,
            let reach = point.classes.first(where: { $0.personClass == root })
          else { return nil }
          return .init(
            event: event, persons: reach.tiers.last { $0.tier >= tier }?.persons ?? .zero)
        }
        return architecture.worst(of: reaches.filter { $0.persons != .zero })
      }
    }
  }

  private mutating func addYear(_ id: String) {
    add(.any, of: id) { architecture in
      let value = architecture.outlook(id).map { outlook -> Measure.Value in
        outlook.any == outlook.anyPossible
          ? .probability(outlook.any) : .chance(low: outlook.any, high: outlook.anyPossible)
      }
      return (value, nil)
    }
    if let most = architectures[base].outlook(id)?.possible.high, most > 0 {
      add(.everyone, of: id) { architecture in
        guard let outlook = architecture.outlook(id) else { return nil }
        let bounds = [outlook.low, outlook.high].map { people in
          let chance = people.exceeding(most - 1)
          return Estimate(value: chance, standardError: outlook.standardError(of: chance))
        }
        return (.chance(low: bounds[0], high: bounds[1]), nil)
      }
    }
    add(.expected, of: id) {
      ($0.outlook(id).map { .mean(low: $0.expectedLow, high: $0.expectedHigh) }, nil)
    }
    add(.deviation, of: id) { architecture in
      guard let outlook = architecture.outlook(id), let low = outlook.deviationLow,
        let high = outlook.deviationHigh
      else { return nil }
      // For the deviation, either bound may be the smaller one.
      let (least, most) = low.value <= high.value ? (low, high) : (high, low)
      return (.mean(low: least, high: most), nil)
    }
    for share in [0.5, 0.95, 0.99] {
      add(.quantile(share), of: id) { architecture in
        let quantile = architecture.outlook(id)?.quantiles.first { $0.share == share }
        return (
          quantile.map { quantile in
            let persons = quantile.persons
            return .mean(
              low: Estimate(
                value: Double(persons.low), standardError: quantile.standardError.low),
              high: persons.high.map {
                Estimate(
                  value: Double($0), standardError: quantile.standardError.high ?? 0)
              })
          }, nil
        )
      }
    }
    add(.possible, of: id) { ($0.outlook(id).map { .people($0.possible) }, nil) }
  }

  // MARK: - Figures that concern no single class

  private mutating func addCommon() {
    func events(_ architecture: Architecture) -> [PointFinding] {
      architecture.points.points.filter {
        if case .event = $0.subject { true } else { false }
      }
    }
    add(.exposurePoints) { architecture in
      let events = events(architecture)
      let certain = events.count(where: \.isExposurePoint)
      return (.number(certain...certain + events.count(where: \.mayBeExposurePoint)), nil)
    }
    add(.availabilityPoints) { architecture in
      let number = events(architecture).count(where: \.isAvailabilityPoint)
      return (.number(number...number), nil)
    }
    add(.servicesLost) { architecture in
      guard !architecture.lowered.topology.services.isEmpty else { return nil }
      let worst = events(architecture).max { $0.down.count < $1.down.count }
      let isNamed = worst.map { !$0.down.isEmpty } ?? false
      return (
        worst.map { .number($0.down.count...$0.down.count) } ?? .number(0...0),
        isNamed ? worst.flatMap { architecture.name(of: $0.subject) } : nil
      )
    }
    add(.expectedOutages) { architecture in
      guard let services = architecture.simulation?.services, !services.isEmpty else { return nil }
      let sum = services.reduce(Estimate(value: 0, standardError: 0)) { sum, outlook in
        Estimate(
          value: sum.value + outlook.down.expected.value,
          standardError: sum.standardError + outlook.down.expected.standardError)
      }
      return (.expectation(sum), nil)
    }
    add(.directConcentration) { architecture in
      (architecture.concentration.direct.indices.map { .index($0.herfindahl) }, nil)
    }
    add(.ultimateConcentration) { architecture in
      (architecture.concentration.ultimate.indices.map { .index($0.herfindahl) }, nil)
    }
    add(.largestShare) { architecture in
      (architecture.concentration.ultimate.indices.map { .share($0.largestShare) }, nil)
    }
  }
}

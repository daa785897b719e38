import Lowering
import PointAnalysis
import Propagation
import TopologyModel

extension PointsReport {
  func json(_ target: ExposureTarget) -> JSONValue {
    [
      "people": .optional(target.people.map(naming.id)),
      "field": .optional(target.field.map { topology.fields[$0].id }),
    ]
  }

  func json(_ choke: ChokePoints) -> JSONValue {
    [
      "target": json(choke.target),
      "reachable": .boolean(choke.isReachable),
      "open": .boolean(choke.isOpen),
      "ids": .strings(choke.events.map(topology.id).sorted()),
      "organizations": .strings(choke.organizations.map(topology.id).sorted()),
      "secrets": .strings(choke.secrets.map { topology.secrets[$0].id }.sorted()),
      "access-rules": .strings(choke.rules.map(naming.ruleID).sorted()),
      "flows": .strings(choke.flows.map { topology.flows[$0].id }.sorted()),
      "systems": .strings(choke.systems.map { topology.systems[$0].id }.sorted()),
      "zones": .strings(choke.zones.map { topology.zones[$0].id }.sorted()),
    ]
  }

  func json(
    _ sets: AttackSets, _ likelihood: TargetLikelihood, _ choke: ChokePoints, _ open: OpenContent
  ) -> JSONValue {
    let limit = answer.question.limit
    var entries: [String: JSONValue] = [
      "target": json(sets.target),
      "reachable": .boolean(choke.isReachable),
      "unlisted": [
        "open": .boolean(open.isOpen),
        "datasets": .strings(open.datasets.map { topology.datasets[$0].id }),
      ],
      "hardening-complete": .boolean(sets.hardening.isExhaustive),
      "hardening-counts": json(sets.hardeningCounts),
      "hardening-sets": .array(sets.hardeningSets(limit: limit).map(ids)),
      "probability": json(likelihood.answer),
      "importance": .array(likelihood.importance.map(json)),
      "examined-trials": likelihood.examined.map(JSONValue.integer) ?? .null,
      "from-sets": likelihood.fromSets.map(json) ?? .null,
    ]
    entries.merge(
      json(
        sets.attack, order: sets.order,
        sets: sets.listed(limit: limit).map { json($0, likelihood) }),
      uniquingKeysWith: { $1 })
    return .object(entries)
  }

  func json(_ outage: OutageSets) -> JSONValue {
    func family(_ minimal: MinimalSets) -> [String: JSONValue] {
      let sets = OutageSets.sets(minimal, limit: answer.question.limit).map { set in
        JSONValue.strings(set.map { topology.systems[$0].id }.sorted())
      }
      return json(minimal, order: outage.order, sets: sets)
    }
    var entries = family(outage.minimal)
    entries["service"] = .string(topology.services[outage.service].id)
    entries["degrading"] = outage.degrading.map { .object(family($0)) } ?? .null
    return .object(entries)
  }

  /// The JSON that all families of minimal sets have in common.
  private func json(
    _ sets: MinimalSets, order: Int, sets listed: [JSONValue]
  ) -> [String: JSONValue] {
    let isComplete = sets.completeToOrder.map { $0 >= order } ?? true
    return [
      "order": .integer(order),
      "complete": .boolean(isComplete),
      "complete-to-order": sets.completeToOrder.map(JSONValue.integer) ?? .null,
      "counts": json(sets.family.countsBySize()),
      "sets": .array(listed),
    ]
  }

  private func ids(_ set: [BasicEvent]) -> JSONValue {
    .strings(set.map(topology.id).sorted())
  }

  /// Integers above 2⁵³, which JSON readers would round, are written as strings of digits.
  private func json(_ counts: [SetCount]) -> JSONValue {
    .array(
      counts.enumerated().filter { $0.element > SetCount(0) }.map { size, count in
        let number: JSONValue =
          if let exact = count.exactInt, exact <= CountInterval.largest {
            .integer(exact)
          } else {
            .string(count.description)
          }
        return ["order": .integer(size), "sets": number]
      })
  }

  private func json(_ set: ListedSet, _ likelihood: TargetLikelihood) -> JSONValue {
    let share = likelihood.answer.share(of: set.probability)
    return [
      "events": ids(set.events),
      "probability": set.probability.map(JSONValue.number) ?? .null,
      "share": share.map(JSONValue.bounds) ?? .null,
    ]
  }

  private func json(_ answer: TargetLikelihood.Answer) -> JSONValue {
    switch answer {
    case .exact(let value):
      ["value": .number(value), "exact": true]
    case .estimated(let value, let low, let high, let trials, let seed):
      [
        "value": .number(value), "exact": false, "low": .number(low), "high": .number(high),
        "confidence": .number(0.95), "trials": .integer(trials), "seed": .integer(Int(seed)),
      ]
    case .missing(let events):
      ["value": nil, "exact": false, "missing": .strings(events.map(topology.id).sorted())]
    }
  }

  private func json(_ bounds: TargetLikelihood.SetBounds) -> JSONValue {
    [
      "low": .number(bounds.range.lowerBound), "high": .number(bounds.range.upperBound),
      "whole": .boolean(bounds.isWhole),
    ]
  }

  private func json(_ entry: TargetLikelihood.Entry) -> JSONValue {
    let importance = entry.importance
    let measures = [
      ("birnbaum", importance.birnbaum), ("criticality", importance.criticality),
      ("fussell-vesely", importance.fussellVesely),
      ("risk-achievement", importance.riskAchievement),
      ("risk-reduction", importance.riskReduction),
    ]
    var entries: [String: JSONValue] = [
      "id": .string(topology.id(of: entry.event)),
      "likelihood": .number(importance.eventProbability),
    ]
    for (name, measure) in measures {
      entries[name] = measure.value.map(JSONValue.finite) ?? .null
    }
    // Only estimates have an interval.
    let estimated = measures.compactMap { name, measure in
      measure.interval.map { (name, JSONValue.bounds($0)) }
    }
    entries["intervals"] =
      estimated.isEmpty ? .null : .object(Dictionary(uniqueKeysWithValues: estimated))
    return .object(entries)
  }
}

extension JSONValue {
  fileprivate static func bounds(_ range: ClosedRange<Double>) -> JSONValue {
    ["low": .finite(range.lowerBound), "high": .finite(range.upperBound)]
  }
}

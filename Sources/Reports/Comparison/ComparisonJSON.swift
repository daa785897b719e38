import ArchitectureAnalysis
import IncidentFindings
import Lowering
import Propagation
import TopologyModel
import YearSimulation

extension ComparisonReport {
  /// The comparison as JSON, schema `exposure.comparison/1`.
  package var json: JSONValue {
    let question = comparison.question
    return [
      "schema": "exposure.comparison/1",
      "base": .string(base.id),
      "incident": .optional(question.incident),
      "threshold": .number(question.threshold),
      "trials": .integer(question.simulation.trials),
      "seed": .integer(Int(clamping: question.simulation.seed)),
      "assumed": question.simulation.assumption.map(JSONValue.number) ?? .null,
      "architectures": .array(comparison.architectures.map(json)),
      "measures": .array(comparison.measures.map(json)),
      "changes": .array(comparison.changes.map(json)),
      "changes-of-all-events": .array(comparison.reachChanges.map(json)),
      "break-even": .array(comparison.breakEvens.flatMap(json)),
    ]
  }

  private func json(_ architecture: Architecture) -> JSONValue {
    let topology = architecture.lowered.topology
    let document: JSONValue = [
      "id": .string(architecture.id),
      "label": .optional(architecture.label),
      "title": .string(topology.title),
      "missing-likelihoods": .strings(architecture.missing.map { topology.id(of: $0) }.sorted()),
      "assumed-likelihoods": .strings(
        (architecture.simulation?.likelihoods.assumed ?? []).map { topology.id(of: $0) }.sorted()),
      "curves": .array(
        (architecture.simulation?.classes ?? []).filter { $0.tail != nil }.map { outlook in
          [
            "class": .string(topology.groups[outlook.personClass].id),
            "method": .method(outlook.method),
            "low": .curve(outlook.low, outlook), "high": .curve(outlook.high, outlook),
          ]
        }),
    ]
    return document.withEvenSplits(topology.evenSplits, of: topology)
  }

  private func json(_ measure: Measure) -> JSONValue {
    [
      "measure": .string(Self.id(measure.kind)),
      "class": .optional(measure.personClass),
      "values": .array(measure.values.map { $0.map(json) ?? .null }),
      "notes": .array(measure.notes.map(JSONValue.optional)),
      "marks": .array(measure.marks.map { .optional($0?.rawValue) }),
    ]
  }

  static func id(_ kind: Measure.Kind) -> String {
    switch kind {
    case .worstEvent: "worst-event"
    case .meanEvent: "mean-event"
    case .worstOfTier(let tier): "worst-event-\(tier.rawValue)"
    case .incidentOfTier(let tier): "incident-\(tier.rawValue)"
    case .attackSets(let order): "attack-sets-\(order)"
    case .any: "any"
    case .everyone: "everyone"
    case .expected: "expected"
    case .deviation: "standard-deviation"
    case .quantile(let share):
      share == 0.5 ? "median" : "p\(Int(saturating: (share * 100).rounded()))"
    case .possible: "possible"
    case .incident: "incident"
    case .exposurePoints: "exposure-points"
    case .availabilityPoints: "availability-points"
    case .servicesLost: "services-lost"
    case .expectedOutages: "expected-outages"
    case .directConcentration: "concentration-direct"
    case .ultimateConcentration: "concentration-ultimate"
    case .largestShare: "largest-share"
    }
  }

  /// The bounds of every value. Numbers of people are integers; all others are not.
  func json(_ value: Measure.Value) -> JSONValue {
    func bounds(_ range: ClosedRange<Double>) -> JSONValue {
      ["low": .number(range.lowerBound), "high": .number(range.upperBound)]
    }
    switch value {
    case .people(let count): return .count(count)
    case .number(let range):
      return ["low": .integer(range.lowerBound), "high": .integer(range.upperBound)]
    case .sets(let count):
      // Integers above 2⁵³, which JSON readers would round, are written as strings of digits.
      let exact = count.exactInt.flatMap { $0 <= CountInterval.largest ? $0 : nil }
      let number = exact.map(JSONValue.integer) ?? .string(count.description)
      return ["low": number, "high": number]
    case .index(let range), .share(let range): return bounds(range)
    case .probability(let estimate), .expectation(let estimate):
      return [
        "low": .number(estimate.value), "high": .number(estimate.value),
        "standard-error": .number(estimate.standardError),
      ]
    case .chance(let low, let high):
      return [
        "low": .number(low.value), "high": .number(high.value),
        "standard-error": .number(max(low.standardError, high.standardError)),
      ]
    case .mean(let low, let high):
      return [
        "low": .number(low.value), "high": high.map { .number($0.value) } ?? .null,
        "standard-error": .number(max(low.standardError, high?.standardError ?? 0)),
      ]
    }
  }

  // MARK: - Changes

  private func json(_ change: IncidentChange) -> JSONValue {
    [
      "architecture": .string(comparison.architectures[change.architecture].id),
      "events": [
        "only-in-base": .strings(change.onlyBefore), "only-here": .strings(change.onlyAfter),
      ],
      "people": .array(
        change.classes.map { entry in
          [
            "class": .string(entry.personClass),
            "before": .count(entry.personsBefore), "after": .count(entry.personsAfter),
            "same-people": .boolean(entry.hasSamePeople),
            "spared": entry.spared.map(JSONValue.count) ?? .null,
            "newly-exposed": .strings(entry.newlyExposed),
            "fields": .array(
              entry.fields.map { field in
                [
                  "field": .string(field.field),
                  "before": .optional(field.before?.status.rawValue),
                  "after": .optional(field.after?.status.rawValue),
                  "persons-before": .count(field.personsBefore),
                  "persons-after": .count(field.personsAfter),
                  "barrier": .optional(field.after?.barrier?.rawValue),
                ]
              }),
          ]
        }),
      "services": .array(
        change.services.map { service in
          [
            "service": .string(service.service), "count": .integer(service.count),
            "before": .optional(service.before?.rawValue),
            "after": .optional(service.after?.rawValue),
          ]
        }),
    ]
  }

  private func json(_ entry: BreakEven) -> [JSONValue] {
    let architecture = comparison.architectures[entry.architecture]
    let topology = architecture.lowered.topology
    return entry.classes.map { limits in
      [
        "architecture": .string(architecture.id),
        "class": .string(limits.personClass),
        "events": .strings(limits.events.map { topology.id(of: $0) }.sorted()),
        "exact": .boolean(limits.isExact),
        "by-upper-bounds": .boolean(limits.isByUpperBounds),
        "mean": json(limits.mean), "p99": json(limits.p99),
        "p99-of-base": limits.p99OfBase.map(JSONValue.integer) ?? .null,
        "p99-as-is": limits.p99AsIs.map(JSONValue.integer) ?? .null,
        "shared-cause": limits.sharedCause.map(json) ?? .null,
        "sensitivity": .array(
          limits.sensitivity.map { shared in
            [
              "share": .number(shared.share),
              "p99": shared.p99.map(JSONValue.integer) ?? .null,
              "everyone": .number(shared.everyone),
            ]
          }),
        "carriers": .strings(limits.carriers.map { topology.id(of: $0) }.sorted()),
      ]
    }
  }

  private func json(_ bound: BreakEven.Bound) -> JSONValue {
    [
      "factor": json(bound.limit),
      "standard-error": bound.standardError.map(JSONValue.number) ?? .null,
    ]
  }

  /// A limit: a number, `never` or `always` worse, or `unknown`.
  private func json(_ limit: BreakEven.Limit) -> JSONValue {
    switch limit {
    case .upTo(let value): .number(value)
    case .never: "never"
    case .always: "always"
    case .unknown: "unknown"
    }
  }

  /// The exceedance curves as comma-separated values: every step, one line each.
  package var curves: String { curvesTable.text }

  var curvesTable: CSVTable {
    var table = CurveTable()
    for architecture in comparison.architectures {
      guard let simulation = architecture.simulation else { continue }
      table.add(simulation.classes, of: architecture.id, in: architecture.lowered.topology)
    }
    return table.table
  }
}

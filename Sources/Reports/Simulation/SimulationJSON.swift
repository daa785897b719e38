import Lowering
import TopologyModel
import YearSimulation

extension SimulationReport {
  /// The simulation as JSON, schema `exposure.simulation/1`.
  package var json: JSONValue {
    let likelihoods = simulation.likelihoods
    let document: JSONValue = [
      "schema": "exposure.simulation/1",
      "title": .string(topology.title),
      "variant": .optional(variant),
      "seed": .integer(Int(clamping: simulation.options.seed)),
      "events": .array(
        likelihoods.entries.map { entry in
          ["id": .string(topology.id(of: entry.event)), "likelihood": .number(entry.likelihood)]
        }),
      "assumed": [
        "likelihood": likelihoods.assumption.map(JSONValue.number) ?? .null,
        "events": .strings(likelihoods.assumed.map { topology.id(of: $0) }.sorted()),
      ],
      "people": .array(simulation.classes.map(json)),
      "tiers": .array(
        tiers.map { tier in
          ["tier": .string(tier.tier.rawValue), "people": .array(tier.classes.map(json))]
        }),
      "services": .array(simulation.services.map(json)),
    ]
    return document.withEvenSplits(topology.evenSplits, of: topology)
  }

  private func json(_ outlook: ClassOutlook) -> JSONValue {
    [
      "class": .string(topology.groups[outlook.personClass].id),
      "method": .method(outlook.method),
      "any": .estimate(outlook.any),
      "any-possible": .estimate(outlook.anyPossible),
      "hits": outlook.hits.map(JSONValue.integer) ?? .null,
      "expected": [
        "low": .estimate(outlook.expectedLow),
        "high": outlook.expectedHigh.map(JSONValue.estimate) ?? .null,
      ],
      "standard-deviation": [
        "low": outlook.deviationLow.map(JSONValue.estimate) ?? .null,
        "high": outlook.deviationHigh.map(JSONValue.estimate) ?? .null,
      ],
      "quantiles": .array(
        outlook.quantiles.map { quantile in
          [
            "share": .number(quantile.share),
            "persons": .count(quantile.persons),
            "standard-error": [
              "low": .number(quantile.standardError.low),
              "high": quantile.standardError.high.map(JSONValue.number) ?? .null,
            ],
            "confidence": [
              "low": .count(quantile.confidence.low), "high": .count(quantile.confidence.high),
            ],
          ]
        }),
      "worst": .count(outlook.worst),
      "possible": .count(outlook.possible),
      "exceedance": ["low": .curve(outlook.low, outlook), "high": .curve(outlook.high, outlook)],
      "tail": outlook.tail.map(json) ?? .null,
    ]
  }

  private func json(_ tail: Tail) -> JSONValue {
    [
      "share": .number(tail.asked),
      "probability": .number(tail.probability),
      "mildest": .count(tail.mildest),
      "events": .array(
        tail.events.map { share in
          [
            "id": .string(topology.id(of: share.event)),
            "likelihood": .number(share.likelihood),
            "in-tail": .number(share.inTail),
          ]
        }),
    ]
  }

  private func json(_ outlook: ServiceOutlook) -> JSONValue {
    let first = outlook.services.first.map { topology.services[$0] }
    return [
      "service": .string(first.map { $0.member?.declared ?? $0.id } ?? ""),
      "count": .integer(outlook.services.count),
      "down": json(outlook.down),
      "degraded-or-down": json(outlook.impaired),
    ]
  }

  private func json(_ failure: ServiceFailure) -> JSONValue {
    [
      "method": .method(failure.method),
      "any": .estimate(failure.any), "expected": .estimate(failure.expected),
      "hits": failure.hits.map(JSONValue.integer) ?? .null,
    ]
  }

  /// The exceedance curves as comma-separated values: every step, one line each.
  package var curves: String { curvesTable.text }

  private var curvesTable: CSVTable { CurveTable(simulation.classes, in: self).table }

  /// The exceedance curves, the figures of each class, and those of each service.
  package var tables: ReportTables {
    let json = json
    let people = CSVTable(
      json, rowsOf: ["people", "quantiles"],
      [
        "class", .estimate("any", named: "any"), .estimate("expected.low", named: "expected-low"),
        .estimate("expected.high", named: "expected-high"), .init("quantile", "share", .number),
        .bounds("persons", named: "people"), .bounds("worst", named: "worst"),
        .bounds("possible", named: "possible"),
      ])
    let services = CSVTable(
      json, rowsOf: ["services"],
      [
        "service", .init("count", nil, .number), .estimate("down.any", named: "down"),
        .estimate("down.expected", named: "down-expected"),
        .estimate("degraded-or-down.any", named: "degraded-or-down"),
        .estimate("degraded-or-down.expected", named: "degraded-or-down-expected"),
      ])
    return ReportTables("curves", curvesTable).with("people", people).with("services", services)
      .withEvenSplits(topology.evenSplits, of: naming)
  }
}

/// Writes exceedance curves as comma-separated values.
struct CurveTable {
  private(set) var table = CSVTable(
    ["architecture", "class", "bound", "people", "probability-of-more", "standard-error"],
    numbers: ["people", "probability-of-more", "standard-error"], [])

  init() {}

  init(_ classes: [ClassOutlook], in report: SimulationReport) {
    add(classes, of: report.variant ?? "", in: report.topology)
  }

  mutating func add(_ classes: [ClassOutlook], of architecture: String, in topology: Topology) {
    for outlook in classes {
      let id = topology.groups[outlook.personClass].id
      for (bound, curve) in [("low", outlook.low), ("high", outlook.high)] {
        table.rows += curve.exceedance.map {
          [
            architecture, id, bound, String($0.people), String($0.probability),
            String(outlook.standardError(of: $0.probability)),
          ]
        }
      }
    }
  }
}

extension JSONValue {
  static func estimate(_ estimate: Estimate) -> JSONValue {
    ["value": .number(estimate.value), "standard-error": .number(estimate.standardError)]
  }

  static func method(_ method: OutlookMethod) -> JSONValue {
    switch method {
    case .exact(let worlds): ["kind": "exact", "worlds": .integer(worlds)]
    case .independent(let worlds, let groups):
      ["kind": "independent", "worlds": .integer(worlds), "groups": .integer(groups)]
    case .sampled(let trials): ["kind": "sampled", "trials": .integer(trials)]
    case .conditional(let trials, let strata, let probability):
      [
        "kind": "conditional", "trials": .integer(trials), "strata": .integer(strata),
        "probability": .number(probability),
      ]
    case .amongHits(let trials, let probability):
      [
        "kind": "among-hits", "trials": .integer(trials), "probability": .number(probability),
      ]
    case .diagram: ["kind": "diagram"]
    }
  }

  /// The maximum number of steps in JSON. From more, the steps nearest to equal distances in people are kept.
  static let mostSteps = 500

  /// The steps of an exceedance curve, and whether some were left out (the CSV file contains all).
  static func curve(_ distribution: ValueDistribution, _ outlook: ClassOutlook) -> JSONValue {
    let steps = distribution.exceedance
    let kept =
      steps.count <= mostSteps
      ? steps : (0..<mostSteps).map { steps[$0 * (steps.count - 1) / (mostSteps - 1)] }
    return [
      "complete": .boolean(kept.count == steps.count),
      "steps": .array(
        kept.map {
          [
            "people": .integer($0.people), "probability": .number($0.probability),
            "standard-error": .number(outlook.standardError(of: $0.probability)),
          ]
        }),
    ]
  }
}

import ArchitectureAnalysis
import PointAnalysis
import TopologyLanguage
import TopologyModel

extension HardeningReport {
  /// The plan as JSON, schema `exposure.hardening/1`.
  package var json: JSONValue {
    let method: JSONValue =
      switch plan.method {
      case .exact(let combinations): ["exact": true, "evaluated": .integer(combinations)]
      case .greedy(let evaluated): ["exact": false, "evaluated": .integer(evaluated)]
      case .limited(let evaluated, let untried):
        [
          "exact": false, "evaluated": .integer(evaluated), "untried": .integer(untried),
        ]
      }
    let document: JSONValue = [
      "schema": "exposure.hardening/1",
      "title": .string(topology.title),
      "variant": .optional(variant),
      "by": .string(plan.question.incident == nil ? plan.goal.rawValue : "incident"),
      "incident": .optional(plan.question.incident),
      "cost": .integer(plan.cost),
      "ranked": .array(plan.ranked.map(json)),
      "front": .array(plan.front.map(json)),
      "fewest": plan.fewest.map(json) ?? .null,
      "budget": .integer(plan.budget),
      "candidates": .integer(plan.candidates),
      "method": method,
      "unweighed": .integer(plan.unweighed),
      "before": json(plan.before),
      "steps": .array(
        plan.steps.map { step in
          [
            "kind": .string(step.control.kind.rawValue),
            "subject": .string(step.control.subject),
            "summary": .string(step.control.summary),
            "cost": .integer(step.cost),
            "after": json(step.after),
          ]
        }),
      "after": json(after),
      "change": json(plan.change),
    ]
    return document.withEvenSplits(topology.evenSplits, of: topology)
  }

  func json(_ measure: HardeningMeasure) -> JSONValue {
    [
      "worst": .optional(measure.worst),
      "persons": .count(measure.persons),
      "expected": measure.expected.map(JSONValue.number) ?? .null,
      "tail": measure.tail.map(JSONValue.number) ?? .null,
      "tiers": .tiers(measure.tiers.map { ($0.tier, $0.persons) }),
      "years": .array(
        measure.years.map { year in
          [
            "tier": .string(year.tier.rawValue), "expected": .number(year.expected),
            "tail": year.tail.map(JSONValue.number) ?? .null,
          ]
        }),
      "expected-most": measure.expectedMost.map(JSONValue.number) ?? .null,
      "single-points": .integer(measure.singlePoints),
      "stops": .integer(measure.stops),
    ]
  }

  private func json(_ change: TopologyChange) -> JSONValue {
    switch change {
    case .null: .null
    case .word(let word): .string(word)
    case .number(let number): .integer(number)
    case .decimal(let number): .number(number)
    case .flag(let flag): .boolean(flag)
    case .list(let values): .array(values.map(json))
    case .map(let entries):
      .object(
        Dictionary(
          entries.map { ($0.key, json($0.value)) }, uniquingKeysWith: { $1 }))
    }
  }
}

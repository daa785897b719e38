import Lowering
import PointAnalysis
import TopologyModel

extension PointsReport {
  /// The answer as JSON, schema `exposure.points/1`.
  package var json: JSONValue {
    let entry = answer.points.entry
    let document: JSONValue = [
      "schema": "exposure.points/1",
      "title": .string(topology.title),
      "variant": .optional(variant),
      "threshold": .number(threshold),
      "budget": .integer(answer.question.budget),
      "entry": [
        "narrowed": .boolean(entry.isNarrowed),
        "events": .integer(entry.events.count),
        "excluded": .strings(entry.excluded.map(topology.id).sorted()),
      ],
      "open": .array(answer.points.openToEveryone.map(json)),
      "points": .array(answer.points.points.map(json)),
      "decisions": .array(
        answer.decisions(of: answer.points.points.filter { !$0.isHarmless }, in: topology).map(json)
      ),
      "choke-points": .array(answer.chokePoints.map(json)),
      "attack-sets": .array(
        answer.attackSets.indices.map {
          json(
            answer.attackSets[$0], answer.likelihoods[$0], answer.chokePoints[$0],
            answer.openContent[$0])
        }),
      "outage-sets": .array(answer.outageSets.map(json)),
      "concentration": ConcentrationReport(answer.concentration, naming: naming).json,
    ]
    return document.withEvenSplits(topology.evenSplits, of: topology)
  }

  private func json(_ decision: PointDecision) -> JSONValue {
    [
      "members": .strings(decision.members.map { topology.id(of: $0.subject) }),
      "worst": .string(topology.id(of: decision.worst.subject)),
      "likelihood": decision.any.map(JSONValue.number) ?? .null,
      "expected": .array(
        Set(decision.worst.classes.flatMap { $0.tiers.map(\.tier) }).sorted(by: >).map { tier in
          [
            "tier": .string(tier.rawValue),
            "persons": decision.expected(tier).map(JSONValue.number) ?? .null,
          ]
        }),
      "choke-point-for": .array(decision.chokes.map { json(answer.chokePoints[$0].target) }),
      "exposure": .boolean(decision.worst.isExposurePoint),
      "availability": .boolean(decision.worst.isAvailabilityPoint),
    ]
  }

  private func json(_ finding: PointFinding) -> JSONValue {
    [
      "id": .string(topology.id(of: finding.subject)),
      "kind": .string(finding.subject.kind.rawValue),
      "persons": .array(finding.classes.map(json)),
      "fields": .strings(finding.fields.map { topology.fields[$0].id }),
      "derivable": .strings(finding.derivable.map { topology.fields[$0].id }),
      "services": [
        "down": .strings(finding.down.map { topology.services[$0].id }),
        "degraded": .strings(finding.degraded.map { topology.services[$0].id }),
      ],
      "exposure": .boolean(finding.isExposurePoint),
      "exposure-possible": .boolean(finding.isExposurePoint || finding.mayBeExposurePoint),
      "availability": .boolean(finding.isAvailabilityPoint),
    ]
  }

  private func json(_ reach: ClassReach) -> JSONValue {
    [
      "class": .string(topology.groups[reach.personClass].id),
      "low": .integer(reach.persons.low),
      "high": reach.persons.high.map(JSONValue.integer) ?? .null,
      "share": reach.share.map(JSONValue.number) ?? .null,
      "share-high": reach.mostShare.map(JSONValue.number) ?? .null,
      "whole": .boolean(reach.isWhole),
      "tiers": .tiers(reach.tiers.map { ($0.tier, $0.persons) }),
    ]
  }
}

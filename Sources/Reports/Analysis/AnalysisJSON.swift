import Explaining
import IncidentFindings
import Lowering
import TopologyModel

extension AnalysisReport {
  /// The analysis as JSON, schema `exposure.analysis/1`.
  package var json: JSONValue {
    let scenario = analysis.scenario
    func ids(_ pick: (BasicEvent) -> String?) -> JSONValue {
      .strings(scenario.events.compactMap(pick).sorted())
    }
    var entries: [String: JSONValue] = [
      "schema": "exposure.analysis/1",
      "title": .string(topology.title),
      "variant": .optional(variant),
      "incident": .optional(scenario.incident.map { topology.incidents[$0].id }),
      "date": .optional(scenario.incident.flatMap { topology.incidents[$0].date }),
      "events": [
        "intruded": .strings(
          (scenario.events.compactMap {
            if case .intrusion(let it) = $0 { topology.systems[it].id } else { nil }
          } + scenario.entered.map { topology.organizations[$0].id }).sorted()),
        "stolen": ids { if case .theft(let it) = $0 { topology.secrets[it].id } else { nil } },
        "common": ids { if case .common(let it) = $0 { topology.events[it].id } else { nil } },
      ],
      "contained": .strings(scenario.contained.map { topology.systems[$0].id }.sorted()),
      "disabled": .strings(scenario.disabled.map { topology.systems[$0].id }.sorted()),
      "controlled": .strings(analysis.controlled.map { topology.systems[$0].id }),
      "secrets": .strings(analysis.secrets.map { topology.secrets[$0].id }),
      "datasets-read": .strings(analysis.datasetsRead.map { topology.datasets[$0].id }),
      "ways-to-datasets": .array(
        analysis.datasetsRead.compactMap { dataset in
          guard let ways = wayTable.ways(to: dataset),
            case .object(var entries) = naming.json(ways)
          else { return nil }
          entries["dataset"] = .string(topology.datasets[dataset].id)
          return .object(entries)
        }),
      "unlisted": .array(analysis.unlisted.map(topology.json)),
      "people": .array(analysis.people.map(json)),
      "services": .array(
        analysis.services.map { finding in
          [
            "service": .string(topology.services[finding.service].id),
            "state": .string(finding.state.rawValue),
            "because": .strings(finding.because.map { topology.systems[$0].id }.sorted()),
          ]
        }),
      "last-date": .optional(scenario.incident.flatMap { topology.incidents[$0].lastDate }),
      "moments": .object(
        Dictionary(
          (scenario.incident.map { topology.incidents[$0].moments } ?? [])
            .map { ($0.kind.rawValue, .string($0.date)) }, uniquingKeysWith: { first, _ in first })),
      "taken": .array(analysis.taken.map(json)),
      "records": .array(
        analysis.records.map { finding in
          [
            "dataset": .string(topology.datasets[finding.dataset].id),
            "records": finding.isStated ? .count(finding.records) : .null,
          ]
        }),
      "claims": .array(analysis.claims.map(json)),
      "notes": .strings(analysis.notes.map(naming.sentence)),
    ]
    if !analysis.overlapping.isEmpty {
      entries["overlapping"] = .array(analysis.overlapping.map(topology.json))
    }
    entries["joint"] = jointJSON
    entries["counted"] = countedJSON
    return JSONValue.object(entries).withEvenSplits(analysis.evenSplits, of: topology)
  }

  private func json(_ finding: ClassFinding) -> JSONValue {
    var entries: [String: JSONValue] = [
      "class": .string(topology.groups[finding.personClass].id),
      "persons": .count(finding.persons),
      "tiers": .tiers(finding.tiers.map { ($0.tier, $0.persons) }),
      "groups": .strings(finding.groups.map { topology.groups[$0].id }),
      "unknown": .strings(finding.unknown.map { topology.groups[$0].id }),
      "fields": .array(finding.fields.map { json($0, finding) }),
    ]
    entries["overlaps"] = naming.json(finding.overlaps)
    let assumed = AssumedBounds.all(of: finding, in: analysis)
    if !assumed.isEmpty { entries["rests-on"] = .array(assumed.map(topology.json)) }
    return .object(entries)
  }

  private func json(_ field: FieldFinding, _ finding: ClassFinding) -> JSONValue {
    var entries: [String: JSONValue] = [
      "field": .string(topology.fields[field.field].id),
      "status": .string(field.status.rawValue),
      "persons": .count(field.persons),
      "groups": .strings(field.groups.map { topology.groups[$0].id }),
      "ways": .array(wayTable.ways(to: field).map(naming.json)),
      "unknown": .strings(field.unknown.map { topology.groups[$0].id }),
    ]
    entries["overlaps"] = naming.json(field.overlaps)
    if let barrier = field.barrier {
      entries["barrier"] = .string(barrier.rawValue)
      entries["because"] = .strings(
        field.barriers.isEmpty ? [barrier.words] : field.barriers.map(naming.sentence))
    } else {
      entries["because"] = .strings(proofs.ways(field).map { naming.chain($0.proof) })
    }
    return .object(entries)
  }

  private func json(_ finding: TakenFinding) -> JSONValue {
    let entry = analysis.scenario.incident.map { topology.incidents[$0].taken[finding.taken] }
    return [
      "people": .optional(entry.map { naming.id($0.people) }),
      "fields": .strings((entry?.fields ?? []).map { topology.fields[$0].id }),
      "taken": entry?.count.map(JSONValue.count) ?? .null,
      "records": entry?.records.map(JSONValue.count) ?? .null,
      "within-reach": .count(finding.reach),
      "not-reached": .strings(finding.notReached.map { topology.fields[$0].id }),
      "source": .optional(entry?.source.map { topology.sources[$0].id }),
    ]
  }

  private func json(_ finding: ClaimFinding) -> JSONValue {
    let claim = analysis.scenario.incident.map { topology.incidents[$0].claims[finding.claim] }
    return [
      "claim": .integer(finding.claim),
      "verdict": .string(finding.verdict.rawValue),
      "says": .string(claim.map(naming.claim) ?? ""),
      "source": .optional(claim?.source.map { topology.sources[$0].id }),
      "claimed": claim?.count.map(JSONValue.count) ?? .null,
      "computed": finding.computed.map(JSONValue.count) ?? .null,
      "claimed-organizations": claim?.organizations.map(JSONValue.count) ?? .null,
      "computed-organizations": finding.organizations.map(JSONValue.count) ?? .null,
      "of-held": .boolean(claim?.isOfHeld ?? false),
      "not-exposed": .strings(finding.notExposed.map { topology.fields[$0].id }.sorted()),
      "of-each": .boolean(claim?.isOfEach ?? false),
      "unknown": .strings(
        (finding.unknown + finding.shared).map { topology.fields[$0].id }.sorted()),
      "not-safe": .strings(finding.notSafe.map { topology.fields[$0].id }.sorted()),
      "state": .optional(finding.state?.rawValue),
      "superseded-by": finding.supersededBy.map(JSONValue.integer) ?? .null,
      "as-of": .optional(claim?.asOf),
      "unit": .string(claim?.unit.rawValue ?? Claim.Unit.people.rawValue),
      "computed-units": finding.computedUnits.map(JSONValue.count) ?? .null,
      "not-excluded": .strings((claim?.notExcluded ?? []).map { topology.fields[$0].id }.sorted()),
      "excluded": .strings(finding.excluded.map { topology.fields[$0].id }.sorted()),
      "because": .optional(claim?.because?.rawValue),
      "structural": .boolean(finding.isStructural),
      "otherwise-safe": .strings(
        finding.otherwiseSafe.map { topology.fields[$0.field].id }.sorted()),
      "reason-unknown": .strings(finding.openReasons.map { topology.fields[$0].id }.sorted()),
      "readings": .array(
        finding.readings.map { reading in
          [
            "people": .string(naming.id(reading.people)), "computed": .count(reading.computed),
            "verdict": .string(reading.verdict.rawValue),
          ]
        }),
      "ways": .strings(finding.ways.map(\.word)),
    ]
  }
}

extension ClaimFinding.Way {
  /// The value in JSON.
  fileprivate var word: String {
    switch self {
    case .first: "first"
    case .later: "later"
    case .none: "none"
    }
  }
}

extension Topology {
  /// What was read without being listed, or of people in several groups at once.
  func json(_ reading: UnlistedReading) -> JSONValue {
    var (dataset, flow, organization): (String?, String?, String?)
    switch reading.place {
    case .dataset(let it): dataset = datasets[it].id
    case .flow(let it): flow = flows[it].id
    case .organization(let it): organization = organizations[it].id
    }
    var entries: [String: JSONValue] = [
      "dataset": .optional(dataset), "flow": .optional(flow),
      "organization": .optional(organization),
      "field": .optional(reading.cell.field.map { fields[$0].id }),
    ]
    if let overlap = reading.overlap {
      entries["in-all-of"] = .strings(overlap.groups.map { groups[$0].id }.sorted())
    } else {
      entries["people"] = .optional(reading.cell.group.map { groups[$0].id })
    }
    return .object(entries)
  }
}

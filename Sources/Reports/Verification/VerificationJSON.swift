import Explaining
import IncidentFindings
import SourceText
import TopologyModel

extension VerificationReport {
  /// The result as JSON, schema `exposure.verification/1`.
  package var json: JSONValue {
    [
      "schema": "exposure.verification/1",
      "claims": totals(superseded: superseded) { count($0) },
      "incidents": .array(incidents.map { part, found in json(found, part) }),
      "files": .strings(parts.map(\.file)),
      "passed-over": .strings(passedOver),
    ]
  }

  private func totals(superseded: Int, _ count: (ClaimVerdict) -> Int) -> JSONValue {
    var totals = Dictionary(
      uniqueKeysWithValues: ClaimVerdict.allCases.map {
        ($0.rawValue, JSONValue.integer(count($0)))
      })
    totals["superseded"] = .integer(superseded)
    return .object(totals)
  }

  private func json(_ found: IncidentVerification, _ part: Part) -> JSONValue {
    let entry = part.naming.topology.incidents[found.incident]
    return [
      "file": .string(part.file),
      "title": .string(part.naming.topology.title),
      "incident": .string(entry.id),
      "date": .optional(entry.date),
      "totals": totals(superseded: found.superseded) { found.count($0) },
      "claims": .array(
        found.claims.map { verified in json(verified, entry.claims, part.naming) }),
    ]
  }

  private func json(
    _ verified: VerifiedClaim, _ claims: [Claim], _ naming: Naming
  ) -> JSONValue {
    let claim = claims[verified.finding.claim]
    return [
      "claim": .integer(verified.finding.claim),
      "verdict": .string(verified.finding.verdict.rawValue),
      "says": .string(naming.claim(claim)),
      "source": .optional(claim.source.map { naming.topology.sources[$0].id }),
      "line": .integer(Int(claim.position.line)),
      "claimed": claim.count.map(JSONValue.count) ?? .null,
      "computed": verified.finding.computed.map(JSONValue.count) ?? .null,
      "claimed-organizations": claim.organizations.map(JSONValue.count) ?? .null,
      "computed-organizations": verified.finding.organizations.map(JSONValue.count) ?? .null,
      "of-held": .boolean(claim.isOfHeld),
      "superseded-by": verified.finding.supersededBy.map(JSONValue.integer) ?? .null,
      "as-of": .optional(claim.asOf),
      "unit": .string(claim.unit.rawValue),
      "computed-units": verified.finding.computedUnits.map(JSONValue.count) ?? .null,
      "structural": .boolean(verified.finding.isStructural),
      "because": .strings(verified.disagreements.map { naming.sentence($0, of: claim) }),
    ]
  }
}

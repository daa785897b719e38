import Explaining
import IncidentFindings
import SourceText
import TopologyModel

extension VerificationReport {
  /// The result as JSON, schema `exposure.verification/1`.
  package var json: JSONValue {
    [
      "schema": "exposure.verification/1",
      "claims": totals { count($0) },
      "incidents": .array(incidents.map { part, found in json(found, part) }),
      "files": .strings(parts.map(\.file)),
      "passed-over": .strings(passedOver),
    ]
  }

  private func totals(_ count: (ClaimVerdict) -> Int) -> JSONValue {
    .object(
      Dictionary(
        uniqueKeysWithValues: ClaimVerdict.allCases.map {
          ($0.rawValue, .integer(count($0)))
        }))
  }

  private func json(_ found: IncidentVerification, _ part: Part) -> JSONValue {
    let entry = part.naming.topology.incidents[found.incident]
    return [
      "file": .string(part.file),
      "title": .string(part.naming.topology.title),
      "incident": .string(entry.id),
      "date": .optional(entry.date),
      "totals": totals { found.count($0) },
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
      "because": .strings(verified.disagreements.map { naming.sentence($0, of: claim) }),
    ]
  }
}

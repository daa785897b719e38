import IncidentFindings
import Lowering
import Population
import Propagation
import TopologyModel

extension AnalysisReport {
  /// The fields, the services and the claims.
  package var tables: ReportTables {
    ReportTables("fields", fieldsTable).with("services", servicesTable).with("claims", claimsTable)
      .with("taken", takenTable).with("records", recordsTable)
      .withEvenSplits(analysis.evenSplits, of: naming)
  }

  /// One row for each thing known to have been taken: taken at least, within reach at most.
  package var takenTable: CSVTable {
    let entries = analysis.scenario.incident.map { topology.incidents[$0].taken } ?? []
    return CSVTable(
      ["people", "fields", "taken-low", "records-low", "reach-high", "source"],
      numbers: ["taken-low", "records-low", "reach-high"],
      analysis.taken.map { finding in
        let entry = entries[finding.taken]
        return [
          naming.id(entry.people),
          entry.fields.map { topology.fields[$0].id }.joined(separator: " "),
          entry.count.map { String($0.low) } ?? "", entry.records.map { String($0.low) } ?? "",
          finding.reach.high.map(String.init) ?? "", naming.source(entry.source),
        ]
      })
  }

  /// One row for each dataset of which something was read; empty cells where the file says no number.
  package var recordsTable: CSVTable {
    CSVTable(
      ["dataset", "low", "high"], numbers: ["low", "high"],
      analysis.records.map { finding in
        [
          topology.datasets[finding.dataset].id,
          finding.isStated ? String(finding.records.low) : "",
          finding.records.high.map(String.init) ?? "",
        ]
      })
  }

  /// One row for each field of each class, with its bounds as in the JSON. An empty upper bound: there is none.
  /// `ways` is the number of independent ways, of those of its people for whom there are fewest; empty where it is
  /// neither exposed nor derivable. Where `all-ways` is not true, there may be more. `even-splits`: the groups whose even
  /// split, an assumption, the bounds hang on.
  package var fieldsTable: CSVTable {
    CSVTable(
      [
        "class", "field", "status", "low", "high", "even-splits", "groups", "ways", "all-ways",
        "because",
      ],
      numbers: ["low", "high", "ways"], flags: ["all-ways"],
      analysis.people.flatMap { finding in
        finding.fields.map { field in
          let ways = wayTable.ways(to: field).map(\.ways).min { $0.count < $1.count }
          return [
            topology.groups[finding.personClass].id, topology.fields[field.field].id,
            field.status.rawValue,
            String(field.persons.low), field.persons.high.map(String.init) ?? "",
            evenSplits(of: field, in: finding.personClass),
            field.groups.map { topology.groups[$0].id }.joined(separator: " "),
            ways.map { $0.count.description } ?? "",
            ways.map { $0.limit == nil ? "true" : "false" } ?? "", because(field),
          ]
        }
      })
  }

  private func evenSplits(
    of field: FieldFinding, in personClass: Reference<PeopleGroup>
  ) -> String {
    guard !analysis.evenSplits.isEmpty, !field.groups.isEmpty || !field.overlaps.isEmpty
    else { return "" }
    let union = PeopleUnion(field.groups + field.unknown, overlaps: field.overlaps.map(\.groups))
    return analysis.lowered.people.evenSplits(of: union, in: personClass)
      .map { topology.groups[$0].id }.joined(separator: " ")
  }

  /// One row per service.
  package var servicesTable: CSVTable {
    CSVTable(
      ["service", "state", "because"],
      analysis.services.map { finding in
        [
          topology.services[finding.service].id, finding.state.rawValue,
          finding.because.map { topology.systems[$0].id }.sorted().joined(separator: " "),
        ]
      })
  }

  /// One row per claim of the incident.
  package var claimsTable: CSVTable {
    let claims = analysis.scenario.incident.map { topology.incidents[$0].claims } ?? []
    return CSVTable(
      ["claim", "source", "verdict", "graph"],
      analysis.claims.map { finding in
        let claim = claims[finding.claim]
        return [
          naming.claim(claim), naming.source(claim.source), naming.verdict(finding),
          naming.answer(finding, of: claim),
        ]
      })
  }
}

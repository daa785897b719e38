import PointAnalysis
import TopologyModel

extension PointsReport {
  /// The single points, and the sets of events that together reach each target.
  package var tables: ReportTables {
    let target: [CSVTable.Column] = [
      .init("people", "target.people"), .init("field", "target.field"),
    ]
    let json = json
    return ReportTables("points", table)
      .with(
        "attack-sets",
        CSVTable(
          json, rowsOf: ["attack-sets", "sets"],
          target + [
            .init("set", "#sets", .number), "events", .init("probability", nil, .number),
            .init("share-low", "share.low", .number), .init("share-high", "share.high", .number),
          ])
      )
      .with(
        "choke-points",
        CSVTable(
          json, rowsOf: ["choke-points"],
          target + [
            .init("reachable", nil, .flag), .init("open", nil, .flag), .init("events", "ids"),
            "organizations", "secrets", "access-rules", "flows", "zones", "systems",
          ])
      )
      .withEvenSplits(topology.evenSplits, of: naming)
  }

  /// One row for each event or organization and each class that it alone exposes; one row with an empty
  /// class for those that expose nobody.
  package var table: CSVTable {
    CSVTable(
      [
        "id", "kind", "class", "low", "high", "share", "share-high", "whole", "fields", "derivable",
        "down", "degraded", "exposure-point", "exposure-possible", "availability-point",
      ], numbers: ["low", "high", "share", "share-high"],
      flags: ["whole", "exposure-point", "exposure-possible", "availability-point"],
      answer.points.points.flatMap { finding -> [[String]] in
        func row(_ reach: ClassReach?) -> [String] {
          [
            topology.id(of: finding.subject), finding.subject.kind.rawValue,
            reach.map { topology.groups[$0.personClass].id } ?? "",
            reach.map { String($0.persons.low) } ?? "",
            reach.flatMap { $0.persons.high.map(String.init) } ?? "",
            reach.flatMap { $0.share.map { "\($0)" } } ?? "",
            reach.flatMap { $0.mostShare.map { "\($0)" } } ?? "",
            reach.map { String($0.isWhole) } ?? "",
            finding.fields.map { topology.fields[$0].id }.joined(separator: " "),
            finding.derivable.map { topology.fields[$0].id }.joined(separator: " "),
            finding.down.map { topology.services[$0].id }.joined(separator: " "),
            finding.degraded.map { topology.services[$0].id }.joined(separator: " "),
            String(finding.isExposurePoint),
            String(finding.isExposurePoint || finding.mayBeExposurePoint),
            String(finding.isAvailabilityPoint),
          ]
        }
        return finding.classes.isEmpty ? [row(nil)] : finding.classes.map(row)
      })
  }
}

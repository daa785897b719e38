import PointAnalysis
import TopologyModel

extension PointsReport {
  /// One row per event or organization and per class that it alone exposes. Those that expose nobody get one row
  /// with an empty class.
  public var table: CSVTable {
    CSVTable(
      [
        "id", "kind", "class", "low", "high", "share", "fields", "derivable", "down",
        "degraded",
        "exposure-point", "availability-point",
      ],
      answer.points.points.flatMap { finding -> [[String]] in
        func row(_ reach: ClassReach?) -> [String] {
          [
            topology.id(of: finding.subject), finding.subject.kind.rawValue,
            reach.map { topology.groups[$0.personClass].id } ?? "",
            reach.map { String($0.persons.low) } ?? "",
            reach.flatMap { $0.persons.high.map(String.init) } ?? "",
            reach.flatMap { $0.share.map { "\($0)" } } ?? "",
            finding.fields.map { topology.fields[$0].id }.joined(separator: " "),
            finding.derivable.map { topology.fields[$0].id }.joined(separator: " "),
            finding.down.map { topology.services[$0].id }.joined(separator: " "),
            finding.degraded.map { topology.services[$0].id }.joined(separator: " "),
            String(finding.isExposurePoint), String(finding.isAvailabilityPoint),
          ]
        }
        return finding.classes.isEmpty ? [row(nil)] : finding.classes.map(row)
      })
  }
}

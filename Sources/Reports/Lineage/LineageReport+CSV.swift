import Explaining
import Lowering
import TopologyModel

extension LineageReport {
  /// One row for each dataset and field, and where people of several classes are concerned, for each class; then one for
  /// each thing that may be what was asked for.
  package var tables: ReportTables {
    var table = CSVTable(
      json, rowsOf: ["entries", "people"],
      [
        "dataset", "field", "class", .bounds("persons"), "groups", "organization", "role",
        .init("declared", nil, .flag), .init("from", "arrivals.from"),
        .init("from-field", "arrivals.field"), .init("flows", "arrivals.flow"),
      ])
    table.columns.append("status")
    table.rows = table.rows.map { $0 + ["carried"] } + answer.perhaps.map(row)
    return ReportTables("lineage", table)
  }

  private func row(_ perhaps: LineageAnswer.Perhaps) -> [String] {
    let groups = perhaps.overlap?.groups ?? perhaps.cell.group.map { [$0] } ?? []
    let system = topology.systems[topology.datasets[perhaps.dataset].system]
    let organization = system.organization.map { topology.organizations[$0] }
    return [
      topology.datasets[perhaps.dataset].id,
      perhaps.cell.field.map { topology.fields[$0].id } ?? "",
      groups.first.map { topology.groups[topology.tree.roots[$0.index]].id } ?? "",
      perhaps.persons.map { "\($0.low)" } ?? "", perhaps.persons?.high.map { "\($0)" } ?? "",
      groups.map { topology.groups[$0].id }.sorted().joined(separator: " "),
      organization?.id ?? "", organization?.role?.rawValue ?? "", "", "", "",
      perhaps.flows.map { topology.flows[$0].id }.joined(separator: " "), "unknown",
    ]
  }
}

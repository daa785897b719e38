import Lowering
import PointAnalysis
import Propagation
import TopologyModel

/// Which systems, stopped together, take services down or degrade them.
extension PointsReport {
  func addOutages(to document: inout ReportDocument) {
    add(
      "What takes each service down", answer.outageSets.map { ($0, $0.minimal) },
      nothing: "nothing takes it down", to: &document)
    add(
      "What puts a service on its fallback or takes it down",
      answer.outageSets.compactMap { outage in outage.degrading.map { (outage, $0) } },
      nothing: "nothing does", to: &document)
  }

  /// One line per service; the services of a fleet share the line of the first, because they are alike.
  private func add(
    _ title: String, _ found: [(OutageSets, MinimalSets)], nothing: String,
    to document: inout ReportDocument
  ) {
    guard !found.isEmpty else { return }
    document.heading(2, .init(title), .detail)
    var rows: [[ReportDocument.Line]] = []
    var seen: Set<String> = []
    for (outage, minimal) in found {
      let service = topology.services[outage.service]
      if let member = service.member, !seen.insert(member.declared).inserted { continue }
      let counts = minimal.family.countsBySize()
      let limit = counts.count > 1 ? (counts[1].exactInt ?? 0) + 3 : 3
      let sets = OutageSets.sets(minimal, limit: limit).map { $0.map(BasicEvent.intrusion) }
      let listed = SetWording.folded(sets, in: topology).map(\.text)
      let isEmpty = minimal.family.isEmpty
      let completeness = SetWording.completeness(minimal, order: outage.order)
      let summary = "\(SetWording.sizes(counts, of: "system")); \(completeness)"
      let none = minimal.isExhaustive ? nothing : "none found; \(completeness)"
      rows.append([
        .init(id: service.member?.declared ?? service.id, label: service.label),
        .init(
          isEmpty ? none : naming.listed(listed, most: 4),
          isEmpty && minimal.isExhaustive ? .good : .plain),
        .init(isEmpty ? "" : summary),
      ])
    }
    document.table(
      [
        .init("service", wraps: true), .init("stopped together", wraps: true),
        .init("minimal sets", wraps: true),
      ], rows)
  }
}

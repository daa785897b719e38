import IncidentFindings
import Reports
import TopologyModel

/// Stopped and degraded services, worst first; members of a fleet in the same state are combined.
struct ServicesSection {
  let analysis: IncidentAnalysis
  let plain: PlainNaming

  private var topology: Topology { plain.naming.topology }

  private struct Row: Hashable {
    var service: String
    var state: Claim.State
    var because: String
  }

  /// Nil if the topology has no services.
  var section: ReportPage.Section? {
    guard !analysis.services.isEmpty else { return nil }
    var order: [Row] = []
    var counts: [Row: Int] = [:]
    for finding in analysis.services {
      let service = topology.services[finding.service]
      let stopped = finding.because.map { plain.name(of: $0) }
      let row = Row(
        service: service.label ?? service.declaredID, state: finding.state,
        because: stopped.isEmpty
          ? "" : "\(PageWording.listed(PageWording.counted(stopped), most: 4)) out of service")
      if counts[row] == nil { order.append(row) }
      counts[row, default: 0] += 1
    }
    let rows = order.enumerated().sorted {
      ($1.element.state, $0.offset) < ($0.element.state, $1.offset)
    }.map { cells($0.element, counts[$0.element] ?? 1) }
    var document = ReportDocument()
    document.table(
      [.init("service", wraps: true), .init("state"), .init("reason", wraps: true)], rows)
    return ReportPage.Section(id: "services", heading: "Services", document: document)
  }

  private func cells(_ row: Row, _ count: Int) -> [ReportDocument.Line] {
    let name = count == 1 ? row.service : "\(row.service) ×\(CountWording.number(count))"
    let emphasis: ReportDocument.Emphasis =
      switch row.state {
      case .up: .good
      case .degraded: .open
      case .down: .bad
      }
    return [.init(name), .init(row.state.rawValue, emphasis), .init(row.because)]
  }
}

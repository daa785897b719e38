import Lowering
import TopologyModel
import YearSimulation

/// How often services fail in a year.
extension SimulationReport {
  func addServices(to document: inout ReportDocument) {
    let concerned = simulation.services.filter {
      $0.impaired.any.value > 0 || $0.impaired.any.standardError > 0
    }
    guard !simulation.services.isEmpty else { return }
    document.heading(2, "Services", .detail)
    document.table(
      [
        .init("service", wraps: true), .init("down in a year", numeric: true),
        .init("degraded or down", numeric: true), .init("expected down", numeric: true),
      ],
      concerned.map { outlook in
        let count = outlook.services.count
        return [
          .init(naming.declared(outlook)), .init(EstimateWording.percent(outlook.down.any)),
          .init(EstimateWording.percent(outlook.impaired.any)),
          .init(count == 1 ? "" : expected(outlook.down.expected, of: count)),
        ]
      })
    let few = concerned.filter { outlook in
      [outlook.down, outlook.impaired].contains {
        $0.hits.map { $0 < simulation.options.fewHits } ?? false
      }
    }
    for outlook in few {
      let hits = outlook.down.hits ?? outlook.impaired.hits ?? 0
      document.paragraph(
        .init("\(naming.declaredID(outlook)) is based on ") + .init(years(hits), .bad)
          + .init(" in which it was down. That is few: treat the figures as an order of magnitude.")
      )
    }
    let rest = simulation.services.count - concerned.count
    if rest > 0 {
      let others = concerned.isEmpty ? "service" : "other service"
      document.paragraph("\(naming.count(rest, others)): never down or degraded.")
    }
  }

  /// `1.2 ± 0.03 of 84`.
  private func expected(_ estimate: Estimate, of count: Int) -> String {
    let error =
      estimate.standardError > 0
      ? " ± \(EstimateWording.significantText(estimate.standardError, digits: 1))" : ""
    return "\(EstimateWording.number(estimate.value))\(error) of \(count)"
  }
}

extension Naming {
  /// For example, `1 event` or `3 events`.
  func count(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }

  /// Ids of events, with fleets folded.
  func events(_ events: [BasicEvent]) -> [String] {
    folded(events.map { (topology.id(of: $0), topology.member(of: $0)) })
  }

  /// The id of a service as declared.
  func declaredID(_ outlook: ServiceOutlook) -> String {
    guard let first = outlook.services.first else { return "" }
    return topology.services[first].member?.declared ?? topology.services[first].id
  }

  /// A service as declared: label, id, and number of members.
  func declared(_ outlook: ServiceOutlook) -> String {
    guard let first = outlook.services.first else { return "" }
    guard let member = topology.services[first].member else { return service(first) }
    let label = topology.services[first].label.map { "\($0) (\(member.declared))" }
    return "\(label ?? member.declared) ×\(outlook.services.count)"
  }

  struct FoldedShare {
    var name: String
    var likelihood: Double
    var inTail: Double
  }

  /// The events of a tail, with a fleet's members as one row showing their average.
  func foldedShares(_ tail: Tail) -> [FoldedShare] {
    var order: [String] = []
    var members: [String: [Tail.Share]] = [:]
    for share in tail.events {
      let id = topology.member(of: share.event)?.declared ?? topology.id(of: share.event)
      if members[id] == nil { order.append(id) }
      members[id, default: []].append(share)
    }
    return order.map { id in
      let shares = members[id] ?? []
      let count = Double(max(1, shares.count))
      let isFleet = shares.first.map { topology.member(of: $0.event) != nil } ?? false
      return FoldedShare(
        name: isFleet ? "\(id) ×\(shares.count), each" : shares.first.map { event($0.event) } ?? id,
        likelihood: shares.reduce(0) { $0 + $1.likelihood } / count,
        inTail: shares.reduce(0) { $0 + $1.inTail } / count)
    }.sorted { ($0.inTail - $0.likelihood, $1.name) > ($1.inTail - $1.likelihood, $0.name) }
  }
}

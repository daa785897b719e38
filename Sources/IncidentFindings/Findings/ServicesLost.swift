import Lowering
package import TopologyModel

/// Whose services an incident stops.
extension IncidentAnalysis {
  /// The services that are lost or degraded, sorted by id.
  package var servicesLost: [Reference<Service>] {
    services.filter { $0.state != .up }.map(\.service)
  }

  /// The same for one party: services that it provides, or that need systems of it that stopped.
  package func servicesLost(by party: Party) -> [Reference<Service>] {
    let topology = lowered.topology
    return services.filter { finding in
      finding.state != .up
        && (topology.provider(of: finding.service).map {
          $0.organization == party.organization
            && ($0.member == nil || party.member == nil || $0.member == party.member)
        } ?? false || finding.because.contains { topology.holder(of: $0) == party })
    }.map(\.service)
  }
}

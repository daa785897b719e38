import IncidentFindings
import Lowering
package import TopologyModel

/// Saying that an even split is an assumption. The file makes it; no source counted the parts.
extension Naming {
  /// That numbers of people hang on the split of some groups.
  package func evenSplit(_ groups: [Reference<PeopleGroup>]) -> String {
    let splits = groups.map { "'\(topology.groups[$0].id)' across \(fleet(of: $0))" }
    return
      "Numbers of people hang on the assumption of an even split ('sizes: even') of \(listed(splits, most: 4)): how many each member has, nobody counted."
  }

  /// The same for whatever counts members of fleets one by one, of some classes; nil where the file assumes no split.
  package func evenSplitsOfFile(_ isMeant: (Reference<PeopleGroup>) -> Bool = { _ in true })
    -> String?
  {
    let groups = topology.evenSplits.filter { isMeant(topology.tree.roots[$0.index]) }
    return groups.isEmpty ? nil : evenSplit(groups)
  }

  private func fleet(of group: Reference<PeopleGroup>) -> String {
    let part = topology.groups[group].children.first.map { topology.groups[$0] }
    return part?.across.map { organization($0) } ?? "a fleet"
  }

  /// The id of the fleet that a group is split across.
  func fleetID(of group: Reference<PeopleGroup>) -> String {
    let part = topology.groups[group].children.first.map { topology.groups[$0] }
    return part?.across.map { topology.organizations[$0].id } ?? ""
  }
}

extension ReportTables {
  /// With a sheet of the even splits that numbers of people hang on, where there are any.
  func withEvenSplits(_ groups: [Reference<PeopleGroup>], of naming: Naming) -> ReportTables {
    guard !groups.isEmpty else { return self }
    return with(
      "assumptions",
      CSVTable(
        ["assumption", "people", "across"],
        groups.map { ["even split", naming.topology.groups[$0].id, naming.fleetID(of: $0)] }))
  }
}

extension JSONValue {
  /// With the groups whose assumed even split numbers hang on, where there are any.
  func withEvenSplits(_ groups: [Reference<PeopleGroup>], of topology: Topology) -> JSONValue {
    guard !groups.isEmpty, case .object(var entries) = self else { return self }
    entries["even-splits"] = .strings(groups.map { topology.groups[$0].id })
    return .object(entries)
  }
}

import Lowering
import PointAnalysis
import TopologyModel

extension NameResolver {
  /// A target: `people.field`, `people` or `field`; `people.` and `.field` when both have the same name.
  func target(_ name: String) throws -> ExposureTarget {
    if let dot = name.firstIndex(of: ".") {
      let (before, after) = (name[..<dot], name[name.index(after: dot)...])
      return ExposureTarget(
        people: before.isEmpty ? nil : try people(String(before)),
        field: after.isEmpty ? nil : try field(String(after)))
    }
    let isField = topology.fields.contains { $0.id == name }
    let isPeople =
      topology.groups.contains { $0.id == name } || topology.cohorts.contains { $0.id == name }
    if isField, isPeople {
      throw CommandFailure(
        "'\(name)' names both people and a field", help: "write '\(name).' or '.\(name)'")
    }
    return isField
      ? ExposureTarget(people: nil, field: try field(name))
      : ExposureTarget(people: try people(name), field: nil)
  }

  /// The basic events that an id names: a system, a secret, a fleet, all systems of an organization, or a
  /// common event.
  func basicEvents(_ name: String) throws -> [BasicEvent] {
    if let event = topology.events.firstIndex(where: { $0.id == name }) {
      return [.common(Reference(event))]
    }
    let isSecret = topology.secrets.contains { $0.id == name || $0.member?.declared == name }
    if isSecret { return try secrets(name).map(BasicEvent.theft) }
    return try systems(name).map(BasicEvent.intrusion)
  }
}

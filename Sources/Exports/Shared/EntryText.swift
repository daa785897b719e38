import TopologyModel

/// Entries as text of other formats: ids of the topology, joined where there are several.
extension Topology {
  func ids(_ fields: [Reference<DataField>]) -> String {
    fields.map { self.fields[$0].id }.joined(separator: " ")
  }

  func id(_ part: Cohort.Part) -> String {
    switch part {
    case .group(let group): groups[group].id
    case .cohort(let cohort): cohorts[cohort].id
    }
  }

  func ids(_ parts: [Cohort.Part]) -> String {
    parts.map(id).joined(separator: " ")
  }

  func id(_ holder: Holder) -> String {
    switch holder {
    case .organization(let organization): organizations[organization].id
    case .group(let group): groups[group].id
    case .cohort(let cohort): cohorts[cohort].id
    }
  }

  func id(_ target: CommonEvent.Target) -> String {
    switch target {
    case .system(let system): systems[system].id
    case .secret(let secret): secrets[secret].id
    case .organization(let organization): organizations[organization].id
    case .member(let number, let of): "\(id(of))[\(number)]"
    }
  }

  /// A condition: `a`, `all(a, b)`, `any(a, b)`, `2 of (a, b, c)`.
  func text(_ condition: Condition) -> String {
    func list(_ parts: [Condition]) -> String { parts.map(text).joined(separator: ", ") }
    switch condition {
    case .secret(let secret): return secrets[secret].id
    case .system(let system): return systems[system].id
    case .service(let service): return services[service].id
    case .members(let range, let atLeast):
      return "\(atLeast) of (\(range.indices.map { id(range.kind, $0) }.joined(separator: ", ")))"
    case .all(let parts): return "all(\(list(parts)))"
    case .any(let parts): return "any(\(list(parts)))"
    case .atLeast(let count, let parts): return "\(count) of (\(list(parts)))"
    }
  }

  /// The id of a member of a fleet.
  func id(_ kind: FleetRange.Kind, _ index: Int) -> String {
    switch kind {
    case .secrets: secrets[index].id
    case .systems: systems[index].id
    case .services: services[index].id
    }
  }

  /// The condition's parts that are no conditions, with whether each is enough by itself.
  func atoms(_ condition: Condition?, isEnough: Bool = true) -> [(part: Condition, isEnough: Bool)]
  {
    guard let condition else { return [] }
    switch condition {
    case .secret, .system, .service: return [(condition, isEnough)]
    case .members(let range, let atLeast):
      return range.indices.map { index in
        let part: Condition =
          switch range.kind {
          case .secrets: .secret(Reference(index))
          case .systems: .system(Reference(index))
          case .services: .service(Reference(index))
          }
        return (part, isEnough && (atLeast == 1 || range.indices.count == 1))
      }
    case .all(let parts):
      return parts.flatMap { atoms($0, isEnough: isEnough && parts.count == 1) }
    case .any(let parts): return parts.flatMap { atoms($0, isEnough: isEnough) }
    case .atLeast(let count, let parts):
      return parts.flatMap { atoms($0, isEnough: isEnough && (count == 1 || parts.count == 1)) }
    }
  }
}

extension CountInterval {
  /// The count in the language's notation: `20`, `13..20`, `33..`.
  var notation: String {
    guard let high else { return "\(low).." }
    return low == high ? "\(low)" : "\(low)..\(high)"
  }

  /// The bounds as cells of a table; no upper bound is nothing.
  var cells: [String] { ["\(low)", high.map(String.init) ?? ""] }
}

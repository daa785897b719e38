import TopologyLanguage
import TopologyModel

/// Candidates for fallbacks of services.
extension ControlCandidates {
  /// One candidate per service that needs something and has no fallback: a system of its own, which needs
  /// nothing and holds nothing. It may stand for paper, a telephone or another provider.
  var fallbacks: [Control] {
    topology.services.compactMap { service in
      guard service.needs != nil, service.fallback == nil else { return nil }
      let id = newID("\(service.id)-fallback")
      var entries: [TopologyChange.Entry] = [
        .init(key: "label", value: .word("Fallback for \(service.label ?? service.id)"))
      ]
      if let organization = service.organization {
        entries.append(
          .init(key: "organization", value: .word(topology.organizations[organization].id)))
      }
      entries.append(.init(key: "kind", value: .word("fallback")))
      let change = TopologyChange.map([
        "systems": .at(id, change: .map(entries)),
        "services": .at(service.id, "fallback", change: .word(id)),
      ])
      return Control(
        kind: .fallback, subject: service.id, summary: "a fallback for \(service.id)", touches: [],
        change: change)
    }
  }
}

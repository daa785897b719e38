import Interchange
import Reports
import TopologyModel

/// CycloneDX 1.6 services (ECMA-424) with their data flows.
///
/// Readers refuse names, sources and owners of a service's data and drop trust zones, so only directions and
/// classifications are written, and everything else as properties. Dependencies are written where the topology says
/// what a system needs; elsewhere they are unknown, and there is no entry.
enum CycloneDXExporter: FormatExporter {
  static func export(_ request: ExportRequest) throws -> ExportedFiles {
    let topology = request.topology
    var account = ImportAccount(format: "cyclonedx")
    account.version = "1.6"
    account.made = [("services", topology.systems.count)]
    account.note(
      "people-left-out", "Whose data it is, and of how many people, has no place in it.",
      count: topology.groups.count)
    account.note(
      "conditions-left-out",
      "Whether a service needs all or some of what it depends on is not said.",
      count: topology.systems.count { topology.atoms($0.needs).contains { !$0.isEnough } })
    account.note(
      "secrets-left-out", "What opens a system is not in it.", count: topology.secrets.count)
    account.note(
      "possible-flows",
      "Flows that may only move data: properties of the services at both ends name them; the directions of data count them.",
      count: topology.flows.count { $0.certainty == .possible })
    let document: JSONValue = [
      "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
      "serialNumber": .string("urn:uuid:\(NameBasedUUID.text("cyclonedx", topology.title))"),
      "metadata": [
        "component": [
          "type": "platform", "bom-ref": "topology",
          "name": .string(topology.title.isEmpty ? "topology" : topology.title),
        ]
      ],
      "services": .array(topology.systems.references.map { service($0, topology) }),
      "dependencies": .array(
        topology.systems.filter { $0.needs != nil }.map { system in
          let needs = topology.atoms(system.needs).compactMap { part, _ -> String? in
            switch part {
            case .system(let other): Self.reference(topology.systems[other].id)
            default: nil
            }
          }
          return [
            "ref": .string(Self.reference(system.id)), "dependsOn": .strings(Set(needs).sorted()),
          ]
        }),
    ]
    return ExportedFiles("bom.json", try document.text(), account)
  }

  private static func reference(_ system: String) -> String { "system:\(system)" }

  private static func service(_ reference: Reference<System>, _ topology: Topology) -> JSONValue {
    let system = topology.systems[reference]
    var service: [String: JSONValue] = [
      "bom-ref": .string(Self.reference(system.id)),
      "name": .string(system.label ?? system.id),
    ]
    if let owner = system.organization {
      let entry = topology.organizations[owner]
      service["provider"] = ["name": .string(entry.label ?? entry.id)]
    }
    let rules = system.access.map { topology.accessRules[$0] }
    // Without a rule it is not known who gets in.
    if !rules.isEmpty {
      service["authenticated"] = .boolean(rules.allSatisfy { $0.requires != nil })
    }
    service["data"] = data(reference, topology)
    var properties: [JSONValue] = [
      ["name": "exposure:id", "value": .string(system.id)],
      ["name": "exposure:kind", "value": .string(system.kind ?? "unknown")],
    ]
    if let zone = system.zone {
      properties.append(["name": "exposure:zone", "value": .string(topology.zones[zone].id)])
    }
    properties += system.datasets.map { dataset in
      let entry = topology.datasets[dataset]
      let fields = entry.listsFields ? topology.ids(entry.fields) : "unknown"
      return [
        "name": "exposure:dataset", "value": .string("\(entry.id): \(fields)"),
      ]
    }
    // Readers refuse descriptions of a service's data, too.
    properties += topology.flows.filter { $0.certainty == .possible }.flatMap { flow in
      let (from, to) = (topology.datasets[flow.from], topology.datasets[flow.to])
      guard from.system != to.system else { return [JSONValue]() }
      var directions: [String] = []
      if from.system == reference { directions.append("outbound") }
      if to.system == reference { directions.append("inbound") }
      return directions.map { direction in
        [
          "name": "exposure:possible-flow",
          "value": .string("\(direction): \(flow.id), \(from.id) to \(to.id)"),
        ]
      }
    }
    service["properties"] = .array(properties)
    return .known(service)
  }

  /// Directions with classifications: what it holds, what comes in, what goes out. Null where there is none.
  private static func data(_ reference: Reference<System>, _ topology: Topology) -> JSONValue {
    func classes(_ dataset: Reference<Dataset>, _ fields: [Reference<DataField>]?) -> [String] {
      let entry = topology.datasets[dataset]
      let known = fields ?? (entry.listsFields ? entry.fields : nil)
      return known.map { $0.map { topology.fields[$0].category ?? topology.fields[$0].id } }
        ?? ["unknown"]
    }
    var found: Set<[String]> = []
    for flow in topology.flows {
      let (from, to) = (topology.datasets[flow.from].system, topology.datasets[flow.to].system)
      guard from != to, from == reference || to == reference else { continue }
      for name in classes(flow.from, flow.fields) {
        found.insert([from == reference ? "outbound" : "inbound", name])
      }
    }
    let moving = Set(found.map { $0[1] })
    for dataset in topology.systems[reference].datasets {
      for name in classes(dataset, nil) where !moving.contains(name) {
        found.insert(["unknown", name])
      }
    }
    guard !found.isEmpty else { return .null }
    return .array(
      found.sorted { $0.lexicographicallyPrecedes($1) }.map {
        ["flow": .string($0[0]), "classification": .string($0[1])]
      })
  }
}

import Reports
import TopologyModel

/// What runs, what is in it, and how it moves.
extension TopologyTables {
  var secrets: CSVTable {
    CSVTable(
      [
        "id", "label", "kind", "held-by", "theft", "exportable", "rotated", "valid", "works-from",
        "granted-until",
      ], numbers: ["theft"], flags: ["exportable"],
      topology.secrets.map {
        [
          $0.id, $0.label ?? "", $0.kind?.rawValue ?? "", $0.heldBy.map(topology.id) ?? "",
          number($0.theft), "\($0.exportable)", $0.rotated ?? "",
          $0.valid?.text ?? "", zones($0.worksFrom ?? []), $0.granted?.until ?? "",
        ]
      })
  }

  var systems: CSVTable {
    CSVTable(
      ["id", "label", "organization", "kind", "intrusion", "secrets", "needs", "zone", "country"],
      numbers: ["intrusion"],
      topology.systems.map { it in
        [
          it.id, it.label ?? "", it.organization.map { topology.organizations[$0].id } ?? "",
          it.kind ?? "", number(it.intrusion),
          it.secrets.map { topology.secrets[$0].id }.joined(separator: " "),
          it.needs.map(topology.text) ?? "", it.zone.map { topology.zones[$0].id } ?? "",
          it.country ?? "",
        ]
      })
  }

  var zones: CSVTable {
    CSVTable(
      ["id", "label", "reachable-from"],
      topology.zones.map { [$0.id, $0.label ?? "", zones($0.reachableFrom)] })
  }

  var costs: CSVTable {
    let costs = topology.costs
    return CSVTable(
      ["of", "cost"], numbers: ["cost"],
      costs.byKind.sorted { $0.key.rawValue < $1.key.rawValue }.map {
        [$0.key.rawValue, "\($0.value)"]
      } + costs.bySubject.sorted { $0.key < $1.key }.map { [$0.key, "\($0.value)"] })
  }

  var datasets: CSVTable {
    CSVTable(
      [
        "id", "label", "system", "people", "people-known", "fields", "fields-known",
        "encrypted-with", "retained-until",
      ], flags: ["people-known", "fields-known"],
      topology.datasets.map { it in
        [
          it.id, it.label ?? "", topology.systems[it.system].id, topology.ids(it.people),
          "\(it.listsPeople)", topology.ids(it.fields), "\(it.listsFields)",
          it.encryptedWith.map { topology.secrets[$0].id }.joined(separator: " "),
          it.retained.map(\.until).joined(separator: " "),
        ]
      })
  }

  var access: CSVTable {
    CSVTable(
      [
        "system", "id", "label", "requires", "controls", "from", "enters", "reads", "fields",
        "people",
      ],
      flags: ["controls"],
      topology.accessRules.flatMap { it -> [[String]] in
        let start = [
          topology.systems[it.system].id, it.id, it.label ?? "",
          it.requires.map(topology.text) ?? "", "\(it.controls)", zones(it.from ?? []),
          zones(it.enters),
        ]
        guard !it.reads.isEmpty else { return [start + ["", "", ""]] }
        return it.reads.map { reading in
          start + [
            topology.datasets[reading.dataset].id, reading.fields.map(topology.ids) ?? "",
            reading.selections.map(topology.ids).joined(separator: " & "),
          ]
        }
      })
  }

  var flows: CSVTable {
    CSVTable(
      [
        "id", "label", "from", "to", "fields", "people", "becomes", "via", "encrypted", "certainty",
      ],
      flags: ["encrypted"],
      topology.flows.map { it in
        [
          it.id, it.label ?? "", topology.datasets[it.from].id, topology.datasets[it.to].id,
          it.fields.map(topology.ids) ?? "", it.people.map(topology.ids) ?? "",
          it.becomes.map {
            "\(topology.fields[$0.field].id):\(topology.fields[$0.becomes].id)"
          }.joined(separator: " "), it.via.map { topology.systems[$0].id }.joined(separator: " "),
          "\(it.encrypted)", it.certainty.rawValue,
        ]
      })
  }

  var services: CSVTable {
    CSVTable(
      ["id", "label", "organization", "serves", "needs", "fallback"],
      topology.services.map { it in
        [
          it.id, it.label ?? "", it.organization.map { topology.organizations[$0].id } ?? "",
          it.serves.map(topology.id).joined(separator: " "), it.needs.map(topology.text) ?? "",
          it.fallback.map(topology.text) ?? "",
        ]
      })
  }
}

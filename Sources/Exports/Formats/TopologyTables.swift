import Reports
import TopologyModel

/// The sections of a topology as tables: a row for each entry, ids joined by blanks, empty for what is unknown.
struct TopologyTables {
  let topology: Topology

  /// The tables, with the names of their files.
  var sheets: [ReportTables.Sheet] {
    [
      sheet("sources", sources), sheet("organizations", organizations), sheet("people", people),
      sheet("cohorts", cohorts), sheet("data-fields", fields), sheet("secrets", secrets),
      sheet("zones", zones), sheet("systems", systems), sheet("datasets", datasets),
      sheet("access", access),
      sheet("flows", flows), sheet("inferences", inferences), sheet("leaks", leaks),
      sheet("services", services), sheet("events", events), sheet("incidents", incidents),
      sheet("costs", costs),
    ]
  }

  private func sheet(_ name: String, _ table: CSVTable) -> ReportTables.Sheet {
    var sheet = ReportTables(name, table).sheets[0]
    sheet.name = name
    return sheet
  }

  private var sources: CSVTable {
    CSVTable(
      ["id", "title", "date", "url"],
      topology.sources.map { [$0.id, $0.title ?? "", $0.date ?? "", $0.url ?? ""] })
  }

  private var organizations: CSVTable {
    CSVTable(
      [
        "id", "label", "role", "acts-for", "supervised-by", "laws", "contact", "intrusion",
        "members",
      ], numbers: ["intrusion", "members"],
      topology.organizations.map { it in
        [
          it.id, it.label ?? "", it.role?.rawValue ?? "", organizations(it.actsFor),
          it.supervisedBy.map { topology.organizations[$0].id } ?? "",
          it.laws.map(\.law).joined(separator: " "), it.contact ?? "", number(it.intrusion),
          it.count.map(String.init) ?? "",
        ]
      })
  }

  private var people: CSVTable {
    CSVTable(
      [
        "id", "label", "class", "parent", "low", "high", "stated-low", "stated-high",
        "disjoint", "exhaustive", "across", "controller", "source",
      ], numbers: ["low", "high", "stated-low", "stated-high"], flags: ["disjoint", "exhaustive"],
      topology.groups.references.map { reference in
        let it = topology.groups[reference]
        return [
          it.id, it.label ?? "", topology.groups[topology.tree.roots[reference.index]].id,
          it.parent.map { topology.groups[$0].id } ?? "",
        ] + it.size.cells + it.stated.cells + [
          "\(it.disjoint)", "\(it.exhaustive)",
          it.across.map { topology.organizations[$0].id } ?? "",
          it.controller.map { topology.organizations[$0].id } ?? "", source(it.source),
        ]
      })
  }

  private var cohorts: CSVTable {
    CSVTable(
      ["id", "label", "of", "low", "high", "disjoint", "controller", "source"],
      numbers: ["low", "high"], flags: ["disjoint"],
      topology.cohorts.map { it in
        [it.id, it.label ?? "", topology.ids(it.of)] + it.size.cells + [
          "\(it.disjoint)", it.controller.map { topology.organizations[$0].id } ?? "",
          source(it.source),
        ]
      })
  }

  private var fields: CSVTable {
    CSVTable(
      ["id", "label", "category", "identifies", "about", "public", "gravity", "gravity-because"],
      flags: ["public"],
      topology.fields.map {
        [
          $0.id, $0.label ?? "", $0.category ?? "", $0.identifies?.rawValue ?? "",
          $0.about.rawValue, "\($0.isPublic)", $0.gravity?.tier.rawValue ?? "",
          $0.gravity?.because ?? "",
        ]
      })
  }

  private var secrets: CSVTable {
    CSVTable(
      ["id", "label", "kind", "held-by", "theft", "exportable", "rotated"], numbers: ["theft"],
      flags: ["exportable"],
      topology.secrets.map {
        [
          $0.id, $0.label ?? "", $0.kind?.rawValue ?? "", $0.heldBy.map(topology.id) ?? "",
          number($0.theft), "\($0.exportable)", $0.rotated ?? "",
        ]
      })
  }

  private var systems: CSVTable {
    CSVTable(
      ["id", "label", "organization", "kind", "intrusion", "secrets", "needs", "zone"],
      numbers: ["intrusion"],
      topology.systems.map { it in
        [
          it.id, it.label ?? "", it.organization.map { topology.organizations[$0].id } ?? "",
          it.kind ?? "", number(it.intrusion),
          it.secrets.map { topology.secrets[$0].id }.joined(separator: " "),
          it.needs.map(topology.text) ?? "", it.zone.map { topology.zones[$0].id } ?? "",
        ]
      })
  }

  private var zones: CSVTable {
    CSVTable(
      ["id", "label", "reachable-from"],
      topology.zones.map { [$0.id, $0.label ?? "", zones($0.reachableFrom)] })
  }

  private var costs: CSVTable {
    let costs = topology.costs
    return CSVTable(
      ["of", "cost"], numbers: ["cost"],
      costs.byKind.sorted { $0.key.rawValue < $1.key.rawValue }.map {
        [$0.key.rawValue, "\($0.value)"]
      } + costs.bySubject.sorted { $0.key < $1.key }.map { [$0.key, "\($0.value)"] })
  }

  private var datasets: CSVTable {
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

  private var access: CSVTable {
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
            reading.people.map(topology.ids) ?? "",
          ]
        }
      })
  }

  private var flows: CSVTable {
    CSVTable(
      ["id", "label", "from", "to", "fields", "people", "becomes", "via", "encrypted"],
      flags: ["encrypted"],
      topology.flows.map { it in
        [
          it.id, it.label ?? "", topology.datasets[it.from].id, topology.datasets[it.to].id,
          it.fields.map(topology.ids) ?? "", it.people.map(topology.ids) ?? "",
          it.becomes.map {
            "\(topology.fields[$0.field].id):\(topology.fields[$0.becomes].id)"
          }.joined(separator: " "), it.via.map { topology.systems[$0].id }.joined(separator: " "),
          "\(it.encrypted)",
        ]
      })
  }

  private var inferences: CSVTable {
    CSVTable(
      ["id", "from", "gives", "requires", "certainty", "source"],
      topology.inferences.map {
        [
          $0.id, topology.ids($0.from), topology.ids($0.gives),
          $0.requires.map(topology.text) ?? "",
          $0.certainty?.rawValue ?? "", source($0.source),
        ]
      })
  }

  private var leaks: CSVTable {
    CSVTable(
      ["id", "label", "people", "fields", "matches-on", "source"],
      topology.leaks.map {
        [
          $0.id, $0.label ?? "", topology.ids($0.people), topology.ids($0.fields),
          topology.ids($0.matchesOn), source($0.source),
        ]
      })
  }

  private var services: CSVTable {
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

  private var events: CSVTable {
    CSVTable(
      ["id", "label", "likelihood", "hits"], numbers: ["likelihood"],
      topology.events.map {
        [$0.id, $0.label ?? "", number($0.likelihood), targets($0.hits)]
      })
  }

  private var incidents: CSVTable {
    CSVTable(
      ["id", "label", "date", "stolen", "intruded", "events", "contained", "disabled", "claims"],
      numbers: ["claims"],
      topology.incidents.map { it in
        [
          it.id, it.label ?? "", it.date ?? "", targets(it.stolen), targets(it.intruded),
          it.events.map { topology.events[$0].id }.joined(separator: " "), targets(it.contained),
          targets(it.disabled), "\(it.claims.count)",
        ]
      })
  }

  // MARK: - Cells

  private func organizations(_ references: [Reference<Organization>]) -> String {
    references.map { topology.organizations[$0].id }.joined(separator: " ")
  }

  private func zones(_ references: [Reference<Zone>]) -> String {
    references.map { topology.zones[$0].id }.joined(separator: " ")
  }

  private func targets(_ targets: [CommonEvent.Target]) -> String {
    targets.map(topology.id).joined(separator: " ")
  }

  private func source(_ source: Reference<Source>?) -> String {
    source.map { topology.sources[$0].id } ?? ""
  }

  private func number(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
}

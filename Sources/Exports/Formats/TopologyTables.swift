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
      sheet("costs", costs), sheet("requirements", requirements),
    ]
  }

  func sheet(_ name: String, _ table: CSVTable) -> ReportTables.Sheet {
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
        "members", "country",
      ], numbers: ["intrusion", "members"],
      topology.organizations.map { it in
        [
          it.id, it.label ?? "", it.role?.rawValue ?? "", organizations(it.actsFor),
          it.supervisedBy.map { topology.organizations[$0].id } ?? "",
          it.laws.map(\.law).joined(separator: " "), it.contact ?? "", number(it.intrusion),
          it.count.map(String.init) ?? "", it.country ?? "",
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

  private var requirements: CSVTable {
    CSVTable(
      ["id", "label", "must", "because", "owner", "accepted-until"],
      topology.requirements.map {
        [
          $0.id, $0.label ?? "", $0.statement.key, $0.because ?? "", $0.owner ?? "",
          $0.until ?? "",
        ]
      })
  }

  // MARK: - Cells

  func organizations(_ references: [Reference<Organization>]) -> String {
    references.map { topology.organizations[$0].id }.joined(separator: " ")
  }

  func zones(_ references: [Reference<Zone>]) -> String {
    references.map { topology.zones[$0].id }.joined(separator: " ")
  }

  func targets(_ targets: [CommonEvent.Target]) -> String {
    targets.map(topology.id).joined(separator: " ")
  }

  func source(_ source: Reference<Source>?) -> String {
    source.map { topology.sources[$0].id } ?? ""
  }

  func number(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
}

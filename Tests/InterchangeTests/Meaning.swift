import TopologyModel

/// What a topology says, as sorted lines: two that say the same have the same lines, in whatever order and layout they are
/// written. Labels are no part of it.
struct Meaning {
  private let topology: Topology

  init(_ topology: Topology) { self.topology = topology }

  /// The lines.
  var lines: [String] { (organizations + people + fields + systems + flows).sorted() }

  private var organizations: [String] {
    topology.organizations.map { entry in
      let actsFor = entry.actsFor.map { topology.organizations[$0].id }.sorted()
      return "organization \(entry.id) role=\(entry.role?.rawValue ?? "-") for=\(actsFor)"
    }
  }

  private var people: [String] {
    topology.groups.map { group in
      let parent = group.parent.map { topology.groups[$0].id } ?? "-"
      var controller = group.controller
      var above = group.parent
      while controller == nil, let next = above {
        controller = topology.groups[next].controller
        above = topology.groups[next].parent
      }
      let stated = group.stated
      let name = controller.map { topology.organizations[$0].id } ?? "-"
      return
        "people \(group.id) in=\(parent) count=\(stated.low)..\(stated.high.map { "\($0)" } ?? "") controller=\(name)"
    }
  }

  private var fields: [String] {
    topology.fields.map {
      "field \($0.id) category=\($0.category ?? "-") identifies=\($0.identifies?.rawValue ?? "-") about=\($0.about)"
    }
  }

  private var systems: [String] {
    var lines: [String] = []
    for entry in topology.secrets {
      lines.append("secret \(entry.id)")
    }
    for system in topology.systems {
      let owner = system.organization.map { topology.organizations[$0].id } ?? "-"
      let secrets = system.secrets.map { topology.secrets[$0].id }.sorted()
      lines.append("system \(system.id) of=\(owner) kind=\(system.kind ?? "-") secrets=\(secrets)")
      for rule in system.access.map({ topology.accessRules[$0] }) {
        let reads = rule.reads.map { reading in
          let fields = reading.fields.map { $0.map { topology.fields[$0].id }.sorted() }
          return "\(topology.datasets[reading.dataset].id)\(fields ?? ["*"])"
        }
        lines.append(
          "access \(system.id)/\(rule.id) requires=\(text(rule.requires)) reads=\(reads.sorted()) controls=\(rule.controls)"
        )
      }
    }
    for dataset in topology.datasets {
      let fields =
        dataset.listsFields ? dataset.fields.map { topology.fields[$0].id }.sorted() : ["?"]
      let keys = dataset.encryptedWith.map { topology.secrets[$0].id }
      let retained = dataset.retained.map { "\($0.until)" }
      lines.append(
        "dataset \(dataset.id) people=\(parts(dataset.people)) fields=\(fields) key=\(keys) retained=\(retained)"
      )
    }
    for event in topology.events { lines.append("event \(event.id) hits=\(event.hits.count)") }
    return lines
  }

  /// Each flow by what it does to each field; how it is cut into entries is no part of its meaning.
  private var flows: [String] {
    var lines: Set<String> = []
    for flow in topology.flows {
      let ends = "\(topology.datasets[flow.from].id) -> \(topology.datasets[flow.to].id)"
      let encrypted = flow.encrypted ? " encrypted" : ""
      guard let fields = flow.fields else {
        lines.insert("flow \(ends) *\(encrypted)")
        continue
      }
      for field in fields {
        let targets = flow.becomes.filter { $0.field == field }.map(\.becomes)
        for target in targets.isEmpty ? [field] : targets {
          lines.insert(
            "flow \(ends) \(topology.fields[field].id) as \(topology.fields[target].id)\(encrypted)"
          )
        }
      }
    }
    return Array(lines)
  }

  private func parts(_ parts: [Cohort.Part]) -> [String] {
    parts.map { part in
      switch part {
      case .group(let group): topology.groups[group].id
      case .cohort(let cohort): topology.cohorts[cohort].id
      }
    }.sorted()
  }

  private func text(_ condition: Condition?) -> String {
    switch condition {
    case nil: "open"
    case .secret(let secret): topology.secrets[secret].id
    case .system(let system): topology.systems[system].id
    case .all(let parts): "all\(parts.map { text($0) }.sorted())"
    case .any(let parts):
      parts.count == 1 ? text(parts[0]) : "any\(parts.map { text($0) }.sorted())"
    default: "other"
    }
  }
}

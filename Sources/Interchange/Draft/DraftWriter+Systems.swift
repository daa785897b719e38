/// Systems with their datasets, and what opens them.
extension DraftWriter {
  mutating func writeSystems() {
    guard !draft.systems.isEmpty else { return }
    var datasets = [[Int]](repeating: [], count: draft.systems.count)
    for (index, dataset) in draft.datasets.enumerated() { datasets[dataset.system].append(index) }
    line("systems:")
    let order = draft.systems.indices.sorted {
      Self.precedes(draft.systems[$0].id, draft.systems[$1].id)
    }
    for index in order {
      write(draft.systems[index], datasets[index])
    }
  }

  mutating func write(_ system: TopologyDraft.System, _ datasets: [Int]) {
    var head = DraftMap()
    head.add("label", system.label, unless: system.id)
    head.add("kind", system.kind)
    head.add("organization", system.organization.map { draft.organizations[$0].id })
    head.add(plain: "intrusion", system.intrusion)
    head.add("secrets", system.secrets.map { draft.secrets[$0].id })
    let origin = system.origin.map { "  # " + Self.comment($0) } ?? ""
    guard !datasets.isEmpty || !system.access.isEmpty else {
      line("  \(Self.scalar(system.id)): \(head.text)\(origin)")
      return
    }
    line("  \(Self.scalar(system.id)):\(origin)")
    for (key, value) in head.entries { line("    \(key): \(value)") }
    if !datasets.isEmpty { line("    datasets:") }
    for index in datasets.sorted(by: {
      Self.precedes(draft.datasets[$0].id, draft.datasets[$1].id)
    }) {
      write(draft.datasets[index])
    }
    if !system.access.isEmpty { line("    access:") }
    for access in system.access.sorted(by: { Self.precedes($0.id, $1.id) }) { write(access) }
  }

  mutating func write(_ dataset: TopologyDraft.Dataset) {
    append("      ")
    append(Self.scalar(dataset.id))
    append(": {")
    var separator = " "
    func next() -> String {
      defer { separator = ", " }
      return separator
    }
    if let label = dataset.label, label != dataset.id {
      append("\(next())label: \(Self.scalar(label))")
    }
    if let people = dataset.people { append("\(next())people: \(Self.list(people))") }
    if let fields = dataset.fields {
      append("\(next())fields: ")
      append(list: fields)
    }
    if let key = dataset.encryptedWith {
      append("\(next())encrypted-with: \(Self.scalar(draft.secrets[key].id))")
    }
    if let retained = dataset.retained {
      var map = DraftMap()
      map.add("people", retained.people)
      map.add("until", retained.until)
      map.add("because", retained.because)
      append("\(next())retained: \(map.text)")
    }
    append(separator == " " ? "}" : " }")
    if let origin = dataset.origin { append("  # " + Self.comment(origin)) }
    append("\n")
  }

  mutating func write(_ access: TopologyDraft.Access) {
    append("      \(Self.scalar(access.id)): {")
    var separator = " "
    func next() -> String {
      defer { separator = ", " }
      return separator
    }
    if let label = access.label, label != access.id {
      append("\(next())label: \(Self.scalar(label))")
    }
    if let requires = access.requires { append("\(next())requires: \(text(of: requires))") }
    if !access.reads.isEmpty {
      append("\(next())reads: ")
      let isWhole = access.reads.allSatisfy { $0.fields == nil }
      append(isWhole ? "[" : "{ ")
      for (place, reading) in access.reads.enumerated() {
        if place > 0 { append(", ") }
        append(Self.scalar(draft.datasets[reading.dataset].id))
        guard !isWhole else { continue }
        append(":")
        if let fields = reading.fields {
          append(" ")
          append(list: fields)
        }
      }
      append(isWhole ? "]" : " }")
    }
    if access.controls { append("\(next())controls: true") }
    append(separator == " " ? "}\n" : " }\n")
  }

  func text(of requirement: TopologyDraft.Requirement) -> String {
    switch requirement {
    case .secret(let secret): Self.scalar(draft.secrets[secret].id)
    case .system(let system): Self.scalar(draft.systems[system].id)
    case .all(let parts): "{ all: [\(parts.map(text).joined(separator: ", "))] }"
    case .any(let parts): "{ any: [\(parts.map(text).joined(separator: ", "))] }"
    case .atLeast(let number, let parts):
      "{ at-least: \(number), of: [\(parts.map(text).joined(separator: ", "))] }"
    }
  }
}

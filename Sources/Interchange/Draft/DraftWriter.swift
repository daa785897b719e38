import TopologyLanguage
import TopologyModel

/// Writes a draft as a topology: entries in the order of their ids, lists in the order of the source, the same bytes for
/// the same content.
struct DraftWriter {
  private let draft: TopologyDraft
  private var out: [UInt8] = []
  /// The ids of fields and of datasets as they are written.
  private let fieldIDs: [[UInt8]]
  private let datasetIDs: [[UInt8]]

  private init(_ draft: TopologyDraft) {
    self.draft = draft
    fieldIDs = draft.fields.map { Array(TopologyChange.scalar($0.id).utf8) }
    datasetIDs = draft.datasets.map {
      Array(TopologyChange.scalar("\(draft.systems[$0.system].id).\($0.id)").utf8)
    }
  }

  /// The topology as YAML.
  /// - Complexity: O(n log n) in the entries.
  static func yaml(_ draft: TopologyDraft) -> [UInt8] {
    var writer = DraftWriter(draft)
    writer.write()
    return writer.out
  }

  private mutating func write() {
    for remark in draft.remarks { line("# " + Self.comment(remark)) }
    line("title: \(Self.scalar(draft.title))")
    section("organizations", draft.organizations, by: \.id) { writer, organization in
      var map = DraftMap()
      map.add("label", organization.label, unless: organization.id)
      map.add("role", organization.role?.rawValue)
      map.add("acts-for", organization.actsFor.map { writer.draft.organizations[$0].id })
      map.add("contact", organization.contact)
      writer.entry(organization.id, indent: 2, map)
    }
    section("people", draft.people, by: \.id) { $0.write($1, indent: 2) }
    section("fields", draft.fields, by: \.id) { writer, field in
      var map = DraftMap()
      map.add("label", field.label, unless: field.id)
      map.add("category", field.category)
      map.add("identifies", field.identifies?.rawValue)
      map.add("about", field.about?.rawValue)
      writer.entry(field.id, indent: 2, map)
    }
    section("secrets", draft.secrets, by: \.id) { writer, secret in
      var map = DraftMap()
      map.add("label", secret.label, unless: secret.id)
      map.add("kind", secret.kind)
      map.add("held-by", secret.heldBy.map { writer.draft.organizations[$0].id })
      writer.entry(secret.id, indent: 2, map)
    }
    writeSystems()
    section("events", draft.events, by: \.id) { writer, event in
      var map = DraftMap()
      map.add("label", event.label, unless: event.id)
      map.add("hits", event.systems.map { writer.draft.systems[$0].id })
      writer.entry(event.id, indent: 2, map)
    }
    writeFlows()
  }

  private mutating func section<Entry>(
    _ name: String, _ entries: [Entry], by id: (Entry) -> String,
    _ body: (inout DraftWriter, Entry) -> Void
  ) {
    guard !entries.isEmpty else { return }
    line("\(name):")
    for entry in entries.sorted(by: { Self.precedes(id($0), id($1)) }) { body(&self, entry) }
  }

  private static func precedes(_ first: String, _ second: String) -> Bool {
    first.utf8.lexicographicallyPrecedes(second.utf8)
  }

  // MARK: - People

  private mutating func write(_ group: TopologyDraft.Group, indent: Int) {
    let controller = group.controller.map { draft.organizations[$0].id }
    guard !group.groups.isEmpty else {
      var map = DraftMap()
      map.add("label", group.label, unless: group.id)
      map.add(plain: "count", group.count.map(Self.count))
      map.add("controller", controller)
      entry(group.id, indent: indent, map)
      return
    }
    let space = String(repeating: " ", count: indent)
    line("\(space)\(Self.scalar(group.id)):")
    if let label = group.label, label != group.id { line("\(space)  label: \(Self.scalar(label))") }
    if let count = group.count { line("\(space)  count: \(Self.count(count))") }
    if let controller { line("\(space)  controller: \(Self.scalar(controller))") }
    line("\(space)  groups:")
    for below in group.groups.sorted(by: { Self.precedes($0.id, $1.id) }) {
      write(below, indent: indent + 4)
    }
  }

  private static func count(_ count: CountInterval) -> String {
    if count.low == count.high { return "\(count.low)" }
    return (count.low == 0 ? "" : "\(count.low)") + ".." + (count.high.map { "\($0)" } ?? "")
  }

  // MARK: - Systems

  private mutating func writeSystems() {
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

  private mutating func write(_ system: TopologyDraft.System, _ datasets: [Int]) {
    var head = DraftMap()
    head.add("label", system.label, unless: system.id)
    head.add("kind", system.kind)
    head.add("organization", system.organization.map { draft.organizations[$0].id })
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

  private mutating func write(_ dataset: TopologyDraft.Dataset) {
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

  private mutating func write(_ access: TopologyDraft.Access) {
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

  private func text(of requirement: TopologyDraft.Requirement) -> String {
    switch requirement {
    case .secret(let secret): Self.scalar(draft.secrets[secret].id)
    case .system(let system): Self.scalar(draft.systems[system].id)
    case .all(let parts): "{ all: [\(parts.map(text).joined(separator: ", "))] }"
    case .any(let parts): "{ any: [\(parts.map(text).joined(separator: ", "))] }"
    }
  }

  // MARK: - Flows

  /// Flows as a map, so that a file that extends this one can add some: a list would replace them.
  private mutating func writeFlows() {
    guard !draft.flows.isEmpty else { return }
    line("flows:")
    let flows = draft.flows
    let order = flows.indices.sorted { first, second in
      let (a, b) = (flows[first], flows[second])
      if a.from != b.from {
        return datasetIDs[a.from].lexicographicallyPrecedes(datasetIDs[b.from])
      }
      if a.to != b.to { return datasetIDs[a.to].lexicographicallyPrecedes(datasetIDs[b.to]) }
      return first < second
    }
    var previous = (-1, -1)
    var number = 1
    for index in order {
      let flow = flows[index]
      number = previous == (flow.from, flow.to) ? number + 1 : 1
      previous = (flow.from, flow.to)
      write(flow, number)
    }
  }

  private mutating func write(_ flow: TopologyDraft.Flow, _ number: Int) {
    append("  ")
    append(Self.scalar(id(of: flow, number)))
    append(": { ")
    if let label = flow.label { append("label: \(Self.scalar(label)), ") }
    append("from: ")
    out += datasetIDs[flow.from]
    append(", to: ")
    out += datasetIDs[flow.to]
    if let fields = flow.fields {
      append(", fields: ")
      append(list: fields)
    }
    if !flow.becomes.isEmpty {
      append(", becomes: { ")
      for (place, step) in flow.becomes.enumerated() {
        if place > 0 { append(", ") }
        out += fieldIDs[Int(step.field)]
        append(": ")
        out += fieldIDs[Int(step.becomes)]
      }
      append(" }")
    }
    if flow.encrypted { append(", encrypted: true") }
    append(" }")
    if let origin = flow.origin { append("  # " + Self.comment(origin)) }
    append("\n")
  }

  /// The name of a flow, from its ends.
  private func id(of flow: TopologyDraft.Flow, _ number: Int) -> String {
    func name(_ index: Int) -> String {
      let dataset = draft.datasets[index]
      return "\(draft.systems[dataset.system].id)/\(dataset.id)"
    }
    return "\(name(flow.from))--\(name(flow.to))" + (number > 1 ? "--\(number)" : "")
  }

  // MARK: - Text

  private mutating func append(_ text: String) { out.append(contentsOf: text.utf8) }

  private mutating func line(_ text: String) {
    append(text)
    out.append(0x0A)
  }

  private mutating func append(list fields: [UInt32]) {
    append("[")
    for (place, field) in fields.enumerated() {
      if place > 0 { append(", ") }
      out += fieldIDs[Int(field)]
    }
    append("]")
  }

  private mutating func entry(_ id: String, indent: Int, _ map: DraftMap) {
    line("\(String(repeating: " ", count: indent))\(Self.scalar(id)): \(map.text)")
  }

  private static func scalar(_ text: String) -> String { TopologyChange.scalar(text) }

  private static func list(_ words: [String]) -> String {
    words.count == 1 ? scalar(words[0]) : "[\(words.map(scalar).joined(separator: ", "))]"
  }

  /// Text in a comment: on one line, without what YAML forbids.
  private static func comment(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          let isHarmful =
            scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value
            || [0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF].contains(scalar.value)
          return isHarmful ? " " : scalar
        }))
  }
}

/// A short map on one line.
struct DraftMap {
  private(set) var entries: [(key: String, value: String)] = []

  /// Adds a key, unless there is nothing to say.
  mutating func add(_ key: String, _ value: String?, unless other: String? = nil) {
    if let value, value != other { entries.append((key, TopologyChange.scalar(value))) }
  }

  /// Adds a value that is written as it is.
  mutating func add(plain key: String, _ value: String?) {
    if let value { entries.append((key, value)) }
  }

  /// Adds a list, or the word itself if there is only one.
  mutating func add(_ key: String, _ words: [String]) {
    guard !words.isEmpty else { return }
    let written = words.map(TopologyChange.scalar)
    entries.append(
      (key, written.count == 1 ? written[0] : "[\(written.joined(separator: ", "))]"))
  }

  /// The map in braces.
  var text: String {
    entries.isEmpty
      ? "{}" : "{ \(entries.map { "\($0.key): \($0.value)" }.joined(separator: ", ")) }"
  }
}

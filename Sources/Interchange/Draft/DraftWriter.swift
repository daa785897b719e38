import TopologyLanguage
import TopologyModel

/// Writes a draft as a topology: entries in the order of their ids, lists in the order of the source, the same bytes for
/// the same content.
struct DraftWriter {
  let draft: TopologyDraft
  var out: [UInt8] = []
  /// The ids of fields and of datasets as they are written.
  let fieldIDs: TextPool
  let datasetIDs: TextPool

  private init(_ draft: TopologyDraft) {
    self.draft = draft
    fieldIDs = TextPool(draft.fields.map { Self.scalar($0.id) })
    datasetIDs = TextPool(
      draft.datasets.map { Self.scalar("\(draft.systems[$0.system].id).\($0.id)") })
    out.reserveCapacity(sizeOfFlows + draft.fields.count * 96 + (1 << 16))
  }

  /// About how many bytes the flows take, which are most of a large file.
  private var sizeOfFlows: Int {
    draft.flows.reduce(0) { sum, flow in
      let ends = 2 * (datasetIDs.size(flow.from) + datasetIDs.size(flow.to)) + 96
      let fields = (flow.fields ?? []).reduce(0) { $0 + fieldIDs.size(Int($1)) + 2 }
      return flow.becomes.reduce(sum + ends + fields) {
        $0 + fieldIDs.size(Int($1.field)) + fieldIDs.size(Int($1.becomes)) + 4
      }
    }
  }

  /// The topology as YAML.
  /// - Complexity: O(n log n) in the entries.
  static func yaml(_ draft: TopologyDraft, _ names: GivenNames = GivenNames()) -> [UInt8] {
    var writer = DraftWriter(draft)
    writer.write()
    for line in names.lines(of: draft.allIDs) { writer.line(line) }
    return writer.out
  }

  mutating func write() {
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
    writeFields()
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

  mutating func section<Entry>(
    _ name: String, _ entries: [Entry], by id: (Entry) -> String,
    _ body: (inout DraftWriter, Entry) -> Void
  ) {
    guard !entries.isEmpty else { return }
    line("\(name):")
    for place in ByteOrder.sorted(entries.map(id)) { body(&self, entries[place]) }
  }

  /// Fields, of which there may be as many as columns.
  private mutating func writeFields() {
    guard !draft.fields.isEmpty else { return }
    line("fields:")
    for place in ByteOrder.sorted(draft.fields.map(\.id)) {
      let field = draft.fields[place]
      append("  ")
      fieldIDs.append(place, to: &out)
      append(": {")
      var separator = " "
      for (key, value) in [
        ("label", field.label == field.id ? nil : field.label), ("category", field.category),
        ("identifies", field.identifies?.rawValue), ("about", field.about?.rawValue),
      ] {
        guard let value else { continue }
        append(separator)
        append(key)
        append(": ")
        append(Self.scalar(value))
        separator = ", "
      }
      append(separator == " " ? "}\n" : " }\n")
    }
  }

  static func precedes(_ first: String, _ second: String) -> Bool {
    first.utf8.lexicographicallyPrecedes(second.utf8)
  }

  // MARK: - People

  mutating func write(_ group: TopologyDraft.Group, indent: Int) {
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

  static func count(_ count: CountInterval) -> String {
    if count.low == count.high { return "\(count.low)" }
    return (count.low == 0 ? "" : "\(count.low)") + ".." + (count.high.map { "\($0)" } ?? "")
  }

  // MARK: - Text

  mutating func append(_ text: String) { out.append(contentsOf: text.utf8) }

  mutating func line(_ text: String) {
    append(text)
    out.append(0x0A)
  }

  mutating func append(list fields: [UInt32]) {
    append("[")
    for (place, field) in fields.enumerated() {
      if place > 0 { append(", ") }
      fieldIDs.append(Int(field), to: &out)
    }
    append("]")
  }

  mutating func entry(_ id: String, indent: Int, _ map: DraftMap) {
    line("\(String(repeating: " ", count: indent))\(Self.scalar(id)): \(map.text)")
  }

  static func scalar(_ text: String) -> String { TopologyChange.scalar(text) }

  static func list(_ words: [String]) -> String {
    words.count == 1 ? scalar(words[0]) : "[\(words.map(scalar).joined(separator: ", "))]"
  }

  /// Text in a comment: on one line, without what YAML forbids.
  static func comment(_ text: String) -> String {
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

import TopologyLanguage
import TopologyModel

/// Writes a draft as a topology: entries in the order of their ids, lists in the order of the source, the same bytes for
/// the same content.
struct DraftWriter {
  let draft: TopologyDraft
  var out: [UInt8] = []
  /// The ids of fields and of datasets as they are written.
  let fieldIDs: [[UInt8]]
  let datasetIDs: [[UInt8]]

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

  mutating func section<Entry>(
    _ name: String, _ entries: [Entry], by id: (Entry) -> String,
    _ body: (inout DraftWriter, Entry) -> Void
  ) {
    guard !entries.isEmpty else { return }
    line("\(name):")
    for entry in entries.sorted(by: { Self.precedes(id($0), id($1)) }) { body(&self, entry) }
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
      out += fieldIDs[Int(field)]
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

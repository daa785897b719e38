import Foundation

/// What names the ids of a topology stand for, so that the next import with `--update` gives the same ones.
///
/// The topology says most of them. A label that gives the id is the name; beside another label the id is the slug of the
/// name; without a label it is the name. Other names are written as comments at the end of the file.
struct GivenNames {
  /// The name of an id, and the id that it has where it is alone.
  private struct Name {
    var name: String
    var slug: String
  }

  /// By section and id; an id that is its name has no entry.
  private var names: [String: Name] = [:]
  /// Whether fields have names of their own. Those of columns are found by their columns.
  private var namesFields = false

  /// Remembers an id.
  mutating func add(_ id: String, _ section: String, _ name: String, _ slug: String) {
    guard section != "columns" else { return }
    if section == "fields" { namesFields = true }
    if id != name || id != slug { names["\(section)\u{0}\(id)"] = Name(name: name, slug: slug) }
  }

  /// Whether a label is a name that gives an id: it is the name then.
  static func gives(_ label: String, _ id: String) -> Bool {
    id == Slug.of(label) || id == Slug.of(label, stop: .slash)
      || id == Slug.of(label, lowercase: true)
      || id == Slug.of(label, stop: .slash, lowercase: true)
  }

  /// Whether an id without a label is this name: as it stands, or with slashes for its full stops.
  static func isWritten(_ name: String, _ id: String) -> Bool {
    name == id || name.replacing(".", with: "/") == id
  }

  // MARK: - Comments

  /// How a line begins that says a name.
  private static let start = "# id: "

  /// The lines for those of some ids whose names their topology does not say, in order.
  func lines(of all: [(section: String, id: String, label: String?)]) -> [String] {
    var lines: [String] = []
    for (section, id, label) in all where section != "fields" || namesFields {
      let given = names["\(section)\u{0}\(id)"]
      let isSaid: Bool
      if let label {
        isSaid =
          Self.gives(label, id) ? label == given?.name ?? id : given.map { $0.slug == id } ?? true
      } else {
        isSaid = given.map { Self.isWritten($0.name, id) } ?? true
      }
      if !isSaid { lines.append(Self.line(section, id, given?.name ?? id)) }
    }
    return lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func line(_ section: String, _ id: String, _ name: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    let bytes = (try? encoder.encode([section, id, name])) ?? Data()
    // What YAML forbids in a comment is escaped, too.
    return String(decoding: bytes, as: UTF8.self).unicodeScalars.reduce(into: start) {
      text, scalar in
      switch scalar.value {
      case 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
  }

  /// The names that the lines of a file say, by section and id.
  static func read(_ text: String) -> [String: String] {
    var names: [String: String] = [:]
    for line in text.split(separator: "\n") where line.hasPrefix(start) {
      let parts = try? JSONDecoder().decode(
        [String].self, from: Data(line.dropFirst(start.count).utf8))
      if let parts, parts.count == 3 { names["\(parts[0])\u{0}\(parts[1])"] = parts[2] }
    }
    return names
  }
}

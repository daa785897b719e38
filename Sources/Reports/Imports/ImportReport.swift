package import Interchange
import SourceText

/// The account of an import or an export: what was read, what was written, and what is to be known, with counts.
package struct ImportReport: Sendable {
  /// Which way it went.
  package enum Direction: String, Sendable {
    case `import`
    case export
  }

  private let account: ImportAccount
  private let direction: Direction

  /// A report on an account.
  package init(_ account: ImportAccount, of direction: Direction = .import) {
    self.account = account
    self.direction = direction
  }

  /// The account as a document.
  package var document: ReportDocument {
    var document = ReportDocument()
    let version = account.version.map { " \($0)" } ?? ""
    let title = direction == .import ? "Import" : "Export"
    document.heading(1, .init("\(title): \(account.format)\(version)"))
    if direction == .import {
      document.paragraph(.init("Read: " + Self.list(account.read)))
    }
    document.paragraph(.init("Written: " + Self.list(account.made)))
    document.list(
      account.notes.map { note in
        var line = "\(note.count) \(note.code): \(note.message)"
        if !note.examples.isEmpty {
          let shown = note.examples.map { String($0.prefix(80)) }.joined(separator: "; ")
          let more = note.count > note.examples.count && note.examples.count > 1 ? "; …" : ""
          line += " (\(TerminalText.printable(shown))\(more))"
        }
        return .init(line)
      })
    return document
  }

  private static func list(_ counts: [(key: String, count: Int)]) -> String {
    guard !counts.isEmpty else { return "nothing" }
    return counts.map { "\($0.count) \($0.key.replacing("-", with: " "))" }.joined(separator: ", ")
  }

  /// The account as JSON: counts and notes by name, and the notes again with their words.
  package var json: JSONValue {
    var document: [String: JSONValue] = [
      "schema": .string("exposure.\(direction.rawValue)/1"), "format": .string(account.format),
      "version": .optional(account.version), "files": .strings(account.files),
    ]
    func table(_ counts: [(key: String, count: Int)]) -> JSONValue {
      .object(Dictionary(counts.map { ($0.key, .integer($0.count)) }, uniquingKeysWith: { $1 }))
    }
    document["read"] = table(account.read)
    document["written"] = table(account.made)
    document["notes"] = table(account.notes.map { ($0.code, $0.count) })
    document["details"] = .array(
      account.notes.map {
        [
          "code": .string($0.code), "count": .integer($0.count), "message": .string($0.message),
          "examples": .strings($0.examples),
        ]
      })
    return .object(document)
  }
}

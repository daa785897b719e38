/// What an import read, made and left out, with counts: nothing is lost without a line here.
package struct ImportAccount: Sendable {
  /// Something that the reader of the topology must know, and how often it occurred.
  package struct Note: Sendable {
    /// The stable code in kebab case.
    package var code: String
    /// How often.
    package var count: Int
    /// What it means, one sentence.
    package var message: String
    /// Some of the names concerned, in order.
    package var examples: [String]
  }

  /// The name of the format.
  package var format: String
  /// The version as the file says it; nil if it does not.
  package var version: String?
  /// The files read, as named.
  package var files: [String] = []
  /// What was read, in the order of reading.
  package private(set) var read: [(key: String, count: Int)] = []
  /// What the topology has.
  package var made: [(key: String, count: Int)] = []
  /// What is to be known, in the order of the codes.
  package var notes: [Note] { table.values.sorted { $0.code < $1.code } }

  private var table: [String: Note] = [:]

  /// An empty account of a format.
  package init(format: String) { self.format = format }

  /// Examples kept of each note.
  package static let exampleLimit = 5

  /// Counts something that was read.
  package mutating func count(_ key: String, _ number: Int = 1) {
    if let place = read.firstIndex(where: { $0.key == key }) {
      read[place].count += number
    } else {
      read.append((key, number))
    }
  }

  /// Adds to a note; nothing if `count` is 0.
  package mutating func note(
    _ code: String, _ message: String, count: Int = 1, example: String? = nil
  ) {
    guard count > 0 else { return }
    var note = table[code] ?? Note(code: code, count: 0, message: message, examples: [])
    note.count += count
    if let example, note.examples.count < Self.exampleLimit, !note.examples.contains(example) {
      note.examples.append(example)
    }
    table[code] = note
  }

  /// Adds to a note with all names concerned.
  package mutating func note(_ code: String, _ message: String, examples: some Collection<String>) {
    guard !examples.isEmpty else { return }
    for example in examples.prefix(Self.exampleLimit) {
      note(code, message, count: 0, example: example)
    }
    var note = table[code] ?? Note(code: code, count: 0, message: message, examples: [])
    note.count += examples.count
    for example in examples.prefix(Self.exampleLimit)
    where note.examples.count < Self.exampleLimit && !note.examples.contains(example) {
      note.examples.append(example)
    }
    table[code] = note
  }
}

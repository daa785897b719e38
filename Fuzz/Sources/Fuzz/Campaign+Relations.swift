import Foundation

/// What two questions must have to do with each other.
extension Campaign {
  /// The ids of a section that is written as a map, one entry below another.
  private func ids(_ section: String, in text: String) -> [String] {
    text.split(separator: "\n").drop { $0 != "\(section):" }.dropFirst()
      .prefix { $0.hasPrefix(" ") || $0.hasPrefix("#") }
      .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
      .compactMap { line in
        line.firstIndex(of: ":").map { String(line[..<$0]).trimmingCharacters(in: .whitespaces) }
      }
  }

  /// With one more event an intruder has never less, and never fewer people.
  mutating func addingAnEvent(_ file: String, _ text: String, _ generator: inout Generator) throws {
    let systems = ids("systems", in: text)
    guard systems.count > 1 else { return }
    let chosen = systems.shuffled(using: &generator).prefix(2)
    func answer(_ systems: some Sequence<String>) throws -> Program.Answer {
      try run(
        ["analyze", file, "--format", "json", "--quiet"] + systems.flatMap { ["--intrude", $0] },
        file, text)
    }
    let (one, both) = (try answer(chosen.prefix(1)), try answer(chosen))
    guard one.exit == 0, both.exit == 0 else { return }
    let words = ["analyze", "--intrude", chosen.joined(separator: " --intrude ")]
    guard let less = Reached(one.output), let more = Reached(both.output) else {
      judge("no JSON", words, text)
      return
    }
    let lost = less.has.subtracting(more.has)
    judge(
      lost.isEmpty ? nil : "one more event loses \(lost.sorted().prefix(3))", words, text)
    let fewer = less.people.filter { $0.value > more.people[$0.key] ?? 0 }
    judge(fewer.isEmpty ? nil : "one more event spares people: \(fewer.keys.sorted())", words, text)
  }

  /// Another id changes how something is called, and nothing else.
  mutating func renaming(_ file: String, _ text: String, _ generator: inout Generator) throws {
    let all = ["systems", "secrets", "people", "fields", "organizations"].flatMap {
      ids($0, in: text)
    }
    // A word of the language, or of a category such as user.name, is not only an id.
    guard
      let id = all.filter({
        !language.contains($0) && !$0.contains("\"") && !text.contains(".\($0)")
      }).randomElement(using: &generator)
    else { return }
    // What only stands for itself: a word that nothing else has in it.
    let other = "zzz-\(id)-renamed"
    guard !text.contains(other) else { return }
    let renamed = replacingWord(id, by: other, in: text)
    try Data(renamed.utf8).write(to: folder.appendingPathComponent("renamed.yaml"))
    for question in ["analyze", "verify"] {
      let words = ["--format", "json", "--quiet"]
      let plain = try run([question, file] + words, file, text)
      let answer = try run([question, "renamed.yaml"] + words, file, text)
      judge(
        plain.exit == answer.exit
          ? nil : "renaming \(id) changes the exit from \(plain.exit) to \(answer.exit)",
        [question], text)
      guard plain.exit < 2, answer.exit < 2 else { continue }
      let back = String(decoding: answer.output, as: UTF8.self).replacing(other, with: id)
        .replacing("renamed.yaml", with: file)
      judge(
        Unordered.text(Data(back.utf8)) == Unordered.text(plain.output)
          ? nil : "renaming \(id) changes more than the name", [question], text)
    }
  }

  private func replacingWord(_ word: String, by other: String, in text: String) -> String {
    func isPart(_ byte: UInt8) -> Bool {
      byte >= 0x80 || byte == 0x2D || byte == 0x5F || byte == 0x2F
        || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte)
    }
    var result: [UInt8] = []
    var run: [UInt8] = []
    func end() {
      result += run == Array(word.utf8) ? Array(other.utf8) : run
      run = []
    }
    for byte in text.utf8 {
      if isPart(byte) {
        run.append(byte)
      } else {
        end()
        result.append(byte)
      }
    }
    end()
    return String(decoding: result, as: UTF8.self)
  }

  /// What is safe is safe whatever an unlisted dataset turns out to hold.
  mutating func completing(
    _ file: String, _ text: String, _ validation: Program.Answer, _ generator: inout Generator
  ) throws {
    let said = String(decoding: validation.output, as: UTF8.self)
    let datasets = said.matches(of: /what '([^'\[]+)' holds about these people is not listed/)
      .map { String($0.output.1) }
    let fields = ids("fields", in: text)
    guard let dataset = datasets.randomElement(using: &generator),
      let field = fields.randomElement(using: &generator), let dot = dataset.firstIndex(of: ".")
    else { return }
    let (system, name) = (dataset[..<dot], dataset[dataset.index(after: dot)...])
    let overlay =
      "extends: \(file)\nsystems: { \(system): { datasets: { \(name): { fields: [\(field)] } } } }\n"
    try Data(overlay.utf8).write(to: folder.appendingPathComponent("completed.yaml"))
    let words = ["--format", "json", "--quiet"]
    let plain = try run(["analyze", file] + words, file, text)
    let answer = try run(["analyze", "completed.yaml"] + words, file, text)
    guard plain.exit == 0, answer.exit == 0, let before = Reached(plain.output),
      let after = Reached(answer.output)
    else { return }
    let lost = before.safe.intersection(after.has)
    judge(
      lost.isEmpty ? nil : "with \(field) in \(dataset), what was safe is not: \(lost.sorted())",
      ["analyze"], text)
  }
}

/// What an answer of `analyze` says is out or may be, and what is safe: with one more event only the former grows.
struct Reached {
  var has: Set<String> = []
  var safe: Set<String> = []
  /// The least number of people, by class.
  var people: [String: Double] = [:]

  init?(_ data: Data) {
    guard let answer = try? JSONDecoder().decode(JSONValue.self, from: data) else { return nil }
    func items(_ value: JSONValue?) -> [JSONValue] {
      if case .array(let items)? = value { items } else { [] }
    }
    for key in ["controlled", "datasets-read", "secrets"] {
      for item in items(answer[key]) { has.insert("\(key) \(item.string ?? "")") }
    }
    for found in items(answer["people"]) {
      let name = found["class"]?.string ?? ""
      if case .number(let least)? = found["persons"]?["low"] { people[name] = least }
      for field in items(found["fields"]) {
        let what = "\(field["field"]?.string ?? "") of \(name)"
        switch field["status"]?.string {
        case "exposed", "derivable", "possible", "unknown": has.insert(what)
        case "safe": safe.insert(what)
        default: break
        }
        if field["status"]?.string == "exposed" { has.insert("exposed \(what)") }
      }
    }
  }
}

/// A JSON answer whose lists have no order, without sentences, which name things in order.
enum Unordered {
  static func text(_ data: Data) -> String? {
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: data) else { return nil }
    func plain(_ value: JSONValue) -> String {
      switch value {
      case .string(let text) where text.contains(" "): "sentence"
      case .array(let items): "[\(items.map(plain).sorted().joined(separator: ","))]"
      case .object(let members):
        "{\(members.map { "\($0.key):\(plain($0.value))" }.sorted().joined(separator: ","))}"
      default: "\(value)"
      }
    }
    return plain(value)
  }
}

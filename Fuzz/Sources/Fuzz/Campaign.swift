import Foundation

/// Cases one after another, each from the seed and its number alone, so that any can be repeated.
struct Campaign {
  let program: Program
  let seed: UInt64
  /// Topologies, and folders of files that importers read.
  let topologies: [String]
  let samples: [(name: String, text: String)]
  let folder: URL
  let schemas: Schemas
  /// Words that a topology may say beside ids: renaming leaves them alone.
  let language: Set<String>

  private(set) var cases = 0
  private(set) var valid = 0
  private(set) var runs = 0
  private(set) var failures = 0
  private(set) var longest = 0.0

  init(program: Program, seed: UInt64, root: URL, folder: URL) throws {
    self.program = program
    self.seed = seed
    self.folder = folder
    func files(_ under: String, _ extensions: Set<String>) -> [URL] {
      let place = root.appendingPathComponent(under)
      let all = FileManager.default.enumerator(at: place, includingPropertiesForKeys: nil)
      return (all?.compactMap { $0 as? URL } ?? [])
        .filter { extensions.contains($0.pathExtension) }.sorted { $0.path < $1.path }
    }
    func text(_ file: URL) -> String? {
      guard let text = try? String(contentsOf: file, encoding: .utf8), text.utf8.count < 60_000,
        !text.isEmpty
      else { return nil }
      return text
    }
    topologies =
      (files("graphs", ["yaml"]) + files("Tests/EndToEndTests", ["yaml"])
      + files("Tests/TopologyLanguageTests/Fixtures", ["yaml"])).compactMap(text)
    samples = files(
      "Tests/InterchangeTests/Samples", ["json", "yaml", "yml", "csv", "xml", "ndjson", "tm7"]
    ).compactMap { file in text(file).map { (file.lastPathComponent, $0) } }
    guard !topologies.isEmpty else { throw NothingToChange() }
    schemas = try Schemas(files("schemas", ["json"]))
    language = try Schemas.words(
      of: String(
        contentsOf: root.appendingPathComponent("schemas/topology.schema.json"), encoding: .utf8))
  }

  struct NothingToChange: Error {}

  /// One case. Prints what is wrong, and keeps the file.
  mutating func next() throws {
    defer { cases += 1 }
    var generator = Generator(seed: seed &* 0x1_0000_0001 &+ UInt64(cases))
    if !samples.isEmpty, generator.oneIn(5) {
      try importing(&generator)
    } else {
      try asking(&generator)
    }
  }

  private mutating func asking(_ generator: inout Generator) throws {
    let text = Mutation(others: topologies).mutated(
      topologies.randomElement(using: &generator) ?? "", &generator)
    let file = "case.yaml"
    try Data(text.utf8).write(to: folder.appendingPathComponent(file))
    let validation = try run(["validate", file, "--format", "json"], file, text)
    judge(
      Oracles.exit(validation, isValid: false) ?? schemas.problem(of: validation.output),
      ["validate"], text)
    let isValid = validation.exit == 0
    if isValid { valid += 1 }
    // What does not load is refused in the same way by all.
    for question in Oracles.questions.shuffled(using: &generator).prefix(isValid ? 4 : 1) {
      let words =
        [question[0]]
        + (question[0] == "export" ? [question[1], file] : [file] + question.dropFirst())
      let asJSON = Oracles.inJSON.contains(question[0]) && generator.oneIn(2)
      let asked = words + (asJSON ? ["--format", "json"] : [])
      let answer = try run(asked, file, text)
      judge(Oracles.exit(answer, isValid: isValid), asked, text)
      if answer.exit < 2 { judge(Oracles.text(answer.output), asked, text) }
      if asJSON, answer.exit < 2 { judge(schemas.problem(of: answer.output), asked, text) }
      judge(Oracles.text(answer.error), words, text)
      if generator.oneIn(4) {
        let again = try run(asked, file, text)
        judge(again == answer ? nil : "two answers to one question", asked, text)
      }
    }
    guard isValid else { return }
    switch Int.random(in: 0..<3, using: &generator) {
    case 0: try addingAnEvent(file, text, &generator)
    case 1: try renaming(file, text, &generator)
    default: try completing(file, text, validation, &generator)
    }
  }

  private mutating func importing(_ generator: inout Generator) throws {
    guard let sample = samples.randomElement(using: &generator) else { return }
    let text = Mutation(others: samples.map(\.text)).mutated(sample.text, &generator)
    let file = "case." + (sample.name.split(separator: ".").last ?? "json")
    try Data(text.utf8).write(to: folder.appendingPathComponent(file))
    let answer = try run(["import", file, "-o", "made.yaml"], file, text)
    judge(Oracles.exit(answer, isValid: false), ["import", sample.name], text)
    judge(Oracles.text(answer.error), ["import", sample.name], text)
    let made = folder.appendingPathComponent("made.yaml")
    guard answer.exit == 0, FileManager.default.fileExists(atPath: made.path) else { return }
    let validation = try run(["validate", "made.yaml"], file, text)
    judge(
      validation.exit == 0
        ? nil
        : "what was imported is not valid: \(String(decoding: validation.output.prefix(300), as: UTF8.self))",
      ["import", sample.name], text)
    try FileManager.default.removeItem(at: made)
  }

  mutating func run(_ words: [String], _ file: String, _ text: String) throws
    -> Program.Answer
  {
    runs += 1
    let start = ContinuousClock.now
    defer { longest = max(longest, (ContinuousClock.now - start) / .seconds(1)) }
    return try program.run(words, in: folder)
  }

  mutating func judge(_ wrong: String?, _ words: [String], _ text: String) {
    guard let wrong else { return }
    failures += 1
    let kept = folder.appendingPathComponent("seed-\(seed)-case-\(cases).txt")
    try? Data(text.utf8).write(to: kept)
    print(
      "seed \(seed), case \(cases): \(words.joined(separator: " ")): \(wrong)\n  input: \(kept.path)"
    )
  }
}

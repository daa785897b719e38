import ArchitectureAnalysis
import ArgumentParser
import Foundation
import Lowering
import PointAnalysis
import Reports
import SourceText
import TopologyModel
import YearSimulation

/// `exposure compare`: compares architectures.
struct CompareCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare architectures: what another one would change, and what it would not.",
    discussion: """
      Each column is an architecture: a variant of the file, or one of several files (FILE#VARIANT names a \
      variant). Each row is a measure: the worst and the average single event, minimal attack sets by \
      size, one year (probability that anyone is exposed, expected people, median, worst year of 20 and \
      of 100), single points of failure, services lost, concentration. An incident of the file is played \
      in each architecture: who would have been spared, what would have failed instead, field by field. \
      The break-even says how much likelier attacks on the smaller nodes may become before the split is \
      worse. --format csv writes the exceedance curves.
      """)

  @Argument(
    help: "One topology with variants, or several topologies. FILE#VARIANT names a variant.")
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "Variants to compare, separated by commas; 'as-written' is the base file. Default: all.",
      valueName: "id,…"))
  var variants: String?

  @Option(
    help: ArgumentHelp(
      "Mark what is better or worse than in this architecture. Default: no marks; the first architecture is the base.",
      valueName: "id"))
  var against: String?

  @Option(
    help: ArgumentHelp(
      "One more column: the base file with a control of the kinds that harden knows, or with several separated by commas. Repeatable.",
      valueName: "kind:id,…"))
  var with: [String] = []

  @Option(
    help: ArgumentHelp(
      "One more column: the base file without a flow, an access rule (system.rule), a secret, a system or a control, or without several separated by commas. Repeatable.",
      valueName: "id,…"))
  var without: [String] = []

  @Option(help: "The incident to play in each architecture. Default: the file's only incident.")
  var incident: String?

  @Option(help: "Minimum share of a class that makes a single point of failure: 20% or 0.2.")
  var threshold: Share = Share(value: SinglePoints.defaultThreshold)

  @Option(help: "Maximum size of the attack sets counted.")
  var order = 3

  @Flag(inversion: .prefixedNo, help: "Search for the break-even.")
  var breakEven = true

  @OptionGroup var settings: SimulationSettings
  @OptionGroup var measures: MeasureOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (1...20).contains(order) else {
      throw ValidationError("--order must be a number from 1 to 20.")
    }
    if files.count(where: { Self.split($0).path == "-" }) > 1 {
      throw ValidationError("'-' (standard input) can be given only once.")
    }
    if files.count > 1, !with.isEmpty || !without.isEmpty {
      throw ValidationError("--with and --without need exactly one file.")
    }
    if variants != nil, files == ["-"], !with.isEmpty || !without.isEmpty {
      throw ValidationError("standard input cannot be read twice: give the file by its name.")
    }
    if files.count > 1, variants != nil {
      throw ValidationError(
        "--variants needs exactly one file; with several files, write FILE#VARIANT.")
    }
  }

  func run(on console: Console) throws -> ExitStatus {
    let loaded = try load(console)
    try settings.check(console)
    try OutputFile.check(output.output, sparing: console.inputs)
    guard loaded.count > 1 else {
      throw CommandFailure(
        "nothing to compare: only one architecture",
        help: "give a file with variants, or several files")
    }
    var seen: Set<String> = []
    if let twice = loaded.first(where: { !seen.insert($0.id).inserted }) {
      throw CommandFailure(
        "duplicate architecture '\(twice.id)'", help: "name each architecture once")
    }
    if settings.plot != nil, loaded.count > ExceedanceChart.mostLines {
      throw CommandFailure(
        "a plot with \(loaded.count) curves is unreadable",
        help:
          "name at most \(ExceedanceChart.mostLines) architectures with --variants, or use --curves"
      )
    }
    var question = ComparisonQuestion()
    question.threshold = threshold.value
    question.order = order
    question.simulation = settings.options(output, console)
    question.includesBreakEven = breakEven
    let base = try base(among: loaded)
    question.measure = try measures.measure(in: loaded[base].topology)
    if let measure = question.measure { question.simulation.measure = measure }
    question.incident = try incident(of: loaded[base])
    let original = question.incident.map { _ in LoweredTopology(loaded[base].topology) }
    let architectures = try loaded.enumerated().map { index, entry in
      console.stage("evaluating architecture \(index + 1) of \(loaded.count)")
      return try Architecture(
        entry.id, label: entry.label, entry.topology, question, original: original)
    }
    if settings.curves != nil || settings.plot != nil || output.format == .csv {
      try demandYears(of: architectures, console)
    }
    if breakEven { console.stage("searching for break-evens") }
    let comparison = try Comparison(architectures, base: base, question)
    let report = ComparisonReport(comparison, marksDifferences: against != nil)
    if let curves = settings.curves {
      try OutputFile.write(report.curves.utf8, to: curves, sparing: console.inputs)
    }
    try settings.draw(report.drawnClasses, console) { ExceedanceChart(comparison, personClass: $0) }
    try output.write(report.document, json: report.json, tables: report.tables, to: console)
    return .done
  }

  /// Curves need likelihoods. Fails when no architecture has all of them; otherwise notes which ones have no curve.
  private func demandYears(of architectures: [Architecture], _ console: Console) throws {
    let missing = architectures.filter { $0.simulation == nil }
    guard let first = missing.first else { return }
    guard missing.count < architectures.count else {
      throw SimulationSettings.failure(
        MissingLikelihoods(events: first.missing), in: first.lowered.topology)
    }
    guard !output.quiet else { return }
    let names = missing.map(\.id).joined(separator: ", ")
    console.writeError("note: no curve for \(names): likelihoods are missing\n")
  }

  // MARK: - Architectures

  private typealias Loaded = LoadedArchitecture

  private func load(_ console: Console) throws -> [Loaded] {
    guard files.count == 1, let file = files.first else {
      let names = Self.shortNames(files)
      return try zip(files, names).map { file, name in
        let (path, variant) = Self.split(file)
        return try Loaded.one(path, variant, as: name, output.messages, console)
      }
    }
    let (path, variant) = Self.split(file)
    let questions =
      with.map { WhatIf(with: $0.split(separator: ",").map(String.init)) }
      + without.map { WhatIf(without: $0.split(separator: ",").map(String.init)) }
    guard questions.isEmpty else {
      return try changed(path, variant, questions, console)
    }
    if variant != nil { return [try Loaded.one(path, variant, as: file, output.messages, console)] }
    return try Loaded.variants(variants, of: path, output.messages, console)
  }

  /// The file, its variants where some are named, and what the questions make of it.
  private func changed(
    _ path: String, _ variant: String?, _ questions: [WhatIf], _ console: Console
  ) throws -> [Loaded] {
    let source = TopologyOptions.read(path, output.messages, console)
    let written =
      try variants.map { try Loaded.variants($0, of: path, output.messages, console) }
      ?? [
        Loaded.one(source, variant, as: variant ?? Loaded.asWritten, output.messages, console)
      ]
    let named = written.map { entry in
      var entry = entry
      if entry.id == Loaded.asWritten { entry.label = "as written" }
      return entry
    }
    return try named
      + questions.map { question in
        Loaded(
          id: question.words, label: question.words,
          topology: try TopologyOptions.changed(source, variant, question))
      }
  }

  /// Splits `file.yaml#variant`, unless a file has exactly that name.
  private static func split(_ argument: String) -> (path: String, variant: String?) {
    guard let mark = argument.lastIndex(of: "#"),
      !FileManager.default.fileExists(atPath: argument)
    else { return (argument, nil) }
    return (String(argument[..<mark]), String(argument[argument.index(after: mark)...]))
  }

  /// File names without folder and extension; the full arguments if two names would be equal.
  private static func shortNames(_ files: [String]) -> [String] {
    let short = files.map { file in
      let (path, variant) = split(file)
      let name = FilePath(path).stem
      return variant.map { "\(name)#\($0)" } ?? name
    }
    return Set(short).count == short.count ? short : files
  }

  private func base(among loaded: [Loaded]) throws -> Int {
    guard let against else { return 0 }
    let ids = loaded.map(\.id)
    if let index = ids.firstIndex(of: against) { return index }
    if let index = files.firstIndex(of: against), files.count == loaded.count { return index }
    let near = NearName.near(to: against, among: ids)
    throw CommandFailure(
      "no architecture '\(against)' in this comparison",
      help: near.isEmpty
        ? "available: \(ids.joined(separator: ", "))"
        : "did you mean \(near.map { "'\($0)'" }.joined(separator: ", "))?")
  }

  private func incident(of base: Loaded) throws -> String? {
    if let incident {
      let found: Reference<Incident> = try NameResolver(base.topology).incident(incident)
      return base.topology.incidents[found].id
    }
    return base.topology.incidents.count == 1 ? base.topology.incidents.first?.id : nil
  }
}

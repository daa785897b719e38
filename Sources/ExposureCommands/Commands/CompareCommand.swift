import ArchitectureAnalysis
import ArgumentParser
import Foundation
import Lowering
import PointAnalysis
import Reports
import SourceText
import TopologyModel
import YearSimulation

/// Architectures side by side.
struct CompareCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Architectures side by side: what another one would change, and what it would not.",
    discussion: """
      One column an architecture: the variants of a file, or several files (FILE#VARIANT is a variant of one). \
      One row a measure: the worst single event and the mean one, minimal attack sets by size, a year \
      (probability that anyone is exposed, expected people, median, worst year of 20 and of 100), single points, \
      services lost, concentration. An incident of the file is played in each: who would have been spared, what \
      would have failed instead, field by field. Then the break-even: how much likelier the smaller nodes may be \
      struck before the split is worse. --format csv writes the exceedance curves.
      """)

  @Argument(help: "Topologies: one with variants, or several; FILE#VARIANT is a variant of a file.")
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "Variants of the file, separated by commas; 'as-written' is the file itself. Unsaid: all.",
      valueName: "id,…"))
  var variants: String?

  @Option(
    help: ArgumentHelp(
      "Mark what is better and worse than in this architecture. Unsaid: the first is the base, nothing is marked.",
      valueName: "id"))
  var against: String?

  @Option(help: "The incident to play in each. Unsaid: the file's only one.")
  var incident: String?

  @Option(help: "The share of a class that makes a single point for exposure: 20% or 0.2.")
  var threshold: Share = Share(value: SinglePoints.defaultThreshold)

  @Option(help: "The largest size of the attack sets counted.")
  var order = 3

  @Flag(inversion: .prefixedNo, help: "Look for the break-even.")
  var breakEven = true

  @OptionGroup var settings: SimulationSettings
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (1...20).contains(order) else {
      throw ValidationError("--order takes a number from 1 to 20.")
    }
    if files.count(where: { Self.split($0).path == "-" }) > 1 {
      throw ValidationError("Standard input can be read once: give '-' once.")
    }
    if files.count > 1, variants != nil {
      throw ValidationError("--variants goes with one file; with several, write FILE#VARIANT.")
    }
  }

  func run(on console: Console) throws -> ExitStatus {
    let loaded = try load(console)
    guard loaded.count > 1 else {
      throw CommandFailure(
        "there is nothing to compare: one architecture",
        help: "give a file with variants, or several files")
    }
    var seen: Set<String> = []
    if let twice = loaded.first(where: { !seen.insert($0.id).inserted }) {
      throw CommandFailure("'\(twice.id)' is named twice", help: "name each architecture once")
    }
    if settings.plot != nil, loaded.count > ExceedanceChart.mostLines {
      throw CommandFailure(
        "a plot of \(loaded.count) lines cannot be read",
        help: "name at most \(ExceedanceChart.mostLines) with --variants, or write --curves")
    }
    var question = ComparisonQuestion()
    question.threshold = threshold.value
    question.order = order
    question.simulation = settings.options(output, console)
    question.includesBreakEven = breakEven
    let base = try base(among: loaded)
    question.incident = try incident(of: loaded[base])
    let architectures = try loaded.enumerated().map { index, entry in
      console.stage("architecture \(index + 1) of \(loaded.count)")
      return try Architecture(entry.id, label: entry.label, entry.topology, question)
    }
    if settings.curves != nil || settings.plot != nil || output.format == .csv {
      try demandYears(of: architectures, console)
    }
    if breakEven { console.stage("looking for break-evens") }
    let comparison = try Comparison(architectures, base: base, question)
    let report = ComparisonReport(comparison, marksDifferences: against != nil)
    if let curves = settings.curves { try OutputFile.write(report.curves.utf8, to: curves) }
    try settings.draw(report.drawnClasses, console) { ExceedanceChart(comparison, personClass: $0) }
    try output.write(report.document, json: report.json, tables: report.tables, to: console)
    return .done
  }

  /// Curves need likelihoods: refuses when there is none, and says which architectures are left out.
  private func demandYears(of architectures: [Architecture], _ console: Console) throws {
    let missing = architectures.filter { $0.simulation == nil }
    guard let first = missing.first else { return }
    guard missing.count < architectures.count else {
      throw SimulationSettings.failure(
        MissingLikelihoods(events: first.missing), in: first.lowered.topology)
    }
    guard !output.quiet else { return }
    let names = missing.map(\.id).joined(separator: ", ")
    console.writeError("note: no curve of \(names): likelihoods are missing\n")
  }

  // MARK: - Which architectures

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
    if variant != nil { return [try Loaded.one(path, variant, as: file, output.messages, console)] }
    return try Loaded.variants(variants, of: path, output.messages, console)
  }

  /// `file.yaml#variant`, unless there is a file of that name.
  private static func split(_ argument: String) -> (path: String, variant: String?) {
    guard let mark = argument.lastIndex(of: "#"),
      !FileManager.default.fileExists(atPath: argument)
    else { return (argument, nil) }
    return (String(argument[..<mark]), String(argument[argument.index(after: mark)...]))
  }

  /// Names of files without folder and extension, in full where two would be the same.
  private static func shortNames(_ files: [String]) -> [String] {
    let short = files.map { file in
      let (path, variant) = split(file)
      let name = ((path as NSString).lastPathComponent as NSString).deletingPathExtension
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
        ? "it has \(ids.joined(separator: ", "))"
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

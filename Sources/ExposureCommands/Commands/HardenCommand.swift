import ArchitectureAnalysis
import ArgumentParser
import Lowering
import Reports
import SourceText
import TopologyLanguage
import TopologyModel
import YearSimulation

/// What to do about it.
struct HardenCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "harden",
    abstract: "Which controls lower the harm most, as a variant to paste into the file.",
    discussion: """
      The controls are those that the language can express: a second factor on an access rule, encryption \
      at rest with the key elsewhere, not holding a field, one secret each instead of a shared one, a \
      store split in two, a fallback for a service. Each is written as a change, loaded and evaluated. All \
      combinations are tried where there are at most \(HardeningPlan.exactCombinations); beyond, the best \
      next control is taken again and again, and the answer says so.
      """)

  @OptionGroup var topology: TopologyOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "How many controls at most.")
  var budget = 3

  @Option(help: "What is lowered: the worst single event's people, or those expected in a year.")
  var by: GoalChoice = .worst

  @Option(
    help: ArgumentHelp(
      "The yearly likelihood of events for which the file says none: 5% or 0.05.",
      valueName: "likelihood"))
  var assume: Share?

  func validate() throws {
    if budget < 1 { throw ValidationError("--budget is at least 1.") }
  }

  func run(on console: Console) throws -> ExitStatus {
    let source = TopologyLoader().source(path: topology.file)
    let outcome = source.load(variant: topology.variant)
    let shown = outcome.diagnostics.filter { $0.severity == .error || !output.quiet }
    if !shown.isEmpty {
      let renderer = DiagnosticRenderer(
        files: outcome.files, colored: output.colorsErrors(console))
      console.writeError(renderer.render(shown))
    }
    guard let loaded = outcome.topology else { throw InputRefused() }
    if !output.quiet { console.progress?.begin("trying changes") }
    do {
      let plan = try HardeningPlan(
        source, variant: topology.variant, budget: budget, goal: by.goal, assuming: assume?.value
      ) { evaluated in
        console.stage("\(evaluated) changes tried")
      }
      guard let plan else { throw InputRefused() }
      let report = HardeningReport(
        plan, naming: Naming(loaded, files: outcome.files), variant: topology.variant)
      try output.write(report.document, json: report.json, tables: report.tables, to: console)
      return .done
    } catch let missing as MissingLikelihoods {
      let ids = missing.events.map(loaded.id(of:))
      let rest = ids.count > 6 ? " and \(ids.count - 6) more" : ""
      throw CommandFailure(
        "the file does not say how likely \(ids.prefix(6).joined(separator: ", "))\(rest) is",
        help: "give likelihoods in the file, or --assume one for all of these")
    }
  }
}

/// What is lowered, as the command line says it.
enum GoalChoice: String, ExpressibleByArgument, CaseIterable {
  case worst
  case expected

  var goal: HardeningGoal { self == .worst ? .worst : .expected }
}

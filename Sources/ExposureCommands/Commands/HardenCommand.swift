import ArchitectureAnalysis
import ArgumentParser
import Lowering
import Reports
import SourceText
import TopologyLanguage
import TopologyModel
import YearSimulation

/// `exposure harden`: finds the controls that reduce harm most.
struct HardenCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "harden",
    abstract: "Find the controls that reduce harm most and write them as a variant.",
    discussion: """
      Considers every control that the language can express: a second factor on an access rule, encryption \
      at rest with the key elsewhere, no longer holding a field, separate secrets instead of a shared one, \
      splitting a dataset in two, a fallback for a service. Each control is written as a change to the file, \
      loaded and evaluated. All combinations are tried if there are at most \
      \(HardeningPlan.exactCombinations); otherwise the best next control is added step by step, and the \
      answer says so. Paste the resulting variant into the file.
      """)

  @OptionGroup var topology: TopologyOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "Maximum number of controls.")
  var budget = 3

  @Option(help: "What to reduce: people exposed by the worst single event, or expected in a year.")
  var by: GoalChoice = .worst

  @Option(
    help: ArgumentHelp(
      "Yearly likelihood of events without one in the file: 5% or 0.05.",
      valueName: "likelihood"))
  var assume: Share?

  func validate() throws {
    if budget < 1 { throw ValidationError("--budget must be at least 1.") }
  }

  func run(on console: Console) throws -> ExitStatus {
    let source = TopologyOptions.read(topology.file, output.messages, console)
    let outcome = try TopologyOptions.load(
      source, variant: topology.variant, output.messages, console)
    try OutputFile.check(output.output, sparing: console.inputs)
    let loaded = outcome.topology
    if !output.quiet { console.progress?.begin("trying changes") }
    do {
      let plan = try HardeningPlan(
        source, variant: topology.variant, budget: budget, goal: by.goal, assuming: assume?.value
      ) { evaluated in
        console.stage("\(evaluated) changes evaluated")
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
        "no yearly likelihood for \(ids.prefix(6).joined(separator: ", "))\(rest)",
        help: "add likelihoods to the file, or use --assume for all of these events")
    }
  }
}

/// The measure to reduce, as named on the command line.
enum GoalChoice: String, ExpressibleByArgument, CaseIterable {
  case worst
  case expected

  var goal: HardeningGoal { self == .worst ? .worst : .expected }
}

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
      splitting a dataset in two, a fallback for a service; never on what is public. Each control is written as a change to the file, \
      loaded and evaluated. All combinations are tried if there are at most \
      \(HardeningPlan.exactCombinations); otherwise the best next control is added step by step, and the \
      answer says so. With --incident: the controls that would have spared its people. Every candidate is listed \
      with what it does alone and in company, and what a larger or smaller budget would buy. Paste the resulting \
      variant into the file.
      """)

  @OptionGroup var topology: TopologyOptions
  @OptionGroup var output: OutputOptions

  @OptionGroup var measures: MeasureOptions

  @Option(
    help:
      "Maximum cost of all controls together. A control costs 1, unless 'costs' in the file says otherwise."
  )
  var budget = 3

  @Option(help: Effort.help)
  var effort: Effort?

  @Option(
    help:
      "What to reduce: people exposed by the worst single event, expected in a year, or in the worst year of a hundred."
  )
  var by: GoalChoice = .worst

  @Option(help: "Spare the people of this incident of the file instead.")
  var incident: String?

  @Option(
    help: ArgumentHelp(
      "Leave out kinds of controls, single ones as kind:id, or all on an id. Separate with commas or repeat.",
      valueName: "kind|id,…"))
  var exclude: [String] = []

  @Option(
    help: ArgumentHelp(
      "Consider only these. Separate with commas or repeat.", valueName: "kind|id,…"))
  var only: [String] = []

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
    let written = outcome.topology
    let whatIf = topology.changes.whatIf
    let loaded =
      whatIf.isEmpty ? written : try TopologyOptions.changed(source, topology.variant, whatIf)
    if !output.quiet { console.progress?.begin("trying changes") }
    do {
      let plan = try HardeningPlan(
        source, variant: topology.variant, question(about: loaded, outcome.declared),
        whatIf: whatIf
      ) { evaluated in
        console.stage("\(evaluated) changes evaluated")
      }
      guard let plan else { throw InputRefused() }
      let report = HardeningReport(
        plan, naming: Naming(loaded, files: outcome.files),
        variant: whatIf.isEmpty
          ? topology.variant
          : [topology.variant ?? "as written", whatIf.words].joined(separator: ", "),
        isVariant: whatIf.isEmpty)
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

extension HardenCommand {
  private func question(
    about topology: Topology, _ declared: DeclaredTopology?
  ) throws -> HardeningQuestion {
    var question = HardeningQuestion(budget: budget, goal: by.goal, assuming: assume?.value)
    if let effort { question.work = effort.steps }
    question.measure = try measures.measure(in: topology)
    if let incident {
      question.incident = topology.incidents[try NameResolver(topology).incident(incident)].id
    }
    func names(_ given: [String]) throws -> Set<String> {
      let names = Set(given.flatMap { $0.split(separator: ",").map(String.init) })
      guard !names.isEmpty else { return [] }
      let known = declared.map { HardeningPlan.names(for: $0, budget: budget) } ?? []
      for name in names.sorted() where !known.contains(name) {
        let near = NearName.near(to: name, among: known.sorted())
        throw CommandFailure(
          "no control is called '\(name)'",
          help: near.isEmpty
            ? "give a kind (\(ControlKind.allCases.map(\.rawValue).joined(separator: ", "))), an id, or kind:id"
            : "did you mean \(near.map { "'\($0)'" }.joined(separator: ", "))?")
      }
      return names
    }
    question.excluded = try names(exclude)
    question.only = try names(only)
    return question
  }
}

/// The measure to reduce, as named on the command line.
enum GoalChoice: String, ExpressibleByArgument, CaseIterable {
  case worst
  case expected
  case tail

  var goal: HardeningGoal { HardeningGoal(rawValue: rawValue) ?? .worst }
}

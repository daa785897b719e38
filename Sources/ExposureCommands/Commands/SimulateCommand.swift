import ArgumentParser
import Lowering
import Reports
import YearSimulation

/// `exposure simulate`: estimates what a year may bring.
struct SimulateCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract:
      "Simulate a year: how likely exposure is, how many people it affects, and what causes the worst years.",
    discussion: """
      Basic events (intrusions, thefts, common causes) occur independently, each with its yearly likelihood. \
      For every person class: the probability that anyone is exposed, the expected number of people, median, \
      p95, p99 and the exceedance curve P(people > x). For every service: how likely it stops if every system \
      that the intruder controls or reads is disconnected. The result is exact where few events matter; \
      otherwise years are drawn at random. The same seed draws the same years for every variant. \
      --format csv writes the curves.
      """)

  @OptionGroup var topology: TopologyOptions
  @OptionGroup var settings: SimulationSettings
  @OptionGroup var measures: MeasureOptions
  @OptionGroup var output: OutputOptions

  func run(on console: Console) throws -> ExitStatus {
    let loaded = try topology.load(output, console)
    try settings.check(console)
    let simulation: Simulation
    let tiers: [TierOutlooks]
    do {
      var options = settings.options(output, console)
      options.measure = try measures.measure(in: loaded.topology) ?? .people
      simulation = try Simulation(LoweredTopology(loaded.topology), options)
      tiers = try TierOutlooks.all(of: simulation)
    } catch let missing as MissingLikelihoods {
      throw SimulationSettings.failure(missing, in: loaded.topology)
    }
    let report = SimulationReport(
      simulation, naming: Naming(loaded.topology, files: loaded.files), variant: loaded.variant,
      tiers: tiers)
    if let curves = settings.curves {
      try OutputFile.write(report.curves.utf8, to: curves, sparing: console.inputs)
    }
    try settings.draw(report.drawnClasses, console) { ExceedanceChart(report, personClass: $0) }
    try output.write(report.document, json: report.json, tables: report.tables, to: console)
    return .done
  }
}

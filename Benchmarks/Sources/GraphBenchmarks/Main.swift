import ArgumentParser

@main
struct GraphBenchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Graphs and timings, to compare the engine with other tools.",
    subcommands: [Generate.self, Measure.self])
}

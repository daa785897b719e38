import ArgumentParser

@main
struct LoadingBenchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Topologies of any size, and how long it takes to load and validate them.",
    subcommands: [GenerateTopology.self, LoadTopology.self, CountPeople.self])
}

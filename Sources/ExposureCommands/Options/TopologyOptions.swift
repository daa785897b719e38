import ArgumentParser
import SourceText
import TopologyLanguage
import TopologyModel

/// The topology to load, and which variant of it.
struct TopologyOptions: ParsableArguments {
  @Argument(help: "The topology, a YAML or JSON file; '-' is standard input.")
  var file: String

  @Option(help: "The variant to analyze. Default: the base file.")
  var variant: String?

  /// Loads the topology. If there are errors, prints all of them and ends the command with exit code 2.
  func load(_ output: OutputOptions, _ console: Console) throws -> LoadedTopology {
    try Self.load(file, variant: variant, output.messages, console)
  }

  /// Loads the topology, for a command without text output.
  func load(_ messages: MessageOptions, _ console: Console) throws -> LoadedTopology {
    try Self.load(file, variant: variant, messages, console)
  }

  /// Loads any topology file.
  static func load(
    _ file: String, variant: String?, _ messages: MessageOptions, _ console: Console
  ) throws -> LoadedTopology {
    try load(read(file, messages, console), variant: variant, messages, console)
  }

  /// Reads a file once; several architectures can be loaded from it. Standard input can be read only once.
  static func read(
    _ file: String, requirements: String? = nil, _ messages: MessageOptions, _ console: Console
  ) -> TopologySource {
    if !messages.quiet {
      console.progress?.begin("reading \(TerminalText.printable(file))")
    }
    return TopologyLoader().source(path: file, requirements: requirements)
  }

  /// Loads an architecture of a file that has been read.
  static func load(
    _ source: TopologySource, variant: String?, _ messages: MessageOptions, _ console: Console
  ) throws -> LoadedTopology {
    let outcome = source.load(variant: variant)
    let shown = outcome.diagnostics.filter { $0.severity == .error || !messages.quiet }
    if !shown.isEmpty {
      let renderer = DiagnosticRenderer(
        files: outcome.files, colored: messages.colorsErrors(console))
      console.writeError(renderer.render(shown))
    }
    guard let topology = outcome.topology else { throw InputRefused() }
    console.stage("computing the answer")
    return LoadedTopology(topology: topology, files: outcome.files, variant: variant)
  }
}

/// A loaded topology.
struct LoadedTopology {
  var topology: Topology
  var files: SourceFiles
  var variant: String?
}

/// The input was rejected; diagnostics were already printed.
struct InputRefused: Error {}

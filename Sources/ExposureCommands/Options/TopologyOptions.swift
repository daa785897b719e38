import ArgumentParser
import SourceText
import TopologyLanguage
import TopologyModel

/// Which topology, and which architecture of it.
struct TopologyOptions: ParsableArguments {
  @Argument(help: "The topology, a YAML or JSON file; '-' is standard input.")
  var file: String

  @Option(help: "The architecture to ask: one of the file's variants. Unsaid: the file as written.")
  var variant: String?

  /// Loads the topology; errors end the command with exit code 2 after all of them were shown.
  func load(_ output: OutputOptions, _ console: Console) throws -> LoadedTopology {
    try Self.load(file, variant: variant, output.messages, console)
  }

  /// The same for a command whose answer is no text.
  func load(_ messages: MessageOptions, _ console: Console) throws -> LoadedTopology {
    try Self.load(file, variant: variant, messages, console)
  }

  /// The same for any file.
  static func load(
    _ file: String, variant: String?, _ messages: MessageOptions, _ console: Console
  ) throws -> LoadedTopology {
    try load(read(file, messages, console), variant: variant, messages, console)
  }

  /// A file, read once, of which several architectures can be loaded: standard input can be read only once.
  static func read(
    _ file: String, _ messages: MessageOptions, _ console: Console
  ) -> TopologySource {
    if !messages.quiet {
      console.progress?.begin("reading \(TerminalText.printable(file))")
    }
    return TopologyLoader().source(path: file)
  }

  /// An architecture of a file that has been read.
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
    console.stage("working out the answer")
    return LoadedTopology(topology: topology, files: outcome.files, variant: variant)
  }
}

/// A topology that can be asked questions.
struct LoadedTopology {
  var topology: Topology
  var files: SourceFiles
  var variant: String?
}

/// The input was refused and why has been said.
struct InputRefused: Error {}

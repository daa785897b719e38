import ArchitectureAnalysis
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

  @OptionGroup var changes: WhatIfOptions

  /// Loads the topology. If there are errors, prints all of them and ends the command with exit code 2.
  func load(_ output: OutputOptions, _ console: Console) throws -> LoadedTopology {
    let loaded = try load(output.messages, console)
    try OutputFile.check(output.output, sparing: console.inputs)
    return loaded
  }

  /// Loads the topology, for a command without text output.
  func load(_ messages: MessageOptions, _ console: Console) throws -> LoadedTopology {
    let source = Self.read(file, messages, console)
    var loaded = try Self.load(source, variant: variant, messages, console)
    let whatIf = changes.whatIf
    guard !whatIf.isEmpty else { return loaded }
    loaded.original = loaded.topology
    loaded.topology = try Self.changed(source, variant, whatIf)
    loaded.variant = [variant ?? "as written", whatIf.words].joined(separator: ", ")
    return loaded
  }

  /// The topology of a question with changes. The file itself loads.
  static func changed(
    _ source: TopologySource, _ variant: String?, _ whatIf: WhatIf
  ) throws -> Topology {
    do {
      let outcome = try whatIf.load(source, variant: variant)
      guard let topology = outcome.topology else {
        throw CommandFailure(
          "the file does not load \(whatIf.words)",
          help: outcome.diagnostics.first { $0.severity == .error }?.message)
      }
      return topology
    } catch let unknown as WhatIf.UnknownName {
      throw WhatIfOptions.failure(unknown)
    }
  }

  /// Loads any topology file.
  static func load(
    _ file: String, variant: String?, _ messages: MessageOptions, _ console: Console
  ) throws -> LoadedTopology {
    try load(read(file, messages, console), variant: variant, messages, console)
  }

  /// Reads a file once; several architectures can be loaded from it. Standard input can be read only once.
  static func read(
    _ file: String, requirements: String? = nil, _ messages: MessageOptions, _ console: Console,
    limits: LoaderLimits = LoaderLimits()
  ) -> TopologySource {
    if !messages.quiet {
      console.progress?.begin("reading \(TerminalText.printable(file))")
    }
    let source = TopologyLoader(limits: limits).source(path: file, requirements: requirements)
    console.inputs.add(source.sourceFiles)
    return source
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
    return LoadedTopology(
      topology: topology, files: outcome.files, variant: variant, declared: outcome.declared)
  }
}

/// A loaded topology.
struct LoadedTopology {
  var topology: Topology
  var files: SourceFiles
  /// The variant, and what was added or switched off, in words.
  var variant: String?
  /// The topology before anything was added or switched off; nil if nothing was.
  var original: Topology?
  /// The topology as declared, with fleets.
  var declared: DeclaredTopology?
}

/// The input was rejected; diagnostics were already printed.
struct InputRefused: Error {}

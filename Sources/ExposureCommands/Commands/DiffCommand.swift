import ArgumentParser
import ChangeAnalysis
import Reports
import SourceText
import TopologyLanguage
import TopologyModel

/// `exposure diff`: compares two versions of a topology.
struct DiffCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Find what a change of a topology makes worse or better.",
    discussion: """
      Compares, per class and tier, how many people one event and each incident expose; what each event exposes and \
      stops alone, single points of failure, pairs of events, incidents with their duties, what datasets hold, and \
      requirements. For each difference the smallest set of edits that brings it is found by trying the edits apart. \
      Renamed ids, reordered keys and split files are no difference.

      --fail-on tier:T fails if something is worse that concerns personal data of tier T (simple, behavioural, \
      financial, sensitive) or graver, or data of which the file does not say the kind.

      Two files, or one file and --git: 'exposure diff --git HEAD~1 topology.yaml'. JSON: exposure.changes/1.
      """)

  @Argument(help: "The old and the new file; with --git, the file.")
  var files: [String]

  @Option(help: "Compare the file with a revision of its repository.")
  var git: String?

  @Option(
    help: ArgumentHelp(
      "Exit with code 1 if anything is worse, if there is a new single point of failure, or if something is worse that concerns data of a tier or a graver one. May be repeated.",
      valueName: "criterion"))
  var failOn: [FailureCriterion] = []

  @Option(help: "Maximum number of mixed versions to evaluate when searching for causes.")
  var tries = TopologyChanges.defaultTries

  @Option(help: "Maximum number of changes of a kind to list. Totals count all.")
  var limit = 20

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1.") }
    if tries < 0 { throw ValidationError("--tries must be at least 0.") }
    switch (git, files.count) {
    case (nil, 2), (.some, 1): break
    case (nil, _): throw ValidationError("give two files, or one file and --git REVISION.")
    case (.some, _): throw ValidationError("--git takes one file.")
    }
    if let git, git.hasPrefix("-") || git.isEmpty || git.contains(":") {
      throw ValidationError("--git takes a revision, such as HEAD~1 or main.")
    }
  }

  func run(on console: Console) throws -> ExitStatus {
    let new = files[files.count - 1]
    let edits: TopologyEdits
    if let git {
      let revision = try GitRevision(git, ofFile: new)
      edits = TopologyLoader().edits(from: revision.path, in: revision.store, to: new)
    } else {
      edits = TopologyLoader().edits(from: files[0], to: new)
    }
    let after = edits.newTopology()
    let before = edits.oldTopology()
    let isNewSame = after.diagnostics
    show(before.diagnostics.filter { !isNewSame.contains($0) } + after.diagnostics, before, console)
    guard let topology = after.topology, before.topology != nil else { return .badInput }
    console.stage("comparing what can be reached")
    let changes = TopologyChanges(edits, tries: tries)
    let report = ChangesReport(
      changes, naming: Naming(topology, files: after.files), limit: limit)
    try output.write(
      report.document(within: output.format), json: report.json, tables: report.tables, to: console)
    return failOn.contains { $0.isMet(by: changes) } ? .badNews : .done
  }

  private func show(_ all: [Diagnostic], _ outcome: LoadOutcome, _ console: Console) {
    let shown = all.filter { $0.severity == .error || !output.quiet }
    guard !shown.isEmpty else { return }
    let renderer = DiagnosticRenderer(
      files: outcome.files, colored: output.colorsErrors(console))
    console.writeError(renderer.render(shown))
  }
}

extension ChangesReport {
  /// The document; a comment takes 65,536 characters, so Markdown lists fewer changes where it must, and folds what is
  /// not worse.
  func document(within format: OutputFormat) -> ReportDocument {
    guard format == .markdown else { return document }
    let longest = [nil, 10, 3, 1].lazy.map { limit in
      limit.map { self.document(limit: $0) } ?? self.document
    }.first { MarkdownRenderer().render($0).unicodeScalars.count <= MarkdownRenderer.mostInComment }
    var comment = longest ?? document(limit: 1)
    comment.isComment = true
    return comment
  }
}

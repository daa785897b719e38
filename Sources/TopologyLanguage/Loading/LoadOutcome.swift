public import SourceText
public import TopologyModel

/// What loading a file came to.
public struct LoadOutcome: Sendable {
  /// The topology with fleets written out and sizes tightened, as analyses read it; nil after an error.
  public var topology: Topology?
  /// The topology as the file says it; nil after an error.
  public var declared: Topology?
  /// The variant that was loaded; nil: the file as written.
  public var variant: String?
  /// Everything found, in order of position. Warnings leave the topology usable.
  public var diagnostics: [Diagnostic]
  /// The files that were read; positions refer to them.
  public var files: SourceFiles

  /// Whether an error keeps the file from being used.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// A file with all its variants, read once.
public struct AllVariants: Sendable {
  /// The file as written.
  public var base: LoadOutcome
  /// Each of its variants in the order of the file; what is found in the file as written is not said again.
  public var variants: [LoadOutcome]

  /// Everything found, in order of position; a finding that only a variant has says which.
  public var diagnostics: [Diagnostic] {
    (base.diagnostics + variants.flatMap(\.diagnostics)).sorted()
  }
}

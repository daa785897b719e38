public import SourceText
public import TopologyModel

/// The result of loading a file.
public struct LoadOutcome: Sendable {
  /// The topology with fleets expanded and sizes tightened, for analyses; nil after an error.
  public var topology: Topology?
  /// The topology as declared in the file; nil after an error.
  public var declared: DeclaredTopology?
  /// The variant that was loaded; nil for the base file.
  public var variant: String?
  /// All diagnostics in order of position. Warnings leave the topology usable.
  public var diagnostics: [Diagnostic]
  /// The files that were read. Positions refer to them.
  public var files: SourceFiles

  /// Whether there is an error, so that the file cannot be used.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// A file with all its variants, read once.
public struct AllVariants: Sendable {
  /// The base file.
  public var base: LoadOutcome
  /// The variants in the order of the file. Diagnostics of the base file are not repeated.
  public var variants: [LoadOutcome]

  /// All diagnostics in order of position. A diagnostic that only a variant has names the variant.
  public var diagnostics: [Diagnostic] {
    (base.diagnostics + variants.flatMap(\.diagnostics)).sorted()
  }
}

public import SourceText
import TopologyModel

/// Loads topologies: reads bytes into located nodes, merges extended files, decodes and checks them, expands
/// fleets and tightens sizes.
///
/// One run finds all problems of a file, each once. Nothing throws: every problem, even an unreadable file,
/// is a diagnostic.
/// - Complexity: O(bytes) and O(entries after fleets are expanded).
public struct TopologyLoader: Sendable {
  let limits: LoaderLimits

  /// Creates a loader with limits on its input.
  public init(limits: LoaderLimits = LoaderLimits()) {
    self.limits = limits
  }

  /// Loads a file by its path, or standard input for `-`.
  ///
  /// `extends` may name files in the folder of that file or its subfolders (for `-`: the current directory).
  /// The variant `as-written` is the file without a change.
  public func load(path: String, variant: String? = nil) -> LoadOutcome {
    var files = FileSet(limits: limits)
    let root = files.read(path: path)
    return load(root, of: files, variant: variant)
  }

  /// Loads a file from memory. It can extend other files only if `folder` is given.
  public func load(
    file: SourceFile, variant: String? = nil, folder: String? = nil
  ) -> LoadOutcome {
    var files = FileSet(limits: limits)
    let root = files.read(file, folder: folder)
    return load(root, of: files, variant: variant)
  }

  /// Loads a file by its path, with all its variants, and reads it once.
  public func loadAllVariants(path: String) -> AllVariants {
    var files = FileSet(limits: limits)
    let root = files.read(path: path)
    return loadAllVariants(root, of: files)
  }

  /// Loads a file from memory, with all its variants.
  public func loadAllVariants(file: SourceFile, folder: String? = nil) -> AllVariants {
    var files = FileSet(limits: limits)
    let root = files.read(file, folder: folder)
    return loadAllVariants(root, of: files)
  }

  // MARK: - Steps

  private func loadAllVariants(_ root: NodeArena.Node?, of files: FileSet) -> AllVariants {
    let base = load(root, of: files, variant: nil)
    guard let root else { return AllVariants(base: base, variants: []) }
    let known = Set(base.diagnostics)
    let variants = variants(of: root, in: files.arena).map { name, _ in
      let id = files.arena.symbols.text(files.arena.symbol(name))
      var outcome = load(root, of: files, variant: id)
      let note = Diagnostic.Note("in the variant '\(id)'", at: files.arena.position(name))
      outcome.diagnostics = outcome.diagnostics.filter { !known.contains($0) }
        .map { diagnostic in
          var diagnostic = diagnostic
          diagnostic.notes.append(note)
          return diagnostic
        }
      return outcome
    }
    return AllVariants(base: base, variants: variants)
  }

  func load(
    _ root: NodeArena.Node?, of files: FileSet, variant: String?, change: SourceFile? = nil
  ) -> LoadOutcome {
    var files = files
    let variant = variant == Requirement.asWritten ? nil : variant
    guard var root else { return outcome(nil, nil, files, variant, files.findings) }
    if let variant {
      guard let varied = vary(root, variant, &files) else {
        return outcome(nil, nil, files, variant, files.findings)
      }
      root = varied
    }
    if let change {
      guard let node = files.read(change, folder: nil) else {
        return outcome(nil, nil, files, variant, files.findings)
      }
      var patch = MergePatch()
      root = patch.apply(node, over: root, in: &files.arena)
      files.report(patch)
    }
    var decoder = TopologyDecoder(arena: files.arena, limits: limits, findings: files.findings)
    decoder.decode(root)
    var findings = decoder.findings
    let declared = DeclaredTopology(decoder.topology)
    guard findings.errors == 0 else {
      // Contradictory counts are reported in the same run if nothing else about people is wrong.
      if decoder.peopleAreSound {
        var copy = declared.entries
        findings.add(PopulationTightening.tighten(&copy))
      }
      return outcome(nil, nil, files, variant, findings)
    }
    var (expanded, problems) = FleetExpansion.expand(declared)
    findings.add(problems)
    if findings.errors == 0, var topology = expanded {
      findings.add(PopulationTightening.tighten(&topology))
      expanded = topology
    }
    return outcome(expanded, declared, files, variant, findings)
  }

  private func outcome(
    _ topology: Topology?, _ declared: DeclaredTopology?, _ files: FileSet, _ variant: String?,
    _ findings: Findings
  ) -> LoadOutcome {
    let isUsable = findings.errors == 0
    return LoadOutcome(
      topology: isUsable ? topology : nil, declared: isUsable ? declared : nil, variant: variant,
      diagnostics: findings.sorted(), files: files.files)
  }

  // MARK: - Variants

  private func variants(
    of root: NodeArena.Node, in arena: NodeArena
  ) -> [(key: NodeArena.Node, value: NodeArena.Node)] {
    guard let variants = arena.value(.variants, of: root), arena.kind(variants) == .map else {
      return []
    }
    return Array(arena.pairs(variants))
  }

  /// Where a variant is written; nil for an unknown one.
  func place(of id: String, in root: NodeArena.Node, _ arena: NodeArena) -> SourcePosition? {
    variants(of: root, in: arena).first { arena.symbols.text(arena.symbol($0.key)) == id }
      .map { arena.position($0.key) }
  }

  /// The file with a variant's change merged over it.
  private func vary(
    _ root: NodeArena.Node, _ id: String, _ files: inout FileSet
  ) -> NodeArena.Node? {
    let known = variants(of: root, in: files.arena)
    let found = known.first { files.arena.symbols.text(files.arena.symbol($0.key)) == id }
    guard let found else {
      let ids = known.map { files.arena.symbols.text(files.arena.symbol($0.key)) }
      files.findings.add(
        .unknownVariant, "unknown variant '\(id)'", at: nil,
        help: NearName.nearest(to: id, among: ids).map { "did you mean '\($0)'?" }
          ?? (ids.isEmpty
            ? "this file has no variants" : "available: \(ids.joined(separator: ", "))"))
      return nil
    }
    guard files.arena.kind(found.value) == .map,
      let change = files.arena.value(.change, of: found.value),
      files.arena.kind(change) == .map
    else { return root }
    // Forbidden changes are reported where the variant is decoded.
    let allowed = MergePatch.rebuilt(change, in: &files.arena) { key, value, arena in
      let symbol = arena.symbol(key)
      return symbol == Key.variants.symbol || symbol == Key.extends.symbol ? nil : value
    }
    var patch = MergePatch()
    let varied = patch.apply(allowed, over: root, in: &files.arena)
    files.report(patch)
    return varied
  }
}

import SourceText

/// The top file and all files it extends, each read once and merged into one value.
struct FileSet {
  typealias Node = NodeArena.Node

  var arena = NodeArena()
  var files = SourceFiles()
  var findings: Findings
  private let limits: LoaderLimits
  private var bytes = 0
  private var weight = 0
  /// The merged value of each file by real path; nil if the file cannot be used.
  private var merged: [String: Node?] = [:]
  /// How often a file was extended.
  private var uses = 0
  /// Real paths of the files whose `extends` is being resolved.
  private var open: Set<String> = []
  /// The real path of the top file's folder; nil if nothing can be extended.
  private var root: String?
  /// Where files come from.
  private var store = FileStore.disk

  init(limits: LoaderLimits) {
    self.limits = limits
    findings = Findings(limit: limits.findings)
  }

  /// Reads a file by its path, or standard input for `-`. Returns nil, with diagnostics, if it is unusable.
  mutating func read(path: String, store: FileStore = .disk) -> Node? {
    do throws(InputFile.Failure) {
      self.store = store
      let file = try store.read(
        path, name: path, limit: limits.bytes - bytes, kind: limits.filesOnly ? .noLink : .any)
      let isInput = path == "-"
      root = store.realPath(isInput ? "." : Self.folder(of: path))
      return read(
        file, folder: isInput ? "." : Self.folder(of: path), realPath: store.realPath(path))
    } catch {
      findings.add(error.code, error.message, at: nil)
      return nil
    }
  }

  /// Reads a file from memory. Without a folder it cannot extend other files.
  mutating func read(_ file: SourceFile, folder: String?) -> Node? {
    root = folder.flatMap(store.realPath)
    guard file.bytes.count <= limits.bytes else {
      let failure = InputFile.tooLarge(file.name, limits.bytes)
      findings.add(failure.code, failure.message, at: nil)
      return nil
    }
    let plain = SourceFile(name: file.name, bytes: InputFile.withoutMark(file.bytes))
    return read(plain, folder: folder ?? ".", realPath: nil)
  }

  /// A file with the requirements of another merged over it. Nil, with diagnostics, if the other file cannot be
  /// read or says anything else.
  mutating func adding(requirementsOf path: String, to base: Node) -> Node? {
    let folder = root
    defer { root = folder }
    // It extends nothing.
    root = nil
    do throws(InputFile.Failure) {
      let file = try InputFile.read(path, name: path, limit: limits.bytes - bytes)
      guard let node = read(file, folder: ".", realPath: nil) else { return nil }
      for (key, _) in arena.pairs(node)
      where ![Key.requirements.symbol, Key.schema.symbol].contains(arena.symbol(key)) {
        findings.add(
          .unknownKey,
          "a file of requirements has no '\(arena.symbols.text(arena.symbol(key)))'",
          at: arena.position(key), length: arena.length(key), help: "allowed: requirements")
        return nil
      }
      // A patch of null would remove all requirements of the topology.
      guard let stated = arena.value(.requirements, of: node), !arena.isNull(stated) else {
        findings.add(
          .missingKey, "a file of requirements needs 'requirements'", at: arena.position(node),
          help: "write 'requirements:' with at least one entry below it")
        return nil
      }
      return extend(base, by: node)
    } catch {
      findings.add(error.code, error.message, at: nil)
      return nil
    }
  }

  private mutating func read(_ file: SourceFile, folder: String, realPath: String?) -> Node? {
    guard let realPath else { return readNew(file, folder: folder) }
    open.insert(realPath)
    let result = readNew(file, folder: folder)
    open.remove(realPath)
    merged[realPath] = .some(result)
    return result
  }

  private mutating func readNew(_ file: SourceFile, folder: String) -> Node? {
    bytes += file.bytes.count
    let index = files.add(file)
    var reader = YAMLReader(
      file: index, limits: limits, budget: limits.nodes - weight)
    defer { weight += reader.weight }
    guard let node = reader.read(file.bytes, into: &arena, findings: &findings) else { return nil }
    guard arena.kind(node) == .map else {
      findings.add(
        .wrongType, "a topology must be a map of sections, not \(arena.describe(node))",
        at: arena.position(node), length: arena.length(node))
      return nil
    }
    guard let extended = arena.value(.extends, of: node), !arena.isNull(extended) else {
      return node
    }
    guard let base = base(extended, folder: folder, own: node) else { return nil }
    let own = MergePatch.rebuilt(node, in: &arena) { key, value, arena in
      arena.symbol(key) == Key.extends.symbol ? nil : value
    }
    return extend(base, by: own)
  }

  /// The merged values of the extended files in order; nil if one of them is unusable.
  private mutating func base(_ extended: Node, folder: String, own: Node) -> Node? {
    var base: Node?
    var isComplete = true
    let names = arena.kind(extended) == .list ? Array(arena.children(extended)) : [extended]
    for name in names {
      guard let node = readBase(name, folder: folder) else {
        isComplete = false
        continue
      }
      if let before = base { checkSiblings(node, before, own: own) }
      base = base.map { extend($0, by: node) } ?? node
    }
    if names.isEmpty {
      findings.add(
        .emptyList, "'extends' is empty", at: arena.position(extended),
        length: arena.length(extended))
    }
    return isComplete ? base : nil
  }

  /// Warns of keys that files of one list give different values.
  private mutating func checkSiblings(_ later: Node, _ before: Node, own: Node) {
    var check = SiblingCheck(arena)
    check.compare(later, with: before, own: own)
    for difference in check.differences {
      let name = arena.symbols.text(arena.symbol(difference.key))
      findings.add(
        .filesDisagree,
        "two files of one 'extends' give '\(name)' different values; the later one counts",
        at: arena.position(difference.key), length: arena.length(difference.key),
        help: "give it in one of them, or in the file that extends them",
        notes: [.init("the other value is here", at: arena.position(difference.before))])
    }
  }

  private mutating func extend(_ base: Node, by file: Node) -> Node {
    var patch = MergePatch()
    let result = patch.extend(base, by: file, in: &arena)
    report(patch)
    return result
  }

  /// Reports each null of a patch that removed nothing; usually the key is misspelled.
  mutating func report(_ patch: MergePatch) {
    var comparisons = limits.comparisons
    for useless in patch.useless {
      let text = arena.symbols.text(arena.symbol(useless.key))
      var near: String?
      let size = useless.target.map { arena.children($0).count / 2 } ?? 0
      if let target = useless.target, findings.isListing, size <= comparisons {
        comparisons -= size
        let keys = arena.pairs(target).map { arena.symbols.text(arena.symbol($0.key)) }
        near = NearName.nearest(to: text, among: keys)
      }
      findings.add(
        .nothingToRemove, "nothing to remove: no '\(text)' here",
        at: arena.position(useless.key), length: arena.length(useless.key),
        help: near.map { "did you mean '\($0)'?" }
          ?? "null removes an entry; for an entry without details, write '{}'")
    }
  }

  private mutating func readBase(_ name: Node, folder: String) -> Node? {
    let position = arena.position(name)
    let length = arena.length(name)
    guard arena.isScalar(name), !arena.isNull(name) else {
      findings.add(
        .wrongType, "'extends' takes file names, not \(arena.describe(name))", at: position,
        length: length)
      return nil
    }
    let written = arena.symbols.text(arena.symbol(name))
    func outside(_ why: String) {
      findings.add(
        .extendsOutside, "'\(written)' \(why)", at: position, length: length,
        help: "write a relative path of a file in the top file's folder or its subfolders")
    }
    guard let root else {
      outside("cannot be extended, because this file was not read from a folder")
      return nil
    }
    guard !written.hasPrefix("/"), !written.contains("://"), !written.isEmpty else {
      outside("is not a relative path")
      return nil
    }
    let path = folder == "." ? written : folder + "/" + written
    guard let real = store.realPath(path) else {
      let top = files.files.first.map { Self.folder(of: $0.name) } ?? "."
      if Self.leaves(top, path) {
        outside("is outside the folder of the top file")
      } else {
        findings.add(
          .fileMissing, "file not found: '\(written)'", at: position, length: length)
      }
      return nil
    }
    guard real.hasPrefix(root == "/" ? "/" : root + "/") else {
      outside("is outside the folder of the top file")
      return nil
    }
    guard !open.contains(real) else {
      findings.add(
        .extendsCircle,
        "circular 'extends': '\(written)' extends this file, directly or indirectly",
        at: position, length: length)
      return nil
    }
    // A file that is named again is merged again, so each use counts.
    uses += 1
    guard uses < limits.files else {
      if uses == limits.files {
        findings.add(
          .tooManyFiles, "too many files: the limit is \(limits.files)", at: position,
          length: length)
      }
      return nil
    }
    if let known = merged[real] { return known }
    do throws(InputFile.Failure) {
      // The path without links, which is the one that was checked.
      let file = try store.read(real, name: path, limit: limits.bytes - bytes, kind: .noLink)
      return read(file, folder: Self.folder(of: path), realPath: real)
    } catch {
      findings.add(error.code, error.message, at: position, length: length)
      return nil
    }
  }

  // MARK: - Paths

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Whether a path, followed step by step, leads out of the folder it is relative to.
  private static func leaves(_ folder: String, _ path: String) -> Bool {
    let below = path.hasPrefix(folder + "/") ? path.dropFirst(folder.count) : path[...]
    var depth = 0
    for step in below.split(separator: "/") where step != "." {
      depth += step == ".." ? -1 : 1
      if depth < 0 { return true }
    }
    return false
  }
}

/// BloodHound: what SharpHound (versions 4 to 6) and AzureHound collect, OpenGraph, and Neo4j's export.
///
/// Every object becomes a system, and what somebody can do to it an access rule that controls it, so that what an intruder
/// controls in the topology is what BloodHound reaches. Data and people are not in these files.
enum BloodHoundImporter: FormatImporter {
  /// What a file is.
  private enum Kind {
    case collection
    case openGraph
    case definitions
    case apoc
  }

  static func read(
    _ inputs: [ImportInput], _ options: ImportOptions, _ log: ImportLog
  ) throws -> TopologyDraft {
    var files: [(input: ImportInput, kind: Kind)] = []
    for input in inputs {
      guard let kind = try kind(of: input) else {
        log.account.note(
          "files-not-read", "Files that are not of BloodHound were left out.",
          example: input.baseName)
        continue
      }
      log.account.files.append(input.name)
      files.append((input, kind))
    }
    guard files.contains(where: { $0.kind != .definitions }) else {
      throw ByteSource.notTheFormat(
        "BloodHound file", in: inputs,
        help: "SharpHound writes a ZIP file; OpenGraph is an object with 'graph'")
    }
    var sharp = SharpHoundReader(log: log, graph: BloodHoundGraph())
    var open = OpenGraphReader(log)
    var apoc = APOCReader(log)
    for file in files where file.kind == .collection || file.kind == .definitions {
      let document = try JSONDocument(try file.input.open(), log)
      withExtendedLifetime(document) {
        if file.kind == .definitions {
          open.readExtension(document.root)
        } else {
          sharp.markDeleted(document.root)
        }
      }
    }
    // Files of SharpHound first, since the others refer to their objects.
    for file in files where file.kind == .collection {
      let document = try JSONDocument(try file.input.open(), log)
      withExtendedLifetime(document) { sharp.read(document.root, file.input) }
    }
    for file in files where file.kind == .apoc { try apoc.read(file.input, &sharp.graph) }
    for file in files where file.kind == .openGraph {
      let document = try JSONDocument(try file.input.open(), log)
      withExtendedLifetime(document) { open.read(document.root, &sharp.graph) }
    }
    apoc.finish(&sharp.graph)
    open.finish(&sharp.graph)
    let builder = BloodHoundBuilder(
      sharp.graph, defined: open.defined, payload: open.open.map(\.kind), options, log)
    return builder.build()
  }

  private static func kind(of input: ImportInput) throws(ImportFailure) -> Kind? {
    guard let document = JSONDocument(prefix: TextDecoding.decode(try input.head(1 << 16)).bytes)
    else { return nil }
    return withExtendedLifetime(document) {
      let root =
        document.root.isList ? document.root.items.lazy.first { $0.isObject } : document.root
      guard let root, root.isObject else { return nil }
      if root["relationship_kinds"] != nil { return .definitions }
      if root["graph"] != nil { return .openGraph }
      if root["data"]?.isList == true { return .collection }
      if let type = root["type"], type.equals("node") || type.equals("relationship") {
        return .apoc
      }
      return nil
    }
  }
}

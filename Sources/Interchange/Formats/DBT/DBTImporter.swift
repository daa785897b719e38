/// dbt's manifest.json (v9 to v12, dbt 1.5 to 1.12 and Fusion) with catalog.json: relations as datasets, what is built from
/// what as flows.
///
/// A manifest has no lineage of columns: a flow passes everything, which is sound and too wide. Nodes are told by their
/// keys and not by the version, which stays the same while keys change.
enum DBTImporter: FormatImporter {
  static func read(
    _ inputs: [ImportInput], _ options: ImportOptions, _ log: ImportLog
  ) throws -> TopologyDraft {
    var project = DBTProject()
    var manifests = 0
    var catalogs: [JSONDocument] = []
    for input in inputs {
      switch try kind(of: input) {
      case "manifest":
        log.account.files.append(input.name)
        let document = try JSONDocument(try input.open(), log)
        try withExtendedLifetime(document) { try project.read(document.root, input.name, log) }
        manifests += 1
      case "catalog":
        log.account.files.append(input.name)
        catalogs.append(try JSONDocument(try input.open(), log))
      default:
        log.account.note(
          "files-not-read", "Files that are neither a manifest nor a catalog were left out.",
          example: input.baseName)
      }
    }
    guard manifests > 0 else {
      throw ByteSource.notTheFormat(
        "dbt manifest", in: inputs,
        help: "'dbt parse' or 'dbt docs generate' writes target/manifest.json")
    }
    for catalog in catalogs { project.read(catalog: catalog.root, log) }
    if catalogs.isEmpty {
      log.account.note(
        "no-catalog",
        "No catalog was given: columns are those that somebody documented, and there may be more. 'dbt docs generate' writes target/catalog.json."
      )
    }
    var builder = DBTBuilder(project, options, log)
    return builder.build()
  }

  /// manifest or catalog, by the schema that the file names.
  static func kind(of input: ImportInput) throws(ImportFailure) -> String? {
    guard let document = JSONDocument(prefix: try input.head(1 << 14)) else { return nil }
    return withExtendedLifetime(document) {
      let root = document.root
      let version = root["metadata"]?.text("dbt_schema_version") ?? ""
      if version.contains("manifest") || root["nodes"] != nil && version.isEmpty {
        return "manifest"
      }
      return version.contains("catalog") ? "catalog" : nil
    }
  }
}

/// An importer of one format.
protocol FormatImporter {
  /// Reads files into a draft. Throws after a problem that makes the whole useless.
  static func read(
    _ inputs: [ImportInput], _ options: ImportOptions, _ log: ImportLog
  ) throws -> TopologyDraft
}

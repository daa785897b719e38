/// fideslang: YAML resources of Fides (versions 1 to 3.1).
enum FideslangImporter: FormatImporter {
  static func read(
    _ inputs: [ImportInput], _ options: ImportOptions, _ log: ImportLog
  ) throws -> TopologyDraft {
    var documents: [(name: String, document: Document)] = []
    for input in inputs { documents.append((input.name, try Document(input, log))) }
    var resources = FideslangResources(log)
    for entry in documents { resources.readTaxonomy(entry.document.root) }
    for entry in documents {
      if resources.read(entry.document.root) {
        log.account.files.append(entry.name)
      } else {
        log.account.note(
          "files-not-read", "Files without resources were left out.", example: entry.name)
      }
    }
    guard resources.isAny else {
      throw ByteSource.notTheFormat(
        "fideslang resource", in: inputs,
        help: "a file has a list 'system', 'dataset' or 'organization' with keys 'fides_key'")
    }
    return FideslangBuilder(resources, options, log).build()
  }
}

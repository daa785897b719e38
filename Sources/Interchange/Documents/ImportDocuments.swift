extension ImportLog {
  /// Reads documents one after another. Those of another format are left out and noted; if all are, that is a problem.
  /// - Parameters:
  ///   - what: What a document of the format is: "Open Threat Model".
  ///   - help: What such a file has.
  ///   - take: Reads a document; false if it is of another format.
  func readDocuments(
    _ inputs: [ImportInput], of what: String, help: String,
    take: (_ root: DocumentNode, _ input: ImportInput) throws -> Bool
  ) throws {
    for input in inputs {
      let document = try Document(input, self)
      // Its values are valid while the document is.
      let isTaken = try withExtendedLifetime(document) { try take(document.root, input) }
      if isTaken {
        account.files.append(input.name)
      } else {
        account.note(
          "files-not-read", "Files without any \(what) were left out.", example: input.baseName)
      }
    }
    guard !account.files.isEmpty else {
      throw ByteSource.notTheFormat(what, in: inputs, help: help)
    }
  }

  /// Reads an XML file event by event; a problem is shown at its place.
  func readXML(_ input: ImportInput, take: (XMLEvents.Event) -> Void) throws {
    let source = try input.open()
    let bytes = try source.readAll(limit: 256 << 20)
    do {
      try XMLEvents.read(bytes) { take($0) }
    } catch let failure as XMLEvents.Failure {
      throw self.failure(failure, in: source, bytes)
    }
  }
}

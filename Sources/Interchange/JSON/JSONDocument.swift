import SourceText

/// A file that is one JSON value, wholly in memory: twice its size with the tape.
final class JSONDocument {
  private let stream: JSONStream
  /// The value. It is valid while the document is.
  let root: JSONValueView

  /// Reads a file of one value.
  init(_ source: ByteSource, _ log: ImportLog) throws(ImportFailure) {
    do {
      stream = try JSONStream(source, takesItems: false)
      guard let root = try stream.next() else {
        throw source.failure("file-empty", "'\(source.name)' is empty; JSON was expected")
      }
      self.root = root
    } catch let bad as JSONStream.BadValue {
      throw log.failure(bad, in: source)
    } catch let failure as ImportFailure {
      throw failure
    } catch {
      throw source.failure("file-unreadable", "cannot read '\(source.name)'")
    }
  }

  /// The beginning of a file as far as it goes, to tell what the file is: what is open at its end is closed.
  init?(prefix bytes: [UInt8]) {
    let memory = ByteSource(name: "", bytes: bytes)
    guard let stream = try? JSONStream(memory, takesItems: false), let root = stream.nextPartly()
    else { return nil }
    self.stream = stream
    self.root = root
  }
}

/// A file to read: on disk, or unpacked from an archive.
struct ImportInput {
  /// The name for messages and for telling files apart.
  let name: String
  private let bytes: [UInt8]?

  init(path: String) {
    name = path
    bytes = nil
  }

  init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// Opens it at its beginning.
  func open() throws(ImportFailure) -> ByteSource {
    if let bytes { return ByteSource(name: name, bytes: bytes) }
    return try ByteSource(path: name)
  }

  /// The first bytes.
  func head(_ count: Int = 1 << 18) throws(ImportFailure) -> [UInt8] {
    if let bytes { return Array(bytes.prefix(count)) }
    let source = try ByteSource(path: name)
    var result: [UInt8] = []
    let chunk = UnsafeMutablePointer<UInt8>.allocate(capacity: count)
    defer { chunk.deallocate() }
    while result.count < count {
      let got = try source.read(into: chunk, count - result.count)
      if got == 0 { break }
      result.append(contentsOf: UnsafeBufferPointer(start: chunk, count: got))
    }
    return result
  }

  /// The name without folders, for comments: paths differ from machine to machine.
  var baseName: String {
    name.split(separator: "/").last.map(String.init) ?? name
  }
}

/// A file to read: on disk, in memory, or in an archive.
struct ImportInput {
  /// The name for messages and for telling files apart.
  let name: String
  private let place: Place

  private enum Place {
    case disk
    case memory([UInt8])
    /// A member of a ZIP file, unpacked when it is read.
    case member(ZIPReader, ZIPReader.Member)
  }

  init(path: String) {
    name = path
    place = .disk
  }

  init(name: String, bytes: [UInt8]) {
    self.name = name
    place = .memory(bytes)
  }

  init(_ member: ZIPReader.Member, of archive: ZIPReader, at path: String) {
    name = "\(path):\(member.name)"
    place = .member(archive, member)
  }

  /// Opens it at its beginning.
  func open() throws(ImportFailure) -> ByteSource {
    switch place {
    case .disk: return try ByteSource(path: name)
    case .memory(let bytes): return ByteSource(name: name, bytes: bytes)
    case .member(let archive, let member):
      do {
        return ByteSource(name: name, bytes: try archive.unpack(member))
      } catch {
        throw Self.failure(error)
      }
    }
  }

  /// The first bytes.
  func head(_ count: Int = 1 << 18) throws(ImportFailure) -> [UInt8] {
    switch place {
    case .disk: break
    case .memory(let bytes): return Array(bytes.prefix(count))
    case .member(let archive, let member):
      do {
        return try archive.beginning(of: member, count)
      } catch {
        throw Self.failure(error)
      }
    }
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

  private static func failure(_ failure: ZIPReader.Failure) -> ImportFailure {
    ByteSource.failure("archive-unreadable", failure.message, help: failure.help)
  }

  /// The name without folders, for comments: paths differ from machine to machine.
  var baseName: String {
    name.split(separator: "/").last.map(String.init) ?? name
  }
}

/// The parts of a path, split at its slashes byte by byte: a name is whatever the system takes for one.
struct FilePath {
  /// What is before the last name: empty for a name alone, `/` for the top.
  let folder: String
  /// The last name, without slashes behind it; empty for the top.
  let name: String

  init(_ path: String) {
    var bytes = Array(path.utf8)[...]
    let slash = UInt8(ascii: "/")
    while bytes.last == slash { bytes.removeLast() }
    guard let last = bytes.lastIndex(of: slash) else {
      folder = bytes.isEmpty && !path.isEmpty ? "/" : ""
      name = String(decoding: bytes, as: UTF8.self)
      return
    }
    name = String(decoding: bytes[(last + 1)...], as: UTF8.self)
    var above = bytes[..<last]
    while above.last == slash { above.removeLast() }
    folder = above.isEmpty ? "/" : String(decoding: above, as: UTF8.self)
  }

  /// The name without what follows its last dot; a dot at the start is part of the name.
  var stem: String { lastDot.map { String(name[..<$0]) } ?? name }

  /// What follows the last dot of the name; empty if there is none.
  var kind: String { lastDot.map { String(name[name.index(after: $0)...]) } ?? "" }

  private var lastDot: String.Index? {
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else {
      return nil
    }
    return dot
  }
}

import CZlib

/// Reads ZIP files (APPNOTE 6.3.10): members stored or deflated, by the directory at the end. Sizes are what is unpacked,
/// not what the directory says.
struct ZIPReader {
  /// A file in the archive.
  struct Member {
    var name: String
    fileprivate var method: UInt16
    fileprivate var packed: Int
    fileprivate var size: Int
    fileprivate var offset: Int
    fileprivate var isEncrypted: Bool
  }

  /// Why an archive cannot be read.
  struct Failure: Error {
    var message: String
    var help: String?
  }

  /// Bytes of all members together.
  static let totalLimit = 1 << 30
  /// Members.
  static let memberLimit = 20_000
  /// How many times larger a member may be than it is packed, beyond a megabyte: a bomb is more.
  static let ratioLimit = 200

  private let bytes: [UInt8]
  /// The members in the order of their names, without folders.
  let members: [Member]

  init(_ bytes: [UInt8]) throws(Failure) {
    self.bytes = bytes
    members = try Self.directory(bytes)
  }

  /// The member with a name.
  subscript(_ name: String) -> Member? { members.first { $0.name == name } }

  // MARK: - Directory

  private static func directory(_ bytes: [UInt8]) throws(Failure) -> [Member] {
    let broken = Failure(
      message: "the directory at the end of the ZIP file is missing or broken",
      help: "the file is cut off; export or download it again")
    let least = max(0, bytes.count - 22 - 65_535)
    var end = bytes.count - 22
    while end >= least, !bytes[end...].starts(with: [0x50, 0x4B, 0x05, 0x06]) { end -= 1 }
    guard end >= least, end >= 0 else { throw broken }
    let count = Int(number(bytes, end + 10, 2))
    var at = Int(number(bytes, end + 16, 4))
    guard count <= memberLimit else {
      throw Failure(message: "the ZIP file has more than \(memberLimit) members")
    }
    guard count != 0xFFFF, at != 0xFFFF_FFFF else {
      throw Failure(message: "ZIP files of more than 4 GB are not read", help: "unpack it")
    }
    var result: [Member] = []
    for _ in 0..<count {
      guard at + 46 <= bytes.count, bytes[at...].starts(with: [0x50, 0x4B, 0x01, 0x02]) else {
        throw broken
      }
      let nameLength = Int(number(bytes, at + 28, 2))
      let rest = Int(number(bytes, at + 30, 2)) + Int(number(bytes, at + 32, 2))
      guard at + 46 + nameLength <= bytes.count else { throw broken }
      let name = String(decoding: bytes[(at + 46)..<(at + 46 + nameLength)], as: UTF8.self)
      let member = Member(
        name: name, method: UInt16(number(bytes, at + 10, 2)),
        packed: Int(number(bytes, at + 20, 4)),
        size: Int(number(bytes, at + 24, 4)), offset: Int(number(bytes, at + 42, 4)),
        isEncrypted: number(bytes, at + 8, 2) & 1 == 1)
      if !name.hasSuffix("/") { result.append(member) }
      at += 46 + nameLength + rest
    }
    return result.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private static func number(_ bytes: [UInt8], _ at: Int, _ length: Int) -> UInt32 {
    var value: UInt32 = 0
    for place in 0..<length where at + place < bytes.count {
      value |= UInt32(bytes[at + place]) << (8 * UInt32(place))
    }
    return value
  }

  // MARK: - Members

  /// The bytes of a member.
  /// - Parameter limit: The most that it may have.
  func unpack(_ member: Member, limit: Int = ZIPReader.totalLimit) throws(Failure) -> [UInt8] {
    try unpack(member, limit: limit, isBeginning: false)
  }

  /// The first bytes of a member.
  func beginning(of member: Member, _ count: Int) throws(Failure) -> [UInt8] {
    Array(try unpack(member, limit: count, isBeginning: true).prefix(count))
  }

  private func unpack(
    _ member: Member, limit: Int, isBeginning: Bool
  ) throws(Failure) -> [UInt8] {
    let at = member.offset
    guard !member.isEncrypted else {
      throw Failure(message: "'\(member.name)' in the ZIP file is encrypted", help: "unpack it")
    }
    guard at + 30 <= bytes.count, bytes[at...].starts(with: [0x50, 0x4B, 0x03, 0x04]) else {
      throw Failure(message: "'\(member.name)' is not where the ZIP file says")
    }
    let start = at + 30 + Int(Self.number(bytes, at + 26, 2)) + Int(Self.number(bytes, at + 28, 2))
    guard start + member.packed <= bytes.count else {
      throw Failure(
        message: "'\(member.name)' is cut off", help: "export or download the file again")
    }
    let packed = bytes[start..<(start + member.packed)]
    switch member.method {
    case 0:
      guard packed.count <= limit || isBeginning else { throw Self.tooLarge(member, limit) }
      return Array(packed.prefix(limit))
    case 8: return try inflate(packed, member, limit, isBeginning)
    default:
      throw Failure(
        message: "'\(member.name)' is packed by method \(member.method), which is not read",
        help: "unpack the file and import what is in it")
    }
  }

  private static func tooLarge(_ member: Member, _ limit: Int) -> Failure {
    Failure(
      message: "'\(member.name)' unpacks to more than \(max(1, limit >> 20)) MiB",
      help: "an archive that grows so much is refused; unpack it yourself if you trust it")
  }

  private func inflate(
    _ packed: ArraySlice<UInt8>, _ member: Member, _ limit: Int, _ isBeginning: Bool
  ) throws(Failure) -> [UInt8] {
    let most = min(limit, max(1 << 20, packed.count * Self.ratioLimit))
    var stream = z_stream()
    guard
      inflateInit2_(
        &stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw Failure(message: "cannot unpack '\(member.name)'") }
    defer { inflateEnd(&stream) }
    var input = Array(packed)
    var result: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var status = Z_OK
    let isWhole = input.withUnsafeMutableBufferPointer { input -> Bool in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      while status == Z_OK {
        let got = chunk.withUnsafeMutableBufferPointer { chunk -> Int in
          stream.next_out = chunk.baseAddress
          stream.avail_out = UInt32(chunk.count)
          status = CZlib.inflate(&stream, Z_NO_FLUSH)
          return chunk.count - Int(stream.avail_out)
        }
        guard result.count + got <= most || isBeginning else { return false }
        result.append(contentsOf: chunk[..<got])
        if isBeginning, result.count >= most { return true }
        if status == Z_OK, got == 0, stream.avail_in == 0 { break }
      }
      return true
    }
    guard isWhole else { throw Self.tooLarge(member, most) }
    guard status == Z_STREAM_END || isBeginning && result.count >= most else {
      throw Failure(
        message: "'\(member.name)' in the ZIP file is broken",
        help: "export or download the file again")
    }
    return result
  }
}

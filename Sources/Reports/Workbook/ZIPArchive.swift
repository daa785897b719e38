/// A ZIP file whose entries are stored as they are (APPNOTE 6.3.10, method 0): no clock, so the same entries are the
/// same bytes.
struct ZIPArchive {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// 1 January 1980, midnight: the earliest that the format knows.
  private static let date: UInt16 = 0x0021

  /// Adds a file.
  /// - Parameter name: ASCII, parts joined by slashes.
  /// - Throws: `Workbook.Failure.tooLarge` beyond 4 GB, where the format would need an extension.
  mutating func add(_ name: String, _ text: String) throws {
    let content = Array(text.utf8)
    guard bytes.count + content.count < Int(UInt32.max) else { throw Workbook.Failure.tooLarge }
    let offset = UInt32(bytes.count)
    var common: [UInt8] = []
    common += Self.little(UInt16(20)) + Self.little(UInt16(0)) + Self.little(UInt16(0))
    common += Self.little(UInt16(0)) + Self.little(Self.date) + Self.little(Self.checksum(content))
    common += Self.little(UInt32(content.count)) + Self.little(UInt32(content.count))
    common += Self.little(UInt16(name.utf8.count)) + Self.little(UInt16(0))
    bytes += Self.little(0x0403_4b50 as UInt32) + common + Array(name.utf8) + content
    directory += Self.little(0x0201_4b50 as UInt32) + Self.little(UInt16(20)) + common
    // No comment, the first disk, no attributes.
    directory += [UInt8](repeating: 0, count: 10) + Self.little(offset) + Array(name.utf8)
    count += 1
  }

  /// The whole file.
  func finished() throws -> [UInt8] {
    guard bytes.count + directory.count < Int(UInt32.max) else { throw Workbook.Failure.tooLarge }
    var end = Self.little(0x0605_4b50 as UInt32) + [0, 0, 0, 0]
    end += Self.little(UInt16(count)) + Self.little(UInt16(count))
    end += Self.little(UInt32(directory.count)) + Self.little(UInt32(bytes.count)) + [0, 0]
    return bytes + directory + end
  }

  private static func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }

  /// CRC-32 with the reversed polynomial 0xEDB88320, as in ISO 3309.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0 as UInt32) { sum, byte in
      table[Int((sum ^ UInt32(byte)) & 0xFF)] ^ (sum >> 8)
    }
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
    }
  }
}

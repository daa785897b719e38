/// Well-formed UTF-8 (Unicode, table 3-7).
enum UTF8Check {
  /// The first byte that belongs to no well-formed sequence; nil if there is none.
  static func firstBad(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int? {
    var at = start
    func continues(_ place: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      at + place < end && range.contains(base[at + place])
    }
    while at < end {
      let width: Int
      switch base[at] {
      case 0..<0x80: width = 1
      case 0xC2...0xDF: width = continues(1) ? 2 : 0
      case 0xE0: width = continues(1, 0xA0...0xBF) && continues(2) ? 3 : 0
      case 0xED: width = continues(1, 0x80...0x9F) && continues(2) ? 3 : 0
      case 0xE1...0xEF: width = continues(1) && continues(2) ? 3 : 0
      case 0xF0: width = continues(1, 0x90...0xBF) && continues(2) && continues(3) ? 4 : 0
      case 0xF1...0xF3: width = continues(1) && continues(2) && continues(3) ? 4 : 0
      case 0xF4: width = continues(1, 0x80...0x8F) && continues(2) && continues(3) ? 4 : 0
      default: width = 0
      }
      if width == 0 { return at }
      at += width
    }
    return nil
  }
}

/// A 24-bit color.
struct Color: Hashable, Sendable {
  let value: UInt32

  init(_ value: UInt32) { self.value = value }

  /// `#rrggbb`, the notation of Graphviz and SVG.
  var hexadecimal: String {
    let digits = String(value, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}

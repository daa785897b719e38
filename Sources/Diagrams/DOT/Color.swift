/// A colour of 24 bits.
struct Color: Hashable, Sendable {
  let value: UInt32

  init(_ value: UInt32) { self.value = value }

  /// `#rrggbb`, as Graphviz and SVG write it.
  var hexadecimal: String {
    let digits = String(value, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}

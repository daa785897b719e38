/// A number of sets: an exact whole number of any size.
public struct SetCount: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The digits, least significant first, without leading zeros.
  private let limbs: [UInt64]

  /// Creates a number from its 64-bit digits, least significant first.
  init(limbs: some Sequence<UInt64>) {
    var limbs = Array(limbs)
    while limbs.last == 0 { limbs.removeLast() }
    self.limbs = limbs
  }

  /// Creates a small number.
  public init(_ value: UInt64) {
    self.init(limbs: [value])
  }

  /// The number as an `Int`, if it fits.
  public var exactInt: Int? {
    limbs.isEmpty ? 0 : limbs.count == 1 ? Int(exactly: limbs[0]) : nil
  }

  /// The sum of two numbers.
  public static func + (first: SetCount, second: SetCount) -> SetCount {
    var sum: [UInt64] = []
    var carry: UInt64 = 0
    for index in 0..<max(first.limbs.count, second.limbs.count) {
      let (partial, overflow) = first.limb(index).addingReportingOverflow(second.limb(index))
      let (digit, secondOverflow) = partial.addingReportingOverflow(carry)
      sum.append(digit)
      carry = overflow || secondOverflow ? 1 : 0
    }
    sum.append(carry)
    return SetCount(limbs: sum)
  }

  /// Whether the first number is smaller.
  public static func < (first: SetCount, second: SetCount) -> Bool {
    if first.limbs.count != second.limbs.count { return first.limbs.count < second.limbs.count }
    return first.limbs.reversed().lexicographicallyPrecedes(second.limbs.reversed())
  }

  /// The number in decimal digits.
  /// - Complexity: O(d²) in the number of 64-bit digits.
  public var description: String {
    // The largest power of ten below 2⁶⁴.
    let chunk: UInt64 = 10_000_000_000_000_000_000
    var rest = limbs
    var text = ""
    while !rest.isEmpty {
      var remainder: UInt64 = 0
      for index in rest.indices.reversed() {
        (rest[index], remainder) = chunk.dividingFullWidth((remainder, rest[index]))
      }
      while rest.last == 0 { rest.removeLast() }
      let digits = String(remainder)
      let padding = rest.isEmpty ? 0 : 19 - digits.count
      text = String(repeating: "0", count: padding) + digits + text
    }
    return text.isEmpty ? "0" : text
  }

  private func limb(_ index: Int) -> UInt64 { index < limbs.count ? limbs[index] : 0 }
}

extension SetFamilyDiagram {
  /// How many sets of each size there are, from 0 to the largest, exactly, without listing them.
  /// - Complexity: O(nodes × sizes × digits): the sizes that sets of a node have, and the digits of
  ///   64 bits of the largest number.
  func countsBySize(_ root: Node) -> [SetCount] {
    guard root != Self.empty else { return [] }
    var width = 1
    while true {
      if let counts = countsBySize(root, width: width) { return counts }
      width *= 2
    }
  }

  /// The same in numbers of `width` digits; nil when one of them is too large for that.
  private func countsBySize(_ root: Node, width: Int) -> [SetCount]? {
    // Row of a node: for each size from its smallest to its largest a number of `width` digits.
    let nodes = [Self.unit] + table.reachable(from: CollectionOfOne(root))
    var rowOfNode = [Int](repeating: -1, count: table.count)
    var digits: [UInt64] = []
    for node in nodes {
      guard let smallest = smallestSize(node) else { continue }
      let row = digits.count
      rowOfNode[Int(node)] = row
      digits.append(
        contentsOf: repeatElement(0, count: (largestSize(node) - smallest + 1) * width))
      guard node != Self.unit else {
        digits[row] = 1
        continue
      }
      let decision = table[node]
      for (child, added) in [(decision.low, 0), (decision.high, 1)] {
        guard let childSmallest = smallestSize(child) else { continue }
        let source = rowOfNode[Int(child)]
        let target = row + (childSmallest + added - smallest) * width
        for size in 0...largestSize(child) - childSmallest {
          var carry: UInt64 = 0
          for digit in size * width..<(size + 1) * width {
            let (partial, overflow) = digits[target + digit].addingReportingOverflow(
              digits[source + digit])
            let (sum, secondOverflow) = partial.addingReportingOverflow(carry)
            digits[target + digit] = sum
            carry = overflow || secondOverflow ? 1 : 0
          }
          guard carry == 0 else { return nil }
        }
      }
    }
    let row = rowOfNode[Int(root)]
    let none = [SetCount](repeating: SetCount(0), count: smallestSize(root) ?? 0)
    return none
      + (0...largestSize(root) - none.count).map { size in
        SetCount(limbs: digits[(row + size * width)..<(row + (size + 1) * width)])
      }
  }
}

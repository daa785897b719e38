/// Monotone functions as the families of their minimal solutions, to an order or all of them.
struct SetFamilyAlgebra: MonotoneAlgebra {
  private(set) var diagram: SetFamilyDiagram
  private let bound: UInt32
  /// Levels whose element stands for a module that may lack sets.
  private let lacking: Set<UInt32>

  /// - Parameters:
  ///   - weights: What the element of each level adds to the size of a set; 1 where nothing is said.
  ///   - lacking: Levels whose element stands for something that may lack sets because of their size.
  init(order: Int?, budget: Int, weights: [UInt32] = [], lacking: Set<UInt32> = []) {
    diagram = SetFamilyDiagram(budget: budget, weights: weights)
    bound = SetFamilyDiagram.bound(order)
    self.lacking = lacking
  }

  var isExhausted: Bool { diagram.table.isExhausted }

  var isTruncated: Bool {
    get { diagram.isTruncated }
    set { diagram.isTruncated = newValue }
  }

  func level(_ function: UInt32) -> UInt32 { diagram.table.level(function) }

  mutating func event(level: UInt32) -> UInt32 {
    if lacking.contains(level) { diagram.isTruncated = true }
    guard diagram.weight(level) <= bound else {
      diagram.isTruncated = true
      return SetFamilyDiagram.empty
    }
    return diagram.single(level)
  }

  mutating func either(_ first: UInt32, _ second: UInt32) -> UInt32 {
    diagram.union(first, second)
  }

  mutating func both(_ first: UInt32, _ second: UInt32) -> UInt32 {
    diagram.product(first, second, bound: bound)
  }
}

/// Monotone functions as the families of their minimal solutions, to an order or all of them.
struct SetFamilyAlgebra: MonotoneAlgebra {
  private(set) var diagram: SetFamilyDiagram
  private let bound: UInt32

  init(order: Int?, budget: Int) {
    diagram = SetFamilyDiagram(budget: budget)
    bound = SetFamilyDiagram.bound(order)
  }

  var isExhausted: Bool { diagram.table.isExhausted }

  var isTruncated: Bool {
    get { diagram.isTruncated }
    set { diagram.isTruncated = newValue }
  }

  func level(_ function: UInt32) -> UInt32 { diagram.table.level(function) }

  mutating func event(level: UInt32) -> UInt32 {
    guard bound > 0 else {
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

// How the operations on families are entered and left: results at hand at once, the others on the
// stack.

extension SetFamilyDiagram {
  /// Sets `value` when the result is at hand, else puts the operation on the stack.
  mutating func enter(
    _ operation: Operation, _ first: Node, _ second: Node, _ bound: UInt32
  ) {
    switch operation {
    case .without: enterWithout(first, second)
    case .union: enterUnion(first, second)
    case .product: enterProduct(first, second, bound)
    case .truncation: enterTruncation(first, bound)
    case .hitting: enterHitting(first, bound)
    }
  }

  /// Enters an operation for sets that the element of a level is added to.
  mutating func enterBelow(
    _ level: UInt32, _ operation: Operation, _ first: Node, _ second: Node, _ bound: UInt32
  ) {
    let weight = weight(level)
    guard weight <= bound else {
      if first != Self.empty { isTruncated = true }
      value = Self.empty
      return
    }
    enter(operation, first, second, bound - weight)
  }

  mutating func enterWithout(_ family: Node, _ others: Node) {
    guard family != Self.empty, family != others, others != Self.unit else {
      value = Self.empty
      return
    }
    guard family != Self.unit, others != Self.empty else {
      value = family
      return
    }
    // Sets of `others` that begin above the top of the family contain something no set of it has.
    var others = others
    let level = table.level(family)
    while table.level(others) < level { others = table[others].low }
    if others == Self.unit || others == family {
      value = Self.empty
    } else if others == Self.empty || smallest[Int(others)] > largest[Int(family)] {
      value = family
    } else {
      begin(.without, family, others, Self.unbounded)
    }
  }

  mutating func enterUnion(_ first: Node, _ second: Node) {
    if first == second || second == Self.empty {
      value = first
    } else if first == Self.empty {
      value = second
    } else if first == Self.unit || second == Self.unit {
      value = Self.unit
    } else {
      let (upper, lower) = ordered(first, second)
      begin(.union, upper, lower, Self.unbounded)
    }
  }

  mutating func enterProduct(_ first: Node, _ second: Node, _ bound: UInt32) {
    if first == Self.empty || second == Self.empty {
      value = Self.empty
    } else if max(smallest[Int(first)], smallest[Int(second)]) > bound {
      isTruncated = true
      value = Self.empty
    } else if first == second || second == Self.unit {
      enterTruncation(first, bound)
    } else if first == Self.unit {
      enterTruncation(second, bound)
    } else {
      // A bound that cannot bite is lowered to the least one that cannot, so that results are
      // shared.
      let needed = largest[Int(first)] + largest[Int(second)]
      let (upper, lower) = ordered(first, second)
      begin(.product, upper, lower, min(bound, needed))
    }
  }

  mutating func enterTruncation(_ family: Node, _ bound: UInt32) {
    if largest[Int(family)] <= bound {
      value = family
    } else if smallest[Int(family)] > bound {
      isTruncated = true
      value = Self.empty
    } else {
      begin(.truncation, family, Self.empty, bound)
    }
  }

  mutating func enterHitting(_ family: Node, _ bound: UInt32) {
    if family <= Self.unit {
      value = Self.unit - family
    } else if bound == 0 {
      isTruncated = true
      value = Self.empty
    } else {
      begin(.hitting, family, Self.empty, bound)
    }
  }

  /// The one with the higher top first; of equal tops the smaller number, so that both orders share
  /// one result.
  private func ordered(_ first: Node, _ second: Node) -> (Node, Node) {
    let firstLevel = table.level(first)
    let secondLevel = table.level(second)
    if firstLevel != secondLevel {
      return firstLevel < secondLevel ? (first, second) : (second, first)
    }
    return first < second ? (first, second) : (second, first)
  }

  mutating func begin(
    _ operation: Operation, _ first: Node, _ second: Node, _ bound: UInt32
  ) {
    if let known = cache.result(operation.rawValue << 28 | bound, first, second) {
      value = known & ~Self.truncatedBit
      if known & Self.truncatedBit != 0 { isTruncated = true }
      return
    }
    table.countOperation()
    stack.append(
      Frame(
        operation: operation, bound: bound, first: first, second: second,
        outerTruncated: isTruncated))
    isTruncated = false
  }

  mutating func next(stage: UInt32) {
    stack[stack.count - 1].stage = stage
  }

  mutating func finish(_ frame: Frame, _ result: Node) {
    guard !table.isExhausted else { return }
    stack.removeLast()
    let known = isTruncated ? result | Self.truncatedBit : result
    cache.keep(frame.operation.rawValue << 28 | frame.bound, frame.first, frame.second, known)
    isTruncated = isTruncated || frame.outerTruncated
    value = result
  }
}

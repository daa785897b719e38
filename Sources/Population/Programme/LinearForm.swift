/// A sum of variables with whole factors, by ascending variable.
struct LinearForm {
  private(set) var terms: [Simplex.Term] = []

  init() {}

  init(_ variable: Int) {
    terms = [Simplex.Term(variable: variable, factor: .one)]
  }

  mutating func add(_ variable: Int, times factor: Int) {
    add(LinearForm(variable), times: factor)
  }

  mutating func add(_ other: LinearForm, times factor: Int) {
    guard factor != 0 else { return }
    let times = Fraction(factor)
    var result: [Simplex.Term] = []
    result.reserveCapacity(terms.count + other.terms.count)
    var index = 0
    for term in other.terms {
      while index < terms.count, terms[index].variable < term.variable {
        result.append(terms[index])
        index += 1
      }
      var sum = term.factor * times
      if index < terms.count, terms[index].variable == term.variable {
        sum = sum + terms[index].factor
        index += 1
      }
      if !sum.isZero { result.append(Simplex.Term(variable: term.variable, factor: sum)) }
    }
    result.append(contentsOf: terms[index...])
    terms = result
  }
}

/// Which statements a bound comes from: one, or a sum of several. Kept as a tree, because sums share parts.
struct Origins {
  private enum Node {
    case statement(Int)
    case sum(Int, Int)
  }

  private var nodes: [Node] = []

  mutating func statement(_ place: Int) -> Int {
    nodes.append(.statement(place))
    return nodes.count - 1
  }

  mutating func sum(_ first: Int, _ second: Int) -> Int {
    guard first >= 0, second >= 0 else { return max(first, second) }
    nodes.append(.sum(first, second))
    return nodes.count - 1
  }

  func each(_ origin: Int, _ body: (Int) -> Void) {
    var open = origin < 0 ? [] : [origin]
    while let next = open.popLast() {
      switch nodes[next] {
      case .statement(let place): body(place)
      case .sum(let first, let second): open += [second, first]
      }
    }
  }
}

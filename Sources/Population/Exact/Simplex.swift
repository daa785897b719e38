/// A linear programme over bounded variables, solved in exact fractions.
///
/// The general simplex of Dutertre and de Moura, "A Fast Linear-Arithmetic Solver for DPLL(T)" (2006): every row is
/// a variable of its own with bounds, rows express the basic variables by the others, and Bland's rule (the lowest
/// index) makes it end and always in the same way. What it finds comes with its reason: factors by which bounds of
/// variables add up to the optimum, or to a contradiction.
struct Simplex {
  /// A bound of a variable with its factor, which is positive.
  struct Use: Hashable {
    var variable: Int
    var isLower: Bool
    var factor: Fraction
  }

  enum Outcome {
    /// The least value. The objective is at least Σ factor·lower − Σ factor·upper over these bounds.
    case optimal(Fraction, [Use])
    case unbounded
    /// No values satisfy the bounds: Σ factor·x = 0 over these, although their bounds add up to more.
    case infeasible([Use])
    /// The budget of work is used up.
    case exhausted
  }

  struct Term {
    var variable: Int
    var factor: Fraction
  }

  private struct Row {
    var basic: Int
    var terms: [Term]
  }

  private(set) var lower: [Fraction?] = []
  private(set) var upper: [Fraction?] = []
  private(set) var values: [Fraction] = []
  private var rows: [Row] = []
  /// For each variable its row; -1 for those that are not basic.
  private var rowOf: [Int] = []
  /// Terms that may still be touched.
  private var work: Int

  /// - Parameter work: After how many changed terms it gives up.
  init(work: Int) {
    self.work = work
  }

  var variableCount: Int { values.count }

  /// A variable with bounds, of which one at least is there.
  mutating func variable(from low: Fraction?, to high: Fraction?) -> Int {
    lower.append(low)
    upper.append(high)
    values.append(low ?? high ?? .zero)
    rowOf.append(-1)
    return values.count - 1
  }

  /// A row, as a variable with bounds. All terms are of variables that are not rows, in ascending order, and all
  /// rows are added before anything is asked.
  mutating func row(_ terms: [Term], from low: Fraction?, to high: Fraction?) -> Int {
    let place = variable(from: low, to: high)
    values[place] = terms.reduce(.zero) { $0 + $1.factor * values[$1.variable] }
    rowOf[place] = rows.count
    rows.append(Row(basic: place, terms: terms))
    return place
  }

  // MARK: - A solution

  /// Moves to values that satisfy all bounds; nil when there are some.
  mutating func makeFeasible() -> Outcome? {
    for variable in values.indices {
      if let low = lower[variable], let high = upper[variable], high < low {
        return .infeasible([
          Use(variable: variable, isLower: true, factor: .one),
          Use(variable: variable, isLower: false, factor: .one),
        ])
      }
    }
    while let (variable, mustRise) = firstViolated() {
      let row = rows[rowOf[variable]]
      let entering = row.terms.first { canMove($0.variable, up: ($0.factor.sign > 0) == mustRise) }
      guard let entering else {
        // Every variable of the row is at the bound that keeps this one where it is.
        var uses = [Use(variable: variable, isLower: mustRise, factor: .one)]
        for term in row.terms {
          let isPositive = term.factor.sign > 0
          uses.append(
            Use(
              variable: term.variable, isLower: isPositive != mustRise,
              factor: isPositive ? term.factor : -term.factor))
        }
        return .infeasible(uses)
      }
      guard let target = mustRise ? lower[variable] : upper[variable] else { return .exhausted }
      move(entering.variable, by: (target - values[variable]) / entering.factor)
      pivot(rowOf[variable], entering.variable)
      if work < 0 { return .exhausted }
    }
    return nil
  }

  private func firstViolated() -> (Int, mustRise: Bool)? {
    var found: (Int, Bool)?
    for row in rows where row.basic < found?.0 ?? .max {
      if let low = lower[row.basic], values[row.basic] < low { found = (row.basic, true) }
      if let high = upper[row.basic], values[row.basic] > high { found = (row.basic, false) }
    }
    return found
  }

  private func canMove(_ variable: Int, up: Bool) -> Bool {
    if up { return upper[variable].map { values[variable] < $0 } ?? true }
    return lower[variable].map { values[variable] > $0 } ?? true
  }

  // MARK: - The least value

  /// The least value of an objective over variables that are no rows of their own, from a feasible state.
  mutating func minimum(of objective: [Term]) -> Outcome {
    var cost: [Term] = []
    for term in objective {
      let place = rowOf[term.variable]
      cost = Self.sum(cost, place < 0 ? [term] : Self.scaled(rows[place].terms, term.factor))
    }
    while true {
      guard let entering = cost.first(where: { canMove($0.variable, up: $0.factor.sign < 0) })
      else { break }
      let variable = entering.variable
      let rises = entering.factor.sign < 0
      guard let (step, leaving) = longestStep(variable, rises) else { return .unbounded }
      move(variable, by: rises ? step : -step)
      if leaving >= 0 {
        let place = rowOf[leaving]
        pivot(place, variable)
        cost.removeAll { $0.variable == variable }
        cost = Self.sum(cost, Self.scaled(rows[place].terms, entering.factor))
      }
      if work < 0 { return .exhausted }
    }
    let value = objective.reduce(Fraction.zero) { $0 + $1.factor * values[$1.variable] }
    let uses = cost.map { term in
      Use(
        variable: term.variable, isLower: term.factor.sign > 0,
        factor: term.factor.sign > 0 ? term.factor : -term.factor)
    }
    return .optimal(value, uses)
  }

  /// How far a variable can move before it, or a basic one, meets a bound: -1 for itself.
  private func longestStep(_ variable: Int, _ rises: Bool) -> (Fraction, leaving: Int)? {
    var best: (step: Fraction, leaving: Int)?
    if let low = lower[variable], let high = upper[variable] { best = (high - low, -1) }
    for row in rows {
      guard let factor = Self.factor(of: variable, in: row.terms) else { continue }
      let goesUp = (factor.sign > 0) == rises
      guard let bound = goesUp ? upper[row.basic] : lower[row.basic] else { continue }
      let gap = goesUp ? bound - values[row.basic] : values[row.basic] - bound
      let step = gap / (factor.sign > 0 ? factor : -factor)
      if let known = best {
        let ties = step == known.step && row.basic < known.leaving
        if step < known.step || ties { best = (step, row.basic) }
      } else {
        best = (step, row.basic)
      }
    }
    return best.map { ($0.step, $0.leaving) }
  }

  // MARK: - Moving

  private mutating func move(_ variable: Int, by step: Fraction) {
    values[variable] = values[variable] + step
    for row in rows {
      guard let factor = Self.factor(of: variable, in: row.terms) else { continue }
      values[row.basic] = values[row.basic] + factor * step
    }
  }

  /// Makes a variable basic in place of that of a row.
  private mutating func pivot(_ place: Int, _ entering: Int) {
    let leaving = rows[place].basic
    guard let factor = Self.factor(of: entering, in: rows[place].terms) else { return }
    var terms = rows[place].terms.filter { $0.variable != entering }
    terms = Self.scaled(Self.sum(terms, [Term(variable: leaving, factor: -.one)]), -.one / factor)
    rows[place] = Row(basic: entering, terms: terms)
    rowOf[entering] = place
    rowOf[leaving] = -1
    for other in rows.indices where other != place {
      guard let factor = Self.factor(of: entering, in: rows[other].terms) else { continue }
      let rest = rows[other].terms.filter { $0.variable != entering }
      rows[other].terms = Self.sum(rest, Self.scaled(terms, factor))
      work -= rows[other].terms.count + terms.count
    }
    work -= rows.count
  }

  // MARK: - Sums of terms, by ascending variable

  private static func factor(of variable: Int, in terms: [Term]) -> Fraction? {
    var (low, high) = (0, terms.count)
    while low < high {
      let middle = (low + high) / 2
      if terms[middle].variable < variable { low = middle + 1 } else { high = middle }
    }
    return low < terms.count && terms[low].variable == variable ? terms[low].factor : nil
  }

  private static func scaled(_ terms: [Term], _ factor: Fraction) -> [Term] {
    terms.map { Term(variable: $0.variable, factor: $0.factor * factor) }
  }

  private static func sum(_ left: [Term], _ right: [Term]) -> [Term] {
    var result: [Term] = []
    result.reserveCapacity(left.count + right.count)
    var (i, j) = (0, 0)
    while i < left.count, j < right.count {
      if left[i].variable == right[j].variable {
        let factor = left[i].factor + right[j].factor
        if !factor.isZero { result.append(Term(variable: left[i].variable, factor: factor)) }
        i += 1
        j += 1
      } else if left[i].variable < right[j].variable {
        result.append(left[i])
        i += 1
      } else {
        result.append(right[j])
        j += 1
      }
    }
    result.append(contentsOf: left[i...])
    result.append(contentsOf: right[j...])
    return result
  }
}

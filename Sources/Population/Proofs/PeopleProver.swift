package import TopologyModel

/// Finds the exact bounds of a number of people in one class, and proofs of them.
package struct PeopleProver: Sendable {
  package let structure: PeopleStructure
  private let budget: PeopleProgramme.Budget

  package init(_ structure: PeopleStructure) {
    self.structure = structure
    budget = PeopleProgramme.Budget()
  }

  /// The least and the greatest number over all populations; nil when the budget is used up, or when there is none.
  package func bounds(_ question: PeopleQuestion) -> CountInterval? {
    var programme = PeopleProgramme(structure, question, budget: budget)
    guard case .value(let low, _) = programme.least() else { return nil }
    let least = min(max(low.ceiling ?? CountInterval.beyond, 0), CountInterval.beyond)
    switch programme.greatest() {
    case .value(let high, _):
      let most = high.floor.flatMap { $0 > CountInterval.beyond ? nil : $0 }
      return CountInterval(low: least, high: most)
    case .unbounded: return CountInterval(low: least, high: nil)
    default: return nil
    }
  }

  /// Whether a population satisfies all counts; nil when the budget is used up.
  package func isSatisfiable() -> Bool? {
    let programme = PeopleProgramme(structure, nil, budget: budget)
    return programme.isExhausted ? nil : programme.contradiction == nil
  }

  /// Why the least number is not smaller; nil when nothing has to be proved (0), or the budget is used up.
  package func proofOfLeast(_ question: PeopleQuestion) -> PeopleProof? {
    proof(question, isLeast: true)
  }

  /// Why the greatest number is not larger; nil when there is no bound, or the budget is used up.
  package func proofOfMost(_ question: PeopleQuestion) -> PeopleProof? {
    proof(question, isLeast: false)
  }

  /// Counts that cannot all stand, none of which could be left out; nil when a population satisfies them all.
  package func contradiction() -> PeopleProof? { proof(nil, isLeast: true) }

  private typealias Factors = [PeopleProgramme.Statement: Fraction]

  private func proof(_ question: PeopleQuestion?, isLeast: Bool) -> PeopleProof? {
    guard let (value, factors) = solved(structure, question, isLeast) else { return nil }
    if question != nil, isLeast, value ?? 0 <= 0 { return nil }
    let fewest = fewest(factors, value, question, isLeast)
    return checked(fewest, value, question, isLeast)
  }

  /// The bound, nil for a contradiction, and the factors that the solver says prove it.
  private func solved(
    _ structure: PeopleStructure, _ question: PeopleQuestion?, _ isLeast: Bool
  ) -> (Int?, Factors)? {
    var programme = PeopleProgramme(structure, question, budget: budget)
    guard question != nil else { return programme.contradiction.map { (nil, $0) } }
    let bound = isLeast ? programme.least() : programme.greatest()
    guard case .value(let value, let factors) = bound,
      let whole = isLeast ? value.ceiling : value.floor
    else { return nil }
    return (whole, factors)
  }

  /// Leaves out one count after the other as long as the bound stays.
  private func fewest(
    _ factors: Factors, _ value: Int?, _ question: PeopleQuestion?, _ isLeast: Bool
  ) -> Factors {
    var kept = factors
    guard factors.count <= Self.mostTried else { return factors }
    for statement in factors.keys.sorted() where kept.count > 1 {
      guard kept[statement] != nil else { continue }
      let rest = only(kept.keys.filter { $0 != statement })
      guard let (other, fewer) = solved(rest, question, isLeast), other == value else { continue }
      kept = fewer
    }
    return kept
  }

  /// Proofs of more counts than this are not made shorter.
  private static let mostTried = 40

  /// The class with some counts alone.
  private func only(_ statements: [PeopleProgramme.Statement]) -> PeopleStructure {
    var result = structure
    for place in 0..<(structure.groups.count + structure.cohorts.count) {
      result.setSize(place, .unknown)
    }
    for statement in statements {
      var size = result.size(statement.place)
      if statement.isLower {
        size.low = structure.size(statement.place).low
      } else {
        size.high = structure.size(statement.place).high
      }
      result.setSize(statement.place, size)
    }
    return result
  }

  // MARK: - Checking

  /// The proof in whole numbers, once it is checked, with the assumptions that it needs; nil when it does not hold.
  private func checked(
    _ factors: Factors, _ value: Int?, _ question: PeopleQuestion?, _ isLeast: Bool
  ) -> PeopleProof? {
    guard let (whole, divisor) = Self.whole(factors) else { return nil }
    let terms = whole.sorted { $0.key < $1.key }.map { statement, factor in
      let size = structure.size(statement.place)
      return PeopleProof.Term(
        part: part(statement.place), isLower: statement.isLower,
        count: statement.isLower ? size.low : size.high ?? 0,
        factor: statement.isLower == isLeast ? factor : -factor)
    }
    guard adds(terms, to: value, divisor, isLeast) else { return nil }
    // For a greatest number everything is turned round.
    let sign = isLeast ? 1 : -1
    var sums: [Int: Int] = [:]
    for (statement, factor) in whole {
      sums[statement.place, default: 0] += statement.isLower ? factor : -factor
    }
    let check = ProofCheck(
      factors: sums, weights: question.map { $0.weights.map { sign * $0 * divisor } } ?? [])
    guard check.holds(structure, question) else { return nil }
    return PeopleProof(
      isLeast: isLeast, value: value, terms: terms, divisor: divisor,
      assumptions: needed(check, question) + evenSplits(whole.keys))
  }

  /// Whether the counts with their factors make the bound, or for a contradiction more than nothing.
  private func adds(
    _ terms: [PeopleProof.Term], to value: Int?, _ divisor: Int, _ isLeast: Bool
  ) -> Bool {
    let sum = terms.reduce(Int128(0)) { $0 + Int128($1.factor) * Int128($1.count) }
    guard let value else { return sum > 0 }
    let scaled = Int128(value) * Int128(divisor)
    return isLeast
      ? sum > scaled - Int128(divisor) && sum <= scaled
      : sum < scaled + Int128(divisor) && sum >= scaled
  }

  /// The assumptions without which the factors prove nothing, after leaving out all that can be left out.
  private func needed(_ check: ProofCheck, _ question: PeopleQuestion?) -> [PeopleProof.Assumption]
  {
    var flags: [(PeopleProof.Assumption, (inout PeopleStructure) -> Void)] = []
    for place in structure.groups.indices where !structure.groups[place].children.isEmpty {
      let group = structure.groupReferences[place]
      if structure.groups[place].exhaustive {
        flags.append((.exhaustive(group), { $0.groups[place].exhaustive = false }))
      }
      if structure.groups[place].disjoint, structure.groups[place].children.count > 1 {
        flags.append((.disjoint(.group(group)), { $0.groups[place].disjoint = false }))
      }
    }
    for (index, cohort) in structure.cohorts.enumerated() where cohort.disjoint {
      flags.append(
        (
          .disjoint(.cohort(structure.cohortReferences[index])),
          { $0.cohorts[index].disjoint = false }
        ))
    }
    var without = structure
    for flag in flags { flag.1(&without) }
    if check.holds(without, question) { return [] }
    var current = structure
    return flags.compactMap { assumption, drop in
      var fewer = current
      drop(&fewer)
      guard check.holds(fewer, question) else { return assumption }
      current = fewer
      return nil
    }
  }

  /// The groups of whose evenly split parts a count is used.
  private func evenSplits(
    _ statements: some Sequence<PeopleProgramme.Statement>
  ) -> [PeopleProof.Assumption] {
    let parents = statements.compactMap { statement -> Int? in
      guard statement.place < structure.groups.count else { return nil }
      let parent = structure.groups[statement.place].parent
      return parent >= 0 && structure.groups[parent].isSplitEvenly ? parent : nil
    }
    return Set(parents).sorted().map { .evenSplit(structure.groupReferences[$0]) }
  }

  func part(_ place: Int) -> TopologyModel.Cohort.Part {
    place < structure.groups.count
      ? .group(structure.groupReferences[place])
      : .cohort(structure.cohortReferences[place - structure.groups.count])
  }

  /// Fractions as whole numbers over one divisor; nil when they do not fit into words.
  private static func whole(_ factors: Factors) -> ([PeopleProgramme.Statement: Int], Int)? {
    var divisor = 1
    for factor in factors.values {
      guard let (_, own) = factor.words else { return nil }
      var (large, small) = (divisor, own)
      while small != 0 { (large, small) = (small, large % small) }
      let (product, overflow) = (divisor / large).multipliedReportingOverflow(by: own)
      guard !overflow else { return nil }
      divisor = product
    }
    var result: [PeopleProgramme.Statement: Int] = [:]
    for (statement, factor) in factors {
      guard let scaled = (factor * Fraction(divisor)).words, scaled.denominator == 1 else {
        return nil
      }
      result[statement] = scaled.numerator
    }
    return (result, divisor)
  }
}

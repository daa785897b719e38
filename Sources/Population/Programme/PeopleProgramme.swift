import TopologyModel

/// The linear programme of one class: whether a population satisfies the counts, and the least and the greatest of a
/// number over all that do.
///
/// Of each group it has how many people there are of each label, that is with each combination of trackers hit at or
/// below the group. Disjoint groups add theirs. Groups that may overlap are joined one by one: y(a, b) people are in
/// both, with label a in what was joined before and label b in the next; the others keep theirs. A tracker is closed
/// where nothing of it is further up: its count is a row there, and labels forget it. Groups all of whose people have
/// one label are an interval, and such siblings are one. Marginals on a tree glue, in whole numbers too, so the
/// programme loses nothing (Hailperin 1965; Kaski, Mannila and Mohapatra 2026, arXiv 2605.03556).
///
/// - Complexity: O(groups × 4^w) columns, w the trackers open at once. Whether a population exists is NP-complete in
///   the number of cohorts, which is why there is a budget.
struct PeopleProgramme {
  /// Columns and changed terms after which the answer is left to wider rules.
  struct Budget: Sendable {
    var columns = 4_000
    var work = 4_000_000
  }

  /// A bound stated in the file: of a group, or of a cohort, numbered after the groups.
  struct Statement: Hashable, Comparable {
    var place: Int
    var isLower: Bool

    static func < (left: Statement, right: Statement) -> Bool {
      (left.place, left.isLower ? 0 : 1) < (right.place, right.isLower ? 0 : 1)
    }
  }

  enum Bound {
    case value(Fraction, [Statement: Fraction])
    case unbounded
    case infeasible([Statement: Fraction])
    case exhausted
  }

  let structure: PeopleStructure
  let question: PeopleQuestion?
  let trackers: Trackers
  let budget: Budget
  var simplex: Simplex
  var origins = Origins()
  /// For each variable where its bounds come from; -1 for bounds that are no statements.
  var boundOrigins: [(lower: Int, upper: Int)] = []
  var objective: [Simplex.Term] = []
  var isOverBudget = false
  private var failure: Bound?

  init(_ structure: PeopleStructure, _ question: PeopleQuestion?, budget: Budget = Budget()) {
    self.structure = structure
    self.question = question
    self.budget = budget
    trackers = Trackers(structure, question) { $0.disjoint || $0.size != .unknown }
    simplex = Simplex(work: budget.work)
    build()
    guard !isOverBudget else {
      failure = .exhausted
      return
    }
    switch simplex.makeFeasible() {
    case nil: break
    case .infeasible(let uses): failure = .infeasible(statements(uses))
    default: failure = .exhausted
    }
  }

  /// The columns and rows of the programme.
  var variableCount: Int { simplex.variableCount }

  /// Why the counts cannot all stand; nil when a population satisfies them or the budget is used up.
  var contradiction: [Statement: Fraction]? {
    if case .infeasible(let statements)? = failure { return statements }
    return nil
  }

  var isExhausted: Bool {
    if case .exhausted? = failure { return true }
    return false
  }

  /// The least value of what is asked.
  mutating func least() -> Bound { bound(of: objective, negated: false) }

  /// The greatest value of what is asked.
  mutating func greatest() -> Bound {
    bound(
      of: objective.map { Simplex.Term(variable: $0.variable, factor: -$0.factor) }, negated: true)
  }

  private mutating func bound(of terms: [Simplex.Term], negated: Bool) -> Bound {
    if let failure { return failure }
    switch simplex.minimum(of: terms) {
    case .optimal(let value, let uses): return .value(negated ? -value : value, statements(uses))
    case .unbounded: return .unbounded
    case .infeasible(let uses): return .infeasible(statements(uses))
    case .exhausted: return .exhausted
    }
  }

  /// Bounds of variables as the statements that they come from; what says only that no number is negative is left out.
  private func statements(_ uses: [Simplex.Use]) -> [Statement: Fraction] {
    var result: [Statement: Fraction] = [:]
    for use in uses {
      let origin = use.isLower ? boundOrigins[use.variable].lower : boundOrigins[use.variable].upper
      origins.each(origin) { place in
        result[Statement(place: place, isLower: use.isLower), default: .zero] =
          result[Statement(place: place, isLower: use.isLower), default: .zero] + use.factor
      }
    }
    return result.filter { !$0.value.isZero }
  }
}

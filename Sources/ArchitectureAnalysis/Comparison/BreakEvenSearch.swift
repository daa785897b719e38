import Lowering
import Propagation
import TopologyModel
import YearSimulation

/// Searches for the break-evens of one class in one architecture.
struct BreakEvenSearch {
  /// Shares of a common cause that are always evaluated; bisection finds the crossing between two of them.
  private static let shares = [0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1]

  private let other: Architecture
  private let root: Reference<PeopleGroup>
  private let own: [BasicEvent]
  private let question: ComparisonQuestion
  /// The factor that makes the least likely own event certain.
  private let largest: Double
  private let base: Figures

  /// The compared figures of a year, using upper bounds; infinite if there is none.
  private struct Figures {
    var mean: Double
    var meanError: Double
    /// The worst year of 100, at one standard error below, at, and one standard error above the share.
    var p99: (early: Double, asIs: Double, late: Double)
    /// The probability that at least as many people are exposed as the base can expose at once.
    var everyone: Double
    var isExact: Bool
    var hasBounds: Bool

    init(_ outlook: ClassOutlook, everyone most: Int?) {
      mean = outlook.expectedHigh?.value ?? .infinity
      meanError = outlook.expectedHigh?.standardError ?? 0
      let error = outlook.standardError(of: 0.01)
      func quantile(_ share: Double) -> Double {
        outlook.high.quantile(min(1, max(0, share))).map(Double.init) ?? .infinity
      }
      p99 = (quantile(0.99 - error), quantile(0.99), quantile(0.99 + error))
      everyone = most.map { $0 > 0 ? outlook.high.exceeding($0 - 1) : 0 } ?? 0
      isExact = outlook.hits == nil
      hasBounds = outlook.low.exceedance != outlook.high.exceedance
    }
  }

  init(
    _ other: Architecture, _ root: Reference<PeopleGroup>, _ own: [EventLikelihoods.Entry],
    _ base: Architecture, _ before: ClassOutlook, _ question: ComparisonQuestion
  ) throws {
    self.other = other
    self.root = root
    self.own = own.map(\.event)
    self.question = question
    largest = 1 / (own.map(\.likelihood).min() ?? 1)
    everyone = before.possible.high
    // Drawn years are compared with an equal number of the same years, so that common randomness cancels out.
    let drawn = before.hits != nil
    let again = drawn ? try Self.outlook(base.lowered, before.personClass, question) : before
    self.base = Figures(again, everyone: everyone)
  }

  private let everyone: Int?

  func limits(_ id: String) throws -> BreakEven.ClassLimits {
    var known: [Double: Figures] = [:]
    func at(_ factor: Double) throws -> Figures {
      if let figures = known[factor] { return figures }
      let figures = try figures(factor: factor)
      known[factor] = figures
      return figures
    }
    let asIs = try at(1)
    // A difference that is only rounding does not count as worse.
    let reference = asIs.mean.isFinite ? base.mean * (1 + 1e-9) : .infinity
    let mean = try bound(reference, asIs.isExact && base.isExact) { factor, moved in
      let figures = try at(factor)
      let error =
        (figures.meanError * figures.meanError + base.meanError * base.meanError).squareRoot()
      return figures.mean - moved * error
    }
    let p99 = try bound(base.p99.asIs, asIs.isExact && base.isExact) { factor, moved in
      let figures = try at(factor)
      return moved == 0
        ? figures.p99.asIs : moved > 0 ? figures.p99.early : figures.p99.late
    }
    let sensitivity = try own.count > 1 ? Self.shares.map { ($0, try figures(share: $0)) } : []
    var limits = BreakEven.ClassLimits(
      personClass: id, events: own, mean: mean, p99: p99, sharedCause: nil,
      sensitivity: sensitivity.map {
        BreakEven.Shared(share: $0, p99: Self.count($1.p99.asIs), everyone: $1.everyone)
      },
      isExact: base.isExact && asIs.isExact, isByUpperBounds: base.hasBounds || asIs.hasBounds,
      p99OfBase: Self.count(base.p99.asIs), p99AsIs: Self.count(asIs.p99.asIs), carriers: [])
    if asIs.p99.asIs < base.p99.asIs {
      limits.sharedCause = try sharedCause(sensitivity)
    } else if let tail = other.outlook(id)?.tail {
      // In single precision, so that values that differ only by rounding stay in the order of the file.
      limits.carriers = tail.events.filter { $0.inTail > 1.5 * $0.likelihood }
        .sorted { (Float($1.inTail), $0.event) < (Float($0.inTail), $1.event) }.map(\.event)
    }
    return limits
  }

  private static func count(_ value: Double) -> Int? {
    value.isFinite ? Int(saturating: value) : nil
  }

  // MARK: - Factors

  /// The largest factor at which a figure is at most the base's, and the same at one standard error to either
  /// side.
  private func bound(
    _ reference: Double, _ isExact: Bool,
    _ figure: (_ factor: Double, _ moved: Double) throws -> Double
  ) throws -> BreakEven.Bound {
    guard reference.isFinite else { return .init(limit: .unknown, standardError: nil) }
    func limit(_ moved: Double) throws -> BreakEven.Limit {
      try crossing(0, largest) { try figure($0, moved) <= reference }
    }
    let found = try limit(0)
    if isExact { return .init(limit: found, standardError: 0) }
    guard case .upTo = found, case .upTo(let low) = try limit(-1),
      case .upTo(let high) = try limit(1)
    else { return .init(limit: found, standardError: nil) }
    return .init(limit: found, standardError: (high - low) / 2)
  }

  /// The share from which the worst year of 100 is as bad as in the base. A larger share leaves less to each
  /// event alone, so a figure may fall before it rises; the first crossing counts.
  private func sharedCause(_ known: [(Double, Figures)]) throws -> BreakEven.Limit? {
    guard !known.isEmpty else { return nil }
    guard let first = known.firstIndex(where: { $0.1.p99.asIs >= base.p99.asIs }) else {
      return .never
    }
    guard first > 0 else { return .always }
    return try crossing(known[first - 1].0, known[first].0) {
      try figures(share: $0).p99.asIs < base.p99.asIs
    }
  }

  /// The largest value at which a condition holds that never holds again once it fails, to three digits.
  private func crossing(
    _ least: Double, _ largest: Double, while holds: (Double) throws -> Bool
  ) throws -> BreakEven.Limit {
    guard try holds(least) else { return .always }
    if try holds(largest) { return .never }
    var low = least
    var high = largest
    if largest > 1 {
      if try holds(1) { low = 1 } else { high = 1 }
    }
    while high - low > 0.0005 * high {
      let middle = low > 0 && high > 2 * low ? (low * high).squareRoot() : (low + high) / 2
      if middle <= 1e-9 { break }
      if try holds(middle) { low = middle } else { high = middle }
    }
    return .upTo(low)
  }

  // MARK: - Figures

  private func figures(factor: Double = 1, share: Double = 0) throws -> Figures {
    let own = Set(own)
    return Figures(
      try Self.outlook(other.lowered, root, question) { options in
        options.factor = { own.contains($0) ? factor : 1 }
        if share > 0 { options.sharedCause = SharedCause(self.own, share: share) }
      }, everyone: everyone)
  }

  private static func outlook(
    _ lowered: LoweredTopology, _ root: Reference<PeopleGroup>, _ question: ComparisonQuestion,
    _ change: (inout SimulationOptions) -> Void = { _ in }
  ) throws -> ClassOutlook {
    var options = question.simulation
    options.trials = min(options.trials, question.breakEvenTrials)
    options.classes = [root]
    options.includesServices = false
    options.includesTail = false
    options.worlds.progress = nil
    change(&options)
    return try Simulation(lowered, options).classes[0]
  }
}

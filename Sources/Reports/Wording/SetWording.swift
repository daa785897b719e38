import Lowering
import PointAnalysis
import Propagation
import TopologyModel

/// The notation of sets of events and their numbers.
enum SetWording {
  /// For example, `3 of one event, 12 of two`.
  static func sizes(_ counts: [SetCount], of word: String) -> String {
    let found = counts.enumerated().filter { $0.element > SetCount(0) }
    guard !found.isEmpty else { return "none" }
    return found.map { size, count in
      let words = [0: "no \(word)", 1: "one \(word)", 2: "two", 3: "three"]
      return "\(grouped(count)) of \(words[size] ?? String(size))"
    }.joined(separator: ", ")
  }

  /// How far a search went.
  static func completeness(_ sets: MinimalSets, order: Int) -> String {
    guard let reached = sets.completeToOrder else { return "complete, all sizes" }
    if case .limitReached(let limit) = sets.stop { return "incomplete: stopped at \(limit)" }
    return "complete up to size \(reached)"
  }

  /// For example, `one event` or `160 events`.
  static func events(_ count: Int) -> String {
    count == 1 ? "one event" : "\(CountWording.number(count)) events"
  }

  /// A number of sets, with digits grouped in threes.
  static func grouped(_ count: SetCount) -> String {
    var digits = Array(count.description)
    var index = digits.count - 3
    while index > 0 {
      digits.insert(",", at: index)
      index -= 3
    }
    return String(digits)
  }

  /// One line per set of elements, by their ids and patterns, in which `[]` stands for a fleet's member. Sets that
  /// differ only by members share a line.
  static func folded(_ sets: [[(id: String, pattern: String)]]) -> [String] {
    var order: [String] = []
    var found: [String: (first: String, count: Int)] = [:]
    for set in sets {
      let pattern = set.map(\.pattern).joined(separator: " + ")
      if found[pattern] == nil { order.append(pattern) }
      let first = found[pattern]?.first ?? set.map(\.id).joined(separator: " + ")
      found[pattern] = (first, (found[pattern]?.count ?? 0) + 1)
    }
    return order.compactMap { pattern in
      guard let (first, count) = found[pattern] else { return nil }
      let name = pattern.replacing("[]", with: "")
      return count > 1 ? "\(name), \(count) sets like \(first)" : first
    }
  }

  /// Sets that differ only by members of a fleet.
  struct Folded {
    /// The first of them.
    var first: [BasicEvent]
    /// How many there are.
    var count: Int
    /// For example, `a + b`, or `store, 3 sets like store[1]`.
    var text: String
    /// For example, `: 10%, 53% of the likelihood`; empty if a likelihood is missing.
    var measures: String
  }

  /// One entry per set. Sets that differ only by members of a fleet share an entry.
  static func folded(_ sets: [[BasicEvent]], in topology: Topology) -> [Folded] {
    folded(
      sets.map { ListedSet(events: $0, probability: nil) }, of: .missing([]), in: topology)
  }

  /// One entry per set, with its probability and its share of the whole. Sets that differ only by members of a fleet
  /// share an entry.
  static func folded(
    _ sets: [ListedSet], of whole: TargetLikelihood.Answer, in topology: Topology
  ) -> [Folded] {
    var order: [String] = []
    var found: [String: Line] = [:]
    for set in sets {
      let ids = set.events.map { topology.id(of: $0) }.joined(separator: " + ")
      let pattern = set.events.map { event in
        topology.member(of: event).map { "\($0.declared)[]" } ?? topology.id(of: event)
      }.joined(separator: " + ")
      if found[pattern] == nil { order.append(pattern) }
      found[pattern, default: Line(events: set.events, first: ids)].add(
        set, whole.share(of: set.probability))
    }
    return order.compactMap { pattern in
      guard let line = found[pattern] else { return nil }
      let name = pattern.replacing("[]", with: "")
      return Folded(
        first: line.events, count: line.count,
        text: line.count > 1 ? "\(name), \(line.count) sets like \(line.first)" : line.first,
        measures: line.measures)
    }
  }

  /// Sets that share a line.
  private struct Line {
    let events: [BasicEvent]
    let first: String
    var count = 0
    private var probabilities: ClosedRange<Double>?
    private var shares: ClosedRange<Double>?
    private var isKnown = true

    init(events: [BasicEvent], first: String) {
      self.events = events
      self.first = first
    }

    mutating func add(_ set: ListedSet, _ share: ClosedRange<Double>?) {
      count += 1
      guard let probability = set.probability else {
        isKnown = false
        return
      }
      probabilities = Self.joined(probabilities, probability...probability)
      if let share { shares = Self.joined(shares, share) }
    }

    private static func joined(
      _ first: ClosedRange<Double>?, _ second: ClosedRange<Double>
    ) -> ClosedRange<Double> {
      guard let first else { return second }
      return min(first.lowerBound, second.lowerBound)...max(first.upperBound, second.upperBound)
    }

    /// For example `: 10%, 53% of the likelihood`; nothing if a likelihood is missing.
    var measures: String {
      guard isKnown, let probabilities else { return "" }
      let each = count > 1 ? "each " : ""
      let share = shares.map { ", \(text($0)) of the likelihood" } ?? ""
      return ": \(each)\(text(probabilities))\(share)"
    }

    private func text(_ range: ClosedRange<Double>) -> String {
      let low = ProbabilityWording.text(range.lowerBound)
      let high = ProbabilityWording.text(range.upperBound)
      return low == high ? low : "\(low) to \(high)"
    }
  }
}

/// The notation of probabilities and ratios.
enum ProbabilityWording {
  /// A percentage with three significant digits, such as `1.17%`. Only certainty is written as 100%.
  static func text(_ probability: Double) -> String {
    let text = significant(probability * 100)
    return text == "100" && probability < 1 ? "over 99.9%" : "\(text)%"
  }

  /// A measure with three significant digits; ∞ if infinite, a dash if undefined.
  static func ratio(_ value: Double?) -> String {
    guard let value else { return "-" }
    return value.isInfinite ? "∞" : significant(value)
  }

  /// An exact measure with three significant digits; otherwise its range, with the ends rounded outward to two
  /// digits.
  static func estimate(_ estimate: ImportanceMeasure) -> String {
    guard let range = estimate.interval else { return ratio(estimate.value) }
    let low = bound(range.lowerBound, rounded: .down)
    let high = bound(range.upperBound, rounded: .up)
    return low == high ? low : "\(low)..\(high)"
  }

  private static func bound(_ value: Double, rounded rule: FloatingPointRoundingRule) -> String {
    guard value != 0, value.isFinite else { return ratio(value) }
    var scale = 1.0
    while abs(value) * scale < 10, scale < 1e12 { scale *= 10 }
    let scaled = value * scale
    // A whole number except for the last digits of a double stays whole.
    let nearest = scaled.rounded()
    let isWhole = abs(scaled - nearest) < 1e-9 * max(1, nearest)
    return significant((isWhole ? nearest : scaled.rounded(rule)) / scale)
  }

  /// Three significant digits, not rounded up to a bound that the value does not reach.
  static func significant(_ value: Double) -> String {
    guard value != 0 else { return "0" }
    var scale = 1.0
    while abs(value) * scale < 100, scale < 1e12 { scale *= 10 }
    let rounded = (value * scale).rounded() / scale
    return rounded == rounded.rounded() && abs(rounded) < 1e15
      ? "\(Int(saturating: rounded))" : "\(rounded)"
  }
}

extension Naming {
  /// A target, such as `nir of insured`.
  func target(_ target: ExposureTarget) -> String {
    let field = target.field.map { topology.fields[$0].id }
    guard let people = target.people else { return field ?? "anybody" }
    return field.map { "\($0) of \(id(people))" } ?? "any field of \(id(people))"
  }

  /// The label of what is examined alone, if it has one; a fleet's members share it.
  func label(of subject: PointSubject) -> String? {
    switch subject {
    case .event(let event): label(of: event)
    case .organization(let organization, _): topology.organizations[organization].label
    }
  }

  /// The label of what an event strikes, or of the event, if it has one.
  func label(of event: BasicEvent) -> String? {
    switch event {
    case .intrusion(let system): topology.systems[system].label
    case .theft(let secret): topology.secrets[secret].label
    case .common(let event): topology.events[event].label
    }
  }

  /// The id of an access rule with its system, such as `portal.login`.
  func ruleID(_ rule: Reference<AccessRule>) -> String {
    let entry = topology.accessRules[rule]
    return "\(topology.systems[entry.system].id).\(entry.id)"
  }
}

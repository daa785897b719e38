public import SourceText
public import TopologyModel

/// Expands fleets: an organization with `count: 84` becomes 84 organizations with all their entries.
///
/// Inside a fleet, member i refers to member i. From outside, or from another fleet, `requires` means any
/// member, `needs` means all members, and a flow connects all members. A group across a fleet becomes the
/// parent of N disjoint, exhaustive parts.
/// - Complexity: O(entries after expansion). A file that would expand to more than `largestExpansion` entries
///   is rejected with a diagnostic before anything is built.
public enum FleetExpansion {
  /// The maximum number of entries after expansion, including flows.
  public static let largestExpansion = 8_000_000

  /// The topology without fleets, and its diagnostics; no topology after an error.
  public static func expand(_ declared: DeclaredTopology) -> (Topology?, [Diagnostic]) {
    let declared = declared.entries
    let layout = FleetLayout(declared)
    var expander = FleetExpander(declared: declared, layout: layout)
    let entries = layout.total + expander.flowCount
    guard entries <= largestExpansion else {
      let largest = declared.organizations.max { ($0.count ?? 0) < ($1.count ?? 0) }
      return (
        nil,
        [
          Diagnostic(
            code: "fleet-too-large",
            "the fleets of this file expand to \(entries) entries; the limit is \(largestExpansion)",
            at: largest?.position,
            help: "use fewer, larger members, or connect fleets through one hub")
        ]
      )
    }
    return (expander.expand(), [])
  }

  /// The sizes of a group's parts. Where nothing is said of them each is from nobody to all, and together they
  /// are the group.
  static func split(_ size: CountInterval, over count: Int, by sizes: FleetSizes?)
    -> [CountInterval]
  {
    if count == 1 { return [size] }
    let weights: [Int]
    switch sizes {
    case nil:
      return [CountInterval](repeating: CountInterval(low: 0, high: size.high), count: count)
    case .even: weights = [Int](repeating: 1, count: count)
    case .weights(let given): weights = given
    }
    let lows = split(size.low, weights: weights)
    let highs = size.high.map { split($0, weights: weights) }
    return lows.indices.map { CountInterval(low: lows[$0], high: highs?[$0]) }
  }

  /// Splits a bound over weighted members. With W(i) the sum of the first i weights, part i is
  /// ⌊c·W(i)/W⌋ − ⌊c·W(i−1)/W⌋, so that the parts add up to the bound exactly.
  static func split(_ bound: Int, weights: [Int]) -> [Int] {
    let total = weights.reduce(0, +)
    guard total > 0 else { return weights.map { _ in 0 } }
    var sum = 0
    var previous = 0
    return weights.map { weight in
      sum += weight
      let product = bound.multipliedFullWidth(by: sum)
      let current = total.dividingFullWidth(product).quotient
      defer { previous = current }
      return current - previous
    }
  }
}

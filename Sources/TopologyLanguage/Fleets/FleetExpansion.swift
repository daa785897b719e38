public import SourceText
public import TopologyModel

/// Writes fleets out: `count: 84` on an organization becomes 84 of everything that is its.
///
/// Inside one fleet, member i refers to member i. From outside, or from another fleet, `requires` means any
/// member, `needs` means all, and a flow joins all. A group across a fleet becomes the parent of N
/// disjoint, exhaustive parts.
/// - Complexity: O(entries after expansion). A file whose fleets expand beyond `largestExpansion` entries is
///   refused with a diagnostic before anything is built.
public enum FleetExpansion {
  /// Entries that expansion may make, flows included.
  public static let largestExpansion = 8_000_000

  /// The topology without fleets, and what is wrong with it; on an error the declared one comes back.
  public static func expand(_ declared: Topology) -> (Topology, [Diagnostic]) {
    let layout = FleetLayout(declared)
    var expander = FleetExpander(declared: declared, layout: layout)
    let entries = layout.total + expander.flowCount
    guard entries <= largestExpansion else {
      let largest = declared.organizations.max { ($0.count ?? 0) < ($1.count ?? 0) }
      return (
        declared,
        [
          Diagnostic(
            code: "fleet-too-large",
            "the fleets of this file expand to \(entries) entries; at most \(largestExpansion) are handled",
            at: largest?.position,
            help: "describe the fleet by fewer, larger members, or join fleets through one hub")
        ]
      )
    }
    return (expander.expand(), [])
  }

  /// The sizes of a group's parts. Where nothing is said of them each is from nobody to all, and together they are
  /// the group.
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

  /// Splits a bound over weighted members: part i is ⌊c·W(i)/W⌋ − ⌊c·W(i−1)/W⌋, W(i) the sum of the
  /// first i weights, so that the parts add up to the bound exactly.
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

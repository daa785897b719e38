import Lowering
import Population
public import TopologyModel

/// How many people of a class have fields of some tiers exposed at once: an identifier and a bank account, say.
public struct TierCombination: Sendable {
  /// The tiers, the gravest first.
  public let tiers: [Gravity]
  /// People with something of each of these tiers exposed, and nothing of another.
  public let persons: CountInterval
  /// Whether the numbers are the least and the greatest; else they may be wider than necessary.
  public let isExact: Bool

  /// The combinations in which somebody can be, the most tiers first; none unless fields of two tiers are exposed.
  ///
  /// A field of which the file does not say how grave it is counts as of the mildest tier.
  /// - Complexity: one programme for each of at most 15 combinations; see `PeopleProver`.
  public static func all(
    of finding: ClassFinding, in analysis: IncidentAnalysis
  ) -> [TierCombination] {
    let topology = analysis.lowered.topology
    var settled: [Gravity: PeopleUnion] = [:]
    var possible: [Gravity: PeopleUnion] = [:]
    for field in finding.fields
    where (field.status == .exposed || field.status == .unknown)
      && topology.exposesPeople(field.field)
    {
      let tier = topology.gravity(of: field.field) ?? .simple
      let some = PeopleUnion(field.groups, overlaps: field.overlaps.map(\.groups))
      if field.status == .exposed { settled[tier, default: PeopleUnion([])].formUnion(some) }
      possible[tier, default: PeopleUnion([])].formUnion(some)
      possible[tier, default: PeopleUnion([])].formUnion(PeopleUnion(field.unknown))
    }
    let tiers = possible.keys.sorted(by: >)
    guard tiers.count > 1 else { return [] }
    let joint = JointCount(
      analysis.lowered.people, in: finding.personClass,
      settled: tiers.map { settled[$0] ?? PeopleUnion([]) },
      possible: tiers.compactMap { possible[$0] })
    let masks = (1..<(1 << tiers.count)).sorted { left, right in
      left.nonzeroBitCount != right.nonzeroBitCount
        ? left.nonzeroBitCount > right.nonzeroBitCount : left < right
    }
    return masks.compactMap { mask in
      let chosen = tiers.indices.filter { mask >> $0 & 1 == 1 }
      let persons = joint.bounds(ofJust: mask)
      let bounds = persons ?? joint.widerBounds(having: chosen.count...tiers.count)
      guard bounds.high != 0 else { return nil }
      return TierCombination(
        tiers: chosen.map { tiers[$0] }, persons: bounds, isExact: persons != nil)
    }
  }
}

package import TopologyModel

/// A count that, learnt exactly, may narrow a number of people.
package struct WorthAsking: Hashable, Sendable {
  /// Whose count.
  package var part: TopologyModel.Cohort.Part
  /// What the count can be.
  package var size: CountInterval
  /// The narrowest that the number becomes, with one of these counts.
  package var becomes: CountInterval
}

extension PeopleProver {
  /// The single count that could narrow a number most, the first in the file of equal ones; nil when none could, or
  /// there are too many to ask.
  ///
  /// The least number is convex in one count and the greatest concave, so their distance is smallest at one of the
  /// ends of what the count can be. Members of fleets are not asked one by one.
  /// - Complexity: at most three programmes for each of at most 60 counts.
  package func worthAsking(
    _ question: PeopleQuestion, where isAsked: (TopologyModel.Cohort.Part) -> Bool
  ) -> WorthAsking? {
    guard let now = bounds(question), !now.isExact else { return nil }
    let groups = structure.groups.indices.map { ($0, [$0]) }
    let cohorts = structure.cohorts.indices.map {
      (structure.groups.count + $0, structure.cohorts[$0].parts.flatMap { $0 })
    }
    let candidates = (groups + cohorts).filter { isAsked(part($0.0)) }
    guard candidates.count <= 60 else { return nil }
    var best: WorthAsking?
    for (place, members) in candidates {
      guard let size = bounds(.union(members)), !size.isExact else { continue }
      for count in [size.low, size.high].compactMap({ $0 }) {
        var learnt = structure
        learnt.setSize(place, CountInterval(exactly: count))
        guard let then = PeopleProver(learnt).bounds(question),
          Self.isNarrower(then, than: best?.becomes ?? now)
        else { continue }
        best = WorthAsking(part: part(place), size: size, becomes: then)
      }
    }
    return best
  }

  private static func isNarrower(_ left: CountInterval, than right: CountInterval) -> Bool {
    guard let high = left.high else { return false }
    return right.high.map { high - left.low < $0 - right.low } ?? true
  }
}

package import TopologyModel

/// Which claims others correct.
///
/// A claim supersedes those it names. Of the claims by one source about the same thing that say of which day they
/// are, each supersedes the one before it.
package struct ClaimSeries: Sendable {
  /// For each claim the one that corrects it; nil for one that stands.
  package let supersededBy: [Int?]

  /// - Complexity: O(claims log claims).
  package init(_ claims: [Claim]) {
    var result = [Int?](repeating: nil, count: claims.count)
    var alike: [Subject: [Int]] = [:]
    for (index, claim) in claims.enumerated() where claim.asOf != nil && claim.source != nil {
      alike[Subject(claim), default: []].append(index)
    }
    for indices in alike.values {
      let order = indices.sorted { left, right in
        let (one, other) = (claims[left].asOf ?? "", claims[right].asOf ?? "")
        return one == other ? left < right : DateOrder.isBefore(one, other)
      }
      for (earlier, later) in zip(order, order.dropFirst())
      where DateOrder.isBefore(claims[earlier].asOf ?? "", claims[later].asOf ?? "") {
        result[earlier] = later
      }
    }
    for (index, claim) in claims.enumerated() {
      for earlier in claim.supersedes { result[earlier] = index }
    }
    supersededBy = result
  }

  /// Each claim that corrects others and stands, behind all that led to it, in the order of the file.
  package var series: [[Int]] {
    var before: [Int: [Int]] = [:]
    for (index, later) in supersededBy.enumerated() {
      if let later { before[later, default: []].append(index) }
    }
    func all(_ claim: Int) -> [Int] { (before[claim] ?? []).flatMap { all($0) } + [claim] }
    return supersededBy.indices.filter { supersededBy[$0] == nil && before[$0] != nil }.map {
      all($0)
    }
  }

  /// What a claim is about.
  private struct Subject: Hashable {
    var source: Reference<Source>?
    var people: Cohort.Part?
    var scope: [Cohort.Part]
    var at: [CommonEvent.Target]
    var exposed: [Reference<DataField>]
    var notExcluded: [Reference<DataField>]
    var safe: [Reference<DataField>]
    var together: ClosedRange<Int>?
    var flags: [Bool]
    var unit: Claim.Unit
    var services: [Reference<Service>]

    init(_ claim: Claim) {
      source = claim.source
      people = claim.people
      scope = claim.scope
      at = claim.at
      exposed = claim.exposed.sorted()
      notExcluded = claim.notExcluded.sorted()
      safe = claim.safe.sorted()
      together = claim.fieldsTogether
      flags = [
        claim.isOfHeld, claim.count == nil, claim.organizations == nil,
        claim.vector.isEmpty && claim.vectorEvents.isEmpty,
      ]
      unit = claim.unit
      services = claim.services
    }
  }
}

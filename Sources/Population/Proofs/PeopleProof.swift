package import TopologyModel

/// Why a number of people is not smaller, or not larger: counts of the file with factors, and what else is needed.
///
/// Over every kind of person R (a set of groups that the file allows one person to be in)
///
///     Σ factor·[R in count]  ≤  divisor·(what R counts for)     for a least number
///
/// where "at least" counts have positive factors and "at most" counts negative ones; for a greatest number the
/// inequality and the signs are turned round. Added up over everybody this is the bound. It was checked without the
/// solver that found it.
package struct PeopleProof: Hashable, Sendable {
  /// A count that the file states, and how often it is taken; negative: subtracted.
  package struct Term: Hashable, Sendable {
    package var part: TopologyModel.Cohort.Part
    /// The "at least" of the count, else the "at most".
    package var isLower: Bool
    package var count: Int
    package var factor: Int
  }

  /// What is declared without a number.
  package enum Assumption: Hashable, Sendable {
    case disjoint(TopologyModel.Cohort.Part)
    case exhaustive(Reference<PeopleGroup>)
    /// The parts of a group across a fleet are alike: their counts are no statements about them.
    case evenSplit(Reference<PeopleGroup>)
  }

  /// A least number; else a greatest.
  package var isLeast: Bool
  /// The number; nil for a contradiction.
  package var value: Int?
  package var terms: [Term]
  package var divisor: Int
  /// Those that the bound needs: without any of them it does not follow.
  package var assumptions: [Assumption]
}

/// Checks that factors prove what they claim, by looking for the kind of person that gains most.
///
/// Nothing here knows of the solver. A walk up the tree keeps for every label the largest
/// Σ factor·[R in count] of a person with that label.
/// - Complexity: O(groups × labels²).
struct ProofCheck {
  /// For each count, groups first, its factor.
  var factors: [Int: Int]
  /// What a person counts for who is in a combination of the sets asked about, times the divisor.
  var weights: [Int]

  /// Whether no kind of person has Σ factor·[R in count] − weight above zero.
  func holds(_ structure: PeopleStructure, _ question: PeopleQuestion?) -> Bool {
    most(structure, question) <= 0
  }

  func most(_ structure: PeopleStructure, _ question: PeopleQuestion?) -> Int128 {
    let places = Dictionary(
      uniqueKeysWithValues: structure.cohorts.indices.map { ($0, structure.groups.count + $0) })
    var tracked = structure
    // Only cohorts that the factors, or a `disjoint`, speak of have to be followed.
    for index in tracked.cohorts.indices {
      tracked.cohorts[index].size = (factors[places[index] ?? 0] ?? 0) == 0 ? .unknown : .zero
    }
    let trackers = Trackers(tracked, question) { $0.disjoint || $0.size != .unknown }
    var best = [[PersonLabel: Int128]](repeating: [:], count: structure.groups.count)
    for place in structure.groups.indices.reversed() {
      best[place] = gains(place, structure, trackers, best)
      for child in structure.groups[place].children { best[child] = [:] }
    }
    var most: Int128 = 0
    for (label, gain) in best.first ?? [:] {
      most = max(most, gain - Int128(weights.isEmpty ? 0 : weights[trackers.combination(label)]))
    }
    return most
  }

  /// For each label of a person in a group the largest gain from what is at or below the group.
  private func gains(
    _ place: Int, _ structure: PeopleStructure, _ trackers: Trackers,
    _ best: [[PersonLabel: Int128]]
  ) -> [PersonLabel: Int128] {
    guard let own = trackers.marks[place] else { return [:] }
    let group = structure.groups[place]
    var inside: [PersonLabel: Int128] = [:]
    func offer(_ label: PersonLabel, _ gain: Int128, to table: inout [PersonLabel: Int128]) {
      table[label] = max(table[label] ?? gain, gain)
    }
    for child in group.children {
      var next = inside
      for (label, gain) in best[child] {
        offer(label, gain, to: &next)
        guard !group.disjoint else { continue }
        for (before, sum) in inside {
          if let both = before.merged(with: label) { offer(both, sum + gain, to: &next) }
        }
      }
      inside = next
    }
    if !group.exhaustive || group.children.isEmpty { offer(.none, 0, to: &inside) }
    var result: [PersonLabel: Int128] = [:]
    for (label, gain) in inside {
      guard let label = label.merged(with: own) else { continue }
      var gain = gain + Int128(factors[place] ?? 0)
      for tracker in trackers.closing[place] where label.has(tracker) {
        gain += Int128(factors[structure.groups.count + trackers.cohorts[tracker]] ?? 0)
      }
      offer(label.without(trackers.closing[place]), gain, to: &result)
    }
    return result
  }
}

public import Lowering
public import Propagation
import TopologyModel

/// The smallest sets of basic events that reach a target, and the smallest sets to prevent.
public struct AttackSets: Sendable {
  /// What is reached.
  public let target: ExposureTarget
  /// The requested maximum size.
  public let order: Int
  /// The events in the sets; `attack` refers to them by index.
  public let events: [BasicEvent]
  /// The minimal attack sets up to the maximum size, and how far the family is complete.
  public let attack: MinimalSets
  /// Events that reach the target alone. Every hardening set contains all of them.
  public let forced: [BasicEvent]
  /// The other events of the hardening sets, as indices into `rest`.
  public let hardening: MinimalSets
  /// The events that do not reach the target alone.
  public let rest: [BasicEvent]
  /// The likelihood of each of `events`; nil if the file has none.
  public let likelihoods: [Double?]
  /// Which attack sets are listed first.
  public let sorting: SetSorting

  /// The maximum number of events in a hardening set in addition to those that reach the target alone. Larger
  /// sets are not searched for, and `hardening` says so.
  public static let hardeningOrder = 12

  /// Whether every set up to the requested size was found.
  public var isComplete: Bool { attack.completeToOrder.map { $0 >= order } ?? true }
  /// The size up to which every set was found; nil if all sets were found.
  public var completeToOrder: Int? { attack.completeToOrder }

  /// The number of sets of each size, starting at size 0.
  public var counts: [SetCount] { attack.family.countsBySize() }

  /// The first sets, as `sorting` says. Without the likelihood of an event that matters, the smallest come first.
  /// - Complexity: that of `SetFamily`; sets that are not listed are not made.
  public func listed(limit: Int) -> [ListedSet] {
    let known = likelihoods.map { $0 ?? 0 }
    if sorting == .probability, missing.isEmpty {
      return attack.family.mostProbable(limit: limit, probabilities: known).map { set in
        ListedSet(events: set.events.map { events[$0] }, probability: set.probability)
      }
    }
    return attack.family.sets(limit: limit).map { set in
      let isKnown = set.allSatisfy { likelihoods[$0] != nil }
      return ListedSet(
        events: set.map { events[$0] },
        probability: isKnown ? set.reduce(1) { $0 * known[$1] } : nil)
    }
  }

  /// The events of the first sets, as `sorting` says.
  public func sets(limit: Int) -> [[BasicEvent]] { listed(limit: limit).map(\.events) }

  /// The events of some set that have no likelihood.
  public var missing: [BasicEvent] {
    attack.family.members.filter { likelihoods[$0] == nil }.map { events[$0] }
  }

  /// The first hardening sets, smallest first. No set if preventing events does not help; one empty set if
  /// nothing needs to be prevented.
  public func hardeningSets(limit: Int) -> [[BasicEvent]] {
    hardening.family.sets(limit: limit).map { set in
      (forced + set.map { rest[$0] }).sorted()
    }
  }

  /// The number of hardening sets of each size, starting at size 0.
  public var hardeningCounts: [SetCount] {
    let counts = hardening.family.countsBySize()
    return counts.isEmpty
      ? [] : [SetCount](repeating: SetCount(0), count: forced.count) + counts
  }

  /// Finds the sets of each target.
  /// - Parameters:
  ///   - assumed: The likelihood of events without one in the file; nil for none.
  ///   - budget: The maximum number of diagram operations for each family. The families say what it was not
  ///     enough for.
  /// - Complexity: that of `MinimalSets`.
  public static func find(
    on targets: [ExposureTarget], in lowered: LoweredTopology, entry: EntrySet, order: Int,
    assumed: Double? = nil, sorting: SetSorting = .size, budget: Int = MinimalSets.defaultBudget
  ) -> [AttackSets] {
    let exposure = lowered.exposure
    let likelihoods = entry.events.map { lowered.topology.likelihood(of: $0) ?? assumed }
    return targets.map { target in
      let (program, fact) = exposure.program.adding(anyOf: target.facts(in: lowered))
      let attack = MinimalSets.attack(
        on: fact, in: program, events: entry.facts(in: exposure), order: order, budget: budget)
      let alone = Set(attack.family.singles.map { entry.events[$0] })
      // Events that reach the target alone must be prevented anyway; without them the problem is smaller.
      let rest = entry.events.filter { !alone.contains($0) }
      let hardening = MinimalSets.hardening(
        of: fact, in: program, events: rest.map(exposure.fact), order: hardeningOrder,
        budget: budget)
      return AttackSets(
        target: target, order: order, events: entry.events, attack: attack,
        forced: alone.sorted(), hardening: hardening, rest: rest, likelihoods: likelihoods,
        sorting: sorting)
    }
  }
}

/// Which of the sets that reach a target are listed first.
public enum SetSorting: String, CaseIterable, Sendable {
  /// The smallest, then in the order of the file.
  case size
  /// The most probable, then the smallest.
  case probability
}

/// A minimal set of events that together reach a target.
public struct ListedSet: Hashable, Sendable {
  /// The events, in the order of the file.
  public let events: [BasicEvent]
  /// The probability that all of them occur within a year, 0 … 1; nil if one has no likelihood.
  public let probability: Double?

  /// Creates a set.
  public init(events: [BasicEvent], probability: Double?) {
    self.events = events
    self.probability = probability
  }
}

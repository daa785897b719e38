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

  /// The maximum number of events in a hardening set in addition to those that reach the target alone. Larger
  /// sets are not searched for, and `hardening` says so.
  public static let hardeningOrder = 12

  /// Whether every set up to the requested size was found.
  public var isComplete: Bool { attack.completeToOrder.map { $0 >= order } ?? true }
  /// The size up to which every set was found; nil if all sets were found.
  public var completeToOrder: Int? { attack.completeToOrder }

  /// The number of sets of each size, starting at size 0.
  public var counts: [SetCount] { attack.family.countsBySize() }

  /// The first sets, smallest first, then in the order of the file.
  public func sets(limit: Int) -> [[BasicEvent]] {
    attack.family.sets(limit: limit).map { $0.map { events[$0] } }
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
  /// - Parameter budget: The maximum number of diagram operations for each family. The families say what it was
  ///   not enough for.
  /// - Complexity: that of `MinimalSets`.
  public static func find(
    on targets: [ExposureTarget], in lowered: LoweredTopology, entry: EntrySet, order: Int,
    budget: Int = MinimalSets.defaultBudget
  ) -> [AttackSets] {
    let exposure = lowered.exposure
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
        forced: alone.sorted(), hardening: hardening, rest: rest)
    }
  }
}

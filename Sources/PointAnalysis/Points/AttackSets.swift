public import Lowering
public import Propagation
import TopologyModel

/// The smallest sets of basic events that reach a target, and the smallest without which nothing does.
public struct AttackSets: Sendable {
  /// What is reached.
  public let target: ExposureTarget
  /// The largest size that was asked for.
  public let order: Int
  /// The events that sets are made of: `attack` speaks of them by index.
  public let events: [BasicEvent]
  /// The minimal attack sets up to the order; it says how far it is complete.
  public let attack: MinimalSets
  /// Events that reach the target alone: every hardening set has all of them.
  public let forced: [BasicEvent]
  /// What the hardening sets have besides, as indices into `rest`.
  public let hardening: MinimalSets
  /// The events that reach nothing alone.
  public let rest: [BasicEvent]

  /// How many events a hardening set may have beyond those that reach the target alone; larger ones are not
  /// looked for, and `hardening` says so.
  public static let hardeningOrder = 12

  /// Whether every set up to the order asked was found.
  public var isComplete: Bool { attack.completeToOrder.map { $0 >= order } ?? true }
  /// The order up to which every set was found; nil: there are no larger ones either.
  public var completeToOrder: Int? { attack.completeToOrder }

  /// How many sets of each size there are, from size 0.
  public var counts: [SetCount] { attack.family.countsBySize() }

  /// The first sets, the smallest first and then in the order of the file.
  public func sets(limit: Int) -> [[BasicEvent]] {
    attack.family.sets(limit: limit).map { $0.map { events[$0] } }
  }

  /// The first hardening sets, the smallest first; none when no prevention of events helps, one empty set
  /// when none is needed.
  public func hardeningSets(limit: Int) -> [[BasicEvent]] {
    hardening.family.sets(limit: limit).map { set in
      (forced + set.map { rest[$0] }).sorted()
    }
  }

  /// How many hardening sets of each size there are, from size 0.
  public var hardeningCounts: [SetCount] {
    let counts = hardening.family.countsBySize()
    return counts.isEmpty
      ? [] : [SetCount](repeating: SetCount(0), count: forced.count) + counts
  }

  /// The sets of each target.
  /// - Parameter budget: how many operations on diagrams each family may cost; what that was not enough
  ///   for, the families say.
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
      // What reaches the target alone must be prevented anyway: without it the rest is a smaller question.
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

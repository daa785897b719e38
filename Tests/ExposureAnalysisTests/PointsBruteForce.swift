import Foundation
import Lowering
import PointAnalysis
import Propagation
import SourceText
import TestSupport
import TopologyLanguage
import TopologyModel

/// Every set of basic events of a small topology, one by one: what the analyses of points must agree with.
struct PointsBruteForce {
  let lowered: LoweredTopology
  let events: [BasicEvent]
  /// For each set of events, as bits, whether the target is reached.
  let isReached: [Bool]

  init(_ lowered: LoweredTopology, _ target: ExposureTarget) {
    self.lowered = lowered
    let events = lowered.topology.basicEvents
    self.events = events
    isReached = (0..<(1 << events.count)).map { bits in
      Self.isReached(
        target, lowered, events.indices.filter { bits >> $0 & 1 == 1 }.map { events[$0] })
    }
  }

  /// By the words of the semantics: a field as asked is exposed for a group that belongs to the people, or
  /// that they belong to.
  static func isReached(
    _ target: ExposureTarget, _ lowered: LoweredTopology, _ events: [BasicEvent]
  ) -> Bool {
    let topology = lowered.topology
    let world = lowered.world(of: Scenario(events: events, needsReach: true))
    let groups = target.people.map { topology.groups(naming: [$0]) }
    return lowered.exposure.exposed.contains { cell, fact in
      guard world.holds(fact) else { return false }
      if let field = target.field {
        guard cell.field == field else { return false }
      } else if topology.fields[cell.field].about != .person {
        return false
      }
      return groups?.contains {
        topology.isGroup(cell.group, atOrBelow: $0) || topology.isGroup($0, atOrBelow: cell.group)
      } ?? true
    }
  }

  var all: Int { (1 << events.count) - 1 }

  /// Sets that reach the target and none of whose parts does.
  var attackSets: Set<Int> {
    Set(
      isReached.indices.filter { bits in
        isReached[bits] && without(bits).allSatisfy { !isReached[$0] }
      })
  }

  /// Sets without which the target is not reached, and none of whose parts suffices.
  var hardeningSets: Set<Int> {
    Set(
      isReached.indices.filter { bits in
        !isReached[all & ~bits] && without(bits).allSatisfy { isReached[all & ~$0] }
      })
  }

  /// The set without each of its members.
  private func without(_ bits: Int) -> [Int] {
    events.indices.filter { bits >> $0 & 1 == 1 }.map { bits & ~(1 << $0) }
  }

  func bits(_ set: [BasicEvent]) -> Int {
    set.reduce(0) { $0 | 1 << (events.firstIndex(of: $1) ?? 63) }
  }

  /// The probability that some of the worlds that `isCounted` says comes about.
  func probability(_ likelihoods: [Double], _ isCounted: (Int) -> Bool) -> Double {
    isReached.indices.filter(isCounted).reduce(0) { sum, bits in
      sum
        + events.indices.reduce(1) {
          $0 * (bits >> $1 & 1 == 1 ? likelihoods[$1] : 1 - likelihoods[$1])
        }
    }
  }

  /// Random topologies of at most so many basic events, that load.
  static func topologies(
    seeds: Range<UInt64>, most: Int = 12, likelihoods: Bool = false, zones: Bool = false
  ) -> [(seed: UInt64, topology: Topology)] {
    var options = RandomTopology.Options()
    options.likelihoods = likelihoods
    options.zones = zones
    return seeds.compactMap { seed in
      let text = RandomTopology.text(seed: seed, options: options)
      let file = SourceFile(name: "random", text: text)
      guard let topology = TopologyLoader().load(file: file).topology,
        topology.basicEvents.count <= most
      else { return nil }
      return (seed, topology)
    }
  }

  /// Every class, every field, and the default targets.
  static func targets(_ lowered: LoweredTopology) -> [ExposureTarget] {
    let topology = lowered.topology
    let classes = topology.personClasses.map { ExposureTarget(people: .group($0), field: nil) }
    let fields = topology.fields.references.map { ExposureTarget(people: nil, field: $0) }
    let cohorts = topology.cohorts.references.flatMap { cohort in
      topology.fields.references.prefix(1).map {
        ExposureTarget(people: .cohort(cohort), field: $0)
      }
    }
    return ExposureTarget.defaults(in: lowered) + classes + fields + cohorts
  }
}

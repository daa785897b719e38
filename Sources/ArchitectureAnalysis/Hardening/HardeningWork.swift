import Lowering
import Propagation
import TopologyModel

/// How much work trying changes may be, counted so that the same limit gives the same answer on every machine.
///
/// A change is loaded, which takes steps for each entry; each basic event is examined alone, which takes a step for each clause
/// and four events, because 64 are examined at once and do not reach the same clauses at the same time; and where years are drawn, each
/// clause takes a step for 512 of them. The limit is looked at before a change is tried, so that the last one may exceed it.
struct HardeningWork {
  /// The maximum number of steps.
  let limit: Int
  /// The steps that were taken.
  private(set) var spent = 0

  var isOver: Bool { spent >= limit }

  /// The steps that are left.
  var left: Int { max(0, limit - spent) }

  init(limit: Int) { self.limit = limit }

  mutating func add(_ steps: Int) { spent += min(steps, limit) }

  /// The steps that the evaluation of a topology took.
  static func steps(
    _ lowered: LoweredTopology, _ question: HardeningQuestion, _ measure: HardeningMeasure
  ) -> Int {
    let clauses = lowered.exposure.program.clauseCount + lowered.outage.program.clauseCount
    let topology = lowered.topology
    let entries =
      topology.systems.count + topology.datasets.count + topology.secrets.count
      + topology.accessRules.count + topology.flows.count + topology.groups.count
      + topology.fields.count + topology.services.count
    guard question.incident == nil else { return entries * perEntry + clauses * 2 }
    let events = topology.systems.count * 2 + topology.secrets.count
    return entries * perEntry + clauses * (events / 4 + 1)
      + clauses * (HardeningMeasure.trials / 512) * measure.draws
  }

  /// The steps for each entry: reading, checking and expanding it.
  private static let perEntry = 400
}

import Lowering
import PointAnalysis
import Propagation
import TopologyModel

/// Checks what keeps running: `survives`.
struct ContinuityRequirements {
  private let lowered: LoweredTopology
  private let options: RequirementCheck.Options
  /// The sets that take each service down, for the largest number of stops that is asked about.
  private let sets: [Reference<Service>: OutageSets]

  init(_ lowered: LoweredTopology, _ asked: [Int], _ options: RequirementCheck.Options) {
    self.lowered = lowered
    self.options = options
    var most = 0
    for index in asked {
      if case .survives(_, let stops) = lowered.topology.requirements[index].statement {
        most = max(most, stops)
      }
    }
    guard most > 0 else {
      sets = [:]
      return
    }
    let found = OutageSets.find(
      in: lowered, order: most, budget: options.budget ?? MinimalSets.defaultBudget)
    sets = Dictionary(uniqueKeysWithValues: found.map { ($0.service, $0) })
  }

  func finding(
    _ index: Int, _ services: [Reference<Service>], _ stops: Int
  ) -> RequirementFinding {
    let topology = lowered.topology
    var violations: [RequirementViolation] = []
    var isCut = false
    var limit: String?
    for service in services {
      guard let found = sets[service] else { continue }
      let most = options.limit - violations.count
      let listed = OutageSets.sets(found.minimal, limit: most + 1).filter { $0.count <= stops }
      if listed.count > most { isCut = true }
      for set in listed.prefix(most) {
        let element = set.first.map(topology.element) ?? topology.element(service)
        violations.append(.init(.stopped(service, without: set), at: element))
      }
      if let complete = found.minimal.completeToOrder, complete < stops {
        limit = "sets of more than \(complete) systems were not all looked at"
      }
    }
    return RequirementFinding(index, violations: violations, isCut: isCut, limit: limit)
  }
}

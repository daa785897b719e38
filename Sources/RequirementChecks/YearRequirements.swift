import Lowering
import PointAnalysis
import TopologyModel
import YearSimulation

/// Checks what a year may bring: `people-at-most` with `year`. One simulation answers all.
struct YearRequirements {
  private let lowered: LoweredTopology
  private let simulation: Result<Simulation, MissingLikelihoods>?

  init(_ lowered: LoweredTopology, _ asked: [Int], _ options: RequirementCheck.Options) {
    self.lowered = lowered
    var classes: Set<Reference<PeopleGroup>> = []
    for index in asked {
      if case .peopleAtMost(let data, _, .year) = lowered.topology.requirements[index].statement,
        case .group(let root)? = data.people
      {
        classes.insert(root)
      }
    }
    guard !classes.isEmpty else {
      simulation = nil
      return
    }
    var settings = options.simulation
    settings.classes = classes.sorted()
    settings.includesServices = false
    do {
      simulation = .success(try Simulation(lowered, settings))
    } catch let missing as MissingLikelihoods {
      simulation = .failure(missing)
    } catch {
      simulation = nil
    }
  }

  func finding(
    _ index: Int, _ data: RequiredData, _ most: Int, _ share: Double
  ) -> RequirementFinding {
    guard case .group(let root)? = data.people else { return RequirementFinding(index) }
    let element = lowered.topology.element(root)
    let simulation: Simulation
    switch self.simulation {
    case .success(let found): simulation = found
    case .failure(let missing):
      let opening = RequirementViolation(.likelihoodsMissing(missing.events), at: element)
      return RequirementFinding(index, openings: [opening])
    case nil: return RequirementFinding(index, limit: "the simulation failed")
    }
    guard let outlook = simulation.classes.first(where: { $0.personClass == root }) else {
      return RequirementFinding(index)
    }
    let least = outlook.low.exceeding(most)
    let greatest = outlook.high.exceeding(most)
    // Where years were drawn, three standard errors decide; an exact distribution has none.
    let error = 3 * outlook.standardError(of: max(least, greatest))
    let found = [
      RequirementViolation(
        .peopleInYear(max(0, least - error)...min(1, greatest + error)), at: element)
    ]
    if least - error > share { return RequirementFinding(index, violations: found) }
    return RequirementFinding(index, openings: greatest + error <= share ? [] : found)
  }
}

import ArchitectureAnalysis
import Lowering
import TopologyModel
import YearSimulation

extension SimulationReport {
  /// The classes that have a curve, ordered by expected people, most first.
  package var drawnClasses: [String] { simulation.drawnClasses }
}

extension ComparisonReport {
  /// The classes that have a curve in some architecture: first those of the base, ordered by expected people.
  package var drawnClasses: [String] {
    var result = base.simulation?.drawnClasses ?? []
    for architecture in comparison.architectures {
      for id in architecture.simulation?.drawnClasses ?? [] where !result.contains(id) {
        result.append(id)
      }
    }
    return result
  }
}

extension Simulation {
  fileprivate var drawnClasses: [String] {
    let drawn = classes.filter { $0.tail != nil }
    func expected(_ outlook: ClassOutlook) -> Double {
      (outlook.expectedHigh ?? outlook.expectedLow).value
    }
    return drawn.sorted {
      (expected($1), $0.personClass) < (expected($0), $1.personClass)
    }.map { lowered.topology.groups[$0.personClass].id }
  }
}

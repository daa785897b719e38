import IncidentFindings
import Lowering
import Reports
import TopologyModel

/// Which things the shortest proofs of an analysis pass, and what depends on each of them.
struct ProofDependents {
  private var dependents: [String: Set<String>] = [:]
  private var ways: [String: Proof] = [:]
  /// What is kept, by kind and id; a long proof passes much that no picture shows.
  private let shown: Set<String>

  /// Reads the proofs of every exposed or derivable field.
  /// - Complexity: O(proofs × steps × shown things).
  init(_ report: AnalysisReport?, shown: Set<String>) {
    self.shown = shown
    guard let report else { return }
    let topology = report.topology
    for finding in report.analysis.people {
      let people = "people:\(topology.groups[finding.personClass].id)"
      for field in finding.fields {
        for way in report.proofs.ways(field) { read(way.proof, about: people, topology) }
      }
    }
  }

  /// Kind and id of everything that the intruder reaches through this thing.
  func hanging(on thing: String) -> Set<String> { dependents[thing] ?? [] }

  /// The steps of the shortest proof up to the one in which the intruder enters or reads something there.
  func way(to thing: String) -> Proof? { ways[thing] }

  private mutating func read(_ proof: Proof, about people: String, _ topology: Topology) {
    let places = proof.steps.map { step in
      Self.place(of: step, topology).flatMap { shown.contains($0) ? $0 : nil }
    }
    // From the last step back: what depends on each step.
    var resting = [Set<String>](repeating: [people], count: proof.steps.count)
    for index in proof.steps.indices.reversed() {
      for used in proof.steps[index].uses {
        resting[used].formUnion(resting[index])
        if let place = places[index] { resting[used].insert(place) }
      }
    }
    for (index, place) in places.enumerated() {
      guard let place else { continue }
      dependents[place, default: []].formUnion(resting[index])
      dependents[place]?.remove(place)
      switch proof.steps[index].meaning {
      case .open, .read, .opened, .tapped: break
      default: continue
      }
      if (ways[place]?.steps.count ?? .max) > index + 1 {
        var part = proof
        part.steps.removeSubrange((index + 1)...)
        ways[place] = part
      }
    }
  }

  /// The place of a step as a picture identifies it; nil if it has none.
  private static func place(of step: Proof.Step, _ topology: Topology) -> String? {
    func system(_ reference: Reference<System>) -> String {
      "system:\(topology.systems[reference].declaredID)"
    }
    switch step.meaning {
    case .event(.intrusion(let it)), .control(let it): return system(it)
    case .event(.theft(let secret)), .has(let secret):
      return "secret:\(topology.secrets[secret].declaredID)"
    case .open(let rule): return system(topology.accessRules[rule].system)
    case .opened(let dataset), .read(let dataset, _), .unlistedRead(let dataset, _):
      return system(topology.datasets[dataset].system)
    case .overlapRead(let carried):
      return system(topology.datasets[carried.dataset].system)
    case .tapped:
      guard case .crossing(_, let it) = step.reason else { return nil }
      return system(it)
    case .event(.common), .condition, .inside, .inReach, .exposed, .known, .overlapExposed,
      .overlapKnown, .knownOfSomebody, .perhaps, .perhapsKnown, .entered:
      return nil
    }
  }
}

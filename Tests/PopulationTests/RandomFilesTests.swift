import Foundation
@testable import IncidentFindings
import Lowering
@testable import Population
import SourceText
import TestSupport
import Testing
import TopologyLanguage
@testable import TopologyModel

/// What a file is told: neither a wrong number, nor one wider than necessary, and no contradiction is accepted.
@Suite struct RandomFilesTests {
  /// `PEOPLE_SEEDS=20000` asks of more files.
  static let seeds = RandomClass.seeds(2_000)

  @Test(arguments: Array(stride(from: 0, to: seeds, by: 100)))
  func areCountedExactly(_ first: UInt64) {
    for seed in first..<min(first + 100, Self.seeds) {
      var random = RandomClass(seed: seed)
      let reference = KindsOfPeople(random.structure)
      let isContradictory = reference.bounds { _ in 1 }.0 == nil
      var topology = random.topology
      let isRefused = PopulationTightening.tighten(&topology).contains { $0.severity == .error }
      #expect(isRefused == isContradictory, "seed \(seed)")
      guard !isContradictory, !isRefused else { continue }
      let counter = PeopleCounter(topology)
      let (a, b) = (random.groups(), random.groups())
      func references(_ groups: [Int]) -> [Reference<PeopleGroup>] { groups.map { Reference($0) } }
      #expect(
        counter.union(of: references(a), in: Reference(0)) == reference.bounds(.union(a)).0,
        "seed \(seed), union")
      for part in topology.groups.references.map(TopologyModel.Cohort.Part.group)
        + topology.cohorts.references.map(TopologyModel.Cohort.Part.cohort)
      {
        let named = topology.groups(naming: [part]).map(\.index)
        #expect(
          counter.within(part, of: references(a)) == reference.bounds(.all([named, a])).0,
          "seed \(seed), \(part)")
      }
      let spared = counter.count(
        [PeopleUnion(references(a)), PeopleUnion(references(b))], in: Reference(0)
      ) { $0[0] && !$0[1] }
      #expect(spared == reference.bounds(.difference(a, b)).0, "seed \(seed), spared")
    }
  }

  /// No fewer statements disagree than those that the error names.
  @Test func fewestStatementsDisagree() throws {
    var found = 0
    for seed in 0..<UInt64(120) {
      let structure = RandomClass(seed: seed).structure
      guard let answer = PeopleProver(structure).smallestContradiction() else { continue }
      found += 1
      #expect(answer.isSmallest, "seed \(seed)")
      #expect(ProofByKinds(structure).holds(answer.proof, nil), "seed \(seed)")
      let size = Set(answer.proof.terms.map(\.part)).count + answer.proof.assumptions.count
      for fewer in Self.subsets(of: structure, size - 1) {
        #expect(KindsOfPeople(fewer).bounds { _ in 1 }.0 != nil, "seed \(seed)")
      }
    }
    #expect(found > 20)
  }

  /// The class with so many of its statements alone, in every way.
  private static func subsets(of structure: PeopleStructure, _ size: Int) -> [PeopleStructure] {
    var none = structure
    var changes: [(inout PeopleStructure) -> Void] = []
    for place in 0..<(structure.groups.count + structure.cohorts.count) {
      let count = structure.size(place)
      none.setSize(place, .unknown)
      if count != .unknown { changes.append { $0.setSize(place, count) } }
    }
    for (place, group) in structure.groups.enumerated() {
      (none.groups[place].disjoint, none.groups[place].exhaustive) = (false, false)
      if group.disjoint { changes.append { $0.groups[place].disjoint = true } }
      if group.exhaustive { changes.append { $0.groups[place].exhaustive = true } }
    }
    for (place, cohort) in structure.cohorts.enumerated() {
      none.cohorts[place].disjoint = false
      if cohort.disjoint { changes.append { $0.cohorts[place].disjoint = true } }
    }
    func choose(_ from: Int, _ count: Int, _ sofar: PeopleStructure) -> [PeopleStructure] {
      guard count > 0 else { return [sofar] }
      return (from..<max(from, changes.count - count + 1)).flatMap { index in
        var next = sofar
        changes[index](&next)
        return choose(index + 1, count - 1, next)
      }
    }
    return choose(0, size, none)
  }

  /// Every number of people that the shipped incidents lead to comes with proofs that check.
  @Test(arguments: try! ProjectFolder.graphs)
  func numbersOfGraphsAreProved(_ path: URL) throws {
    let outcome = TopologyLoader().load(path: path.path)
    let topology = try #require(outcome.topology)
    let lowered = LoweredTopology(topology)
    for incident in topology.incidents.references {
      let analysis = IncidentAnalysis(lowered, Scenario(incident, in: topology))
      for finding in analysis.people {
        let prover = lowered.people.answers.prover(of: finding.personClass)
        let numbers =
          [(finding.groups, finding.overlaps, finding.unknown, finding.persons)]
          + finding.fields.map { ($0.groups, $0.overlaps, $0.unknown, $0.persons) }
        for (groups, overlaps, unknown, persons) in numbers {
          func question(_ groups: [Reference<PeopleGroup>]) throws -> PeopleQuestion {
            let union = PeopleUnion(groups, overlaps: overlaps.map(\.groups))
            return try #require(lowered.people.question([union], in: prover.structure) { $0[0] })
          }
          if persons.low > 0 {
            let least = try question(groups)
            let proof = try #require(prover.proofOfLeast(least), "\(persons)")
            #expect(proof.value == persons.low)
            #expect(ProofByKinds(prover.structure).holds(proof, least))
          }
          if let high = persons.high {
            let most = try question(groups + unknown)
            let proof = try #require(prover.proofOfMost(most), "\(persons)")
            #expect(proof.value == high)
            #expect(ProofByKinds(prover.structure).holds(proof, most))
          }
        }
      }
    }
  }
}

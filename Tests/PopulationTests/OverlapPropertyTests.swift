import IncidentFindings
import Lowering
@testable import Population
import SourceText
import TestSupport
import Testing
import TopologyLanguage
import TopologyModel

/// Over every population that satisfies a random small file, what is said of people is true of it, and no wider than
/// necessary.
@Suite struct OverlapPropertyTests {
  @Test(arguments: (0..<10).map { UInt64($0) * 100 })
  func saysWhatIsTrueOfEveryPopulation(_ first: UInt64) throws {
    var statuses: [FieldStatus: Int] = [:]
    for seed in first..<first + 100 {
      var random = RandomOverlap(seed: seed)
      let text = random.text()
      let outcome = TopologyLoader().load(file: SourceFile(name: "overlap.yaml", text: text))
      guard let topology = outcome.topology else {
        let isContradictory = outcome.diagnostics.contains { $0.code == "counts-disagree" }
        #expect(isContradictory, "seed \(seed): \(outcome.diagnostics.map(\.message))")
        continue
      }
      let analysis = IncidentAnalysis(
        LoweredTopology(topology), Scenario(Reference(0), in: topology))
      check(analysis, PersonByPerson(analysis), "seed \(seed)")
      for field in analysis.people.flatMap(\.fields) where !field.overlaps.isEmpty {
        statuses[field.status, default: 0] += 1
      }
    }
    // The files are of the kind that is meant.
    #expect(statuses[.possible] != nil && statuses.count > 1, "\(statuses)")
  }

  /// The same of rules that show those in several groups at once (`all-of`).
  @Test(arguments: (0..<20).map { UInt64($0) * 50 })
  func saysWhatIsTrueOfIntersections(_ first: UInt64) throws {
    var some = 0
    for seed in first..<first + 50 {
      var text = RandomOverlap(seed: seed)
      guard
        var topology = TopologyLoader().load(
          file: SourceFile(name: "overlap.yaml", text: text.text())
        ).topology
      else { continue }
      var random = SplitMix64(seed: seed &+ 31)
      for rule in topology.accessRules.indices {
        for reading in topology.accessRules[rule].reads.indices {
          guard let first = topology.groups.references.randomElement(using: &random),
            let second = topology.groups.references.randomElement(using: &random)
          else { continue }
          topology.accessRules[rule].reads[reading].people = [.group(first)]
          topology.accessRules[rule].reads[reading].within = [[.group(second)]]
        }
      }
      let analysis = IncidentAnalysis(
        LoweredTopology(topology), Scenario(Reference(0), in: topology))
      check(analysis, PersonByPerson(analysis), "seed \(seed)")
      some += analysis.people.flatMap(\.fields).contains { !$0.overlaps.isEmpty } ? 1 : 0
    }
    #expect(some > 0)
  }

  private func check(_ analysis: IncidentAnalysis, _ truth: PersonByPerson, _ seed: String) {
    let topology = analysis.lowered.topology
    for finding in analysis.people {
      let persons = truth.bounds { $0.exposed.contains { topology.fields[$0].about == .person } }
      #expect(finding.persons == persons, "\(seed), any field")
      for field in topology.fields.references {
        let id = "\(seed), \(topology.fields[field].id)"
        let exposed = truth.bounds { $0.exposed.contains(field) }
        let known = truth.bounds { $0.known.contains(field) }
        guard let found = finding.fields.first(where: { $0.field == field }) else {
          #expect(known == .zero, "\(id) is not mentioned")
          continue
        }
        #expect(found.persons == (found.status == .exposed ? exposed : known), "\(id)")
        switch found.status {
        case .exposed: #expect(exposed.high != 0 || !found.groups.isEmpty, "\(id)")
        case .derivable: #expect(exposed.low == 0, "\(id)")
        case .possible: #expect(known.low == 0 && known.high != 0, "\(id)")
        case .unknown: Issue.record("\(id): everything is listed")
        case .safe: #expect(known.high == 0, "\(id) is not safe")
        }
        #expect(exposed.low == 0 || found.status == .exposed, "\(id)")
        #expect(known.low == 0 || found.status <= .derivable, "\(id)")
        #expect(ProofTable(analysis).ways(found).isEmpty == (found.status == .safe), "\(id)")
      }
    }
    for finding in analysis.claims {
      let claim = topology.incidents[Reference<Incident>(0)].claims[finding.claim]
      let id = "\(seed), claim \(finding.claim)"
      let people = Set(topology.groups(naming: [claim.people].compactMap { $0 }).map(\.index))
      if let computed = finding.computed {
        let counted = truth.bounds { person in
          !person.kind.isDisjoint(with: people)
            && (claim.fieldsTogether ?? 1...claim.exposed.count)
              .contains(claim.exposed.count(where: person.exposed.contains))
        }
        #expect(computed == counted, "\(id)")
      }
      // Of groups beside those of a claim the file says nothing, and neither does the verdict.
      for field in claim.safe where claim.people == .group(Reference(0)) {
        let out = truth.bounds {
          !$0.kind.isDisjoint(with: people) && $0.exposed.contains(field)
        }
        #expect(out.low == 0 || finding.verdict == .contradicted, "\(id)")
        #expect(out.high == 0 || finding.verdict != .consistent, "\(id)")
      }
    }
  }
}

/// What comes out of each kind of person, a kind being the groups that one person is in: plain loops over one person at
/// a time. It shares neither lineage nor clauses with the program, only which systems are controlled.
struct PersonByPerson {
  struct Person {
    var kind: Set<Int>
    var exposed: Set<Reference<DataField>> = []
    var known: Set<Reference<DataField>> = []
  }

  private let kinds: KindsOfPeople
  private let people: [Set<Int>: Person]

  init(_ analysis: IncidentAnalysis) {
    let topology = analysis.lowered.topology
    let kinds = KindsOfPeople(PeopleStructure(topology, of: Reference(0), stated: true))
    self.kinds = kinds
    people = Dictionary(
      uniqueKeysWithValues: kinds.kinds.map { ($0, Self.person($0, topology, analysis)) })
  }

  func bounds(_ test: (Person) -> Bool) -> CountInterval {
    kinds.bounds { kind in people[kind].map(test) ?? false ? 1 : 0 }.0 ?? .unknown
  }

  private static func person(
    _ kind: Set<Int>, _ topology: Topology, _ analysis: IncidentAnalysis
  ) -> Person {
    func isAmong(_ parts: [Cohort.Part]?) -> Bool {
      parts.map { topology.groups(naming: $0).contains { kind.contains($0.index) } } ?? true
    }
    var held = [Set<Reference<DataField>>](repeating: [], count: topology.datasets.count)
    for (index, dataset) in topology.datasets.enumerated() where isAmong(dataset.people) {
      held[index] = Set(dataset.fields)
    }
    func passed(_ flow: Flow) -> Set<Reference<DataField>> {
      guard isAmong(flow.people) else { return [] }
      return Set(
        held[flow.from.index].filter { flow.fields?.contains($0) ?? true }.map { field in
          flow.becomes.first { $0.field == field }?.becomes ?? field
        })
    }
    var before: [Set<Reference<DataField>>] = []
    while before != held {
      before = held
      for flow in topology.flows { held[flow.to.index].formUnion(passed(flow)) }
    }
    var person = Person(kind: kind)
    let isControlled = { (system: Reference<System>) in analysis.controlled.contains(system) }
    for (index, dataset) in topology.datasets.enumerated() where isControlled(dataset.system) {
      person.exposed.formUnion(held[index])
    }
    for rule in topology.accessRules {
      guard case .secret(let secret)? = rule.requires, analysis.secrets.contains(secret) else {
        continue
      }
      for reading in rule.reads
      where isAmong(reading.people) && reading.within.allSatisfy({ isAmong($0) }) {
        person.exposed.formUnion(
          held[reading.dataset.index].filter { reading.fields?.contains($0) ?? true })
      }
    }
    for flow in topology.flows where flow.via.contains(where: isControlled) {
      person.exposed.formUnion(passed(flow))
    }
    person.known = person.exposed
    var count = -1
    while count != person.known.count {
      count = person.known.count
      for inference in topology.inferences
      where inference.from.allSatisfy(person.known.contains) {
        person.known.formUnion(inference.gives)
      }
      for leak in topology.leaks
      where isAmong(leak.people) && leak.matchesOn.allSatisfy(person.known.contains) {
        person.known.formUnion(leak.fields)
      }
    }
    return person
  }
}

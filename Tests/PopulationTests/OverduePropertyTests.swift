import Explaining
import IncidentFindings
import Lowering
@testable import Population
import SourceText
import TestSupport
import Testing
import TopologyLanguage
import TopologyModel

/// Over every population that satisfies a random small file, who was held too long is as said.
@Suite struct OverduePropertyTests {
  private static let day = "2024-05-02"

  @Test(arguments: (0..<10).map { UInt64($0) * 25 })
  func saysWhatIsTrueOfEveryPopulation(_ first: UInt64) throws {
    var (late, bare, loose) = (0, 0, 0)
    for seed in first..<first + 25 {
      guard let topology = Self.random(seed) else { continue }
      let lowered = LoweredTopology(topology)
      let analysis = IncidentAnalysis(lowered, Scenario(Reference(0), in: topology))
      let answer = OverdueAnswer(on: Self.day, lowered, analysis.scenario)
      let kinds = KindsOfPeople(PeopleStructure(topology, of: Reference(0), stated: true))
      let people = Dictionary(
        uniqueKeysWithValues: kinds.kinds.map { ($0, HeldPerson($0, analysis, on: Self.day)) })
      func bounds(_ test: (HeldPerson) -> Bool) -> CountInterval {
        kinds.bounds { kind in people[kind].map(test) ?? false ? 1 : 0 }.0 ?? .unknown
      }
      let concerned = bounds(\.isConcerned)
      guard let found = answer.classes.first else {
        #expect(concerned.high == 0, "seed \(seed)")
        continue
      }
      let nobodys = CountInterval(
        low: bounds { $0.isNobodys(perhaps: false) }.low,
        high: bounds { $0.isNobodys(perhaps: true) }.high)
      for (number, truth) in [
        (found.concerned, concerned), (found.heldTooLong, bounds(\.isHeldTooLong)),
        (found.nobodyShould, nobodys), (found.noPeriodStated, bounds(\.isUnstated)),
      ] {
        #expect(number == truth || !found.isExact, "seed \(seed)")
        #expect(number.contains(truth), "seed \(seed): \(number), \(truth)")
      }
      loose += found.isExact ? 0 : 1
      late += found.nobodyShould.high != 0 ? 1 : 0
      bare += found.noPeriodStated.high != 0 ? 1 : 0
    }
    #expect(late > 1 && bare > 1, "not plain files only: \(late), \(bare)")
    #expect(loose < 3, "most numbers are exact")
  }

  /// A random file with random periods.
  private static func random(_ seed: UInt64) -> Topology? {
    var random = RandomOverlap(seed: seed)
    let file = SourceFile(name: "overlap.yaml", text: random.text())
    guard var topology = TopologyLoader().load(file: file).topology else { return nil }
    var choices = SplitMix64(seed: seed &+ 41)
    func part() -> [Cohort.Part]? {
      topology.groups.references.randomElement(using: &choices).map { [.group($0)] }
    }
    for dataset in topology.datasets.indices {
      let retained: [Retention] =
        // More sets than this are not asked about at once.
        switch dataset < 3 ? Int.random(in: 0..<8, using: &choices) : dataset % 2 * 4 {
        case 0, 6, 7: []
        case 1: [Retention(until: "2030")]
        case 2: [Retention(people: part(), until: "2020-01")]
        case 3:
          [Retention(people: part(), until: "2020-01"), Retention(people: part(), until: "2030")]
        default: [Retention(until: "2024-05-01")]
        }
      topology.datasets[dataset].retained = retained
    }
    return topology
  }
}

/// What happens to one kind of person: plain loops over datasets.
private struct HeldPerson {
  private enum Standing { case ended, runs, unstated }

  private(set) var isConcerned = false
  private var held: Set<Standing> = []
  private var read: Set<Standing> = []

  var isHeldTooLong: Bool { read.contains(.ended) }
  var isUnstated: Bool { read == [.unstated] }

  /// Whether no dataset holds the person within its period, or one that states none does.
  func isNobodys(perhaps: Bool) -> Bool {
    isHeldTooLong && !held.contains(.runs) && (perhaps || !held.contains(.unstated))
  }

  init(_ kind: Set<Int>, _ analysis: IncidentAnalysis, on day: String) {
    let topology = analysis.lowered.topology
    func isAmong(_ parts: [Cohort.Part]?) -> Bool {
      parts.map { topology.groups(naming: $0).contains { kind.contains($0.index) } } ?? true
    }
    var held = topology.datasets.map { isAmong($0.people) ? Set($0.fields) : [] }
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
    var read = [Set<Reference<DataField>>](repeating: [], count: held.count)
    let isControlled = { (system: Reference<System>) in analysis.controlled.contains(system) }
    for (index, dataset) in topology.datasets.enumerated() where isControlled(dataset.system) {
      read[index] = held[index]
    }
    for rule in topology.accessRules {
      guard case .secret(let secret)? = rule.requires, analysis.secrets.contains(secret) else {
        continue
      }
      for reading in rule.reads where isAmong(reading.people) {
        read[reading.dataset.index].formUnion(
          held[reading.dataset.index].filter { reading.fields?.contains($0) ?? true })
      }
    }
    var exposed = read.reduce(into: Set<Reference<DataField>>()) { $0.formUnion($1) }
    for flow in topology.flows where flow.via.contains(where: isControlled) {
      exposed.formUnion(passed(flow))
    }
    func isPersonal(_ fields: Set<Reference<DataField>>) -> Bool {
      fields.contains { topology.fields[$0].about == .person }
    }
    isConcerned = isPersonal(exposed)
    for (index, dataset) in topology.datasets.enumerated() where isPersonal(held[index]) {
      let periods = dataset.retained.filter { isAmong($0.people) }
      let standing: Standing =
        periods.contains { $0.until < day } ? .ended : periods.isEmpty ? .unstated : .runs
      self.held.insert(standing)
      if isPersonal(read[index]) { self.read.insert(standing) }
    }
  }
}

public import IncidentFindings
public import Lowering
package import Population
public import TopologyModel

/// Why a number of people exposed is what it is: which counts of the file prove that it is not smaller and not larger.
public struct PeopleExplanation: Sendable {
  /// The class.
  public let personClass: Reference<PeopleGroup>
  /// Fields that are exposed for just these people; empty for all people of the class with any field exposed.
  public let fields: [Reference<DataField>]
  /// The highest groups exposed, sorted by id.
  public let groups: [Reference<PeopleGroup>]
  /// Overlaps exposed, too, if there is somebody in them.
  public let overlaps: [PeopleOverlap]
  /// How many they are.
  public let persons: CountInterval
  /// Why they are not fewer; nil when that needs no proof (0), or none was found.
  package let least: PeopleProof?
  /// Why they are not more; nil when nothing limits them, or no proof was found.
  package let most: PeopleProof?
  /// The count that would narrow the number most; nil when none would.
  package let worthAsking: WorthAsking?

  /// Whether each bound that there is has its proof.
  public var isProved: Bool {
    (persons.low == 0 || least?.value == persons.low)
      && (persons.high == nil || most?.value == persons.high)
  }

  /// Explains the people of one class, and of each of its fields that is exposed for others.
  /// - Complexity: some programmes for each set of groups; see `PeopleProver`.
  public static func all(
    of finding: ClassFinding, in analysis: IncidentAnalysis
  ) -> [PeopleExplanation] {
    ExposedPeople.all(of: finding).map { PeopleExplanation(finding.personClass, $0, analysis) }
  }

  private init(
    _ root: Reference<PeopleGroup>, _ concerned: ExposedPeople, _ analysis: IncidentAnalysis
  ) {
    let people = analysis.lowered.people
    let topology = analysis.lowered.topology
    let prover = people.answers.prover(of: root)
    func question(_ union: PeopleUnion) -> PeopleQuestion? {
      people.question([union], in: prover.structure) { $0[0] }
    }
    let least = question(concerned.settled)
    let most = question(concerned.possible)
    personClass = root
    fields = concerned.fields
    groups = concerned.groups
    overlaps = concerned.overlaps
    persons = concerned.persons(people, in: root)
    self.least = least.flatMap { prover.proofOfLeast($0) }
    self.most = most.flatMap { prover.proofOfMost($0) }
    // What may be exposed as well is not a question of how many there are.
    guard !concerned.isOpen, let least else {
      worthAsking = nil
      return
    }
    worthAsking = prover.worthAsking(least) { part in
      if case .group(let group) = part { return topology.groups[group].member == nil }
      return true
    }
  }
}

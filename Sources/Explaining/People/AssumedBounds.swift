package import IncidentFindings
import Lowering
package import Population
package import TopologyModel

/// Bounds of a number of people that hang on groups or cohorts declared disjoint or exhaustive.
///
/// A bound hangs on them if the counts alone, without any such declaration, do not imply it. Which ones it needs is what
/// its proof names.
package struct AssumedBounds: Sendable {
  /// What a bound hangs on.
  package enum Basis: Sendable {
    /// The counts alone.
    case nothing
    case assumptions([PeopleProof.Assumption])
    /// Some declarations; there is no proof within the budget that says which.
    case undetermined
  }

  /// Fields that are exposed for just these people; empty for all people of the class with any field exposed.
  package let fields: [Reference<DataField>]
  package let persons: CountInterval
  package let least: Basis
  package let most: Basis

  /// Larger classes are not counted again.
  private static let mostGroups = 1_000

  /// Those of a class of which a bound hangs on a declaration, for the class and for each of its fields that is exposed
  /// for others.
  /// - Complexity: two programmes for each set of groups, and a proof for each bound that hangs on something.
  package static func all(
    of finding: ClassFinding, in analysis: IncidentAnalysis
  ) -> [AssumedBounds] {
    let people = analysis.lowered.people
    let root = finding.personClass
    let stated = people.answers.prover(of: root)
    guard let bare = stated.structure.withoutDeclarations else { return [] }
    let withoutAny = bare.groups.count <= mostGroups ? PeopleProver(bare) : nil
    return ExposedPeople.all(of: finding).compactMap { concerned in
      let persons = concerned.persons(people, in: root)
      func question(_ union: PeopleUnion) -> PeopleQuestion? {
        people.question([union], in: stated.structure) { $0[0] }
      }
      func basis(_ union: PeopleUnion, _ isLeast: Bool) -> Basis {
        if isLeast ? persons.low == 0 : persons.high == nil { return .nothing }
        guard let withoutAny, let question = question(union),
          let alone = withoutAny.bounds(question)
        else { return .undetermined }
        if isLeast ? alone.low == persons.low : alone.high == persons.high { return .nothing }
        let proof = isLeast ? stated.proofOfLeast(question) : stated.proofOfMost(question)
        guard let proof, proof.value == (isLeast ? persons.low : persons.high) else {
          return .undetermined
        }
        return .assumptions(proof.assumptions.filter { !$0.isEvenSplit })
      }
      let found = AssumedBounds(
        fields: concerned.fields, persons: persons, least: basis(concerned.settled, true),
        most: basis(concerned.possible, false))
      return found.least.isNothing && found.most.isNothing ? nil : found
    }
  }
}

extension AssumedBounds.Basis {
  package var isNothing: Bool {
    if case .nothing = self { true } else { false }
  }
}

extension PeopleProof.Assumption {
  fileprivate var isEvenSplit: Bool {
    if case .evenSplit = self { true } else { false }
  }
}

public import Lowering
import Population
package import Propagation
public import TopologyModel

/// What an intruder is after: some people, a field, or a field of some people.
///
/// It is reached when a field is exposed, as asked, of a group that belongs to the people or that they
/// belong to. Of people without a field any field counts that speaks of a person.
public struct ExposureTarget: Hashable, Sendable {
  /// A group or a cohort; a class by its root. Nil: whoever's.
  public var people: Cohort.Part?
  /// The field; nil: any that speaks of a person.
  public var field: Reference<DataField>?

  /// A target.
  public init(people: Cohort.Part?, field: Reference<DataField>?) {
    self.people = people
    self.field = field
  }

  /// Each class with its most identifying field, for classes that something is held about.
  ///
  /// Of the fields that some dataset carries for the class and that speak of a person, the first by: one
  /// that identifies alone before one that does combined with others, before the rest; held for more
  /// people (by the lower bound, then the upper); the order of the file.
  public static func defaults(in lowered: LoweredTopology) -> [ExposureTarget] {
    let topology = lowered.topology
    var groups: [Reference<PeopleGroup>: [Reference<DataField>: Set<Reference<PeopleGroup>>]] = [:]
    for carried in lowered.exposure.lineage.carried
    where topology.fields[carried.field].about == .person {
      let root = lowered.people.roots[carried.group.index]
      groups[root, default: [:]][carried.field, default: []].insert(carried.group)
    }
    return topology.personClasses.compactMap { root in
      let fields = (groups[root] ?? [:]).map { field, held in
        let people = lowered.people.union(of: held.sorted(), in: root)
        let rank =
          switch topology.fields[field].identifies {
          case .alone: 0
          case .combined: 1
          case .some(.none), nil: 2
          }
        return (rank, -people.low, -(people.high ?? .max), field.index)
      }
      return fields.min { $0 < $1 }.map {
        ExposureTarget(people: .group(root), field: Reference($0.3))
      }
    }
  }

  /// The facts any of which reaches the target.
  package func facts(in lowered: LoweredTopology) -> [ClauseProgram.Fact] {
    let topology = lowered.topology
    let asked = people.map { topology.groups(naming: [$0]) }
    return lowered.exposure.exposed.filter { cell, _ in
      if let field {
        guard cell.field == field else { return false }
      } else if topology.fields[cell.field].about != .person {
        return false
      }
      guard let asked else { return true }
      return asked.contains { topology.areRelated(cell.group, $0) }
    }.map(\.value).sorted()
  }
}

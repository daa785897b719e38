import Lowering
import PointAnalysis
import TopologyModel

/// A field of a class, by ids: what pairs of events are looked for.
///
/// Versions that are compared are asked about the same ones. The most identifying field of a class may be another one in
/// each, and then pairs would be new of which nothing is known in the other version.
struct PairTarget: Hashable, Comparable, CustomStringConvertible {
  var personClass: String
  var field: String

  var description: String { "\(personClass).\(field)" }

  static func < (left: PairTarget, right: PairTarget) -> Bool {
    (left.personClass, left.field) < (right.personClass, right.field)
  }

  /// Each class with its most identifying field.
  static func defaults(in lowered: LoweredTopology) -> Set<PairTarget> {
    let topology = lowered.topology
    return Set(
      ExposureTarget.defaults(in: lowered).compactMap { target in
        guard case .group(let root)? = target.people, let field = target.field else { return nil }
        return PairTarget(personClass: topology.groups[root].id, field: topology.fields[field].id)
      })
  }

  /// The same in a topology; nil if it has no such class or field.
  func target(in topology: Topology) -> ExposureTarget? {
    let root = topology.personClasses.first { topology.groups[$0].id == personClass }
    let asked = topology.fields.references.first { topology.fields[$0].id == field }
    guard let root, let asked else { return nil }
    return ExposureTarget(people: .group(root), field: asked)
  }
}

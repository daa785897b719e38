package import Lowering
import Population
public import TopologyModel

/// How many people of a class have several fields exposed at once.
public struct JointFinding: Sendable {
  /// Some of the fields asked about, with how many people have just these exposed.
  public struct Combination: Sendable {
    /// The fields, in the order asked.
    public let fields: [Reference<DataField>]
    /// People of whom these are exposed and none of the others asked about.
    public let persons: CountInterval
  }

  /// The class.
  public let personClass: Reference<PeopleGroup>
  /// What was asked about.
  public let fields: [Reference<DataField>]
  /// Of how many of the fields.
  public let atLeast: Int
  /// People of whom at least that many are exposed.
  public let persons: CountInterval
  /// Combinations in which somebody can be, the most fields first; none where more than four fields are asked about.
  public let combinations: [Combination]
  /// Whether the numbers are the least and the greatest; else they may be wider than necessary.
  public let isExact: Bool

  /// How many fields may be asked about.
  public static let mostFields = 8

  /// Asks about a class; nil when none of the fields is exposed there.
  /// - Complexity: one programme for each number; see `PeopleProver`.
  package init?(
    _ fields: [Reference<DataField>], atLeast: Int, of finding: ClassFinding,
    in lowered: LoweredTopology
  ) {
    let found = fields.map { field in finding.fields.first { $0.field == field } }
    let settled = found.map { finding -> PeopleUnion in
      guard let finding, finding.status == .exposed else { return PeopleUnion([]) }
      return PeopleUnion(finding.groups, overlaps: finding.overlaps.map(\.groups))
    }
    // Of these it may be exposed as well.
    let possible = found.map { field -> PeopleUnion in
      guard let field else { return PeopleUnion([]) }
      let isOut = field.status == .exposed || field.status == .unknown
      return PeopleUnion(
        (isOut ? field.groups : []) + field.unknown, overlaps: field.overlaps.map(\.groups))
    }
    guard possible.contains(where: { !$0.groups.isEmpty || !$0.overlaps.isEmpty }) else {
      return nil
    }
    let people = lowered.people
    let root = finding.personClass
    let isOpen = settled != possible
    var isExact = true
    /// Bounds of those of whom a test holds, given for each field whether it is exposed, and whether it may be.
    func count(_ test: @escaping (_ is: [Bool], _ may: [Bool], _ isLeast: Bool) -> Bool)
      -> CountInterval
    {
      func bounds(_ isLeast: Bool) -> CountInterval? {
        people.count(isOpen ? settled + possible : settled, in: root) { inSets in
          let sure = Array(inSets.prefix(fields.count))
          return test(sure, isOpen ? Array(inSets.dropFirst(fields.count)) : sure, isLeast)
        }
      }
      if let low = bounds(true), let high = isOpen ? bounds(false) : low {
        return CountInterval(low: low.low, high: high.high)
      }
      isExact = false
      // Not more than have any of the fields.
      let any = possible.flatMap { $0.cover(in: lowered.topology) }
      return CountInterval(low: 0, high: people.union(of: any, in: root).high)
    }
    personClass = root
    self.fields = fields
    self.atLeast = atLeast
    persons = count { sure, may, isLeast in (isLeast ? sure : may).count { $0 } >= atLeast }
    var combinations: [Combination] = []
    if fields.count <= 4 {
      let masks = (1..<(1 << fields.count)).sorted { left, right in
        left.nonzeroBitCount != right.nonzeroBitCount
          ? left.nonzeroBitCount > right.nonzeroBitCount : left < right
      }
      for mask in masks {
        let persons = count { sure, may, isLeast in
          fields.indices.allSatisfy { field in
            // At least: surely exposed, and the others not possibly. At most: the other way round.
            mask >> field & 1 == 1
              ? (isLeast ? sure : may)[field] : !(isLeast ? may : sure)[field]
          }
        }
        guard persons.high != 0 else { continue }
        combinations.append(
          Combination(
            fields: fields.indices.filter { mask >> $0 & 1 == 1 }.map { fields[$0] },
            persons: persons))
      }
    }
    self.combinations = combinations
    self.isExact = isExact
  }
}

extension IncidentAnalysis {
  /// For each class of which one of the fields is exposed, how many people have at least so many of them exposed.
  public func joint(_ fields: [Reference<DataField>], atLeast: Int) -> [JointFinding] {
    people.compactMap { JointFinding(fields, atLeast: atLeast, of: $0, in: lowered) }
  }
}

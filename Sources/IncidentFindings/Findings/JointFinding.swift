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
  /// For each number of fields, the largest first, how many people have exactly so many of them exposed.
  public let exactly: [(fields: Int, persons: CountInterval)]
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
    let joint = JointCount(
      lowered.people, in: finding.personClass, settled: settled, possible: possible)
    var isExact = true
    func having(_ numbers: ClosedRange<Int>) -> CountInterval {
      if let bounds = joint.bounds(having: numbers) { return bounds }
      isExact = false
      return joint.widerBounds(having: numbers)
    }
    personClass = finding.personClass
    self.fields = fields
    self.atLeast = atLeast
    persons = having(atLeast...fields.count)
    exactly = (1...fields.count).reversed().map { ($0, having($0...$0)) }
    var combinations: [Combination] = []
    if fields.count <= 4 {
      let masks = (1..<(1 << fields.count)).sorted { left, right in
        left.nonzeroBitCount != right.nonzeroBitCount
          ? left.nonzeroBitCount > right.nonzeroBitCount : left < right
      }
      for mask in masks {
        let persons = joint.bounds(ofJust: mask)
        if persons == nil { isExact = false }
        let bounds = persons ?? joint.widerBounds(having: mask.nonzeroBitCount...fields.count)
        guard bounds.high != 0 else { continue }
        combinations.append(
          Combination(
            fields: fields.indices.filter { mask >> $0 & 1 == 1 }.map { fields[$0] },
            persons: bounds))
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

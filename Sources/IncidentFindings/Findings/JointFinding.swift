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
    let sets = fields.map { field in
      finding.fields.first { $0.field == field && $0.status == .exposed }?.groups ?? []
    }
    guard sets.contains(where: { !$0.isEmpty }) else { return nil }
    let people = lowered.people
    let root = finding.personClass
    var isExact = true
    func count(_ weight: @escaping ([Bool]) -> Bool) -> CountInterval {
      let exact = people.answers.bounds(sets, in: root) { sets in
        PeopleQuestion(sets) { weight($0) ? 1 : 0 }
      }
      if let exact { return exact }
      isExact = false
      // Not more than have any of the fields.
      return CountInterval(low: 0, high: people.union(of: sets.flatMap { $0 }, in: root).high)
    }
    personClass = root
    self.fields = fields
    self.atLeast = atLeast
    persons = count { inSets in inSets.count { $0 } >= atLeast }
    var combinations: [Combination] = []
    if fields.count <= 4 {
      let masks = (1..<(1 << fields.count)).sorted { left, right in
        left.nonzeroBitCount != right.nonzeroBitCount
          ? left.nonzeroBitCount > right.nonzeroBitCount : left < right
      }
      for mask in masks {
        let persons = count { $0 == fields.indices.map { mask >> $0 & 1 == 1 } }
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

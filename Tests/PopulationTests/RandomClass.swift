import Foundation
@testable import Population
import SourceText
import TestSupport
import TopologyModel

/// A small random class: a tree of groups with cohorts across it, some of whose counts disagree.
struct RandomClass {
  var structure: PeopleStructure
  var random: SplitMix64

  init(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let count = Int.random(in: 2...7, using: &random)
    let scale = Int.random(in: 1...12, using: &random)
    let groups = (0..<count).map { place in
      PeopleStructure.Group(
        parent: place == 0 ? -1 : Int.random(in: 0..<place, using: &random),
        disjoint: Int.random(in: 0..<3, using: &random) == 0,
        exhaustive: Int.random(in: 0..<3, using: &random) == 0,
        size: Self.size(scale, &random))
    }
    var cohorts: [PeopleStructure.Cohort] = []
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      var parts = (0..<Int.random(in: 1...3, using: &random)).map { _ in
        [Int.random(in: 0..<count, using: &random)]
      }
      if let other = cohorts.randomElement(using: &random),
        Int.random(in: 0..<4, using: &random) == 0
      {
        parts.append(other.parts.flatMap { $0 })
      }
      cohorts.append(
        PeopleStructure.Cohort(
          parts: parts, disjoint: Int.random(in: 0..<3, using: &random) == 0,
          size: Self.size(scale, &random)))
    }
    structure = PeopleStructure(groups: groups, cohorts: cohorts)
    self.random = random
  }

  /// How many classes a test asks about; `PEOPLE_SEEDS` names another number.
  static func seeds(_ usual: UInt64) -> UInt64 {
    ProcessInfo.processInfo.environment["PEOPLE_SEEDS"].flatMap { UInt64($0) } ?? usual
  }

  /// The class as a file states it.
  var topology: Topology {
    let here = SourcePosition(file: 0, line: 1, column: 1)
    var topology = Topology()
    for (place, entry) in structure.groups.enumerated() {
      var group = PeopleGroup(id: "g\(place)", position: here)
      group.parent = entry.parent < 0 ? nil : Reference(entry.parent)
      group.children = entry.children.map { Reference($0) }
      (group.disjoint, group.exhaustive) = (entry.disjoint, entry.exhaustive)
      group.size = entry.size
      topology.groups.append(group)
    }
    topology.numberGroups()
    for (place, entry) in structure.cohorts.enumerated() {
      var cohort = TopologyModel.Cohort(id: "c\(place)", position: here)
      cohort.of = entry.parts.map { part in
        let other = structure.cohorts.prefix(place).firstIndex { $0.parts.flatMap { $0 } == part }
        return part.count > 1 ? .cohort(Reference(other ?? 0)) : .group(Reference(part[0]))
      }
      cohort.disjoint = entry.disjoint
      cohort.size = entry.size
      topology.cohorts.append(cohort)
    }
    return topology
  }

  mutating func groups() -> [Int] {
    structure.groups.indices.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
  }

  private static func size(_ scale: Int, _ random: inout SplitMix64) -> CountInterval {
    let low = Int.random(in: 0...scale, using: &random)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return CountInterval(exactly: low)
    case 1: return CountInterval(low: low, high: nil)
    case 2: return CountInterval(low: 0, high: low)
    case 3: return CountInterval(low: low, high: low + Int.random(in: 0...scale, using: &random))
    default: return .unknown
    }
  }
}

/// The same questions with one variable for every kind of person, a kind being the groups that one person is in.
///
/// Nothing here walks the tree or knows of labels. What the solver answers is checked: the population that it finds
/// satisfies every count, and has as many people as it says.
struct KindsOfPeople {
  let structure: PeopleStructure
  let kinds: [Set<Int>]

  init(_ structure: PeopleStructure) {
    self.structure = structure
    kinds = (0..<(1 << structure.groups.count)).compactMap { mask in
      let kind = Set(structure.groups.indices.filter { mask >> $0 & 1 == 1 })
      return Self.isAllowed(kind, structure) ? kind : nil
    }
  }

  static func isAllowed(_ kind: Set<Int>, _ structure: PeopleStructure) -> Bool {
    guard kind.contains(0) else { return false }
    for place in kind {
      let group = structure.groups[place]
      if group.parent >= 0, !kind.contains(group.parent) { return false }
      let children = group.children.count { kind.contains($0) }
      if group.disjoint, children > 1 { return false }
      if group.exhaustive, !group.children.isEmpty, children == 0 { return false }
    }
    return structure.cohorts.allSatisfy { cohort in
      !cohort.disjoint || cohort.parts.count { !kind.isDisjoint(with: $0) } <= 1
    }
  }

  func isIn(_ kind: Set<Int>, _ statement: Int) -> Bool {
    statement < structure.groups.count
      ? kind.contains(statement)
      : structure.cohorts[statement - structure.groups.count].parts
        .contains { !kind.isDisjoint(with: $0) }
  }

  func weight(_ kind: Set<Int>, _ question: PeopleQuestion) -> Int {
    let mask = question.sets.indices.reduce(0) {
      kind.isDisjoint(with: question.sets[$1]) ? $0 : $0 | 1 << $1
    }
    return question.weights[mask]
  }

  var statements: Range<Int> { 0..<(structure.groups.count + structure.cohorts.count) }

  /// The interval; nil when no population satisfies the counts. And whether what was found checks.
  func bounds(_ question: PeopleQuestion) -> (CountInterval?, isChecked: Bool) {
    bounds { weight($0, question) }
  }

  /// The same of what every kind of person counts.
  func bounds(_ weight: (Set<Int>) -> Int) -> (CountInterval?, isChecked: Bool) {
    var simplex = Simplex(work: .max)
    for _ in kinds { _ = simplex.variable(from: .zero, to: nil) }
    for statement in statements {
      let size = structure.size(statement)
      let terms = kinds.indices.filter { isIn(kinds[$0], statement) }
        .map { Simplex.Term(variable: $0, factor: .one) }
      _ = simplex.row(terms, from: Fraction(size.low), to: size.high.map { Fraction($0) })
    }
    if simplex.makeFeasible() != nil { return (nil, true) }
    func value(_ sign: Int) -> (Fraction?, Bool) {
      let terms = kinds.indices.map {
        Simplex.Term(variable: $0, factor: Fraction(sign * weight(kinds[$0])))
      }.filter { !$0.factor.isZero }
      guard case .optimal(let value, _) = simplex.minimum(of: terms) else { return (nil, true) }
      return (value, isPopulation(simplex.values, sign: sign, value, weight))
    }
    let (low, first) = value(1)
    let (high, second) = value(-1)
    return (
      CountInterval(low: low?.ceiling ?? -1, high: high.flatMap { (-$0).floor }), first && second
    )
  }

  private func isPopulation(
    _ people: [Fraction], sign: Int, _ value: Fraction, _ weight: (Set<Int>) -> Int
  ) -> Bool {
    func sum(_ weight: (Set<Int>) -> Int) -> Fraction {
      kinds.indices.reduce(.zero) { $0 + Fraction(weight(kinds[$1])) * people[$1] }
    }
    return kinds.indices.allSatisfy { people[$0].sign >= 0 }
      && statements.allSatisfy { statement in
        let count = sum { isIn($0, statement) ? 1 : 0 }
        let size = structure.size(statement)
        return (count - Fraction(size.low)).sign >= 0
          && (size.high.map { (Fraction($0) - count).sign >= 0 } ?? true)
      } && sum({ sign * weight($0) }) == value
  }
}

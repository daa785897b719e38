public import TopologyModel

/// The people who are in every one of several groups of a class.
public struct PeopleOverlap: Hashable, Comparable, Sendable {
  /// The groups in the order of the file, none at or below another. A single one only where `isExact` is false.
  public let groups: [Reference<PeopleGroup>]
  /// Whether it means all of the people who are in every group. Otherwise it means some of them, possibly nobody:
  /// a limit was reached (see ``OverlapLimits``).
  public let isExact: Bool

  /// Memberwise.
  package init(_ groups: [Reference<PeopleGroup>], isExact: Bool = true) {
    self.groups = groups
    self.isExact = isExact
  }

  /// By groups in the order of the file.
  public static func < (left: PeopleOverlap, right: PeopleOverlap) -> Bool {
    if left.groups != right.groups { return left.groups.lexicographicallyPrecedes(right.groups) }
    return !left.isExact && right.isExact
  }

  /// Whether everybody in it is in the other.
  package func isInside(_ other: PeopleOverlap, in topology: Topology) -> Bool {
    other.groups.allSatisfy { group in
      groups.contains { topology.isGroup($0, atOrBelow: group) }
    }
  }

  /// The group, if it is all of a single one.
  var group: Reference<PeopleGroup>? { isExact && groups.count == 1 ? groups[0] : nil }
}

/// A field of the people in an overlap.
public struct FieldOfOverlap: Hashable, Comparable, Sendable {
  /// The field.
  public let field: Reference<DataField>
  /// The people.
  public let people: PeopleOverlap

  /// Creates a cell.
  package init(_ field: Reference<DataField>, _ people: PeopleOverlap) {
    self.field = field
    self.people = people
  }

  /// By people and field.
  public static func < (left: FieldOfOverlap, right: FieldOfOverlap) -> Bool {
    left.people != right.people ? left.people < right.people : left.field < right.field
  }
}

/// How many overlaps are followed one by one. Beyond that, an overlap stands for some of the people of one of its
/// groups, so that only upper bounds become wider.
public enum OverlapLimits {
  /// The most groups in one overlap.
  public static let mostGroups = 4
  /// The most different overlaps.
  public static let mostOverlaps = 5_000
  /// The most combinations of what inferences and leaks need. Beyond it they may concern anybody of the class.
  public static let mostCombinations = 500_000
}

/// The forest of groups, numbered so that the relation of two groups follows from comparing numbers.
///
/// Each group has a position in a depth-first walk (parents first). The groups at or below a group take
/// consecutive positions, starting at its own (an Euler interval).
public struct GroupTree: Sendable {
  /// The position of each group in the walk.
  private let place: [Int]
  /// The number of groups at or below each group.
  private let extent: [Int]
  /// The number of ancestors of each group; 0 for a person class.
  private let depth: [Int]
  /// The person class of each group.
  public let roots: [Reference<PeopleGroup>]

  /// Numbers a forest.
  /// - Parameter groups: The groups; each comes after its parent.
  /// - Complexity: O(groups).
  package init(_ groups: [PeopleGroup] = []) {
    var extent = [Int](repeating: 1, count: groups.count)
    for index in groups.indices.reversed() {
      if let parent = groups[index].parent { extent[parent.index] += extent[index] }
    }
    var place: [Int] = []
    var depth: [Int] = []
    var roots: [Reference<PeopleGroup>] = []
    // Where the next subgroup of each group, or the next class, begins.
    var next: [Int] = []
    var nextClass = 0
    for index in groups.indices {
      if let parent = groups[index].parent {
        place.append(next[parent.index])
        next[parent.index] += extent[index]
        depth.append(depth[parent.index] + 1)
        roots.append(roots[parent.index])
      } else {
        place.append(nextClass)
        nextClass += extent[index]
        depth.append(0)
        roots.append(Reference(index))
      }
      next.append(place[index] + 1)
    }
    self.place = place
    self.extent = extent
    self.depth = depth
    self.roots = roots
  }

  /// The number of groups.
  public var count: Int { place.count }

  /// Whether `group` is `ancestor` or one of its descendants.
  /// - Complexity: O(1).
  public func isGroup(
    _ group: Reference<PeopleGroup>, atOrBelow ancestor: Reference<PeopleGroup>
  ) -> Bool {
    let distance = place[group.index] - place[ancestor.index]
    return distance >= 0 && distance < extent[ancestor.index]
  }

  /// Whether two groups are equal or one is an ancestor of the other.
  /// - Complexity: O(1).
  public func areRelated(
    _ first: Reference<PeopleGroup>, _ second: Reference<PeopleGroup>
  ) -> Bool {
    isGroup(first, atOrBelow: second) || isGroup(second, atOrBelow: first)
  }

  /// The topmost groups: those without an ancestor in `groups`. In the order of the file, without repetition.
  /// - Complexity: O(n log n) for n groups.
  public func highest(
    _ groups: some Sequence<Reference<PeopleGroup>>
  ) -> [Reference<PeopleGroup>] {
    var result: [Reference<PeopleGroup>] = []
    var end = 0
    for group in groups.sorted(by: { place[$0.index] < place[$1.index] })
    where place[group.index] >= end {
      result.append(group)
      end = place[group.index] + extent[group.index]
    }
    return result.sorted()
  }

  /// An inconsistency in the numbering of a forest; nil if there is none.
  /// - Complexity: O(groups × depth).
  package func fault(for groups: [PeopleGroup]) -> String? {
    guard count == groups.count else { return "\(count) positions for \(groups.count) groups" }
    guard Set(place) == Set(groups.indices) else { return "two groups have the same position" }
    for index in groups.indices {
      var above = groups[index].parent
      var steps = 0
      var root = Reference<PeopleGroup>(index)
      while let here = above {
        guard isGroup(Reference(index), atOrBelow: here) else {
          return "group \(index) is outside its ancestor \(here.index)"
        }
        steps += 1
        root = here
        above = groups[here].parent
      }
      if steps != depth[index] { return "group \(index) has depth \(depth[index]), not \(steps)" }
      if root != roots[index] { return "group \(index) has another class" }
    }
    return nil
  }
}

/// A group and its ancestors, nearest first.
public struct GroupPath: Sequence, IteratorProtocol, Sendable {
  private let groups: [PeopleGroup]
  private var current: Reference<PeopleGroup>?

  package init(from group: Reference<PeopleGroup>, in groups: [PeopleGroup]) {
    self.groups = groups
    current = group
  }

  /// The next ancestor.
  public mutating func next() -> Reference<PeopleGroup>? {
    guard let here = current else { return nil }
    current = groups[here].parent
    return here
  }
}

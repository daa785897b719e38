/// Finds the roots of modules: a component of facts is one if whatever it depends on is reached
/// through it only, and through one of its facts only.
///
/// A depth-first search dates every visit. A component is a module if everything below it is first
/// met after the search entered it and last met before the search left it.
struct ModuleSearch {
  /// The component of each fact; -1 outside the cone.
  private(set) var component: [Int]
  /// Whether each component is the root of a module. Targets and what is a single event are none.
  private(set) var isRoot: [Bool]
  /// The fact through which a component is reached, if it is the only one.
  private(set) var entry: [Int]
  /// The module of each component: the component that is its root, or the number of components.
  private(set) var owner: [Int]

  private static let several = -2

  /// - Complexity: O(facts + bodies).
  init(_ cone: MinimalSetsCone) {
    let count = cone.components.count
    component = [Int](repeating: -1, count: cone.factCount)
    for index in 0..<count {
      for fact in cone.components[index] { component[Int(fact)] = index }
    }
    entry = [Int](repeating: -1, count: count)
    // Edges between components; those of targets come from outside.
    var offsets = [0]
    var edges: [Int] = []
    var eventCounts = [Int](repeating: 0, count: count)
    for index in 0..<count {
      for fact in cone.components[index] {
        eventCounts[index] += cone.events[Int(fact)].count
        for clause in cone.clauses(of: Int(fact)) {
          for (below, _) in cone.clauses[clause].body where component[below] != index {
            edges.append(component[below])
            Self.enter(below, &entry[component[below]])
          }
        }
      }
      offsets.append(edges.count)
    }
    var roots: [Int] = []
    for case .fact(let fact) in cone.targets {
      roots.append(component[fact])
      Self.enter(fact, &entry[component[fact]])
    }

    var (time, first, last) = (
      0, [Int](repeating: -1, count: count), [Int](repeating: -1, count: count)
    )
    var left = first
    var next = Array(offsets.dropLast())
    var path: [Int] = []
    func visit(_ index: Int) {
      time += 1
      last[index] = time
      if first[index] < 0 {
        first[index] = time
        path.append(index)
      }
    }
    for root in roots {
      visit(root)
      while let index = path.last {
        if next[index] < offsets[index + 1] {
          next[index] += 1
          visit(edges[next[index] - 1])
        } else {
          path.removeLast()
          time += 1
          left[index] = time
        }
      }
    }

    isRoot = [Bool](repeating: false, count: count)
    var earliest = [Int](repeating: .max, count: count)
    var latest = [Int](repeating: 0, count: count)
    var belowCounts = eventCounts
    for index in 0..<count {
      for below in edges[offsets[index]..<offsets[index + 1]] {
        earliest[index] = min(earliest[index], first[below], earliest[below])
        latest[index] = max(latest[index], last[below], latest[below])
        // Shared ones count more than once, which is enough for telling one from several.
        belowCounts[index] = min(2, belowCounts[index] + belowCounts[below])
      }
      isRoot[index] =
        entry[index] >= 0 && belowCounts[index] > 1 && earliest[index] > first[index]
        && latest[index] < left[index]
    }
    if roots.count == 1 { isRoot[roots[0]] = false }
    owner = [Int](repeating: count, count: count)
    for index in stride(from: count - 1, through: 0, by: -1) {
      if isRoot[index] { owner[index] = index }
      for below in edges[offsets[index]..<offsets[index + 1]] { owner[below] = owner[index] }
    }
  }

  private static func enter(_ fact: Int, _ entry: inout Int) {
    if entry == -1 { entry = fact } else if entry != fact { entry = several }
  }
}

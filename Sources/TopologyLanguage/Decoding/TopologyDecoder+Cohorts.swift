import SourceText
import TopologyModel

/// Decodes cohorts.
extension TopologyDecoder {
  mutating func decodeCohorts(_ entries: [Entry]) {
    for (index, entry) in entries.enumerated() {
      guard let record = record(entry.body, .cohort, name: entry.name) else { continue }
      var cohort = topology.cohorts[index]
      cohort.label = text(.label, record)
      cohort.size = count(.count, record) ?? .unknown
      cohort.countPosition = keyNode(.count, record).map(arena.position)
      cohort.disjoint = boolean(.disjoint, record) ?? false
      cohort.source = reference(.source, record, .source)
      cohort.controller = reference(.controller, record, .organization)
      if let node = required(.of, record, "a cohort") {
        cohort.of = parts(node)
        if arena.kind(node) == .list, arena.children(node).isEmpty {
          report(.emptyList, "a cohort needs at least one group", at: node)
        }
      }
      topology.cohorts[index] = cohort
    }
    checkCohorts(entries)
  }

  /// Checks that no cohort is part of itself, and that all parts of a cohort are of one class.
  private mutating func checkCohorts(_ entries: [Entry]) {
    enum State { case unseen, open, done }
    var states = [State](repeating: .unseen, count: entries.count)
    var classes = [Int?](repeating: nil, count: entries.count)
    var order: [Int] = []
    var circles: Set<Int> = []
    for start in entries.indices where states[start] == .unseen {
      // Depth-first search with an explicit stack; `next` is the next part to visit.
      var stack = [(cohort: start, next: 0)]
      states[start] = .open
      while let top = stack.last {
        let parts = topology.cohorts[top.cohort].of
        guard top.next < parts.count else {
          states[top.cohort] = .done
          order.append(top.cohort)
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        guard case .cohort(let part) = parts[top.next] else { continue }
        switch states[part.index] {
        case .done: break
        case .unseen:
          states[part.index] = .open
          stack.append((part.index, 0))
        case .open:
          circles.insert(top.cohort)
          report(
            .cohortCircle, "'\(entries[part.index].id)' is part of itself",
            at: partNode(top.cohort, entries, id: entries[part.index].id),
            notes: [Diagnostic.Note("defined here", at: topology.cohorts[part].position)])
        }
      }
    }
    guard circles.isEmpty else {
      for cohort in circles { topology.cohorts[cohort].of = [] }
      return
    }
    guard checkDepth(order, entries) else { return }
    let roots = topology.tree.roots.map(\.index)
    for cohort in order {
      for part in topology.cohorts[cohort].of {
        let (partClass, id) =
          switch part {
          case .group(let group): (Optional(roots[group.index]), topology.groups[group].id)
          case .cohort(let other): (classes[other.index], topology.cohorts[other].id)
          }
        guard let partClass else { continue }
        guard let first = classes[cohort], first != partClass else {
          classes[cohort] = partClass
          continue
        }
        let (own, before) = (topology.groups[partClass].id, topology.groups[first].id)
        report(
          .cohortOfTwoClasses,
          "'\(id)' belongs to class '\(own)', the parts before it to '\(before)'",
          at: partNode(cohort, entries, id: id),
          help: "classes are different people; define one cohort per class")
        break
      }
    }
  }

  /// Whether cohorts of cohorts are no deeper than lists and maps may be. Every question about people follows them
  /// down, so that a long chain would cost its square.
  /// - Parameter order: The cohorts, each after its parts.
  private mutating func checkDepth(_ order: [Int], _ entries: [Entry]) -> Bool {
    let most = limits.depth
    var depths = [Int](repeating: 1, count: entries.count)
    for cohort in order {
      for case .cohort(let part) in topology.cohorts[cohort].of {
        depths[cohort] = max(depths[cohort], depths[part.index] + 1)
      }
    }
    guard let deep = order.first(where: { depths[$0] > most }) else { return true }
    report(
      .tooDeep, "cohorts are nested more than \(most) levels deep", at: entries[deep].name,
      help: "name the groups themselves in 'of'")
    for cohort in order where depths[cohort] > most {
      topology.cohorts[cohort].of = []
    }
    return false
  }

  /// The place where a cohort names one of its parts.
  private func partNode(_ cohort: Int, _ entries: [Entry], id: String) -> Node {
    let body = entries[cohort].body
    guard let of = arena.value(.of, of: body) else { return entries[cohort].name }
    guard arena.kind(of) == .list else { return of }
    return arena.children(of).first { arena.isScalar($0) && name($0) == id } ?? of
  }
}

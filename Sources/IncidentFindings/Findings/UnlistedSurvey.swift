package import Lowering
import Population
package import Propagation
package import TopologyModel

/// What one world leaves open: what was read without the file's listing what it is, or of whom, and people who may be
/// in several groups at once.
package struct UnlistedSurvey {
  private let topology: Topology
  /// perhaps(f, g), as read; sorted.
  private let read: [UnlistedCell]
  /// perhaps-known(f, g), for the fields that inferences and leaks speak of.
  private let known: [Reference<DataField>: [Reference<PeopleGroup>]]

  /// - Parameter overlaps: Whether somebody in an overlap counts as perhaps anybody in one of its groups. Otherwise only
  ///   overlaps beyond the limits do.
  /// - Complexity: O(facts of what is not listed, and of overlaps).
  package init(
    _ exposure: ExposureProgram, _ world: WorldResult, withOverlaps overlaps: Bool = true
  ) {
    let topology = exposure.topology
    self.topology = topology
    var read = exposure.perhaps.filter { world.holds($0.value) }.map(\.key)
    var known: [Reference<DataField>: [Reference<PeopleGroup>]] = [:]
    func isMeant(_ people: PeopleOverlap) -> Bool { overlaps || !people.isExact }
    // Where nothing is read that is not listed, only overlaps leave something open.
    let isOpen =
      !read.isEmpty
      || exposure.overlapsExposed.contains { isMeant($0.key.people) && world.holds($0.value) }
    if isOpen {
      for (cell, fact) in exposure.perhapsKnown where world.holds(fact) {
        known[cell.field, default: []].append(cell.group)
      }
    }
    for (cell, fact) in exposure.overlapsExposed where isMeant(cell.people) && world.holds(fact) {
      read.append(UnlistedCell(cell.field, topology.smallest(of: cell.people.groups)))
    }
    for (cell, fact) in exposure.overlapsKnown where isMeant(cell.people) && world.holds(fact) {
      known[cell.field, default: []].append(topology.smallest(of: cell.people.groups))
    }
    self.read = Set(read).sorted()
    self.known = known
  }

  /// Only what was read at some places.
  package init(_ cells: some Sequence<UnlistedCell>, in topology: Topology) {
    self.topology = topology
    read = Set(cells).sorted()
    known = [:]
  }

  /// Fields that may be known of somebody, because of what follows.
  package var knownFields: Set<Reference<DataField>> { Set(known.keys) }

  /// Whether nothing is left open.
  package var isEmpty: Bool { read.isEmpty }

  /// Groups for which a field may be exposed or, when asked, derivable; all classes where nobody says of whom
  /// it is. Some may be below others.
  /// - Complexity: O(cells).
  package func groups(
    of field: Reference<DataField>, orDerivable: Bool = true
  ) -> Set<Reference<PeopleGroup>> {
    var result = orDerivable ? Set(known[field] ?? []) : []
    for cell in read where cell.field == nil || cell.field == field {
      if let group = cell.group {
        result.insert(group)
      } else {
        result.formUnion(topology.personClasses)
      }
    }
    return result
  }

  /// Groups of whom some field may be exposed that speaks of a person; all classes where nobody says of whom it
  /// is.
  package var groups: Set<Reference<PeopleGroup>> {
    var result: Set<Reference<PeopleGroup>> = []
    for cell in read where cell.field.map({ topology.exposesPeople($0) }) ?? true {
      if let group = cell.group {
        result.insert(group)
      } else {
        result.formUnion(topology.personClasses)
      }
    }
    return result
  }

  /// The fields that were read of people of a class, or of people whom the file does not name, and what may
  /// follow.
  package func fields(in root: Reference<PeopleGroup>) -> Set<Reference<DataField>> {
    let isMeant = { (group: Reference<PeopleGroup>?) in
      group.map { topology.isGroup($0, atOrBelow: root) } ?? true
    }
    return Set(read.filter { isMeant($0.group) }.compactMap(\.field))
      .union(known.filter { $0.value.contains(where: isMeant) }.keys)
  }
}

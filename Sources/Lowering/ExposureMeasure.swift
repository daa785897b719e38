import Population
public import TopologyModel

/// Which exposure is counted.
public enum ExposureMeasure: Hashable, Sendable {
  /// People of whom anything comes out that is not public.
  case people
  /// People of whom something at least this grave comes out.
  case tier(Gravity)
  /// People of whom this field comes out.
  case field(Reference<DataField>)
}

extension LoweredTopology {
  /// Whether a field of a group counts, if it is exposed: it speaks of a person, is not public, and everybody
  /// cannot read it anyway, without any event. A field whose kind the file does not say counts as `simple`, and
  /// perhaps as anything graver.
  public func isCounted(_ cell: FieldOfGroup, as measure: ExposureMeasure = .people) -> Bool {
    guard topology.exposesPeople(cell.field), !isOpenToEveryone(cell) else { return false }
    switch measure {
    case .people: return true
    case .tier(let tier): return (topology.gravity(of: cell.field) ?? .simple) >= tier
    case .field(let field): return cell.field == field
    }
  }

  /// Whether everybody can read a field of a group, without any event.
  public func isOpenToEveryone(_ cell: FieldOfGroup) -> Bool {
    !openCells.isEmpty
      && topology.path(from: cell.group).contains {
        openCells.contains(FieldOfGroup(cell.field, $0))
      }
  }

  /// The tiers of the fields that some dataset holds about a class and that count, the gravest first; `simple`
  /// where the file says of none what kind of data it is. Empty for a class about which nothing is held.
  /// - Complexity: O(what is carried).
  public func tiers(of root: Reference<PeopleGroup>) -> [Gravity] {
    let (lineage, roots) = (exposure.lineage, people.roots)
    var found: Set<Gravity> = []
    for field in topology.fields.references where topology.exposesPeople(field) {
      let isHeld = lineage.facts(of: field).contains {
        roots[lineage.carried[Int($0)].group.index] == root
      }
      if isHeld { found.insert(topology.gravity(of: field) ?? .simple) }
    }
    return found.sorted(by: >)
  }
}

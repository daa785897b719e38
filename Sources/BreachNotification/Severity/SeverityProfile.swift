import IncidentFindings
import Lowering
import Population
import Propagation
import TopologyModel

/// Groups about which the same fields are known.
struct SeverityProfile {
  var groups: [Reference<PeopleGroup>]
  /// The topmost groups with this profile.
  var all: [Reference<PeopleGroup>] = []
  var exposed: [Reference<DataField>]
  var derivable: [Reference<DataField>]
  /// Data that was made unavailable but not read.
  var lost: [Reference<DataField>]
  /// Whether something was read that the file does not list, or of those among them who are in several groups at once.
  var isUnknown = false
  /// Whether the former.
  var isUnlisted = false

  /// Why nobody knows what was read.
  var doubt: SeverityReason { isUnlisted ? .contentUnlisted : .readOfOverlap }

  /// The affected data: what was read, or otherwise what was made unavailable.
  var concerned: [Reference<DataField>] { exposed.isEmpty ? lost : exposed }
}

extension SeverityProfile {
  /// What is known about each group, including what is known about its ancestors: the profiles of each class.
  /// - Complexity: O(cells × depth), for all classes together.
  static func all(
    _ analysis: IncidentAnalysis, _ survey: BreachSurvey
  ) -> [Reference<PeopleGroup>: [SeverityProfile]] {
    let topology = analysis.lowered.topology
    let exposure = analysis.lowered.exposure
    let world = analysis.world
    let roots = analysis.lowered.people.roots
    typealias Fields = [Reference<PeopleGroup>: Set<Reference<DataField>>]
    var exposed: Fields = [:]
    var known: Fields = [:]
    for (cell, fact) in exposure.exposed
    where world.holds(fact) && topology.isAboutPeople(cell.field) {
      exposed[cell.group, default: []].insert(cell.field)
    }
    for (cell, fact) in exposure.known
    where world.holds(fact) && topology.isAboutPeople(cell.field) {
      known[cell.group, default: []].insert(cell.field)
    }
    func inherited(_ fields: Fields, _ group: Reference<PeopleGroup>) -> Set<Reference<DataField>> {
      topology.path(from: group).reduce(into: []) { $0.formUnion(fields[$1] ?? []) }
    }
    // About people whose data was only made unavailable, nothing is known; this is a profile, too.
    var lost: Fields = [:]
    for entry in survey.unavailable
    where topology.isAboutPeople(entry.cell.field) {
      lost[entry.cell.group, default: []].insert(entry.cell.field)
    }
    let unlisted = UnlistedSurvey(exposure, world, withOverlaps: false).groups
    // Of these something more may be known than of all of their groups.
    var both = unlisted
    for (cell, fact) in exposure.overlapsExposed.merging(
      exposure.overlapsKnown, uniquingKeysWith: { $1 })
    where world.holds(fact) && topology.isAboutPeople(cell.field)
      && !cell.people.groups.contains(where: { group in
        topology.path(from: group).contains {
          exposed[$0]?.contains(cell.field) ?? false || known[$0]?.contains(cell.field) ?? false
        }
      })
    {
      both.insert(topology.smallest(of: cell.people.groups))
    }
    struct Kind: Hashable {
      var root: Reference<PeopleGroup>
      var fields: [Set<Reference<DataField>>]
      var isUnknown: Bool
      var isUnlisted: Bool
    }
    var profiles: [SeverityProfile] = []
    var places: [Kind: Int] = [:]
    for group in Set(exposed.keys).union(known.keys).union(lost.keys).union(both).sorted() {
      let isUnknown = topology.isGroup(group, atOrBelowAnyOf: both)
      let isUnlisted = topology.isGroup(group, atOrBelowAnyOf: unlisted)
      let open = inherited(exposed, group)
      let derivable = inherited(known, group).subtracting(open)
      let gone = inherited(lost, group).subtracting(open)
      let kind = Kind(
        root: roots[group.index], fields: [open, derivable, gone], isUnknown: isUnknown,
        isUnlisted: isUnlisted)
      if let place = places[kind] {
        profiles[place].groups.append(group)
      } else {
        places[kind] = profiles.count
        profiles.append(
          SeverityProfile(
            groups: [group], exposed: open.sorted(), derivable: derivable.sorted(),
            lost: gone.sorted(), isUnknown: isUnknown,
            isUnlisted: isUnlisted))
      }
    }
    let whole = profiles.map { profile in
      var profile = profile
      profile.all = profile.groups
      profile.groups = topology.highest(profile.groups)
      return profile
    }
    return Dictionary(grouping: whole) { roots[$0.all[0].index] }
  }
}

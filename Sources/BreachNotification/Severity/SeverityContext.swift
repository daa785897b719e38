import IncidentFindings
import Lowering
import Population
import Propagation
import TopologyModel

/// The inputs for the severity factors of one class.
struct SeverityContext {
  /// Groups about which the same fields are known.
  struct Profile {
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

  let analysis: IncidentAnalysis
  let survey: BreachSurvey
  let root: Reference<PeopleGroup>
  let profiles: [Profile]

  init(_ analysis: IncidentAnalysis, survey: BreachSurvey, of root: Reference<PeopleGroup>) {
    self.analysis = analysis
    self.survey = survey
    self.root = root
    profiles = Self.profiles(analysis, survey, root)
  }

  private var topology: Topology { analysis.lowered.topology }

  /// What is known about each group, including what is known about its ancestors.
  private static func profiles(
    _ analysis: IncidentAnalysis, _ survey: BreachSurvey, _ root: Reference<PeopleGroup>
  ) -> [Profile] {
    let topology = analysis.lowered.topology
    let exposure = analysis.lowered.exposure
    let roots = analysis.lowered.people.roots
    typealias Fields = [Reference<PeopleGroup>: Set<Reference<DataField>>]
    var exposed: Fields = [:]
    var known: Fields = [:]
    for (cell, fact) in exposure.exposed
    where roots[cell.group.index] == root && analysis.world.holds(fact)
      && topology.fields[cell.field].about == .person
    {
      exposed[cell.group, default: []].insert(cell.field)
    }
    for (cell, fact) in exposure.known
    where roots[cell.group.index] == root && analysis.world.holds(fact)
      && topology.fields[cell.field].about == .person
    {
      known[cell.group, default: []].insert(cell.field)
    }
    func inherited(_ fields: Fields, _ group: Reference<PeopleGroup>) -> Set<Reference<DataField>> {
      topology.path(from: group).reduce(into: []) { $0.formUnion(fields[$1] ?? []) }
    }
    // About people whose data was only made unavailable, nothing is known; this is a profile, too.
    var lost: Fields = [:]
    for entry in survey.unavailable
    where roots[entry.cell.group.index] == root
      && topology.fields[entry.cell.field].about == .person
    {
      lost[entry.cell.group, default: []].insert(entry.cell.field)
    }
    let unlisted = UnlistedSurvey(exposure, analysis.world, withOverlaps: false).groups.filter {
      roots[$0.index] == root
    }
    // Of these something more may be known than of all of their groups.
    var both = unlisted
    for (cell, fact) in exposure.overlapsExposed.merging(
      exposure.overlapsKnown, uniquingKeysWith: { $1 })
    where roots[cell.people.groups[0].index] == root && analysis.world.holds(fact)
      && topology.fields[cell.field].about == .person
      && !cell.people.groups.contains(where: { group in
        topology.path(from: group).contains {
          exposed[$0]?.contains(cell.field) ?? false || known[$0]?.contains(cell.field) ?? false
        }
      })
    {
      both.insert(topology.smallest(of: cell.people.groups))
    }
    struct Kind: Hashable {
      var fields: [Set<Reference<DataField>>]
      var isUnknown: Bool
      var isUnlisted: Bool
    }
    var profiles: [Profile] = []
    var places: [Kind: Int] = [:]
    for group in Set(exposed.keys).union(known.keys).union(lost.keys).union(both).sorted() {
      let isUnknown = topology.isGroup(group, atOrBelowAnyOf: both)
      let isUnlisted = topology.isGroup(group, atOrBelowAnyOf: unlisted)
      let open = inherited(exposed, group)
      let derivable = inherited(known, group).subtracting(open)
      let gone = inherited(lost, group).subtracting(open)
      let kind = Kind(
        fields: [open, derivable, gone], isUnknown: isUnknown, isUnlisted: isUnlisted)
      if let place = places[kind] {
        profiles[place].groups.append(group)
      } else {
        places[kind] = profiles.count
        profiles.append(
          Profile(
            groups: [group], exposed: open.sorted(), derivable: derivable.sorted(),
            lost: gone.sorted(), isUnknown: isUnknown,
            isUnlisted: isUnlisted))
      }
    }
    return profiles.map { profile in
      var profile = profile
      profile.all = profile.groups
      profile.groups = topology.highest(profile.groups)
      return profile
    }
  }

  /// All factors of a profile in the method's order, with the values set in the file.
  func factors(_ profile: Profile) -> [SeverityFactor] {
    let judgements = analysis.scenario.incident.map { topology.incidents[$0].severity } ?? []
    return SeverityJudgement.Factor.allCases.map { factor in
      var found: SeverityFactor
      switch factor {
      case .processingContext: found = processingContext(profile)
      case .identification: found = identification(profile)
      case .confidentiality: found = confidentiality(profile)
      case .integrity: found = integrity()
      case .availability: found = availability()
      case .malice: found = malice()
      }
      found.judgement = judgements.first { $0.factor == factor }
      return found
    }
  }
}

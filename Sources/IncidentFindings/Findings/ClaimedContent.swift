import Lowering
import Population
import Propagation
import TopologyModel

/// What the numbers and fields of one claim are compared with: what came out at its places or, for a claim of
/// what is `held`, what is held there.
struct ClaimedContent {
  private let lowered: LoweredTopology
  private let claim: Claim
  /// What came out.
  private let cells: Set<FieldOfGroup>
  /// What the claim's numbers are of.
  private let counted: Set<FieldOfGroup>
  /// What may have come out, or be held, besides.
  private let unlisted: UnlistedSurvey
  private let places: ClaimedPlaces

  init(_ lowered: LoweredTopology, _ world: WorldResult, _ claim: Claim) {
    self.lowered = lowered
    self.claim = claim
    let places = ClaimedPlaces(claim.at, lowered, world)
    self.places = places
    cells = places.exposed
    counted = claim.isOfHeld ? places.held : cells
    unlisted = UnlistedSurvey(
      claim.isOfHeld ? places.unlistedHeld : places.unlistedExposed, in: lowered.topology)
  }

  private var topology: Topology { lowered.topology }

  // MARK: - Fields

  /// Every field that came out of somebody in some groups.
  func exposed(of named: [Reference<PeopleGroup>]) -> Set<Reference<DataField>> {
    let topology = topology
    var fields: Set<Reference<DataField>> = []
    for cell in cells where !fields.contains(cell.field) {
      if named.contains(where: { topology.areRelated(cell.group, $0) }) {
        fields.insert(cell.field)
      }
    }
    return fields
  }

  /// Whether a field may have come out of somebody in some groups.
  func mayConcern(_ field: Reference<DataField>, _ named: [Reference<PeopleGroup>]) -> Bool {
    unlisted.groups(of: field).contains { group in
      named.contains { topology.areRelated(group, $0) }
    }
  }

  // MARK: - Numbers

  /// The records of the datasets there of which something was read or, for a claim of what is held, of all.
  var records: [RecordsFinding] {
    let named = claim.people.map { topology.groups(naming: [$0]) } ?? []
    let survey = RecordsSurvey(lowered, world: places.world)
    let datasets = claim.isOfHeld ? places.datasets : places.datasetsRead
    return datasets.filter { survey.concerns(named, $0) }.map {
      claim.isOfHeld ? survey.held($0) : survey.read($0)
    }
  }

  /// Groups of whom one of the claim's fields is among what is counted, or any field where it names none.
  var groups: Set<Reference<PeopleGroup>> {
    Set(
      counted.filter { cell in
        claim.countedFields.isEmpty
          ? topology.fields[cell.field].about == .person
          : claim.countedFields.contains(cell.field)
      }.map(\.group))
  }

  /// Groups of whom that may be so.
  private var perhaps: Set<Reference<PeopleGroup>> {
    claim.countedFields.isEmpty
      ? unlisted.groups
      : claim.countedFields.reduce(into: []) { $0.formUnion(unlisted.groups(of: $1)) }
  }

  /// Groups of whom that is so or may be.
  var possibleGroups: Set<Reference<PeopleGroup>> { groups.union(perhaps) }

  /// Whether somebody may be among those counted of whom the file does not say so.
  var mayBeMore: Bool { !perhaps.isEmpty }

  /// How many of the claim's people have at least one of its fields among what is counted or, where it says so,
  /// all of them.
  func people(within people: Cohort.Part) -> CountInterval {
    guard claim.isOfEach, claim.exposed.count > 1 else {
      return count(groups, perhaps: perhaps, within: people)
    }
    return together(
      claim.exposed.map { field in
        let groups = Set(counted.filter { $0.field == field }.map(\.group))
        return (groups, unlisted.groups(of: field))
      }, within: people)
  }

  private func count(
    _ groups: Set<Reference<PeopleGroup>>, perhaps: Set<Reference<PeopleGroup>>,
    within people: Cohort.Part
  ) -> CountInterval {
    let settled = lowered.people.within(people, of: groups.sorted())
    guard !perhaps.isEmpty else { return settled }
    let all = lowered.people.within(people, of: groups.union(perhaps).sorted())
    // Of whom exposure cannot be excluded are those of whom it is unknown, too.
    let isOfOpen = claim.exposed.isEmpty && !claim.notExcluded.isEmpty
    return CountInterval(low: isOfOpen ? all.low : settled.low, high: all.high)
  }

  /// How many are in all of several unions of groups: at least those in groups that lie in all of them, and
  /// what the sizes together leave no room to avoid; at most the fewest in one of them, of groups that may
  /// overlap the others.
  private func together(
    _ sets: [(groups: Set<Reference<PeopleGroup>>, perhaps: Set<Reference<PeopleGroup>>)],
    within people: Cohort.Part
  ) -> CountInterval {
    let counter = lowered.people
    let all = sets.map { $0.groups.union($0.perhaps) }
    let common = Set(sets.flatMap(\.groups)).filter { group in
      sets.allSatisfy { topology.isGroup(group, atOrBelowAnyOf: $0.groups) }
    }
    var result = CountInterval(
      low: counter.within(people, of: common.sorted()).low, high: topology.size(people).high)
    var sum: Int? = 0
    for (place, groups) in all.enumerated() {
      let overlapping = groups.filter { group in
        all.indices.allSatisfy { other in
          other == place || all[other].contains { !counter.isApart(group, $0) }
        }
      }
      if let high = counter.within(people, of: overlapping.sorted()).high {
        result.high = min(result.high ?? high, high)
      }
      sum = CountInterval.sum(sum, counter.within(people, of: sets[place].groups.sorted()).low)
    }
    if let sum, let size = topology.size(people).high {
      let (others, overflow) = size.multipliedReportingOverflow(by: sets.count - 1)
      if !overflow { result.low = max(result.low, sum - others) }
    }
    return result
  }
}

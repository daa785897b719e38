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
  private let cells: [Reference<DataField>: [Reference<PeopleGroup>]]
  /// The same of people in several groups at once.
  private let overlaps: Set<FieldOfOverlap>
  /// What the claim's numbers are of.
  private let counted: [Reference<DataField>: [Reference<PeopleGroup>]]
  private let countedOverlaps: Set<FieldOfOverlap>
  /// What may have come out, or be held, besides.
  private let unlisted: UnlistedSurvey
  private let places: ClaimedPlaces

  /// What came out at some places, by field.
  struct CameOut {
    fileprivate let cells: [Reference<DataField>: [Reference<PeopleGroup>]]
    fileprivate let overlaps: Set<FieldOfOverlap>

    /// - Complexity: O(what is read).
    init(_ places: ClaimedPlaces) {
      cells = ClaimedContent.byField(places.exposed)
      overlaps = places.overlapsExposed
    }
  }

  /// - Parameter everywhere: What came out in all, where it is known already.
  init(
    _ lowered: LoweredTopology, _ world: WorldResult, _ claim: Claim, everywhere: CameOut? = nil
  ) {
    self.lowered = lowered
    self.claim = claim
    let places = ClaimedPlaces(claim.at, lowered, world)
    self.places = places
    let cameOut = (claim.at.isEmpty ? everywhere : nil) ?? CameOut(places)
    cells = cameOut.cells
    overlaps = cameOut.overlaps
    counted = claim.isOfHeld ? Self.byField(places.held) : cells
    countedOverlaps = claim.isOfHeld ? places.overlapsHeld : overlaps
    unlisted = UnlistedSurvey(
      claim.isOfHeld ? places.unlistedHeld : places.unlistedExposed, in: lowered.topology)
  }

  private static func byField(
    _ cells: Set<FieldOfGroup>
  ) -> [Reference<DataField>: [Reference<PeopleGroup>]] {
    Dictionary(grouping: cells, by: \.field).mapValues { $0.map(\.group) }
  }

  private var topology: Topology { lowered.topology }

  // MARK: - Fields

  /// Whether a field came out of somebody among the claim's people.
  enum Reach {
    case exposed
    /// Perhaps: of somebody whom the file does not name, or who may be one of these people.
    case possible
    /// Of others, who may be among these people, too.
    case shared
    case safe
  }

  /// Whether a field came out of somebody among some people.
  /// - Parameter known: Counts, too, for a claim that speaks of no places: nobody derives at a place.
  func reach(
    _ field: Reference<DataField>, of people: Cohort.Part, orIn known: DerivableContent? = nil
  ) -> Reach {
    guard let known, claim.at.isEmpty else {
      return reach(cells[field] ?? [], of: field, overlaps, unlisted, people)
    }
    return reach(known.cells[field] ?? [], of: field, known.overlaps, known.unlisted, people)
  }

  private func reach(
    _ cells: [Reference<PeopleGroup>], of field: Reference<DataField>,
    _ overlaps: Set<FieldOfOverlap>, _ unlisted: UnlistedSurvey, _ people: Cohort.Part
  ) -> Reach {
    let named = topology.groups(naming: [people])
    let tree = topology.tree
    func isRelated(_ group: Reference<PeopleGroup>) -> Bool {
      named.contains { tree.areRelated(group, $0) }
    }
    if cells.contains(where: isRelated) { return .exposed }
    // People of groups beside these may be among them, too, unless the file says or its counts force that nobody is.
    let root = topology.personClass(of: people)
    func isOfClass(_ group: Reference<PeopleGroup>) -> Bool { tree.roots[group.index] == root }
    var content = Content(cells.filter(isOfClass), of: field, overlaps, unlisted)
    content.union.overlaps.removeAll { !$0.contains(where: isOfClass) }
    content.perhaps = content.perhaps.filter(isOfClass)
    if content.isEmpty { return .safe }
    let count = count(content.union, perhaps: content.perhaps, within: people)
    guard count.low == 0, count.high != 0 else { return count.low > 0 ? .exposed : .safe }
    let isOpen = content.perhaps.contains(where: isRelated) || !content.union.overlaps.isEmpty
    return isOpen || content.union.groups.isEmpty ? .possible : .shared
  }

  // MARK: - Numbers

  /// People of whom something is counted.
  private struct Content {
    var union: PeopleUnion
    var perhaps: Set<Reference<PeopleGroup>>

    init(
      _ groups: [Reference<PeopleGroup>], of field: Reference<DataField>,
      _ overlaps: Set<FieldOfOverlap>, _ unlisted: UnlistedSurvey
    ) {
      let some = overlaps.filter { $0.field == field }.map(\.people).sorted()
      union = PeopleUnion(
        groups.sorted(),
        overlaps: some.filter(\.isExact).map(\.groups))
      perhaps = unlisted.groups(of: field).union(some.filter { !$0.isExact }.map { $0.groups[0] })
    }

    var isEmpty: Bool { union.groups.isEmpty && union.overlaps.isEmpty && perhaps.isEmpty }
  }

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
    counted.reduce(into: []) { groups, entry in
      if isMeant(entry.key) { groups.formUnion(entry.value) }
    }
  }

  private func isMeant(_ field: Reference<DataField>) -> Bool {
    claim.countedFields.isEmpty
      ? topology.isAboutPeople(field) : claim.countedFields.contains(field)
  }

  /// Groups of whom that may be so.
  private var perhaps: Set<Reference<PeopleGroup>> {
    let listed =
      claim.countedFields.isEmpty
      ? unlisted.groups
      : claim.countedFields.reduce(into: []) { $0.formUnion(unlisted.groups(of: $1)) }
    return listed.union(
      countedOverlaps.filter { isMeant($0.field) && !$0.people.isExact }.map {
        $0.people.groups[0]
      })
  }

  /// Groups of whom that is so or may be.
  var possibleGroups: Set<Reference<PeopleGroup>> { groups.union(perhaps) }

  /// Whether somebody may be among those counted of whom the file does not say so.
  var mayBeMore: Bool {
    let groups = groups
    return !perhaps.isEmpty
      || countedOverlaps.contains { cell in
        isMeant(cell.field)
          && !cell.people.groups.contains { topology.isGroup($0, atOrBelowAnyOf: groups) }
      }
  }

  /// How many of the claim's people have at least one of its fields among what is counted or, where it says so,
  /// as many of them as it says.
  func people(within people: Cohort.Part) -> CountInterval {
    guard let numbers = claim.fieldsTogether, claim.exposed.count > 1 else {
      let both = Set(
        countedOverlaps.filter { isMeant($0.field) && $0.people.isExact }.map(\.people))
      return count(
        PeopleUnion(groups.sorted(), overlaps: both.sorted().map(\.groups)), perhaps: perhaps,
        within: people)
    }
    return together(
      claim.exposed.map { Content(counted[$0] ?? [], of: $0, countedOverlaps, unlisted) },
      numbers, within: people)
  }

  /// The groups whose assumed even split that number hangs on.
  func evenSplits(within people: Cohort.Part) -> [Reference<PeopleGroup>] {
    lowered.people.evenSplits(
      of: PeopleUnion(topology.highest(possibleGroups)), in: topology.personClass(of: people),
      within: people)
  }

  private func count(
    _ union: PeopleUnion, perhaps: Set<Reference<PeopleGroup>>, within people: Cohort.Part
  ) -> CountInterval {
    let root = topology.personClass(of: people)
    let settled = lowered.people.count(union, in: root, within: people)
    guard !perhaps.isEmpty else { return settled }
    var all = union
    all.groups = Set(union.groups).union(perhaps).sorted()
    let most = lowered.people.count(all, in: root, within: people)
    // Of whom exposure cannot be excluded are those of whom it is unknown, too.
    let isOfOpen = claim.exposed.isEmpty && !claim.notExcluded.isEmpty
    return CountInterval(low: isOfOpen ? most.low : settled.low, high: most.high)
  }

  /// How many have so many of several contents; beyond the budget at least none, and at most as many as one of them, or
  /// all together, have.
  private func together(
    _ contents: [Content], _ numbers: ClosedRange<Int>, within people: Cohort.Part
  ) -> CountInterval {
    let joint = JointCount(
      lowered.people, in: topology.personClass(of: people), within: people,
      settled: contents.map(\.union),
      possible: contents.map { content in
        PeopleUnion(
          Set(content.union.groups).union(content.perhaps).sorted(),
          overlaps: content.union.overlaps)
      })
    return joint.bounds(having: numbers) ?? joint.widerBounds(having: numbers)
  }
}

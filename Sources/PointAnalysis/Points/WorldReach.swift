import Lowering
import Population
import Propagation
import TopologyModel

/// What one world exposes, in the form of the findings.
struct WorldReach {
  /// Classes with exposed people, or with people whose unlisted data is read, in the order of the file. The latter raise
  /// only upper bounds.
  var classes: [ClassReach] = []
  /// The topmost exposed groups of each of these classes.
  var groups: [Reference<PeopleGroup>: [Reference<PeopleGroup>]] = [:]
  /// Exposed fields, sorted by id.
  var fields: [Reference<DataField>] = []
  /// Fields that are derivable but not exposed for some class, sorted by id.
  var derivable: [Reference<DataField>] = []
}

/// Converts the facts of a world to people and fields. Sets of groups with the same count are counted once.
final class WorldReachReader {
  /// The facts to evaluate in each world: what is exposed, then what is known.
  let targets: [ClauseProgram.Fact]
  private let cells: [FieldOfGroup]
  /// What may be exposed, behind these.
  private let perhaps: [UnlistedCell]
  /// What is exposed of people in several groups at once, behind these.
  private let overlaps: [FieldOfOverlap]
  private let exposedCount: Int
  private let lowered: LoweredTopology
  /// Which exposure makes a single point; nil: the gravest that is held about a class.
  private let measure: ExposureMeasure?
  /// The tiers of what is held about each class, the gravest first.
  private let tiers: [Reference<PeopleGroup>: [Gravity]]
  private var counted: [AlikeGroups: ClassReach] = [:]
  private var alike: AlikeGroupsIndex
  /// The tier of each field; nil where the file does not say what kind of data it is.
  private let gravities: [Gravity?]

  /// The highest groups of whom something of a tier is held.
  private struct Held: Hashable {
    var root: Reference<PeopleGroup>
    var tier: Gravity
  }
  private var held: [Held: (groups: [Reference<PeopleGroup>], size: CountInterval)] = [:]

  /// - Parameter ofEveryTier: Whether people are counted at every tier, not only at those that are held about a class.
  init(
    _ lowered: LoweredTopology, _ measure: ExposureMeasure? = nil, ofEveryTier: Bool = false
  ) {
    self.lowered = lowered
    self.measure = measure
    alike = AlikeGroupsIndex(lowered.people)
    gravities = lowered.topology.fields.references.map(lowered.topology.gravity(of:))
    tiers = Dictionary(
      uniqueKeysWithValues: lowered.topology.personClasses.map {
        ($0, ofEveryTier ? Gravity.allCases.sorted(by: >) : lowered.tiers(of: $0))
      })
    let exposed = lowered.exposure.exposed.sorted { $0.value < $1.value }
    let known = lowered.exposure.known.sorted { $0.value < $1.value }
    exposedCount = exposed.count
    let perhaps = lowered.exposure.perhaps.sorted { $0.value < $1.value }
    let overlaps = lowered.exposure.overlapsExposed.sorted { $0.value < $1.value }
    self.perhaps = perhaps.map(\.key)
    self.overlaps = overlaps.map(\.key)
    targets =
      exposed.map(\.value) + known.map(\.value) + perhaps.map(\.value) + overlaps.map(\.value)
    cells = exposed.map(\.key) + known.map(\.key)
  }

  /// The groups of one class of whom something came out.
  private struct Groups {
    /// Anything that counts.
    var people: Set<Reference<PeopleGroup>> = []
    /// Something of exactly this tier.
    var ofTier: [Gravity: Set<Reference<PeopleGroup>>] = [:]
    /// Something of which the file does not say how grave it is.
    var ofAnyTier: Set<Reference<PeopleGroup>> = []
    /// The field asked about.
    var ofField: Set<Reference<PeopleGroup>> = []
    /// Of whom something was read that the file does not list, or perhaps came out.
    var perhaps: Set<Reference<PeopleGroup>> = []
    /// People in several groups at once of whom something counts, by its tier, and whether it is the field asked
    /// about.
    var overlaps: Set<Overlap> = []
  }

  private struct Overlap: Hashable {
    var groups: [Reference<PeopleGroup>]
    var tier: Gravity
    var isOfField: Bool
  }

  /// What a world exposes, given the targets that hold in it, as ascending indices.
  /// - Parameter includingOpen: Whether what everybody can read anyway counts.
  func reach(_ held: [Int], includingOpen: Bool = false) -> WorldReach {
    let topology = lowered.topology
    let roots = lowered.people.roots
    var groups: [Reference<PeopleGroup>: Groups] = [:]
    var exposed: Set<FieldOfGroup> = []
    var derivable: Set<FieldOfGroup> = []
    for index in held {
      guard index < cells.count + perhaps.count else {
        let cell = overlaps[index - cells.count - perhaps.count]
        guard topology.exposesPeople(cell.field) else { continue }
        let root = roots[cell.people.groups[0].index]
        if cell.people.isExact {
          groups[root, default: Groups()].overlaps.insert(
            Overlap(
              groups: cell.people.groups, tier: gravities[cell.field.index] ?? .simple,
              isOfField: measure == .field(cell.field)))
          if isForced(cell.people) { exposed.insert(FieldOfGroup(cell.field, root)) }
        } else {
          groups[root, default: Groups()].perhaps.insert(cell.people.groups[0])
        }
        continue
      }
      guard index < cells.count else {
        let cell = perhaps[index - cells.count]
        guard cell.field.map(topology.exposesPeople) ?? true else { continue }
        for group in cell.group.map({ [$0] }) ?? topology.personClasses {
          groups[roots[group.index], default: Groups()].perhaps.insert(group)
        }
        continue
      }
      let cell = cells[index]
      let root = roots[cell.group.index]
      let ofClass = FieldOfGroup(cell.field, root)
      guard index < exposedCount else {
        derivable.insert(ofClass)
        continue
      }
      if includingOpen || !lowered.isOpenToEveryone(cell) { exposed.insert(ofClass) }
      guard
        includingOpen ? topology.exposesPeople(cell.field) : lowered.isCounted(cell)
      else { continue }
      groups[root, default: Groups()].people.insert(cell.group)
      let gravity = gravities[cell.field.index]
      groups[root]?.ofTier[gravity ?? .simple, default: []].insert(cell.group)
      if gravity == nil { groups[root]?.ofAnyTier.insert(cell.group) }
      if measure == .field(cell.field) { groups[root]?.ofField.insert(cell.group) }
    }
    derivable.subtract(exposed)
    var reach = WorldReach()
    for (root, found) in groups.sorted(by: { $0.key < $1.key }) {
      reach.groups[root] = topology.highest(found.people)
      reach.classes.append(count(found, of: root))
    }
    reach.fields = sorted(exposed)
    reach.derivable = sorted(derivable)
    return reach
  }

  /// Whether counts force somebody to be in an overlap.
  private func isForced(_ people: PeopleOverlap) -> Bool {
    let root = lowered.people.roots[people.groups[0].index]
    return lowered.people.count(PeopleUnion([], overlaps: [people.groups]), in: root).low > 0
  }

  private func count(_ found: Groups, of root: Reference<PeopleGroup>) -> ClassReach {
    func number(
      _ certain: Set<Reference<PeopleGroup>>, perhaps: Set<Reference<PeopleGroup>>,
      where isMeant: (Overlap) -> Bool = { _ in true }
    ) -> ClassReach {
      let groups = lowered.topology.highest(certain)
      let both = Set(found.overlaps.filter(isMeant).map(\.groups))
        .sorted { $0.lexicographicallyPrecedes($1) }
      var reach =
        both.isEmpty
        ? count(groups, root)
        : ClassReach(PeopleUnion(groups, overlaps: both), of: root, in: lowered.people)
      let others = perhaps.subtracting(certain)
      if !others.isEmpty {
        let all = lowered.topology.highest(others.union(groups))
        reach.persons.high =
          lowered.people.count(PeopleUnion(all, overlaps: both), in: root).high
        let size = lowered.topology.groups[root].size
        reach.mostShare = reach.persons.high.map { ClassReach.most($0, ofAtLeast: size.low) }
        reach.measured = reach.comparable
      }
      return reach
    }
    var reach = number(found.people, perhaps: found.perhaps)
    let tiers = tiers[root] ?? []
    var graver: Set<Reference<PeopleGroup>> = []
    var measured: ClassReach?
    for tier in tiers {
      graver.formUnion(found.ofTier[tier] ?? [])
      // What is of no known tier is at least simple, and perhaps as grave as this.
      let perhaps = tier == .simple ? found.perhaps : found.perhaps.union(found.ofAnyTier)
      let here = number(graver, perhaps: perhaps) { $0.tier >= tier }
      reach.tiers.append(TierReach(tier: tier, persons: here.persons))
      if measured == nil, measure == nil || measure == .tier(tier) {
        measured = here
        // Of the mildest tier everybody of the class is counted.
        if tier != tiers.last { measured?.measured = share(here, of: graver, root, tier) }
      }
    }
    switch measure {
    case .people: measured = reach
    case .field: measured = number(found.ofField, perhaps: found.perhaps) { $0.isOfField }
    case .tier(let asked) where measured == nil:
      // A tier that nothing of the class is of exactly: what is graver.
      let graver = found.ofTier.filter { $0.key >= asked }.values.reduce(into: Set()) {
        $0.formUnion($1)
      }
      measured = number(graver, perhaps: found.perhaps.union(found.ofAnyTier)) {
        $0.tier >= asked
      }
    case .tier, nil: break
    }
    reach.measured = (measured ?? reach).measured
    reach.measuredPersons = (measured ?? reach).persons
    return reach
  }

  /// The share of those about whom something at least this grave is held.
  private func share(
    _ reach: ClassReach, of groups: Set<Reference<PeopleGroup>>, _ root: Reference<PeopleGroup>,
    _ tier: Gravity
  ) -> ClassReach.Compared {
    let (held, size) = held(of: root, tier)
    if !held.isEmpty, lowered.topology.highest(groups) == held {
      return ClassReach.Compared(share: nil, isWhole: true, most: nil)
    }
    let all = size.high ?? max(size.low, reach.persons.low)
    return ClassReach.Compared(
      share: all == 0 ? nil : min(1, Double(reach.persons.low) / Double(all)),
      isWhole: reach.isWhole,
      most: reach.persons.high.map { ClassReach.most($0, ofAtLeast: size.low) })
  }

  private func held(
    of root: Reference<PeopleGroup>, _ tier: Gravity
  ) -> (groups: [Reference<PeopleGroup>], size: CountInterval) {
    let key = Held(root: root, tier: tier)
    if let known = held[key] { return known }
    let topology = lowered.topology
    let carried = lowered.exposure.lineage.carried.filter { carried in
      lowered.people.roots[carried.group.index] == root && topology.exposesPeople(carried.field)
        && (gravities[carried.field.index] ?? .simple) >= tier
    }
    let groups = topology.highest(Set(carried.map(\.group)))
    let found = (groups, lowered.people.union(of: groups, in: root))
    held[key] = found
    return found
  }

  private func count(
    _ groups: [Reference<PeopleGroup>], _ root: Reference<PeopleGroup>
  ) -> ClassReach {
    let key = alike.key(of: groups, in: root)
    if let known = counted[key] { return known }
    let reach = ClassReach(groups, of: root, in: lowered.people)
    counted[key] = reach
    return reach
  }

  private func sorted(_ cells: Set<FieldOfGroup>) -> [Reference<DataField>] {
    Set(cells.map(\.field)).sorted {
      lowered.topology.fields[$0].id < lowered.topology.fields[$1].id
    }
  }
}

extension ClassReach {
  /// The greatest share that some people may be of at least so many; all of them where these may be nobody.
  static func most(_ people: Int, ofAtLeast size: Int) -> Double {
    people == 0 ? 0 : size == 0 ? 1 : min(1, Double(people) / Double(size))
  }

  /// The reach of some groups in their class.
  init(
    _ groups: [Reference<PeopleGroup>], of root: Reference<PeopleGroup>, in people: PeopleCounter
  ) {
    self.init(PeopleUnion(groups), of: root, in: people)
  }

  /// The reach of some groups and overlaps in their class.
  init(_ union: PeopleUnion, of root: Reference<PeopleGroup>, in people: PeopleCounter) {
    let whole = people.whole(union.groups)
    let persons =
      union.overlaps.isEmpty
      ? people.union(whole: whole, in: root) : people.count(union, in: root)
    let size = people.topology.groups[root].size
    // A cohort may show that the class is larger than its own lower bound.
    let low = max(size.low, persons.low)
    let all = size.high ?? low
    func share(_ part: Int, of whole: Int) -> Double? {
      whole == 0 ? nil : min(1, Double(part) / Double(whole))
    }
    self.init(
      personClass: root, persons: persons, tiers: [],
      share: size.high.flatMap { share(persons.low, of: $0) },
      mostShare: persons.high.flatMap { share($0, of: low) },
      comparedShare: size == .unknown ? nil : share(persons.low, of: all),
      isWhole: whole[root.index], measured: .init(share: nil, isWhole: false, most: nil))
    measured = comparable
  }
}

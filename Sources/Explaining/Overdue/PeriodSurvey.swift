import Lowering
import Population
import Propagation
import TopologyModel

/// People about whom something is so, and others about whom it may be.
struct ConcernedPeople {
  var sure: PeopleUnion
  /// With those of whom it may be so: in unlisted content, or beyond the limits of overlaps.
  var most: PeopleUnion

  static let nobody = ConcernedPeople(sure: PeopleUnion([]), most: PeopleUnion([]))

  init(sure: PeopleUnion, most: PeopleUnion) {
    self.sure = sure
    self.most = most
  }

  init(_ parts: some Sequence<PeopleOverlap>, perhaps: Set<Reference<PeopleGroup>> = []) {
    var (groups, overlaps): (Set<Reference<PeopleGroup>>, Set<PeopleOverlap>) = ([], [])
    var perhaps = perhaps
    for part in parts {
      if !part.isExact {
        perhaps.formUnion(part.groups.prefix(1))
      } else if part.groups.count == 1 {
        groups.insert(part.groups[0])
      } else {
        overlaps.insert(part)
      }
    }
    sure = PeopleUnion(groups.sorted(), overlaps: overlaps.sorted().map(\.groups))
    most = sure
    most.groups = groups.union(perhaps).sorted()
  }

  /// Everybody of whom a field that speaks of a person is exposed, or may be.
  init(exposedIn world: WorldResult, _ lowered: LoweredTopology) {
    let (exposure, topology) = (lowered.exposure, lowered.topology)
    var parts: [PeopleOverlap] = []
    for (cell, fact) in exposure.exposed where world.holds(fact) {
      if topology.exposesPeople(cell.field) { parts.append(PeopleOverlap([cell.group])) }
    }
    for (cell, fact) in exposure.overlapsExposed where world.holds(fact) {
      if topology.exposesPeople(cell.field) { parts.append(cell.people) }
    }
    var perhaps: Set<Reference<PeopleGroup>> = []
    for (cell, fact) in exposure.perhaps where world.holds(fact) {
      guard cell.field.map(topology.exposesPeople) ?? true else { continue }
      perhaps.formUnion(cell.group.map { [$0] } ?? topology.personClasses)
    }
    self.init(parts, perhaps: perhaps)
  }

  mutating func formUnion(_ other: ConcernedPeople) {
    sure.formUnion(other.sure)
    most.formUnion(other.most)
  }

  /// All as overlaps, and those of whom it may be.
  var parts: [PeopleOverlap] {
    sure.groups.map { PeopleOverlap([$0]) } + sure.overlaps.map { PeopleOverlap($0) }
  }
  var perhaps: [Reference<PeopleGroup>] { Set(most.groups).subtracting(sure.groups).sorted() }
}

/// The people that each dataset holds, or those whose data is read there in one world.
struct HeldContent {
  /// In the order of the file; those that concern nobody left out.
  let datasets: [(dataset: Reference<Dataset>, people: ConcernedPeople)]

  /// - Complexity: O(what is carried).
  init(_ lowered: LoweredTopology, readIn world: WorldResult?) {
    let (exposure, topology) = (lowered.exposure, lowered.topology)
    let lineage = exposure.lineage
    let isLeftOut = topology.fields.references.map { !topology.exposesPeople($0) }
    var parts: [Reference<Dataset>: Set<PeopleOverlap>] = [:]
    var perhaps: [Reference<Dataset>: Set<Reference<PeopleGroup>>] = [:]
    func add(_ dataset: Reference<Dataset>, _ cell: UnlistedCell) {
      guard cell.field.map({ !isLeftOut[$0.index] }) ?? true else { return }
      perhaps[dataset, default: []].formUnion(cell.group.map { [$0] } ?? topology.personClasses)
    }
    if let world {
      for read in exposure.reads where world.holds(read.fact) && !isLeftOut[read.cell.field.index] {
        parts[read.dataset, default: []].insert(PeopleOverlap([read.cell.group]))
      }
      for read in exposure.overlapReads
      where world.holds(read.fact) && !isLeftOut[read.carried.field.index] {
        parts[read.carried.dataset, default: []].insert(read.carried.people)
      }
      for read in exposure.unlistedReads where world.holds(read.fact) {
        add(read.dataset, read.cell)
      }
    } else {
      for held in lineage.carried where !isLeftOut[held.field.index] {
        parts[held.dataset, default: []].insert(PeopleOverlap([held.group]))
      }
      for held in lineage.overlaps where !isLeftOut[held.field.index] {
        parts[held.dataset, default: []].insert(held.people)
      }
      for held in lineage.unlisted { add(held.dataset, held.cell) }
    }
    datasets = Set(parts.keys).union(perhaps.keys).sorted().map { dataset in
      (dataset, ConcernedPeople(parts[dataset] ?? [], perhaps: perhaps[dataset] ?? []))
    }
  }

  var everybody: ConcernedPeople {
    datasets.reduce(into: .nobody) { $0.formUnion($1.people) }
  }
}

/// The same by what the datasets say about how long they may hold people, on one day. A period that has ended
/// counts, whatever another period of the same people says.
struct PeriodSurvey {
  /// A dataset with several periods, or with periods of some of its people alone.
  struct Mixed {
    var held: ConcernedPeople
    var ended: ConcernedPeople
    var running: ConcernedPeople
  }

  /// Those a dataset holds after the end of a period.
  private(set) var ended = ConcernedPeople.nobody
  /// Those a dataset of which no period has ended holds within one.
  private(set) var running = ConcernedPeople.nobody
  /// Those held by a dataset that states no period.
  private(set) var unstated = ConcernedPeople.nobody
  private(set) var mixed: [Mixed] = []

  /// - Complexity: O(groups held × groups of the periods).
  init(_ content: HeldContent, on day: String, _ lowered: LoweredTopology) {
    let topology = lowered.topology
    var formed = Overlaps(topology)
    for (dataset, people) in content.datasets {
      let periods = topology.datasets[dataset].retained
      let over = periods.filter { DateOrder.isBefore($0.until, day) }
      let others = periods.filter { !DateOrder.isBefore($0.until, day) }
      func of(_ periods: [Retention]) -> ConcernedPeople {
        periods.reduce(into: .nobody) { result, period in
          result.formUnion(people.passing(period.people, topology, &formed))
        }
      }
      let isWhole = { (periods: [Retention]) in periods.contains { $0.people == nil } }
      if isWhole(over) {
        ended.formUnion(people)
      } else if over.isEmpty, isWhole(others) {
        running.formUnion(people)
      } else if periods.isEmpty {
        unstated.formUnion(people)
      } else {
        let part = Mixed(held: people, ended: of(over), running: of(others))
        ended.formUnion(part.ended)
        mixed.append(part)
      }
    }
  }
}

extension ConcernedPeople {
  /// Those of them who are among some others.
  fileprivate func passing(
    _ scope: [Cohort.Part]?, _ topology: Topology, _ formed: inout Overlaps
  ) -> ConcernedPeople {
    let selection = scope.map { topology.groups(naming: $0) }
    let some = perhaps.flatMap { formed.passed(PeopleOverlap([$0]), through: selection) }
    return ConcernedPeople(
      parts.flatMap { formed.passed($0, through: selection) },
      perhaps: Set(some.map { topology.smallest(of: $0.groups) }))
  }
}

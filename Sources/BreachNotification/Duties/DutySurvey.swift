public import IncidentFindings
import Lowering
import Population
import Propagation
import TopologyModel

/// Who must notify which parties after an incident, by when, and with which figures.
///
/// Follows from whose systems data was read, who controls the data, and the chains of `acts-for` between them.
/// The rules are data, `NotificationLaw`.
public struct DutySurvey: Sendable {
  /// All duties: by law and rule in the order of the rules, then by organization and recipient.
  public let duties: [Duty]
  /// Information that readers also need, without repetition.
  public let notes: [DutyNote]
  /// Whether data of people were read, put out of action or reached while encrypted at all, or may have been.
  public let isAnybodyConcerned: Bool

  /// Finds the duties.
  /// - Complexity: O(cells breached × controllers of a group), plus one union of people per duty.
  public init(_ analysis: IncidentAnalysis, _ question: DutyQuestion = DutyQuestion()) {
    let concerns = ConcernTable(analysis)
    var finder = DutyFinder(analysis, concerns, question)
    finder.find()
    duties = finder.duties
    notes = finder.notes(concerns)
    isAnybodyConcerned =
      !concerns.operators.isEmpty || !concerns.ownerless.isEmpty || !analysis.unlisted.isEmpty
      || !analysis.overlapping.isEmpty
  }
}

/// What each organization must report, at every link of a chain and as a controller.
struct ConcernTable {
  /// A link of a chain toward a controller.
  struct Link: Hashable, Comparable {
    var from: Party
    var to: Party

    static func < (left: Link, right: Link) -> Bool {
      (left.from, left.to) < (right.from, right.to)
    }
  }

  private(set) var links: [Link: BreachConcern] = [:]
  private(set) var controllers: [Party: BreachConcern] = [:]
  /// What happened to the systems of each organization.
  private(set) var operators: [Party: BreachConcern] = [:]
  private(set) var uncontrolled: Set<Reference<PeopleGroup>> = []
  /// The groups of which only people in no subgroup with a controller count.
  private(set) var partlyUncontrolled: Set<Reference<PeopleGroup>> = []
  private(set) var unlinked: [Party: Set<Reference<Organization>>] = [:]
  private var chains: ActingChains
  private(set) var ownerless: Set<Reference<System>> = []

  init(_ analysis: IncidentAnalysis) {
    let topology = analysis.lowered.topology
    let survey = BreachSurvey(analysis)
    let table = ControllerTable(topology)
    chains = ActingChains(topology)
    var shares: [Reference<PeopleGroup>: [ControllerTable.Share]] = [:]
    var concerns: [Pair: BreachConcern] = [:]
    func add(
      _ system: Reference<System>?, _ holder: Party?, _ group: Reference<PeopleGroup>?,
      _ note: (inout BreachConcern, ControllerTable.Share?) -> Void
    ) {
      let parts = group.map { shares[$0] ?? table.shares(of: $0) } ?? []
      if let group { shares[group] = parts }
      let whole = group.map { ControllerTable.Share(controller: nil, group: $0) }
      if let holder {
        note(&operators[holder, default: BreachConcern(at: holder)], whole)
      } else if let system {
        ownerless.insert(system)
      }
      // Of people whom nobody names only the holder itself may be known to decide.
      let deciding =
        group == nil
        ? [chains.controller(nil, at: holder)]
        : parts.map { chains.controller($0.controller, at: holder) }
      // If all parts have the same controller, the group has this controller.
      let isOne = Set(deciding).count == 1
      for (part, controller) in isOne ? [(whole, deciding[0])] : Array(zip(parts, deciding)) {
        if controller == nil, let part {
          if part.less.isEmpty {
            uncontrolled.insert(part.group)
          } else {
            partlyUncontrolled.insert(part.group)
          }
        }
        let pair = Pair(system: system, holder: holder, controller: controller)
        note(&concerns[pair, default: BreachConcern(at: holder)], part)
      }
    }
    func add(
      _ entry: BreachSurvey.Entry, _ note: (inout BreachConcern, ControllerTable.Share) -> Void
    ) {
      guard topology.isAboutPeople(entry.cell.field) else { return }
      add(entry.system, topology.holder(of: entry.system), entry.cell.group) { concern, share in
        if let share { note(&concern, share) }
      }
    }
    for entry in survey.read {
      add(entry) { concern, share in
        concern.addRead(share, from: entry.dataset)
        concern.fields.insert(entry.cell.field)
      }
    }
    for entry in survey.unavailable {
      add(entry) { concern, share in concern.addUnavailable(share, of: entry.dataset) }
    }
    for entry in survey.unintelligible {
      add(entry) { concern, share in concern.addUnintelligible(share, of: entry.dataset) }
    }
    for entry in survey.unintelligibleUnlisted {
      let system = topology.datasets[entry.dataset].system
      add(system, topology.holder(of: system), entry.cell.group) { concern, share in
        concern.addUnintelligible(share, of: entry.dataset)
      }
    }
    var forced: [PeopleOverlap: Bool] = [:]
    /// Whether counts force somebody to be in an overlap.
    func isForced(_ people: PeopleOverlap) -> Bool {
      guard people.isExact else { return false }
      if let known = forced[people] { return known }
      let counter = analysis.lowered.people
      let root = topology.tree.roots[people.groups[0].index]
      let result = counter.count(PeopleUnion([], overlaps: [people.groups]), in: root).low > 0
      forced[people] = result
      return result
    }
    for entry in survey.unlisted {
      let cell = entry.reading.cell
      guard topology.mayBeAboutPeople(cell.field) else { continue }
      if let overlap = entry.reading.overlap {
        let isForced = isForced(overlap)
        for group in overlap.groups {
          add(entry.system, entry.holder, group) { concern, share in
            guard let share else { return }
            concern.addOverlap(overlap, share, isForced: isForced, at: entry.reading.place)
            if let field = cell.field { concern.fields.insert(field) }
          }
        }
        continue
      }
      add(entry.system, entry.holder, cell.group) { concern, share in
        concern.addUnlisted(share, at: entry.reading.place)
      }
    }
    for (pair, concern) in concerns { place(pair, concern, topology) }
  }

  private struct Pair: Hashable {
    var system: Reference<System>?
    var holder: Party?
    var controller: Party?
  }

  private mutating func place(_ pair: Pair, _ concern: BreachConcern, _ topology: Topology) {
    guard let controller = pair.controller else { return }
    controllers[controller, default: BreachConcern()].merge(concern)
    guard let holder = pair.holder else { return }
    if holder.organization == controller.organization {
      // In a fleet, a member that holds another member's data acts for it without an explicit 'acts-for'.
      if let own = holder.member, let other = controller.member, own != other {
        unlinked[Party(holder.organization), default: []].insert(controller.organization)
      }
      return
    }
    guard
      let chain = chains.chain(from: holder.organization, to: controller.organization)
    else {
      unlinked[Party(holder.organization), default: []].insert(controller.organization)
      return
    }
    let parties = [holder] + chain.dropFirst().dropLast().map { Party($0) } + [controller]
    for (from, to) in zip(parties, parties.dropFirst()) {
      links[Link(from: from, to: to), default: BreachConcern()].merge(concern)
    }
  }
}

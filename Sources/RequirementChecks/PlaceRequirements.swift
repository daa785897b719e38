import IncidentFindings
import Lowering
import PointAnalysis
import Population
import Propagation
import TopologyModel

/// Checks where data is: `never-in`, `encrypted-elsewhere`, `share-at-most`.
///
/// What many requirements need is found once: the data of each dataset, the keys that an intruder gets, and who holds how
/// many of a class.
final class PlaceRequirements {
  private let lowered: LoweredTopology
  private let index: ContentIndex
  private let topology: Topology
  private let lineage: Lineage
  /// What each dataset holds.
  private let held: [[Carried]]
  /// For each encrypted dataset, a key of its own that an intruder into its system alone has.
  private lazy var keys = keysGained()
  private var holdings: [Reference<PeopleGroup>: [(holder: PointSubject, people: CountInterval)]] =
    [:]

  init(_ lowered: LoweredTopology, _ index: ContentIndex) {
    self.index = index
    self.lowered = lowered
    topology = lowered.topology
    let lineage = lowered.exposure.lineage
    self.lineage = lineage
    held = lowered.topology.datasets.references.map { dataset in
      lineage.facts(of: dataset).map { lineage.carried[Int($0)] }
    }
  }

  // MARK: - Never in

  func finding(
    _ requirement: Int, _ data: RequiredData, _ datasets: [Reference<Dataset>],
    _ organizations: [Reference<Organization>], _ countries: [String]
  ) -> RequirementFinding {
    let selection = index.selection(data)
    let named = Set(datasets)
    let owners = Set(organizations)
    let lands = Set(countries)
    /// Whether a dataset is at one of the places; nil if its country is not known.
    func isThere(_ dataset: Reference<Dataset>) -> Bool? {
      if named.contains(dataset) { return true }
      let system = topology.systems[topology.datasets[dataset].system]
      if let organization = system.organization, owners.contains(organization) { return true }
      guard !lands.isEmpty else { return false }
      return system.country.map(lands.contains)
    }
    var violations: [RequirementViolation] = []
    var openings: [RequirementViolation] = []
    for dataset in topology.datasets.references {
      let carried = first(selection, in: dataset)
      let ungraded = carried == nil ? ungraded(selection, in: dataset) : nil
      guard carried != nil || ungraded != nil || mayHold(selection, dataset) else { continue }
      switch isThere(dataset) {
      case false: continue
      case nil: openings.append(.init(.countryUnknown(dataset), at: topology.element(dataset)))
      case .some:
        guard let carried else {
          openings.append(
            .init(
              ungraded.map { .heldUngraded($0) } ?? .mayBeHeld(dataset),
              at: topology.element(dataset)))
          continue
        }
        let flow = flow(bringing: carried)
        let element = flow.map(topology.element) ?? topology.element(dataset)
        violations.append(.init(.held(carried, by: flow), at: element))
      }
    }
    return RequirementFinding(requirement, violations: violations, openings: openings)
  }

  /// The first of the data that a dataset holds.
  private func first(_ selection: DataSelection, in dataset: Reference<Dataset>) -> Carried? {
    held[dataset.index].first { selection.contains($0.field, $0.group) }
  }

  /// The first field that a dataset holds and of which the file does not say whether it is of the tier.
  private func ungraded(_ selection: DataSelection, in dataset: Reference<Dataset>) -> Carried? {
    guard !selection.ungraded.isEmpty else { return nil }
    return held[dataset.index].first {
      selection.isUngraded($0.field) && selection.containsGroup($0.group)
    }
  }

  /// Whether what a dataset holds without its being listed may be the data.
  private func mayHold(_ selection: DataSelection, _ dataset: Reference<Dataset>) -> Bool {
    lineage.unlisted(of: dataset).contains { entry in
      (entry.cell.field.map(selection.mayContainField) ?? true)
        && (entry.cell.group.map(selection.containsGroup) ?? true)
    }
  }

  /// The flow that brings what a dataset does not list itself.
  private func flow(bringing carried: Carried) -> Reference<Flow>? {
    guard let fact = lineage.fact(carried), Int(fact) >= lineage.declaredCount else { return nil }
    return lineage.program.heads.firstIndex(of: fact).map { lineage.flows[$0] }
  }

  // MARK: - Encrypted with a key elsewhere

  func encrypted(_ requirement: Int, _ data: RequiredData) -> RequirementFinding {
    let selection = index.selection(data)
    var violations: [RequirementViolation] = []
    var openings: [RequirementViolation] = []
    let concerned = topology.datasets.references.compactMap { dataset -> Held? in
      let carried = first(selection, in: dataset)
      let ungraded = carried == nil ? ungraded(selection, in: dataset) : nil
      guard carried != nil || ungraded != nil || mayHold(selection, dataset) else { return nil }
      return Held(dataset: dataset, carried: carried, ungraded: ungraded)
    }
    for entry in concerned {
      let element = topology.element(entry.dataset)
      let isEncrypted = !topology.datasets[entry.dataset].encryptedWith.isEmpty
      let key = keys[entry.dataset]
      guard !isEncrypted || key != nil else { continue }
      if let carried = entry.carried {
        violations.append(
          .init(key.map { .keyThere(carried, $0) } ?? .unencrypted(carried), at: element))
      } else {
        openings.append(
          .init(
            entry.ungraded.map { .mayNeedEncryption($0) } ?? .mayBeHeld(entry.dataset),
            at: element))
      }
    }
    return RequirementFinding(requirement, violations: violations, openings: openings)
  }

  /// A dataset that holds the data, or may: a field of a kind that the file does not say, or what it does not list.
  private struct Held {
    var dataset: Reference<Dataset>
    var carried: Carried?
    var ungraded: Carried?
  }

  /// The keys of encrypted datasets: each in the world of an intrusion into its system.
  private func keysGained() -> [Reference<Dataset>: Reference<Secret>] {
    let datasets = topology.datasets.references.filter {
      !topology.datasets[$0].encryptedWith.isEmpty
    }
    let exposure = lowered.exposure
    let keys = Array(Set(datasets.flatMap { topology.datasets[$0].encryptedWith })).sorted()
    let systems = Array(Set(datasets.map { topology.datasets[$0].system })).sorted()
    let held = ManyWorlds(lowered.exposureFixpoint).held(
      assuming: systems.map { [exposure.fact(.intrusion($0))] }, targets: keys.map(exposure.has))
    var found: [Reference<Dataset>: Reference<Secret>] = [:]
    for dataset in datasets {
      let entry = topology.datasets[dataset]
      guard let world = systems.firstIndex(of: entry.system) else { continue }
      let had = Set(held[world].map { keys[$0] })
      let kept = Set(topology.systems[entry.system].secrets)
      found[dataset] = entry.encryptedWith.first { had.contains($0) || kept.contains($0) }
    }
    return found
  }

  // MARK: - Share at most

  func finding(
    _ index: Int, _ root: Reference<PeopleGroup>, _ share: Double
  ) -> RequirementFinding {
    let size = topology.groups[root].size
    var violations: [(CountInterval, RequirementViolation)] = []
    var openings: [(CountInterval, RequirementViolation)] = []
    for (holder, people) in holders(of: root) {
      guard case .organization(let organization, _) = holder else { continue }
      let found = RequirementViolation(
        .share(holder, people, of: size), at: topology.element(organization))
      // The share is exceeded for certain if even the fewest there are more than that share of the largest class.
      if let whole = size.high, Double(people.low) > share * Double(whole) {
        violations.append((people, found))
      } else if share < 1,
        people.high.map({ Double($0) > share * Double(max(size.low, people.low)) }) ?? true
      {
        openings.append((people, found))
      }
    }
    func listed(_ found: [(CountInterval, RequirementViolation)]) -> [RequirementViolation] {
      found.sorted { left, right in
        left.0 != right.0
          ? left.0.isMore(than: right.0) : left.1.element.id < right.1.element.id
      }.map(\.1)
    }
    return RequirementFinding(index, violations: listed(violations), openings: listed(openings))
  }

  /// Who holds data of how many of a class.
  private func holders(
    of root: Reference<PeopleGroup>
  ) -> [(holder: PointSubject, people: CountInterval)] {
    if let known = holdings[root] { return known }
    var groups: [PointSubject: Set<Reference<PeopleGroup>>] = [:]
    for carried in lineage.carried
    where topology.exposesPeople(carried.field)
      && lowered.people.roots[carried.group.index] == root
    {
      guard let holder = topology.holder(of: carried.dataset) else { continue }
      groups[holder, default: []].insert(carried.group)
    }
    // What is not listed may be of more people.
    var perhaps: [PointSubject: Set<Reference<PeopleGroup>>] = [:]
    for entry in lineage.unlisted where entry.cell.field.map(topology.exposesPeople) ?? true {
      guard let holder = topology.holder(of: entry.dataset) else { continue }
      let group = entry.cell.group ?? root
      guard lowered.people.roots[group.index] == root else { continue }
      perhaps[holder, default: []].insert(group)
      groups[holder, default: []].formUnion([])
    }
    let found = groups.map { holder, held in
      var people = lowered.people.union(of: topology.highest(held), in: root)
      if let more = perhaps[holder] {
        people.high = lowered.people.union(of: topology.highest(held.union(more)), in: root).high
      }
      return (holder: holder, people: people)
    }
    holdings[root] = found
    return found
  }
}

extension Topology {
  /// The organization, or the member of a fleet, in whose system a dataset is.
  fileprivate func holder(of dataset: Reference<Dataset>) -> PointSubject? {
    let system = systems[datasets[dataset].system]
    return system.organization.map { organization in
      let isFleet = organizations[organization].count != nil
      return .organization(organization, member: isFleet ? system.member?.number : nil)
    }
  }
}

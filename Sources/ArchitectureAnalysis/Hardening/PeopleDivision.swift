import TopologyLanguage
import TopologyModel

/// Divides the people of a store into two halves: its groups in the order of the file, cut so that the larger
/// half is smallest; or a single group without subgroups, which is cut in two.
struct PeopleDivision {
  /// A group, or a half of a cut group, in one of the two halves.
  struct Part {
    let group: Reference<PeopleGroup>
    let name: String
    /// A complete group.
    let isWhole: Bool
  }

  let first: [Part]
  let second: [Part]
  /// The group that is cut in two; nil if none.
  let cut: Reference<PeopleGroup>?

  private let topology: Topology

  /// Divides groups; nil if the language cannot express the division.
  /// - Parameter home: The fleet of the store. There, a group across the fleet means the member's own part, so
  ///   only the group itself can be divided, not groups above or below it.
  init?(
    _ groups: [Reference<PeopleGroup>], home: Reference<Organization>?, in topology: Topology
  ) {
    self.topology = topology
    var groups = groups
    while groups.count == 1, let entry = groups.first.map({ topology.groups[$0] }),
      !entry.children.isEmpty
    {
      // Without omitting or repeating any of its groups.
      guard entry.disjoint, entry.exhaustive,
        home == nil || !entry.children.contains(where: { topology.groups[$0].across == home })
      else { return nil }
      groups = entry.children
    }
    guard let only = groups.first else { return nil }
    if groups.count == 1 {
      let id = topology.groups[only].id
      let taken = Set(topology.groups.map(\.id) + topology.cohorts.map(\.id))
      let names = (1...2).map { NewName.from("\(id)-\($0)", taken: taken) }
      first = [Part(group: only, name: names[0], isWhole: false)]
      second = [Part(group: only, name: names[1], isWhole: false)]
      cut = only
      return
    }
    let parts = groups.map { Part(group: $0, name: topology.groups[$0].id, isWhole: true) }
    let place = Self.cut(groups.map { Double(topology.groups[$0].size.low) })
    first = Array(parts[..<place])
    second = Array(parts[place...])
    cut = nil
  }

  /// The position at which to cut a list so that the larger half is smallest; among equals, the one nearest the
  /// middle, and of two such the later.
  private static func cut(_ sizes: [Double]) -> Int {
    let total = sizes.reduce(0, +)
    var best = (place: (sizes.count + 1) / 2, larger: Double.infinity, distance: Int.max)
    var before = 0.0
    for place in 1..<sizes.count {
      before += sizes[place - 1]
      let larger = max(before, total - before)
      let distance = abs(2 * place - sizes.count)
      if (larger, distance) <= (best.larger, best.distance) { best = (place, larger, distance) }
    }
    return best.place
  }

  /// The people of one half who also pass `people`; nil passes everyone.
  func names(_ half: [Part], passing people: [Cohort.Part]?) -> [String] {
    guard let people else { return half.map(\.name) }
    let selected = topology.groups(naming: people)
    let inside = half.filter { part in
      selected.contains { topology.isGroup(part.group, atOrBelow: $0) }
    }
    let below = selected.filter { group in
      half.contains { part in
        part.isWhole && group != part.group && topology.isGroup(group, atOrBelow: part.group)
          && !inside.contains { $0.group == part.group }
      }
    }
    return inside.map(\.name) + below.map { topology.groups[$0].id }
  }

  // MARK: - The cut

  /// The change that cuts a group; nil if none is cut.
  var change: TopologyChange? {
    guard let cut else { return nil }
    let entry = topology.groups[cut]
    var entries: [TopologyChange.Entry] = []
    if entry.across != nil { entries.append(.init(key: "across", value: .null)) }
    if entry.sizes != nil { entries.append(.init(key: "sizes", value: .null)) }
    entries.append(.init(key: "disjoint", value: .flag(true)))
    entries.append(.init(key: "exhaustive", value: .flag(true)))
    let halves = zip([first, second].flatMap { $0 }, [0, 1]).map { part, rounding in
      TopologyChange.Entry(key: part.name, value: half(of: entry, rounding: rounding))
    }
    entries.append(.init(key: "groups", value: .map(halves)))
    var change = TopologyChange.map(entries)
    var place: Reference<PeopleGroup>? = cut
    while let group = place {
      change = .at(topology.groups[group].id, change: change)
      place = topology.groups[group].parent
      if place != nil { change = .at("groups", change: change) }
    }
    return .at("people", change: change)
  }

  /// Half of a group, as equal as whole numbers allow: of 7, the first half has 3 and the second 4.
  private func half(of entry: PeopleGroup, rounding: Int) -> TopologyChange {
    var entries: [TopologyChange.Entry] = [
      .init(
        key: "label",
        value: .word("\(entry.label ?? entry.id), \(rounding == 0 ? "first" : "second") half"))
    ]
    func half(_ bound: Int) -> Int { (bound + rounding) / 2 }
    if entry.size.isExact {
      entries.append(.init(key: "count", value: .number(half(entry.size.low))))
    } else if entry.size != .unknown {
      let high = entry.size.high.map { String(half($0)) } ?? ""
      entries.append(.init(key: "count", value: .word("\(half(entry.size.low))..\(high)")))
    }
    if let fleet = entry.across {
      entries.append(.init(key: "across", value: .word(topology.organizations[fleet].id)))
      switch entry.sizes {
      case nil: break
      case .even: entries.append(.init(key: "sizes", value: .word("even")))
      case .weights(let weights):
        entries.append(.init(key: "sizes", value: .list(weights.map { .number($0) })))
      }
      // The members' parts inherit the controller of their group.
      if let controller = entry.controller {
        entries.append(
          .init(key: "controller", value: .word(topology.organizations[controller].id)))
      }
    }
    return .map(entries)
  }
}

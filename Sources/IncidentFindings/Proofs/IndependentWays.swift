public import Lowering
public import Propagation

/// Every independent way in which something came out: the minimal sets of what happened, each of which suffices.
public struct IndependentWays: Sendable, Equatable {
  /// How many there are; at least so many where `limit` is not nil.
  public var count: SetCount
  /// The ways with the fewest events first, at most `WayTable.most`; one that is empty needs no event.
  public var sets: [[BasicEvent]]
  /// What is in every way: without any of these, nothing comes out. Nil where a limit was reached.
  public var needed: [BasicEvent]?
  /// The limit that kept the search from finding all; nil: these are all.
  public var limit: String?

  init(_ minimal: MinimalSets, of events: [BasicEvent]) {
    let family = minimal.family
    count = family.count()
    let listed = family.sets(limit: WayTable.most)
    sets = listed.map { $0.map { events[$0] }.sorted() }
    if case .limitReached(let limit) = minimal.stop { self.limit = limit }
    guard minimal.isExhaustive else { return }
    if count == SetCount(UInt64(listed.count)) {
      let first = listed.first ?? []
      needed = first.filter { event in listed.allSatisfy { $0.contains(event) } }
        .map { events[$0] }.sorted()
    } else {
      let hitting = family.hittingSets(order: 1)
      needed = hitting.family.singles.map { events[$0] }.sorted()
    }
  }

  /// Not looked for.
  init(limit: String) {
    (count, sets, needed, self.limit) = (SetCount(0), [], nil, limit)
  }

  /// Whether there is more than one, and no single event whose absence would close all.
  public var isRedundant: Bool { count > SetCount(1) && needed?.isEmpty ?? false }
}

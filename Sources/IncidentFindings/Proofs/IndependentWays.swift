public import Lowering
public import Propagation
public import TopologyModel

/// What a way needs: something that happened, or an access rule that was open. Without it, the way is closed.
public enum WayElement: Hashable, Comparable, Sendable {
  /// A basic event that happened.
  case event(BasicEvent)
  /// An access rule.
  case rule(Reference<AccessRule>)

  /// Orders events before rules, each in the order of the file.
  public static func < (left: WayElement, right: WayElement) -> Bool {
    switch (left, right) {
    case (.event(let one), .event(let other)): one < other
    case (.rule(let one), .rule(let other)): one < other
    case (.event, .rule): true
    case (.rule, .event): false
    }
  }
}

/// Every independent way in which something came out: the minimal sets of what happened and of access rules, each
/// of which suffices.
public struct IndependentWays: Sendable, Equatable {
  /// How many there are; at least so many where `limit` is not nil.
  public var count: SetCount
  /// The ways with the fewest elements first, at most `WayTable.most`; one that is empty needs none.
  public var sets: [[WayElement]]
  /// What is in every way: without any of these, nothing comes out. Nil where a limit was reached.
  public var needed: [WayElement]?
  /// The limit that kept the search from finding all; nil: these are all.
  public var limit: String?

  init(_ minimal: MinimalSets, of elements: [WayElement]) {
    let family = minimal.family
    count = family.count()
    let listed = family.sets(limit: WayTable.most)
    sets = listed.map { $0.map { elements[$0] }.sorted() }
    if case .limitReached(let limit) = minimal.stop { self.limit = limit }
    guard minimal.isExhaustive else { return }
    if count == SetCount(UInt64(listed.count)) {
      let first = listed.first ?? []
      needed = first.filter { element in listed.allSatisfy { $0.contains(element) } }
        .map { elements[$0] }.sorted()
    } else {
      let hitting = family.hittingSets(order: 1)
      needed = hitting.family.singles.map { elements[$0] }.sorted()
    }
  }

  /// Not looked for.
  init(limit: String) {
    (count, sets, needed, self.limit) = (SetCount(0), [], nil, limit)
  }

  /// Whether there is more than one, and no single element whose absence would close all.
  public var isRedundant: Bool { count > SetCount(1) && needed?.isEmpty ?? false }
}

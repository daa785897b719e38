import IncidentFindings
import Lowering
import Propagation
import TopologyModel

/// Independent ways in words and in JSON.
extension Naming {
  /// Some ways as a sentence: how many, which, and what closing one of them does. Nil where there is one, which its
  /// proof shows.
  func sentence(_ ways: IndependentWays) -> String? {
    if ways.count == SetCount(0), let limit = ways.limit {
      return "How many independent ways there are was not looked for: \(limit)."
    }
    let limit = ways.limit.map { " The search reached its limit (\($0)): there may be more." } ?? ""
    guard ways.count > SetCount(1) else {
      return ways.limit == nil ? nil : "One way or more." + limit
    }
    let atLeast = ways.limit == nil ? "" : "at least "
    let listed = SetWording.folded(
      ways.sets.map { set in set.map { (id(of: $0), pattern(of: $0)) } })
    let shown = listed.prefix(3)
    // Members of a fleet make one line of many ways.
    let rest =
      listed.count > 3 || ways.count > SetCount(UInt64(ways.sets.count)) ? "; and others" : ""
    let which = ": \(shown.joined(separator: "; "))\(rest)."
    return "\(atLeast)\(SetWording.grouped(ways.count)) independent ways".firstUppercased + which
      + (closing(ways).map { " " + $0 } ?? "") + limit
  }

  /// What closing a way does.
  private func closing(_ ways: IndependentWays) -> String? {
    guard let needed = ways.needed else { return nil }
    guard !needed.isEmpty else {
      return "Revoking or closing any one of them alone closes nothing."
    }
    return "All of them need \(needed.map(id).joined(separator: " and "))."
  }

  /// The id of what happened, or of an access rule with its system.
  private func id(of element: WayElement) -> String {
    switch element {
    case .event(let event): topology.id(of: event)
    case .rule(let rule): ruleID(rule)
    }
  }

  private func pattern(of element: WayElement) -> String {
    switch element {
    case .event(let event):
      return topology.member(of: event).map { "\($0.declared)[]" } ?? topology.id(of: event)
    case .rule(let rule):
      let entry = topology.accessRules[rule]
      return topology.systems[entry.system].member.map { "\($0.declared)[].\(entry.id)" }
        ?? ruleID(rule)
    }
  }

  /// `by 3 ways`; nil where there is one.
  func count(_ ways: IndependentWays?) -> String? {
    guard let ways, ways.count > SetCount(1) else { return nil }
    return "\(ways.limit == nil ? "" : "at least ")\(SetWording.grouped(ways.count)) ways"
  }

  /// Ways of some people as JSON.
  func json(_ ways: WayTable.Ways) -> JSONValue {
    guard case .object(var entries) = json(ways.ways) else { return .null }
    entries["groups"] = .strings(ways.groups.map { topology.groups[$0].id }.sorted())
    return .object(entries)
  }

  /// Ways as JSON. `count` is a number, or its digits where it is beyond 2⁶³; `sets` are at most 32, and `complete`
  /// says whether `count` is of all.
  func json(_ ways: IndependentWays) -> JSONValue {
    [
      "count": ways.count.exactInt.map(JSONValue.integer) ?? .string(ways.count.description),
      "complete": .boolean(ways.limit == nil),
      "limit": .optional(ways.limit),
      "sets": .array(ways.sets.map { .strings($0.map(id)) }),
      "needed": ways.needed.map { .strings($0.map(id)) } ?? .null,
    ]
  }
}

extension String {
  fileprivate var firstUppercased: String { prefix(1).uppercased() + dropFirst() }
}

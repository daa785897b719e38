import Propagation

/// Finds which of several sets of facts every way to a target needs.
struct ChokeSearch {
  typealias Fact = ClauseProgram.Fact

  /// Whether each target is reached at all.
  let isReachable: [Bool]
  /// Whether each target is reached without any event.
  let isOpen: [Bool]

  private let elements: RemovableElements
  private let assumed: [Fact]
  /// For each target the assumed facts that one way to it uses.
  private let used: [Set<Fact>]

  /// - Parameter entry: The events that may happen.
  /// - Complexity: O(program + length of a way for each target).
  init(_ elements: RemovableElements, entry: [Fact]) {
    self.elements = elements
    assumed = entry + elements.presences
    let fixpoint = LeastFixpoint(elements.program)
    let nothing = fixpoint.evaluate(assuming: elements.declared + elements.presences)
    let everything = fixpoint.evaluate(assuming: elements.declared + assumed)
    isOpen = elements.targets.map { nothing.holds($0) }
    isReachable = elements.targets.map { everything.holds($0) }
    let derivations = everything.derivations(in: elements.program)
    used = elements.targets.map { Set(derivations.derivation(of: $0)?.premises ?? []) }
  }

  /// For each target and each set of assumed facts whether the target is not reached without the set. A target
  /// that is never reached needs nothing.
  /// - Complexity: one world per set that some target's way uses.
  func choking(_ sets: [[Fact]]) -> [[Bool]] {
    let candidates = used.map { used in
      sets.indices.filter { sets[$0].contains { used.contains($0) } }
    }
    let examined = Set(candidates.joined()).sorted()
    let held = ManyWorlds(elements.program).held(
      without: examined.map { sets[$0] }, of: assumed, base: elements.declared,
      targets: elements.targets)
    var reached: [Int: Set<Int>] = [:]
    for (set, targets) in zip(examined, held) { reached[set] = Set(targets) }
    return candidates.enumerated().map { target, candidates in
      var row = [Bool](repeating: false, count: sets.count)
      for set in candidates { row[set] = reached[set]?.contains(target) == false }
      return row
    }
  }
}

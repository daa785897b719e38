import Synchronization
package import TopologyModel

/// The exact numbers asked of the classes of one topology, each worked out once.
package final class PeopleAnswers: Sendable {
  private struct Key: Hashable {
    var root: Reference<PeopleGroup>
    var sets: [[Int]]
    var weights: [Int]
  }

  private struct State {
    var provers: [Reference<PeopleGroup>: PeopleProver] = [:]
    var structures: [Reference<PeopleGroup>: PeopleStructure] = [:]
    var forests: [Reference<PeopleGroup>: PeopleForest] = [:]
    var bounds: [Key: CountInterval?] = [:]
  }

  private let topology: Topology
  private let state = Mutex(State())

  package init(_ topology: Topology) {
    self.topology = topology
  }

  /// A class as numbers, with the sizes that the loader made narrow.
  package func structure(of root: Reference<PeopleGroup>) -> PeopleStructure {
    if let known = state.withLock({ $0.structures[root] }) { return known }
    let structure = PeopleStructure(topology, of: root)
    state.withLock { $0.structures[root] = structure }
    return structure
  }

  /// What proves numbers of a class from the counts that the file states.
  package func prover(of root: Reference<PeopleGroup>) -> PeopleProver {
    if let known = state.withLock({ $0.provers[root] }) { return known }
    let prover = PeopleProver(PeopleStructure(topology, of: root, stated: true))
    state.withLock { $0.provers[root] = prover }
    return prover
  }

  /// A class laid out for counting.
  func forest(of root: Reference<PeopleGroup>, _ counter: PeopleCounter) -> PeopleForest {
    if let known = state.withLock({ $0.forests[root] }) { return known }
    let forest = PeopleForest(counter, of: root)
    state.withLock { $0.forests[root] = forest }
    return forest
  }

  /// How many people are in a union of groups; nil when the budget is used up.
  package func bounds(
    union groups: [Reference<PeopleGroup>], in root: Reference<PeopleGroup>
  ) -> CountInterval? {
    bounds([groups], in: root) { .union($0[0]) }
  }

  /// The answer to a question about sets, each a union of groups; nil when the budget is used up.
  package func bounds(
    _ sets: [[Reference<PeopleGroup>]], in root: Reference<PeopleGroup>,
    _ question: ([[Int]]) -> PeopleQuestion
  ) -> CountInterval? {
    let structure = structure(of: root)
    return bounds(question(sets.map { structure.places($0.sorted()) }), in: root)
  }

  /// The answer to a question about the places of a class; nil when the budget is used up.
  func bounds(_ asked: PeopleQuestion, in root: Reference<PeopleGroup>) -> CountInterval? {
    let structure = structure(of: root)
    let key = Key(root: root, sets: asked.sets, weights: asked.weights)
    if let known = state.withLock({ $0.bounds[key] }) { return known }
    let bounds = PeopleProver(structure).bounds(asked)
    state.withLock { $0.bounds[key] = .some(bounds) }
    return bounds
  }
}

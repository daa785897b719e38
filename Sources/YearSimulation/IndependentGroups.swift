import Lowering
import Population
import Propagation
import TopologyModel

/// Exact figures for a class whose groups are connected only by a few events, such as the stores of a split.
///
/// Basic events that can expose several groups are *shared*. Given which of them occur, the groups are
/// independent. Of m similar groups, each exposed with probability q, k are exposed with probability C(m, k) qᵏ
/// (1 − q)ᵐ⁻ᵏ. It is therefore sufficient to weight every combination of the shared events, and for each of
/// these every combination of the events of a single group. All groups are evaluated at once: the j-th own
/// event of every group shares a bit of the world's number.
///
/// Only for classes without cohorts, where the counts determine what is wholly exposed.
struct IndependentGroups {
  /// The maximum number of combinations of events times combinations of counts.
  private static let largestWork = 20_000_000
  /// The maximum number of shared events plus own events of one group.
  private static let mostBits = 14

  private(set) var masses: [OutcomeTable.Outcome: Double] = [:]
  private(set) var tail: Tail?
  private(set) var events: [BasicEvent] = []
  /// The number of combinations of events.
  private(set) var worlds = 0
  /// Groups that can be exposed.
  private(set) var groups = 0

  /// Groups that are exposed in the same way.
  private struct Kind {
    var node: Int
    var members: Int
    /// The probability that a member is exposed, for each setting of the shared events.
    var exposed: [Double]
    /// For each own event of a member and each setting, the probability that the event occurs and the member is
    /// exposed.
    var both: [[Double]]
    var likelihoods: [Double]
    /// For each own event, the corresponding events of all members.
    var events: [[BasicEvent]]
  }

  private let forest: PeopleForest
  private var kinds: [Kind] = []
  private var shared: [YearRun.Event] = []
  /// For each setting of the shared events, its probability and the exposed nodes that have
  /// subgroups.
  private var settings: [(probability: Double, wholes: [Int])] = []

  /// Nil if the class is of another kind, or if there are too many combinations.
  init?(
    _ lowered: LoweredTopology, _ root: Reference<PeopleGroup>, _ open: [YearRun.Event],
    certain: [YearRun.Event], cause: SharedCause?, measure: ExposureMeasure, includesTail: Bool
  ) {
    guard !lowered.people.hasCohorts(root) else { return nil }
    let forest = PeopleForest(lowered.people, of: root)
    self.forest = forest
    let inners = Set(forest.nodes.filter { $0.inner >= 0 }.flatMap(\.members))
    let atoms = ExposedGroups(lowered, root, cause, measure)
    guard let split = EventSplit(atoms, open, inners: inners),
      split.shared.count + split.mostOwn <= Self.mostBits
    else { return nil }
    shared = split.shared.map { open[$0] }
    groups = atoms.groups.count
    worlds = 1 << (split.shared.count + split.mostOwn)
    events = (open + certain).compactMap(\.event).sorted()
    let rows = atoms.rows(open, split, certain: certain)
    weigh(rows, atoms, split, open)
    let states = kinds.reduce(1) { product, kind in
      product > Self.largestWork ? product : product * (kind.members + 1)
    }
    guard states <= Self.largestWork >> split.shared.count else { return nil }
    count(states, certain: certain.compactMap(\.event), includesTail: includesTail)
  }

  // MARK: - Probabilities of single groups

  private mutating func weigh(
    _ rows: [[UInt64]], _ atoms: ExposedGroups, _ split: EventSplit, _ open: [YearRun.Event]
  ) {
    func holds(_ atom: Int, _ world: Int) -> Bool {
      rows[atom][world >> 6] >> UInt64(world & 63) & 1 == 1
    }
    let settingCount = 1 << shared.count
    var nodeOf: [Int: Int] = [:]
    for (index, node) in forest.nodes.enumerated() {
      for member in node.members { nodeOf[member] = index }
    }
    let nodes = atoms.groups.map { nodeOf[$0] ?? 0 }
    let above = atoms.groups.indices.filter { forest.nodes[nodes[$0]].inner >= 0 }
    settings = (0..<settingCount).map { setting in
      let probability = shared.enumerated().reduce(1.0) { product, event in
        product
          * (setting >> event.offset & 1 == 1
            ? event.element.likelihood : 1 - event.element.likelihood)
      }
      return (probability, above.filter { holds($0, setting) }.map { nodes[$0] })
    }
    struct Alike: Hashable {
      var node: Int
      var likelihoods: [Double]
      var exposed: [Double]
      var both: [[Double]]
    }
    var known: [Alike: Int] = [:]
    for atom in atoms.groups.indices where forest.nodes[nodes[atom]].inner < 0 {
      let own = split.own[atom].map { open[$0] }
      var exposed = [Double](repeating: 0, count: settingCount)
      var both = own.map { _ in exposed }
      for inside in 0..<1 << own.count {
        let probability = own.enumerated().reduce(1.0) { product, event in
          product
            * (inside >> event.offset & 1 == 1
              ? event.element.likelihood : 1 - event.element.likelihood)
        }
        for setting in 0..<settingCount where holds(atom, setting | inside << shared.count) {
          exposed[setting] += probability
          for event in own.indices where inside >> event & 1 == 1 {
            both[event][setting] += probability
          }
        }
      }
      let likelihoods = own.map(\.likelihood)
      let node = nodes[atom]
      let key = Alike(node: node, likelihoods: likelihoods, exposed: exposed, both: both)
      if let kind = known[key] {
        kinds[kind].members += 1
        for index in own.indices {
          if let event = own[index].event { kinds[kind].events[index].append(event) }
        }
      } else {
        known[key] = kinds.count
        kinds.append(
          Kind(
            node: node, members: 1, exposed: exposed, both: both, likelihoods: likelihoods,
            events: own.map { $0.event.map { [$0] } ?? [] }))
      }
    }
  }

  // MARK: - Numbers of groups

  /// C(m, k) qᵏ (1 − q)ᵐ⁻ᵏ for every k, computed from the likeliest k outward and scaled to a sum of 1. Uses no
  /// logarithms, whose last digits differ between machines.
  /// - Complexity: O(m).
  private static func binomial(_ count: Int, _ probability: Double) -> [Double] {
    if probability <= 0 { return [1] + [Double](repeating: 0, count: count) }
    if probability >= 1 { return [Double](repeating: 0, count: count) + [1] }
    var law = [Double](repeating: 0, count: count + 1)
    let likeliest = min(count, Int(saturating: Double(count + 1) * probability))
    let odds = probability / (1 - probability)
    law[likeliest] = 1
    for exposed in stride(from: likeliest + 1, through: count, by: 1) {
      law[exposed] = law[exposed - 1] * (Double(count - exposed + 1) / Double(exposed) * odds)
    }
    for exposed in stride(from: likeliest - 1, through: 0, by: -1) {
      law[exposed] = law[exposed + 1] * (Double(exposed + 1) / Double(count - exposed) / odds)
    }
    let total = law.reduce(0, +)
    return law.map { $0 / total }
  }

  private mutating func count(_ states: Int, certain: [BasicEvent], includesTail: Bool) {
    var tables: [[Int]: [OutcomeTable.Outcome?]] = [:]
    for setting in settings where tables[setting.wholes] == nil {
      tables[setting.wholes] = (0..<states).map { outcome(counts($0), wholes: setting.wholes) }
    }
    let laws = settings.indices.map { setting in
      kinds.map { Self.binomial($0.members, $0.exposed[setting]) }
    }
    func probability(_ setting: Int, _ counts: [Int]) -> Double {
      counts.indices.reduce(settings[setting].probability) { $0 * laws[setting][$1][counts[$1]] }
    }
    for setting in settings.indices {
      let outcomes = tables[settings[setting].wholes] ?? []
      for state in 0..<states {
        guard let outcome = outcomes[state] else { continue }
        let mass = probability(setting, counts(state))
        if mass > 0 { masses[outcome, default: 0] += mass }
      }
    }
    guard includesTail, let worst = WorstOutcomes(masses, share: 0.01) else { return }
    var together = [Double](repeating: 0, count: shared.count)
    var own = kinds.map { [Double](repeating: 0, count: $0.likelihoods.count) }
    func add(_ mass: Double, _ setting: Int, _ counts: [Int]) {
      for event in shared.indices where setting >> event & 1 == 1 { together[event] += mass }
      for (index, kind) in kinds.enumerated() {
        let exposed = kind.exposed[setting]
        for event in kind.likelihoods.indices {
          let share = Double(counts[index]) / Double(kind.members)
          let both = kind.both[event][setting]
          let whenExposed = exposed > 0 ? both / exposed : 0
          let otherwise = exposed < 1 ? (kind.likelihoods[event] - both) / (1 - exposed) : 0
          own[index][event] += mass * (share * whenExposed + (1 - share) * otherwise)
        }
      }
    }
    for setting in settings.indices {
      let outcomes = tables[settings[setting].wholes] ?? []
      for state in 0..<states {
        guard let outcome = outcomes[state], worst.contains(outcome) else { continue }
        let counts = counts(state)
        let mass = probability(setting, counts)
        if mass > 0 { add(mass, setting, counts) }
      }
    }
    var shares = zip(shared, together).compactMap { event, mass in
      event.event.map {
        Tail.Share(
          event: $0, likelihood: event.likelihood, inTail: min(1, mass / worst.probability))
      }
    }
    for (kind, masses) in zip(kinds, own) {
      for event in masses.indices {
        shares += kind.events[event].map {
          Tail.Share(
            event: $0, likelihood: kind.likelihoods[event],
            inTail: min(1, masses[event] / worst.probability))
        }
      }
    }
    tail = worst.tail(0.01, shares, certain: certain)
  }

  /// The number of each kind, decoded from the number of a state.
  private func counts(_ state: Int) -> [Int] {
    var rest = state
    return kinds.map { kind in
      defer { rest /= kind.members + 1 }
      return rest % (kind.members + 1)
    }
  }

  /// Nil if nobody is exposed.
  private func outcome(_ counts: [Int], wholes: [Int]) -> OutcomeTable.Outcome? {
    var exposed = [Int](repeating: 0, count: forest.nodes.count)
    for (index, kind) in kinds.enumerated() { exposed[kind.node] += counts[index] }
    for node in wholes { exposed[node] = 1 }
    let entries = forest.closure(of: exposed)
    guard !entries.isEmpty else { return nil }
    var scratch = forest.scratch
    let (low, high) = forest.union(of: entries[...], &scratch)
    return OutcomeTable.Outcome(low: low, high: high)
  }
}

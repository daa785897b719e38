import Lowering
import Population
import Propagation
import TopologyModel

/// Everything that can happen in a year as one program: who is exposed, and what stops because systems are
/// contained.
///
///     persons(g)   ← exposed(f, g), which counts (`ExposureMeasure`)
///     whole(g)     ← persons(g); also what a union of such groups contains wholly (`PeopleCounter`)
///     may-be(g)    ← persons(g); perhaps(f, g), f is about a person; perhaps(·, g); for every class, perhaps(f, ·)
///     possibly(g)  ← may-be(g); as whole(g)
///     contained(S) ← control(S)
///     contained(S) ← an access rule of S has a condition, and it holds
///     stops, down  ← contained, as in `OutageProgram`
///
/// Every system that the intruder controls or reads is disconnected, as the operators did in recorded
/// incidents. Only what the questions depend on is kept.
struct YearProgram: Sendable {
  typealias Fact = ClauseProgram.Fact

  /// The parts of a year to simulate.
  struct Questions {
    /// The person classes whose people are counted.
    var classes: [Reference<PeopleGroup>]
    /// The services.
    var services: [Reference<Service>]
    /// Which exposure is counted.
    var measure: ExposureMeasure
    /// A cause shared by some events, which becomes a basic event of its own.
    var shared: SharedCause?
  }

  /// The clauses.
  let clauses: ClauseProgram
  /// The clauses, prepared for many worlds.
  let program: WorldsProgram
  /// The basic events that the questions depend on, in order, with their facts.
  let events: [(event: BasicEvent, fact: Fact)]
  /// For each group, then each cohort, the fact that it is wholly exposed; nil if nothing derives it.
  let whole: [Fact?]
  /// The same with what may be exposed, because something is read that the file does not list; empty where no year
  /// reads such a thing.
  let possibly: [Fact?]
  /// For each service, the fact that its needs fail; nil if nothing derives it.
  let needsFail: [Fact?]
  /// For each service, the fact that it is down.
  let down: [Fact?]
  /// The fact of the shared cause.
  let shared: Fact?

  /// - Complexity: O(size of the clauses).
  init(_ lowered: LoweredTopology, _ questions: Questions) {
    let layout = YearLayout(lowered, questions.shared, questions.measure)
    let counted = Set(questions.classes)
    let groups = lowered.topology.groups.indices.filter {
      counted.contains(lowered.people.roots[$0])
    }
    let cohorts = lowered.people.cohorts.indices.filter {
      counted.contains(lowered.people.cohorts[$0].root)
    }
    let nodes = groups + cohorts.map { lowered.topology.groups.count + $0 }
    var targets = nodes.map(layout.whole) + (layout.hasPerhaps ? nodes.map(layout.possibly) : [])
    for service in questions.services {
      if let fact = lowered.outage.needsFail[service.index] { targets.append(layout.outage(fact)) }
      if let fact = lowered.outage.down[service.index] { targets.append(layout.outage(fact)) }
    }
    let cone = Cone(of: layout.program(), before: targets)
    clauses = cone.program
    program = WorldsProgram(cone.program)
    let basic = lowered.topology.basicEvents
    events = basic.indices.compactMap { index in
      cone.number[index].map { (basic[index], $0) }
    }
    let asked = Set(nodes)
    let all = 0..<lowered.topology.groups.count + lowered.topology.cohorts.count
    whole = all.map { asked.contains($0) ? cone.number[Int(layout.whole($0))] : nil }
    possibly =
      layout.hasPerhaps
      ? all.map { asked.contains($0) ? cone.number[Int(layout.possibly($0))] : nil } : []
    let services = Set(questions.services.map(\.index))
    func service(_ index: Int, _ fact: OutageFact?) -> Fact? {
      guard services.contains(index), let fact else { return nil }
      return cone.number[Int(layout.outage(fact))]
    }
    needsFail = lowered.outage.needsFail.enumerated().map(service)
    down = lowered.outage.down.enumerated().map(service)
    shared = questions.shared.flatMap { _ in cone.number[Int(layout.shared)] }
  }
}

/// The offsets of the facts of several programs in a row: exposure, wholly exposed groups and cohorts, the same with
/// what may be exposed, outage.
private struct YearLayout {
  typealias Fact = ClauseProgram.Fact

  let lowered: LoweredTopology

  let cause: SharedCause?
  let measure: ExposureMeasure

  /// What is read in some year without the file's listing it, of fields that speak of a person.
  private let perhaps: [(cell: UnlistedCell, fact: Fact)]
  var hasPerhaps: Bool { !perhaps.isEmpty }

  init(_ lowered: LoweredTopology, _ cause: SharedCause?, _ measure: ExposureMeasure) {
    self.measure = measure
    self.lowered = lowered
    self.cause = cause
    let topology = lowered.topology
    // Of people in several groups at once the file may not say that there are any.
    let overlaps = lowered.exposure.overlapsExposed.sorted { $0.value < $1.value }
      .filter { topology.exposesPeople($0.key.field) }
      .map {
        (
          key: UnlistedCell($0.key.field, topology.smallest(of: $0.key.people.groups)),
          value: $0.value
        )
      }
    let named =
      lowered.exposure.perhaps.sorted { $0.value < $1.value }
      .filter { cell, _ in cell.field.map(topology.exposesPeople) ?? true }
      .map { (key: $0.key, value: $0.value) } + overlaps
      + Self.ungraded(lowered, measure).map { (UnlistedCell($0.key.field, $0.key.group), $0.value) }
    guard !named.isEmpty else {
      perhaps = []
      return
    }
    let everything = lowered.exposureFixpoint.evaluate(
      assuming: (0..<lowered.exposure.eventCount).map { Fact($0) })
    perhaps = named.filter { everything.holds($0.value) }.map { ($0.key, $0.value) }
  }

  /// What is exposed of which the file does not say how grave it is: perhaps as grave as is asked.
  private static func ungraded(
    _ lowered: LoweredTopology, _ measure: ExposureMeasure
  ) -> [(key: FieldOfGroup, value: Fact)] {
    guard case .tier = measure else { return [] }
    return lowered.exposure.exposed.sorted { $0.value < $1.value }.filter { cell, _ in
      lowered.isCounted(cell) && !lowered.isCounted(cell, as: measure)
        && lowered.topology.gravity(of: cell.field) == nil
    }
  }

  private var nodeCount: Int { lowered.people.wholly.program.factCount }
  private var firstNode: Int { lowered.exposure.program.factCount }
  private var firstPossible: Int { firstNode + nodeCount }
  private var firstOutage: Int { firstPossible + (hasPerhaps ? nodeCount : 0) }

  /// After all other facts.
  var shared: Fact { Fact(firstOutage + lowered.outage.program.factCount) }

  func whole(_ node: Int) -> Fact { Fact(firstNode + node) }
  func possibly(_ node: Int) -> Fact { Fact(firstPossible + node) }
  func outage(_ fact: OutageFact) -> Fact { Fact(firstOutage) + fact.number }

  func program() -> ClauseProgram {
    let topology = lowered.topology
    let wholly = lowered.people.wholly.program
    let parts =
      [lowered.exposure.program, wholly] + (hasPerhaps ? [wholly] : []) + [lowered.outage.program]
    var heads: [Fact] = []
    var thresholds: [UInt32] = []
    var offsets: [UInt32] = [0]
    var bodies: [Fact] = []
    var first: Fact = 0
    for part in parts {
      let start = UInt32(bodies.count)
      heads += part.heads.map { $0 + first }
      thresholds += part.thresholds
      offsets += part.bodyOffsets.dropFirst().map { $0 + start }
      bodies += part.bodies.map { $0 + first }
      first += Fact(part.factCount)
    }
    func imply(_ head: Fact, from body: Fact) {
      heads.append(head)
      thresholds.append(1)
      bodies.append(body)
      offsets.append(UInt32(bodies.count))
    }
    let exposed = lowered.exposure.exposed.sorted { $0.value < $1.value }
    for (cell, fact) in exposed where lowered.isCounted(cell, as: measure) {
      imply(whole(cell.group.index), from: fact)
      if hasPerhaps { imply(possibly(cell.group.index), from: fact) }
    }
    for (cell, fact) in perhaps {
      for group in cell.group.map({ [$0] }) ?? topology.personClasses {
        imply(possibly(group.index), from: fact)
      }
    }
    for system in topology.systems.references {
      imply(outage(lowered.outage.contained(system)), from: lowered.exposure.control(system))
    }
    for rule in topology.accessRules.references where topology.accessRules[rule].requires != nil {
      let system = topology.accessRules[rule].system
      imply(outage(lowered.outage.contained(system)), from: lowered.exposure.open[rule.index])
    }
    for event in cause?.events ?? [] { imply(lowered.exposure.fact(event), from: shared) }
    return ClauseProgram(
      factCount: Int(first) + 1, heads: heads, thresholds: thresholds, bodyOffsets: offsets,
      bodies: bodies)
  }
}

import Propagation
import TopologyModel

/// Builds the facts and clauses, one family of rules per file. Each file states its clauses in the notation of
/// the semantics.
struct ExposureLowering {
  package typealias Fact = ClauseProgram.Fact

  /// dataset, field, group
  struct ReadKey: Hashable, Comparable {
    var dataset: Int
    var field: Int
    var group: Int

    static func < (left: ReadKey, right: ReadKey) -> Bool {
      (left.dataset, left.field, left.group) < (right.dataset, right.field, right.group)
    }
  }

  let topology: Topology
  let lineage: Lineage
  var builder = ClauseProgramBuilder()
  var meanings: [FactMeaning] = []
  var reasons: [ClauseReason] = []
  /// The lineage fact that each clause depends on, or `unsupported`.
  var supports: [UInt32] = []
  static let unsupported = UInt32.max
  var exposed: [FieldOfGroup: Fact] = [:]
  var known: [FieldOfGroup: Fact] = [:]
  var reads: [ReadKey: Fact] = [:]
  var tapped: [Reference<Flow>: Fact] = [:]
  var unlistedReads: [Reference<Dataset>: [UnlistedCell: Fact]] = [:]
  var perhaps: [UnlistedCell: Fact] = [:]
  var perhapsKnown: [FieldOfGroup: Fact] = [:]
  var overlapReads: [CarriedOverlap: Fact] = [:]
  var overlapsExposed: [FieldOfOverlap: Fact] = [:]
  var overlapsKnown: [FieldOfOverlap: Fact] = [:]
  var overlaps: Overlaps
  var entered: [Reference<Organization>: Fact] = [:]
  var open: [Fact] = []
  var opened: [Fact] = []
  /// in(Z) and reach(S of Z) for each zone; nil where it always holds.
  var inside: [Fact?] = []
  var inReach: [Fact?] = []
  /// The fact that a system is intruded although it may be out of reach.
  var stated: [Reference<System>: Fact] = [:]
  var intrudedInReach: [(Reference<System>, Reference<Zone>)] = []
  var origins: [[Reference<Zone>]: Fact] = [:]
  /// Conditions that are already lowered, so that repeated conditions share a gate.
  var gates: [Condition: Fact] = [:]
  /// The same for access rules, which secrets open only where and when they work.
  var accessGates: [Condition: Fact] = [:]
  /// For secrets that do not always work, the fact that they do.
  var working: [Reference<Secret>: Fact] = [:]

  init(_ topology: Topology) {
    self.topology = topology
    lineage = Lineage(topology)
    overlaps = lineage.formed
  }

  mutating func run() {
    for event in topology.basicEvents { _ = fact(.event(event)) }
    for system in topology.systems.references { _ = fact(.control(system)) }
    for secret in topology.secrets.references { _ = fact(.has(secret)) }
    lowerEvents()
    lowerZones()
    lowerAccess()
    lowerPosition()
    lowerSecrets()
    lowerReading()
    lowerWrittenSecrets()
    lowerTransit()
    lowerOverlaps()
    lowerDerivation()
    lowerUnlisted()
  }

  mutating func fact(_ meaning: FactMeaning) -> Fact {
    meanings.append(meaning)
    return builder.fact()
  }

  /// Adds a clause. `carried` is the lineage fact it depends on, if any.
  mutating func clause(
    _ head: Fact, from body: Fact, _ reason: ClauseReason, carried: UInt32 = unsupported
  ) {
    builder.clause(head, from: body)
    reasons.append(reason)
    supports.append(carried)
  }

  mutating func clause(
    _ head: Fact, atLeast threshold: Int, of body: [Fact], _ reason: ClauseReason
  ) {
    builder.clause(head, atLeast: threshold, of: body)
    reasons.append(reason)
    supports.append(Self.unsupported)
  }

  mutating func clause(_ head: Fact, all body: [Fact], _ reason: ClauseReason) {
    clause(head, atLeast: Set(body).count, of: body, reason)
  }

  mutating func exposedFact(_ cell: FieldOfGroup) -> Fact {
    if let fact = exposed[cell] { return fact }
    let fact = fact(.exposed(cell))
    exposed[cell] = fact
    return fact
  }

  // MARK: - Facts with calculated indices

  var systemCount: Int { topology.systems.count }
  var secretCount: Int { topology.secrets.count }
  var eventCount: Int { systemCount + secretCount + topology.events.count }

  func event(_ event: BasicEvent) -> Fact {
    switch event {
    case .intrusion(let system): Fact(system.index)
    case .theft(let secret): Fact(systemCount + secret.index)
    case .common(let event): Fact(systemCount + secretCount + event.index)
    }
  }

  func control(_ system: Reference<System>) -> Fact { Fact(eventCount + system.index) }
  func has(_ secret: Reference<Secret>) -> Fact { Fact(eventCount + systemCount + secret.index) }
}

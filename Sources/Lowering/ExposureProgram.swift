public import Propagation
public import TopologyModel

/// A topology as clauses over integers. Every analysis of exposure evaluates this program.
///
/// Facts have a fixed order, so that their indices can be calculated: intrusions of all systems, thefts of all
/// secrets, common events (together the basic events, by their index in `Topology.basicEvents`), control of all
/// systems, possession of all secrets, then whatever the rules need. Only facts that can hold in some world
/// exist: a field that no rule can reach has no fact.
public struct ExposureProgram: Sendable {
  /// read(D, f, g): a field of a group can be read from a dataset.
  public struct Read: Sendable {
    /// The dataset.
    public let dataset: Reference<Dataset>
    /// The field and the group.
    public let cell: FieldOfGroup
    /// The fact.
    public let fact: ClauseProgram.Fact
  }

  /// unlisted-read(D, f, g): what a dataset holds without the file's listing it can be read.
  public struct UnlistedRead: Sendable {
    /// The dataset.
    public let dataset: Reference<Dataset>
    /// What of it.
    public let cell: UnlistedCell
    /// The fact.
    public let fact: ClauseProgram.Fact
  }

  /// read(D, f, g∩h): a field of the people in an overlap can be read from a dataset.
  public struct OverlapRead: Sendable {
    /// What is read, and where.
    public let carried: CarriedOverlap
    /// The fact.
    public let fact: ClauseProgram.Fact
  }

  /// The topology it was lowered from, without fleets.
  public let topology: Topology
  /// Where every field is, independent of who is intruded.
  public let lineage: Lineage
  /// The clauses.
  public let program: ClauseProgram
  /// The meaning of each fact.
  public let meanings: [FactMeaning]
  /// The reason for each clause.
  public let reasons: [ClauseReason]
  /// The lineage fact that each clause depends on, numbered as in `Lineage.overlapArrivals`; nil if none. Without that fact, for example if a flow is
  /// removed, the clause does not apply.
  public func support(_ clause: Int) -> UInt32? {
    supports[clause] == ExposureLowering.unsupported ? nil : supports[clause]
  }
  private let supports: [UInt32]
  /// The fact exposed(f, g), if it can hold in some world.
  public let exposed: [FieldOfGroup: ClauseProgram.Fact]
  /// The fact known(f, g). For fields outside all inferences and leaks, this is `exposed`.
  public let known: [FieldOfGroup: ClauseProgram.Fact]
  /// The facts read(D, f, g), ordered by dataset.
  public let reads: [Read]
  /// The facts unlisted-read(D, f, g), dataset by dataset in order; none where the file lists everything.
  public let unlistedReads: [UnlistedRead]
  /// The fact perhaps(f, g), where some world makes it true.
  public let perhaps: [UnlistedCell: ClauseProgram.Fact]
  /// The fact perhaps-known(f, g), for fields that an inference or a leak speaks of.
  public let perhapsKnown: [FieldOfGroup: ClauseProgram.Fact]
  /// The facts read(D, f, g∩h), dataset by dataset in order.
  public let overlapReads: [OverlapRead]
  /// The fact exposed(f, g∩h), if it can hold in some world.
  public let overlapsExposed: [FieldOfOverlap: ClauseProgram.Fact]
  /// The fact known(f, g∩h), for fields that an inference or a leak speaks of.
  public let overlapsKnown: [FieldOfOverlap: ClauseProgram.Fact]
  /// Whether there are more overlaps than are followed one by one; see ``OverlapLimits``.
  public let overlapsAreLimited: Bool
  /// The fact that an organization is entered, for each of which the file has no system.
  public let entered: [Reference<Organization>: ClauseProgram.Fact]
  /// The fact of each flow that can be intercepted.
  public let tapped: [Reference<Flow>: ClauseProgram.Fact]
  /// The fact that a rule's condition holds.
  public let open: [ClauseProgram.Fact]
  /// The fact that all of a dataset can be read in its system.
  public let opened: [ClauseProgram.Fact]

  /// For each zone, the fact that the intruder is in it; nil for `internet`, where everybody is. Empty in a file
  /// without zones.
  public let inside: [ClauseProgram.Fact?]
  /// For each zone, the fact that its systems are in reach; nil if they always are.
  public let inReach: [ClauseProgram.Fact?]
  /// For each system that may be out of reach, the fact that it is intruded nevertheless, as an incident states.
  public let stated: [Reference<System>: ClauseProgram.Fact]

  /// Lowers a topology without fleets.
  /// - Complexity: O(size of the clauses).
  public init(_ topology: Topology) {
    var lowering = ExposureLowering(topology)
    lowering.run()
    self.init(lowering)
  }

  init(_ lowering: ExposureLowering) {
    topology = lowering.topology
    lineage = lowering.lineage
    program = lowering.builder.build()
    meanings = lowering.meanings
    reasons = lowering.reasons
    supports = lowering.supports
    exposed = lowering.exposed
    known = lowering.known
    reads = lowering.reads.sorted { $0.key < $1.key }.map { key, fact in
      Read(
        dataset: Reference(key.dataset),
        cell: FieldOfGroup(Reference(key.field), Reference(key.group)), fact: fact)
    }
    unlistedReads = lowering.unlistedReads.sorted { $0.key < $1.key }.flatMap { dataset, facts in
      facts.sorted { $0.key < $1.key }.map { cell, fact in
        UnlistedRead(dataset: dataset, cell: cell, fact: fact)
      }
    }
    perhaps = lowering.perhaps
    perhapsKnown = lowering.perhapsKnown
    overlapReads = lowering.overlapReads.sorted {
      ($0.key.dataset, $0.key.people, $0.key.field)
        < ($1.key.dataset, $1.key.people, $1.key.field)
    }.map { OverlapRead(carried: $0.key, fact: $0.value) }
    overlapsExposed = lowering.overlapsExposed
    overlapsKnown = lowering.overlapsKnown
    overlapsAreLimited = lowering.overlaps.isLimited
    entered = lowering.entered
    tapped = lowering.tapped
    open = lowering.open
    opened = lowering.opened
    inside = lowering.inside
    inReach = lowering.inReach
    stated = lowering.stated
  }

  /// The fact of a basic event.
  public func fact(_ event: BasicEvent) -> ClauseProgram.Fact {
    switch event {
    case .intrusion(let system): ClauseProgram.Fact(system.index)
    case .theft(let secret): ClauseProgram.Fact(topology.systems.count + secret.index)
    case .common(let event):
      ClauseProgram.Fact(topology.systems.count + topology.secrets.count + event.index)
    }
  }

  /// What a scenario takes for granted: its basic events, and that it enters organizations without systems.
  public func facts(of scenario: Scenario) -> [ClauseProgram.Fact] {
    scenario.events.map { fact($0, in: scenario) } + scenario.entered.compactMap { entered[$0] }
  }

  /// The fact of a basic event of a scenario.
  public func fact(_ event: BasicEvent, in scenario: Scenario) -> ClauseProgram.Fact {
    guard case .intrusion(let system) = event, let happened = stated[system] else {
      return fact(event)
    }
    return !scenario.needsReach || scenario.stated.contains(system) ? happened : fact(event)
  }

  /// The fact that the intruder controls a system.
  public func control(_ system: Reference<System>) -> ClauseProgram.Fact {
    ClauseProgram.Fact(eventCount + system.index)
  }

  /// The fact that the intruder has a secret.
  public func has(_ secret: Reference<Secret>) -> ClauseProgram.Fact {
    ClauseProgram.Fact(eventCount + topology.systems.count + secret.index)
  }

  /// The number of basic events; their facts are `0 ..< eventCount`.
  public var eventCount: Int {
    topology.systems.count + topology.secrets.count + topology.events.count
  }

  /// The basic event of a fact; nil for a derived fact.
  public func event(_ fact: ClauseProgram.Fact) -> BasicEvent? {
    if case .event(let event) = meanings[Int(fact)] { event } else { nil }
  }
}

public import TopologyModel

/// Whether somebody who belongs to some people is concerned by an incident, and what follows.
public struct AffectedAnswer: Sendable {
  /// How sure it is that somebody of them is concerned.
  public enum Concern: String, CaseIterable, Sendable {
    /// All of them are.
    case all
    /// Some of them are; which, the graph does not know.
    case some
    /// Perhaps: whether they are among those concerned is unsaid.
    case unknown
    /// None of them is.
    case none
  }

  /// What came out at one organization.
  public struct Way: Sendable {
    /// Whose systems it was at; nil when the file does not say.
    public var holder: Party?
    /// Fields that were read there, sorted by id.
    public var fields: [Reference<DataField>]
    /// Which of those asked about this concerns.
    public var groups: [Reference<PeopleGroup>]
    /// How many.
    public var persons: CountInterval
    /// The shortest proof that something was read there.
    public var proof: Proof?
    /// What was held there after there was a reason to.
    public var kept: [(dataset: Reference<Dataset>, kept: Retention.Kept)]
  }

  /// Fields that follow from what came out.
  public struct Derived: Sendable {
    /// What follows, sorted by id.
    public var gives: [Reference<DataField>]
    /// From which fields.
    public var from: [Reference<DataField>]
    /// How sure it is.
    public var certainty: Inference.Certainty?
    /// What this rests on.
    public var source: Reference<Source>?
  }

  /// A line of the table that applies, with the fields by which it does.
  public struct Following: Sendable {
    /// The line.
    public var consequence: Consequence
    /// The fields.
    public var fields: [Reference<DataField>]
  }

  /// An earlier leak to which what came out can be joined by whoever has both.
  public struct Joined: Sendable {
    /// The leak.
    public var leak: Reference<Leak>
    /// What it would add.
    public var adds: [Reference<DataField>]
    /// Whether those asked about are in it: the same question as of the incident.
    public var isIn: Concern
  }

  /// Who was asked about, in the order of the file.
  public let groups: [Reference<PeopleGroup>]
  /// How many they are.
  public let size: CountInterval
  /// Whether they are concerned.
  public let concern: Concern
  /// How many of them.
  public let persons: CountInterval
  /// Who controls their data; sorted.
  public let controllers: [Party]
  /// What came out and where, most fields first.
  public let ways: [Way]
  /// All fields that came out, sorted by id.
  public let exposed: [Reference<DataField>]
  /// What follows from them by the file's inferences.
  public let derived: [Derived]
  /// Fields of these people that did not come out and do not follow, sorted by id.
  public let safe: [Reference<DataField>]
  /// What may follow, by the table.
  public let following: [Following]
  /// Earlier leaks that can be joined.
  public let leaks: [Joined]
  /// Sources whose claims about these people's fields or numbers the graph agrees with; sorted.
  public let saidBy: [Reference<Source>]
  /// Organizations to turn to: those that say what people can do there, in the order of the file.
  public let contacts: [Reference<Organization>]

  /// Asks about the people of some groups.
  /// - Complexity: O(cells read × groups asked about), one union for each way.
  public init(_ groups: [Reference<PeopleGroup>], in analysis: IncidentAnalysis) {
    let search = AffectedSearch(groups, analysis)
    self.groups = groups
    size = analysis.lowered.people.sum(of: Set(groups))
    (concern, persons) = search.concern()
    controllers = search.controllers()
    ways = search.ways()
    exposed = search.exposed
    derived = search.derived()
    safe = search.safe()
    following = search.following()
    leaks = search.leaks()
    saidBy = search.saidBy()
    contacts = analysis.lowered.topology.organizations.references.filter {
      analysis.lowered.topology.organizations[$0].advice != nil
    }
  }
}

extension Topology {
  /// The groups whose people's data an organization or one of its members controls; of one that controls
  /// none, those whom its systems hold.
  public func people(of party: Party, in lineage: Lineage) -> [Reference<PeopleGroup>] {
    let table = ControllerTable(self)
    let controlled = groups.references.filter { group in
      table.shares(of: group).contains { share in
        share.group == group && share.controller?.organization == party.organization
          && (party.member == nil || share.controller?.member == party.member)
      }
    }
    if !controlled.isEmpty { return highest(controlled) }
    return highest(
      lineage.carried.filter { carried in
        let holder = holder(of: datasets[carried.dataset].system)
        return holder?.organization == party.organization
          && (party.member == nil || holder?.member == party.member)
      }.map(\.group))
  }
}

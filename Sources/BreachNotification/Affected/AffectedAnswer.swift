public import IncidentFindings
public import Lowering
import Population
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

  /// Why it was these people who were asked about.
  public enum Meaning: String, CaseIterable, Sendable {
    /// They were named, as a group or a cohort.
    case named
    /// An organization was named, which decides over their data.
    case controlled
    /// An organization was named, which decides over their data and holds data of others, too.
    case controlledBesideOthers = "controlled-beside-others"
    /// An organization was named, which holds their data for others and decides over nobody's.
    case held
  }

  /// What came out at one organization of some of the people.
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
    /// Whether they came out of everybody asked about, not of some only.
    public var isOfAll: Bool
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

  /// What came out of others among whom those asked about may be, too.
  public struct Overlap: Sendable {
    /// The fields, sorted by id.
    public var fields: [Reference<DataField>]
    /// The groups whose fields they are, in the order of the file.
    public var among: [Reference<PeopleGroup>]
    /// How many of those asked about are among them.
    public var persons: CountInterval
  }

  /// Who was asked about, in the order of the file.
  public let groups: [Reference<PeopleGroup>]
  /// How many they are.
  public let size: CountInterval
  /// Whether they are concerned.
  public let concern: Concern
  /// How many of them.
  public let persons: CountInterval
  /// Datasets with their data that were reached and stayed unintelligible, because the key is out of reach.
  public let unintelligible: [Reference<Dataset>]
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
  /// What may have come out of them, because it came out of others among whom they may be.
  public let overlaps: [Overlap]
  /// Fields of these people that may have come out, because something was read that the file does not list; sorted by id.
  public let unknown: [Reference<DataField>]
  /// What that was.
  public let unlisted: [UnlistedReading]
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
    unintelligible = search.unintelligible
    controllers = search.controllers()
    ways = search.ways()
    exposed = search.exposed
    derived = search.derived()
    overlaps = search.overlaps()
    unlisted = search.unlisted
    unknown = search.unknown()
    safe = search.safe()
    following = search.following()
    leaks = search.leaks()
    saidBy = search.saidBy()
    contacts = analysis.lowered.topology.organizations.references.filter {
      analysis.lowered.topology.organizations[$0].advice != nil
    }
  }
}

extension LoweredTopology {
  /// Who is meant by the people of an organization or of one of its members: those whose data it decides over
  /// or, where it decides over nobody's, those whom its systems hold for others. What together is a whole
  /// group is that group.
  /// - Complexity: O(groups × depth + carried facts).
  public func people(
    of party: Party
  ) -> (groups: [Reference<PeopleGroup>], meaning: AffectedAnswer.Meaning) {
    func isMeant(_ other: Party?) -> Bool {
      other?.organization == party.organization
        && (party.member == nil || other?.member == party.member)
    }
    let table = ControllerTable(topology)
    let controlled = topology.groups.references.filter { group in
      table.shares(of: group).contains { share in
        share.group == group && isMeant(share.controller)
      }
    }
    let held = exposure.lineage.carried.filter { carried in
      topology.fields[carried.field].about == .person
        && isMeant(topology.holder(of: topology.datasets[carried.dataset].system))
    }
    guard !controlled.isEmpty else {
      return (topology.highest(people.folded(held.map(\.group))), .held)
    }
    let groups = topology.highest(people.folded(controlled))
    let own = GroupSelection(groups, in: topology)
    let isHolder = held.contains { !own.covers($0.group) }
    return (groups, isHolder ? .controlledBesideOthers : .controlled)
  }
}

extension PeopleCounter {
  /// Some groups with those above them that they make up: all groups below are among them, and these are
  /// everybody there.
  /// - Complexity: O(groups × depth).
  func folded(_ groups: some Sequence<Reference<PeopleGroup>>) -> Set<Reference<PeopleGroup>> {
    var result = Set(groups)
    var open = Set(result.compactMap { topology.groups[$0].parent })
    while !open.isEmpty {
      var next: Set<Reference<PeopleGroup>> = []
      for parent in open where !result.contains(parent) && topology.groups[parent].exhaustive {
        guard topology.groups[parent].children.allSatisfy(result.contains) else { continue }
        result.insert(parent)
        if let above = topology.groups[parent].parent { next.insert(above) }
      }
      open = next
    }
    return result
  }
}

public import IncidentFindings
public import Lowering
import Population
public import TopologyModel

/// Whether the data of some people is affected by an incident, and what follows.
public struct AffectedAnswer: Sendable {
  /// How certain it is that these people are affected.
  public enum Concern: String, CaseIterable, Sendable {
    /// All of them are affected.
    case all
    /// Some of them are affected; the topology does not say which.
    case some
    /// Unknown: the file does not say whether they are among the people affected.
    case unknown
    /// None of them is affected.
    case none
  }

  /// How the people in question were selected.
  public enum Meaning: String, CaseIterable, Sendable {
    /// They were named as a group or a cohort.
    case named
    /// They are the people whose data a named organization controls.
    case controlled
    /// They are the people whose data a named organization controls; it also holds data on behalf of others.
    case controlledBesideOthers = "controlled-beside-others"
    /// They are the people whose data a named organization holds on behalf of others; it controls no data
    /// itself.
    case held
  }

  /// What came out at one organization about some of the people.
  public struct Way: Sendable {
    /// The organization whose systems it was at; nil if the file does not say.
    public var holder: Party?
    /// Fields that were read there, sorted by id.
    public var fields: [Reference<DataField>]
    /// The people affected, among those in question. A group that is at, below or above none of these stands for those
    /// of them who are also in it, because the counts force somebody to be.
    public var groups: [Reference<PeopleGroup>]
    /// The number of people affected.
    public var persons: CountInterval
    /// The shortest proof that something was read there.
    public var proof: Proof?
    /// Data that was held there longer than permitted.
    public var kept: [(dataset: Reference<Dataset>, kept: Retention.Kept)]
  }

  /// Fields that can be derived from what came out.
  public struct Derived: Sendable {
    /// The derivable fields, sorted by id.
    public var gives: [Reference<DataField>]
    /// The fields they are derived from.
    public var from: [Reference<DataField>]
    /// The certainty of the derivation.
    public var certainty: Inference.Certainty?
    /// The source of the inference.
    public var source: Reference<Source>?
  }

  /// An applicable line of the table of consequences, with the fields that make it apply.
  public struct Following: Sendable {
    /// The line.
    public var consequence: Consequence
    /// The fields.
    public var fields: [Reference<DataField>]
    /// Whether the fields came out for everybody in question, not only for some.
    public var isOfAll: Bool
  }

  /// An earlier leak that can be combined with what came out.
  public struct Joined: Sendable {
    /// The leak.
    public var leak: Reference<Leak>
    /// The fields that the leak adds.
    public var adds: [Reference<DataField>]
    /// Whether the people in question are in the leak, with the same degrees of certainty.
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

  /// The people in question, in the order of the file.
  public let groups: [Reference<PeopleGroup>]
  /// The number of people in question.
  public let size: CountInterval
  /// Whether they are affected.
  public let concern: Concern
  /// How many of them are affected: at least those whose data surely came out, at most these and those whose data
  /// something may have.
  public let persons: CountInterval
  /// How many of them something surely came out of.
  public let certain: CountInterval
  /// The groups with data that was read and that the file does not list, where more people may be affected because of it:
  /// the parts of those in question, or others that they may overlap. In the order of the file.
  public let perhaps: [Reference<PeopleGroup>]
  /// Datasets with their data that were reached but remained unintelligible, because the key is out of reach.
  public let unintelligible: [Reference<Dataset>]
  /// The controllers of their data, sorted.
  public let controllers: [Party]
  /// What came out at which organization, most fields first.
  public let ways: [Way]
  /// All fields that came out, sorted by id.
  public let exposed: [Reference<DataField>]
  /// What can be derived from them by the inferences of the file.
  public let derived: [Derived]
  /// Fields of these people that neither came out nor can be derived, sorted by id.
  public let safe: [Reference<DataField>]
  /// What may have come out of them, because it came out of others among whom they may be.
  public let overlaps: [Overlap]
  /// Fields of these people that may have come out, because something was read that the file does not list;
  /// sorted by id.
  public let unknown: [Reference<DataField>]
  /// What that was.
  public let unlisted: [UnlistedReading]
  /// What may follow, according to the table of consequences.
  public let following: [Following]
  /// Earlier leaks that can be combined with what came out.
  public let leaks: [Joined]
  /// Sources with claims about these people that agree with the graph, sorted.
  public let saidBy: [Reference<Source>]
  /// Organizations that offer advice or a contact, in the order of the file.
  public let contacts: [Reference<Organization>]

  /// Answers the question for the people of some groups.
  /// - Complexity: O(cells read × groups in question), plus one union per way.
  public init(_ groups: [Reference<PeopleGroup>], in analysis: IncidentAnalysis) {
    let search = AffectedSearch(groups, analysis)
    self.groups = groups
    size = analysis.lowered.people.sum(of: Set(groups))
    let concerned = search.concern()
    concern = concerned.concern
    persons = concerned.persons
    certain = concerned.certain
    perhaps = concerned.perhaps
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
  /// The people of an organization or of one of its members: those whose data it controls, or, if it controls
  /// nobody's data, those whose data its systems hold on behalf of others. Groups that together make up a whole
  /// group are replaced by that group.
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
      topology.isAboutPeople(carried.field)
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
  /// Adds the ancestors that some groups make up completely: a group of which all subgroups are included and
  /// which has no other people.
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

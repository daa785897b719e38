/// A topology as validated values: lists of entries that refer to one another by index.
///
/// The loader makes one from a file ("as declared"); `FleetExpansion` turns it into one without fleets
/// ("expanded"), which is what analyses read. Both have the same type: an expanded topology is a topology
/// that somebody could have written out by hand. Lists are in the order of the file; a fleet's members
/// stand together, in the place of what was declared.
public struct Topology: Sendable {
  /// What the file is about; empty when unsaid.
  public var title = ""
  /// A paragraph for readers.
  public var description: String?
  /// What counts and claims rest on.
  public var sources: [Source] = []
  /// Who holds systems.
  public var organizations: [Organization] = []
  /// The forest of people, parents before children.
  public var groups: [PeopleGroup] = []
  /// How the groups lie to each other; `numberGroups` sets it.
  public private(set) var tree = GroupTree()
  /// Unions that cut across the forest of groups.
  public var cohorts: [Cohort] = []
  /// Kinds of data.
  public var fields: [DataField] = []
  /// Whatever opens something.
  public var secrets: [Secret] = []
  /// What runs and can be intruded.
  public var systems: [System] = []
  /// The datasets of all systems.
  public var datasets: [Dataset] = []
  /// The access rules of all systems.
  public var accessRules: [AccessRule] = []
  /// What moves from dataset to dataset.
  public var flows: [Flow] = []
  /// What follows from knowing something.
  public var inferences: [Inference] = []
  /// Earlier leaks already at large.
  public var leaks: [Leak] = []
  /// What is lost when systems stop.
  public var services: [Service] = []
  /// Common causes.
  public var events: [CommonEvent] = []
  /// What happened, or is supposed to.
  public var incidents: [Incident] = []
  /// Other architectures of the same world.
  public var variants: [Variant] = []

  /// Nothing yet.
  public init() {}

  /// Numbers the forest of groups, once all of them are there.
  /// - Complexity: O(groups).
  package mutating func numberGroups() { tree = GroupTree(groups) }
}

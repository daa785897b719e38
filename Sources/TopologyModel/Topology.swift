/// A topology as validated values: lists of entries that refer to each other by index.
///
/// The loader creates it from a file ("declared"). `FleetExpansion` turns it into a topology without fleets
/// ("expanded"), which analyses use. Both have the same type, because an expanded topology could also be
/// written by hand. Lists keep the order of the file; a fleet's members take the place of the declared entry.
public struct Topology: Sendable {
  /// The title; empty if not given.
  public var title = ""
  /// A description for readers.
  public var description: String?
  /// The sources of counts and claims.
  public var sources: [Source] = []
  /// The owners of systems.
  public var organizations: [Organization] = []
  /// The forest of people, parents before children.
  public var groups: [PeopleGroup] = []
  /// The relations of the groups, computed by `numberGroups`.
  public private(set) var tree = GroupTree()
  /// Unions of groups, independent of the forest.
  public var cohorts: [Cohort] = []
  /// Kinds of data.
  public var fields: [DataField] = []
  /// Passwords, keys, tokens and other secrets.
  public var secrets: [Secret] = []
  /// Parts of the network, `internet` first.
  public var zones: [Zone] = []
  /// Systems, which run and can be intruded.
  public var systems: [System] = []
  /// The datasets of all systems.
  public var datasets: [Dataset] = []
  /// The access rules of all systems.
  public var accessRules: [AccessRule] = []
  /// Flows of data between datasets.
  public var flows: [Flow] = []
  /// What can be derived from known fields.
  public var inferences: [Inference] = []
  /// Earlier leaks whose data is already available.
  public var leaks: [Leak] = []
  /// Services that depend on systems.
  public var services: [Service] = []
  /// Common causes.
  public var events: [CommonEvent] = []
  /// What controls cost.
  public var costs = ControlCosts()
  /// Real or assumed incidents.
  public var incidents: [Incident] = []
  /// Other architectures of the same world.
  public var variants: [Variant] = []
  /// What must hold.
  public var requirements: [Requirement] = []

  /// Creates an empty topology.
  public init() {}

  /// Numbers the forest of groups after all groups were added.
  /// - Complexity: O(groups).
  package mutating func numberGroups() { tree = GroupTree(groups) }
}

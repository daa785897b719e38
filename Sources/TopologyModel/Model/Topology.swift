/// A topology as validated values: lists of entries that refer to one another by index.
///
/// The loader makes one from a file ("as declared"); `FleetExpansion` turns it into one without fleets
/// ("expanded"), which is what analyses read. Both have the same type: an expanded topology is a topology
/// that somebody could have written out by hand. Lists are in the order of the file; a fleet's members
/// stand together, in the place of what was declared.
public struct Topology: Sendable {
  public var title = ""
  public var description: String?
  public var sources: [Source] = []
  public var organizations: [Organization] = []
  /// The forest of people, parents before children.
  public var groups: [PeopleGroup] = []
  public var cohorts: [Cohort] = []
  public var fields: [DataField] = []
  public var secrets: [Secret] = []
  public var systems: [System] = []
  public var datasets: [Dataset] = []
  public var accessRules: [AccessRule] = []
  public var flows: [Flow] = []
  public var inferences: [Inference] = []
  public var leaks: [Leak] = []
  public var services: [Service] = []
  public var events: [CommonEvent] = []
  public var incidents: [Incident] = []
  public var variants: [Variant] = []

  /// Nothing yet.
  public init() {}
}

import IncidentFindings
public import Lowering
import PointAnalysis
import Population
import TopologyModel
public import YearSimulation

/// Checks the requirements of one architecture. Each is a question to the engine.
public struct RequirementCheck: Sendable {
  /// The parameters of a check.
  public struct Options: Sendable {
    /// The simulation for statements about years.
    public var simulation = SimulationOptions()
    /// The maximum number of diagram operations for each family of minimal sets.
    public var budget: Int?
    /// The maximum number of violations of one requirement that are looked into, of those that sets of events or of
    /// systems make; the finding says if there are more.
    public var limit = 20
    /// The limit where violations are compared with those of a baseline.
    public static let limitOfBaseline = 10_000

    /// Creates the default options.
    public init() {}
  }

  /// The topology with its programs.
  public let lowered: LoweredTopology
  /// One finding for each requirement that was checked, in the order of the file.
  public let findings: [RequirementFinding]

  /// Checks requirements.
  /// - Parameter variant: The architecture's variant, nil for the base file. Only requirements that must hold in
  ///   it are checked.
  /// - Complexity: One world for each basic event, for all statements about single events together; that of
  ///   `MinimalSets` for statements about several; one simulation for all statements about years.
  public init(_ lowered: LoweredTopology, variant: String?, _ options: Options = Options()) {
    self.lowered = lowered
    let topology = lowered.topology
    let asked = topology.requirements.indices.filter { index in
      let variants = topology.requirements[index].variants
      return variants.isEmpty ? variant == nil : variants.contains(variant)
    }
    let index = ContentIndex(lowered)
    let exposures = ExposureRequirements(lowered, asked, index, options)
    let records = RecordRequirements(lowered)
    let places = PlaceRequirements(lowered, index)
    let crossings = CrossingRequirements(lowered)
    let years = YearRequirements(lowered, asked, options)
    let continuity = ContinuityRequirements(lowered, asked, options)
    findings = asked.map { index in
      switch topology.requirements[index].statement {
      case .neverExposed, .peopleAtMost(_, _, .oneEvent): exposures.finding(index)
      case .peopleAtMost(let data, let most, .incident(let incident)):
        exposures.finding(index, data, most, incident)
      case .peopleAtMost(let data, let most, .year(let share)):
        years.finding(index, data, most, share)
      case .shareAtMost(let root, let share): places.finding(index, root, share)
      case .neverIn(let data, let datasets, let organizations, let countries):
        places.finding(index, data, datasets, organizations, countries)
      case .encryptedElsewhere(let data): places.encrypted(index, data)
      case .survives(let services, let stops): continuity.finding(index, services, stops)
      case .crossingsDeclared(let zones, let flows): crossings.finding(index, zones, flows)
      case .retentionKept(let day): records.kept(index, on: day)
      case .notificationPossible: records.notification(index)
      case .nothingUnknown: records.nothingUnknown(index)
      }
    }
  }
}

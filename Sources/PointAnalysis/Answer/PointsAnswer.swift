public import Lowering
import Propagation
import TopologyModel

/// The parameters for finding single points of failure.
public struct PointsQuestion: Sendable {
  /// The share of a class that makes a single point of failure for exposure, 0 … 1.
  public var threshold = SinglePoints.defaultThreshold
  /// Which exposure makes a single point; nil: of the gravest tier that is held about a class.
  public var measure: ExposureMeasure?
  /// The only events allowed; nil for all.
  public var entry: [BasicEvent]?
  /// What an intruder is after; nil for each class's most identifying field.
  public var targets: [ExposureTarget]?
  /// The maximum size of the sets to find.
  public var order = 3
  /// Which attack sets are listed first.
  public var sorting = SetSorting.size
  /// The likelihood of events without one in the file; nil for none.
  public var assumedLikelihood: Double?
  /// The maximum number of diagram operations for each family of sets and each probability; the probabilities of many
  /// targets share it.
  public var budget = MinimalSets.defaultBudget

  /// The targets whose probabilities may each take the whole budget. More of them share what these may take, so that the
  /// command has a limit, whatever the number of classes.
  public static let targetsOfWholeBudget = 8

  /// The budget of each probability, with a number of targets.
  public func budget(sharedBy targets: Int) -> Int {
    targets <= Self.targetsOfWholeBudget
      ? budget : max(1, budget / targets * Self.targetsOfWholeBudget)
  }
  /// The maximum length of lists. Totals are not limited.
  public var limit = 20

  /// Creates the default question.
  public init() {}
}

/// All results about single points of failure of a topology.
public struct PointsAnswer: Sendable {
  /// The question.
  public let question: PointsQuestion
  /// Every event and organization examined alone.
  public let points: SinglePoints
  /// The choke points of each target.
  public let chokePoints: [ChokePoints]
  /// The minimal attack and hardening sets of each target.
  public let attackSets: [AttackSets]
  /// What the file does not list and what may be each target.
  public let openContent: [OpenContent]
  /// The likelihood of each target.
  public let likelihoods: [TargetLikelihood]
  /// Sets of systems that take a service down, for each service that needs something.
  public let outageSets: [OutageSets]
  /// How concentrated people's data is.
  public let concentration: Concentration

  /// Answers the question.
  public init(_ question: PointsQuestion, of lowered: LoweredTopology) {
    self.question = question
    let entry = EntrySet(lowered.topology, narrowedTo: question.entry)
    let targets = question.targets ?? ExposureTarget.defaults(in: lowered)
    points = SinglePoints(
      lowered, entry: entry, threshold: question.threshold,
      measure: question.measure)
    chokePoints = ChokePoints.find(of: targets, in: lowered, entry: entry)
    openContent = OpenContent.find(of: targets, in: lowered, entry: entry)
    attackSets = AttackSets.find(
      on: targets, in: lowered, entry: entry, order: question.order,
      assumed: question.assumedLikelihood, sorting: question.sorting, budget: question.budget)
    let shared = question.budget(sharedBy: targets.count)
    likelihoods = attackSets.map {
      TargetLikelihood(
        of: $0.target, in: lowered, entry: entry, assumed: question.assumedLikelihood, sets: $0,
        budget: shared)
    }
    outageSets = OutageSets.find(
      in: lowered, order: question.order, budget: question.budget)
    concentration = Concentration(lowered)
  }
}

public import Lowering
import Propagation
import TopologyModel

/// What the question of single points of failure asks for.
public struct PointsQuestion: Sendable {
  /// The share of a class that makes a single point for exposure, 0 … 1.
  public var threshold = SinglePoints.defaultThreshold
  /// The only events that may happen; nil for all.
  public var entry: [BasicEvent]?
  /// What an intruder is after; nil for each class's most identifying field.
  public var targets: [ExposureTarget]?
  /// The largest size of the sets looked for.
  public var order = 3
  /// Stands for likelihoods that the file does not say; nil: nothing does.
  public var assumedLikelihood: Double?
  /// How many operations on diagrams each family of sets and each probability may cost.
  public var budget = MinimalSets.defaultBudget
  /// How much of a long list is shown; it bounds listings and never a count.
  public var limit = 20

  /// The usual question.
  public init() {}
}

/// Everything that is said about single points of failure of a topology.
public struct PointsAnswer: Sendable {
  /// What was asked.
  public let question: PointsQuestion
  /// Every event and organization alone.
  public let points: SinglePoints
  /// What alone every way to a target goes through; one for each target.
  public let chokePoints: [ChokePoints]
  /// The minimal attack and hardening sets; one for each target.
  public let attackSets: [AttackSets]
  /// How likely each target is reached; one for each target.
  public let likelihoods: [TargetLikelihood]
  /// Sets of systems that take a service down; one for each service that needs something.
  public let outageSets: [OutageSets]
  /// How concentrated people's data is.
  public let concentration: Concentration

  /// Answers the question.
  public init(_ question: PointsQuestion, of lowered: LoweredTopology) {
    self.question = question
    let entry = EntrySet(lowered.topology, narrowedTo: question.entry)
    let targets = question.targets ?? ExposureTarget.defaults(in: lowered)
    points = SinglePoints(lowered, entry: entry, threshold: question.threshold)
    chokePoints = ChokePoints.find(of: targets, in: lowered, entry: entry)
    attackSets = AttackSets.find(
      on: targets, in: lowered, entry: entry, order: question.order,
      budget: question.budget)
    likelihoods = targets.map {
      TargetLikelihood(
        of: $0, in: lowered, entry: entry, assumed: question.assumedLikelihood,
        budget: question.budget)
    }
    outageSets = OutageSets.find(
      in: lowered, order: question.order, budget: question.budget)
    concentration = Concentration(lowered)
  }
}

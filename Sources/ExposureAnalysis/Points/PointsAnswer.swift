import TopologyModel

/// What the question of single points of failure asks for.
public struct PointsQuestion: Sendable {
  /// The share of a class that makes a single point for exposure, 0 … 1.
  public var threshold = SinglePoints.defaultThreshold
  /// The only events that may happen; nil for all.
  public var entry: [BasicEvent]?
  /// How much of a long list is shown; it bounds listings and never a count.
  public var limit = 20

  /// The usual question.
  public init() {}
}

/// Everything that is said about single points of failure of a topology.
public struct PointsAnswer: Sendable {
  /// Every event and organization alone.
  public let points: SinglePoints
  /// How much of a long list is to be shown.
  public let limit: Int

  /// Answers the question.
  public init(_ question: PointsQuestion, of lowered: LoweredTopology) {
    let entry = EntrySet(lowered.topology, narrowedTo: question.entry)
    points = SinglePoints(lowered, entry: entry, threshold: question.threshold)
    limit = question.limit
  }
}

/// What one event means for the probability of a target, each measure by its own definition. Undefined for 0/0,
/// and infinite if only the denominator is 0.
public struct Importance: Hashable, Sendable {
  /// The probability of the event, 0…1.
  public let eventProbability: Double
  /// P(target | event).
  public let targetGivenEvent: Double
  /// P(target | no event).
  public let targetGivenNoEvent: Double
  /// P(target | event) − P(target | no event), 0…1 (Birnbaum, "On the importance of different
  /// components in a multicomponent system", 1969).
  public let birnbaum: Double
  /// P(event) · Birnbaum / P(target), 0…1; nil if the target never occurs.
  public let criticality: Double?
  /// P(some minimal set with the event occurs) / P(target), 0…1 (Fussell, "How to hand-calculate
  /// system reliability and safety characteristics", IEEE Transactions on Reliability 24(3), 1975);
  /// nil when the target never occurs or the budget was not enough for it.
  public let fussellVesely: Double?
  /// P(target | event) / P(target), from 1 to infinity; nil for 0/0.
  public let riskAchievement: Double?
  /// P(target) / P(target | no event), from 1 to infinity; nil for 0/0.
  public let riskReduction: Double?

  /// Computes the measures from the probabilities that define them.
  /// - Parameters:
  ///   - target: P(target).
  ///   - withEvent: P(some minimal set with the event occurs); nil if unknown.
  ///   - birnbaum: The difference of the two conditional probabilities, if it is known more precisely than by
  ///     subtraction.
  public init(
    eventProbability: Double, target: Double, targetGivenEvent: Double,
    targetGivenNoEvent: Double, withEvent: Double?, birnbaum: Double? = nil
  ) {
    let birnbaum = max(0, birnbaum ?? targetGivenEvent - targetGivenNoEvent)
    self.eventProbability = eventProbability
    self.targetGivenEvent = targetGivenEvent
    self.targetGivenNoEvent = targetGivenNoEvent
    self.birnbaum = birnbaum
    criticality = Self.ratio(eventProbability * birnbaum, target)
    fussellVesely = withEvent.flatMap { Self.ratio($0, target) }
    riskAchievement = Self.ratio(targetGivenEvent, target)
    riskReduction = Self.ratio(target, targetGivenNoEvent)
  }

  private static func ratio(_ numerator: Double, _ denominator: Double) -> Double? {
    denominator > 0 ? numerator / denominator : numerator > 0 ? .infinity : nil
  }
}

/// A basic event that happens in a share of the worlds.
public struct RandomEvent: Hashable, Sendable {
  /// The fact that is assumed when it happens.
  public let fact: ClauseProgram.Fact
  /// What stands for the event in the draws: variants that use the same key for it share them.
  public let key: UInt64
  /// How likely it is in a world, 0 … 1.
  public let probability: Double

  /// An event. Traps when the probability is not within 0 … 1.
  public init(fact: ClauseProgram.Fact, key: UInt64, probability: Double) {
    precondition(probability >= 0 && probability <= 1, "not a probability")
    self.fact = fact
    self.key = key
    self.probability = probability
  }
}

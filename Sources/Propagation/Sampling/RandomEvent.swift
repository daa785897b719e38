/// A basic event that occurs in a share of the worlds.
public struct RandomEvent: Hashable, Sendable {
  /// The fact that is assumed if it occurs.
  public let fact: ClauseProgram.Fact
  /// The key that identifies the event in the draws. Variants with the same key share its draws.
  public let key: UInt64
  /// The probability in a world, 0 … 1.
  public let probability: Double

  /// Creates an event. Traps if the probability is not within 0 … 1.
  public init(fact: ClauseProgram.Fact, key: UInt64, probability: Double) {
    precondition(probability >= 0 && probability <= 1, "the probability is outside 0 … 1")
    self.fact = fact
    self.key = key
    self.probability = probability
  }
}

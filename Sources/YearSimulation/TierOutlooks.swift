import Lowering
public import TopologyModel

/// What a year may bring of at least one tier.
public struct TierOutlooks: Sendable {
  /// The tier.
  public let tier: Gravity
  /// One outlook per person class, in the order of the file: people of whom something at least this grave comes
  /// out.
  public let classes: [ClassOutlook]

  /// The tiers of what is held, the gravest first, without the mildest, which everybody is counted in. Empty if the
  /// simulation counts something else than people.
  /// - Throws: as the simulation.
  /// - Complexity: that of one simulation per tier.
  public static func all(of simulation: Simulation) throws -> [TierOutlooks] {
    guard simulation.options.measure == .people else { return [] }
    let lowered = simulation.lowered
    let tiers = Set(lowered.topology.personClasses.flatMap { lowered.tiers(of: $0) }).sorted(by: >)
    return try tiers.dropLast().map { tier in
      var options = simulation.options
      options.measure = .tier(tier)
      options.includesServices = false
      return TierOutlooks(tier: tier, classes: try Simulation(lowered, options).classes)
    }
  }
}

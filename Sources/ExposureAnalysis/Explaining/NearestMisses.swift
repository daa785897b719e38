import TopologyModel

/// What further would have exposed a safe field: the smallest sets of basic events, found by the engine.
public struct NearestMisses: Sendable {
  /// Sets of further events, smallest first; at most `NearestMisses.most`.
  public let sets: [[BasicEvent]]
  /// Why there are no more: all that exist are listed, or a stated limit.
  public let isComplete: Bool
  /// How many sets are looked for.
  public static let most = 3

  init(
    _ field: Reference<DataField>, of personClass: Reference<PeopleGroup>,
    among people: [Reference<PeopleGroup>]?, in analysis: IncidentAnalysis
  ) {
    sets = []
    isComplete = false
  }
}

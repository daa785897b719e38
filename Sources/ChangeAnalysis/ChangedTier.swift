public import TopologyModel

/// How grave the data is that a change is about.
public enum ChangedTier: Hashable, Sendable {
  /// It is about no personal data: a service, a requirement, a duty.
  case none
  /// The file does not say what kind of data it is, or does not list it.
  case unknown
  /// This grave; where the versions do not agree, the graver one.
  case tier(Gravity)

  /// Whether it is about data at least this grave, or may be.
  public func mayReach(_ tier: Gravity) -> Bool {
    switch self {
    case .none: false
    case .unknown: true
    case .tier(let own): own >= tier
    }
  }

  /// The tier of a fact, of which two versions may say different things.
  init(of fact: ReachFact, _ before: Snapshots, _ after: Snapshots) {
    switch fact {
    case .most(_, let tier), .incidentTier(_, _, let tier): self = .tier(tier)
    case .unlistedAlone, .unlisted: self = .unknown
    default:
      // A field that exposes nobody in either version is no personal data.
      let found = fact.field.map { field in
        [before, after].compactMap { $0.gravities[field] }
      }
      guard let found, !found.isEmpty else {
        self = .none
        return
      }
      let known = found.compactMap { $0 }
      self = known.count < found.count ? .unknown : known.max().map(Self.tier) ?? .unknown
    }
  }
}

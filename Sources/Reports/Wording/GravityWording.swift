package import IncidentFindings
package import PointAnalysis
package import TopologyModel

/// The notation of people by gravity.
package enum GravityWording {
  /// For example `sensitive 480k, financial 9.7M`, at least this grave each; empty where there is nothing to tell
  /// apart.
  package static func text(_ tiers: [(tier: Gravity, persons: CountInterval)]) -> String {
    guard tiers.count > 1 else { return "" }
    return tiers.filter { $0.persons != .zero && $0.tier != .simple }
      .map { "\($0.tier.rawValue) \(CountWording.text($0.persons))" }.joined(separator: ", ")
  }

  package static func text(_ tiers: [TierReach]) -> String {
    text(tiers.map { ($0.tier, $0.persons) })
  }

  package static func text(_ tiers: [TierFinding]) -> String {
    text(tiers.map { ($0.tier, $0.persons) })
  }
}

extension JSONValue {
  static func tiers(_ tiers: [(tier: Gravity, persons: CountInterval)]) -> JSONValue {
    .array(tiers.map { ["tier": .string($0.tier.rawValue), "persons": .count($0.persons)] })
  }
}

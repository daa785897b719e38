package import IncidentFindings
package import PointAnalysis
package import TopologyModel

/// The notation of people by gravity.
package enum GravityWording {
  /// For example `sensitive 480k, financial 9.7M`, at least this grave each, a milder tier only with more people; empty where there is nothing to tell
  /// apart.
  package static func text(_ tiers: [(tier: Gravity, persons: CountInterval)]) -> String {
    guard tiers.count > 1 else { return "" }
    var words: [String] = []
    var last = CountInterval.zero
    for (tier, persons) in tiers where persons != last && tier != .simple {
      words.append("\(tier.rawValue) \(CountWording.text(persons))")
      last = persons
    }
    return words.joined(separator: ", ")
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

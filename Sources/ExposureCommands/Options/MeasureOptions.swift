import ArgumentParser
import Lowering
import TopologyModel

/// A tier, as named on the command line.
struct TierChoice: ExpressibleByArgument {
  var tier: Gravity

  init?(argument: String) {
    guard let tier = Gravity(rawValue: argument) else { return nil }
    self.tier = tier
  }

  static var allValueStrings: [String] { Gravity.allCases.map(\.rawValue) }
}

/// Which exposure a command counts.
struct MeasureOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Count people of whom something at least this grave comes out: \(Gravity.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "tier"))
  var tier: TierChoice?

  @Option(
    help: ArgumentHelp(
      "What to count: people, tier:T for people of whom something at least as grave as T comes out, field:F for people of whom the field F comes out.",
      valueName: "measure"))
  var measure: String?

  func validate() throws {
    if tier != nil, measure != nil {
      throw ValidationError("--tier T is short for --measure tier:T; give one of them.")
    }
  }

  /// What to count; nil if no option says so.
  func measure(in topology: Topology) throws -> ExposureMeasure? {
    if let tier { return .tier(tier.tier) }
    guard let measure else { return nil }
    if measure == "people" { return .people }
    let parts = measure.split(separator: ":", maxSplits: 1).map(String.init)
    switch parts.first {
    case "tier" where parts.count == 2:
      guard let tier = Gravity(rawValue: parts[1]) else { break }
      return .tier(tier)
    case "field" where parts.count == 2:
      return .field(try NameResolver(topology).field(parts[1]))
    default: break
    }
    throw CommandFailure(
      "unknown measure '\(measure)'",
      help:
        "write people, field:F, or tier:T with T one of \(Gravity.allCases.map(\.rawValue).joined(separator: ", "))"
    )
  }
}

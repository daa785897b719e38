import ArgumentParser
import ChangeAnalysis
import TopologyModel

/// What makes `exposure diff` fail.
enum FailureCriterion: Equatable, ExpressibleByArgument {
  /// Anything is worse.
  case worse
  /// There is a new single point of failure.
  case newSinglePoint
  /// Something is worse that is about data at least this grave, or may be.
  case tier(Gravity)

  static let tierPrefix = "tier:"

  /// Reads `worse`, `new-single-point` or `tier:financial`.
  init?(argument: String) {
    switch argument {
    case "worse": self = .worse
    case "new-single-point": self = .newSinglePoint
    case let text where text.hasPrefix(Self.tierPrefix):
      guard let tier = Gravity(rawValue: String(text.dropFirst(Self.tierPrefix.count))) else {
        return nil
      }
      self = .tier(tier)
    default: return nil
    }
  }

  /// What the option accepts.
  static var allValueStrings: [String] {
    ["worse", "new-single-point"] + Gravity.allCases.reversed().map { tierPrefix + $0.rawValue }
  }

  /// What shells offer after the option.
  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }

  /// Whether two versions differ in this way.
  func isMet(by changes: TopologyChanges) -> Bool {
    changes.changes(.worse).contains { change in
      switch self {
      case .worse: true
      case .newSinglePoint: if case .singlePoint = change.fact { true } else { false }
      case .tier(let tier): change.tier.mayReach(tier)
      }
    }
  }
}

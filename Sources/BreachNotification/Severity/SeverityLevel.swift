/// The severity level of a breach by the method of ENISA (2013): below 2 low, from 2 medium, from 3 high, from
/// 4 very high.
public enum SeverityLevel: Int, CaseIterable, Comparable, Sendable {
  case low
  case medium
  case high
  case veryHigh

  /// The level for a score.
  public init(score: Double) {
    switch score {
    case ..<2: self = .low
    case ..<3: self = .medium
    case ..<4: self = .high
    default: self = .veryHigh
    }
  }

  /// The level in words.
  public var words: String {
    switch self {
    case .low: "low"
    case .medium: "medium"
    case .high: "high"
    case .veryHigh: "very high"
    }
  }

  /// The corresponding level of CNIL's four-level scale (Privacy Impact Assessment, Knowledge bases, 2018).
  ///
  /// Neither body maps its scale to the other's. The levels are paired in order, because both scales describe
  /// their four levels by the same consequences, from inconveniences overcome without difficulty (low,
  /// negligible) to consequences that may not be overcome (very high, maximum).
  public var cnil: String {
    switch self {
    case .low: "negligible"
    case .medium: "limited"
    case .high: "significant"
    case .veryHigh: "maximum"
    }
  }

  /// Orders from low to very high.
  public static func < (left: SeverityLevel, right: SeverityLevel) -> Bool {
    left.rawValue < right.rawValue
  }
}

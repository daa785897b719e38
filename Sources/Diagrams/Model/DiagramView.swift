/// What a picture is about.
public enum DiagramView: String, CaseIterable, Sendable {
  /// What an incident exposes.
  case exposure
  /// Where data is and how it came there.
  case lineage
  /// Single points of failure.
  case singlePoints = "spof"
  /// Architectures side by side.
  case comparison
}

/// How closely a picture looks. Ordered from the coarsest to the finest.
public enum DiagramDetail: String, CaseIterable, Comparable, Sendable {
  case organization
  case system
  case dataset
  case field

  /// The coarser before the finer.
  public static func < (left: Self, right: Self) -> Bool {
    allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
  }
}

/// The subject of a picture.
package enum DiagramView: String, CaseIterable, Sendable {
  /// What an incident exposes.
  case exposure
  /// Where data is and how it got there.
  case lineage
  /// Single points of failure.
  case singlePoints = "spof"
  /// Architectures side by side.
  case comparison
}

/// The level of detail of a picture, ordered from coarse to fine.
package enum DiagramDetail: String, CaseIterable, Comparable, Sendable {
  case organization
  case system
  case dataset
  case field

  /// Orders coarser before finer.
  package static func < (left: Self, right: Self) -> Bool {
    allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
  }
}

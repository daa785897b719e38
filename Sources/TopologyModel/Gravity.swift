/// How grave it is for people that a field of theirs comes out: the categories of ENISA's scale of 2013, from the
/// mildest to the gravest.
public enum Gravity: String, CaseIterable, Comparable, Sendable {
  /// Biographical data, contact details.
  case simple
  /// Location, traffic, habits.
  case behavioural
  /// Income, accounts, cards, bills.
  case financial
  /// Health, opinions, belief, sexual life.
  case sensitive

  /// Orders the milder first.
  public static func < (left: Gravity, right: Gravity) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .simple: 0
    case .behavioural: 1
    case .financial: 2
    case .sensitive: 3
    }
  }
}

/// A gravity that the file states, with its reason.
public struct StatedGravity: Hashable, Sendable {
  /// The tier.
  public var tier: Gravity
  /// Why it is this one.
  public var because: String

  /// Memberwise.
  package init(tier: Gravity, because: String) {
    self.tier = tier
    self.because = because
  }
}

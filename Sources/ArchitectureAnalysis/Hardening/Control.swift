public import TopologyLanguage
public import TopologyModel

/// A change that improves a topology, expressed in its language.
public struct Control: Hashable, Sendable {
  /// The kinds of controls.
  public typealias Kind = ControlKind

  /// The kind of control.
  public var kind: Kind
  /// What it changes, as ids: `portal.login`, `core.rights`, `core.rights.nir`. The kind and the subject
  /// identify a control.
  public var subject: String
  /// A summary in one line.
  public var summary: String
  /// Conditions of which at least one must be true in a world for the control to have an effect there.
  var touches: Set<Touch>
  /// The merge patch that applies it.
  public var change: TopologyChange

  /// A condition on a world, about a declared entry.
  enum Touch: Hashable, Sendable {
    /// The intruder controls a system.
    case control(String)
    /// The intruder has a secret.
    case possession(String)
    /// An access rule, `portal.login`, opens.
    case access(String)
  }

  /// Orders by kind, then by subject.
  static func precedes(_ left: Control, _ right: Control) -> Bool {
    left.key < right.key
  }

  /// The identity of a control.
  var key: (Int, String) { (Kind.allCases.firstIndex(of: kind) ?? 0, subject) }
}

public import TopologyLanguage

/// One thing that can be done about a topology, in the words of its language.
public struct Control: Hashable, Sendable {
  /// The kinds of controls that the language can express.
  public enum Kind: String, CaseIterable, Sendable {
    /// A second factor on an access rule.
    case secondFactor = "second-factor"
    /// Encryption at rest, with a key that is kept elsewhere.
    case encryption
    /// A field is not held at a dataset.
    case droppedField = "dropped-field"
    /// One secret for each member of a fleet, or for each system, instead of a shared one.
    case separateSecrets = "separate-secrets"
    /// A dataset's people split over two systems.
    case splitStore = "split-store"
    /// A fallback for a service.
    case fallback
  }

  /// What sort of control it is.
  public var kind: Kind
  /// What it is done to, as ids: `portal.login`, `core.rights`, `core.rights.nir`. With the kind this tells
  /// controls apart.
  public var subject: String
  /// What is done, in one line.
  public var summary: String
  /// What must happen in a world for the control to be felt there, any of it.
  var touches: Set<Touch>
  /// The merge patch that does it.
  public var change: TopologyChange

  /// Something that happens in a world, of what the file declares by that id.
  enum Touch: Hashable, Sendable {
    /// The intruder controls a system.
    case control(String)
    /// The intruder has a secret.
    case possession(String)
    /// An access rule, `portal.login`, opens.
    case access(String)
  }

  /// Controls in a fixed order: by kind, then by what they are done to.
  static func precedes(_ left: Control, _ right: Control) -> Bool {
    left.key < right.key
  }

  /// What tells controls apart.
  var key: (Int, String) { (Kind.allCases.firstIndex(of: kind) ?? 0, subject) }
}

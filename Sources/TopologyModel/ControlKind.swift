/// The kinds of controls that the language can express.
public enum ControlKind: String, CaseIterable, Sendable {
  /// A second factor on an access rule.
  case secondFactor = "second-factor"
  /// Encryption at rest, with a key that is stored elsewhere.
  case encryption
  /// No longer holding a field in a dataset.
  case droppedField = "dropped-field"
  /// One secret per member of a fleet, or per system, instead of a shared secret.
  case separateSecrets = "separate-secrets"
  /// Splitting a dataset's people over two systems.
  case splitStore = "split-store"
  /// A fallback for a service.
  case fallback
}

/// What controls cost, in a unit of the file's own.
public struct ControlCosts: Hashable, Sendable {
  /// By the kind of control.
  public var byKind: [ControlKind: Int] = [:]
  /// By the id of what is changed, such as `vpn`, `vpn.login` or `core.rights.nir`. It goes before the kind, and
  /// the longer id before the shorter.
  public var bySubject: [String: Int] = [:]

  /// Creates costs of 1 for everything.
  public init() {}

  /// The cost of a control of a kind on something; 1 if the file does not say.
  public func cost(of kind: ControlKind, on subject: String) -> Int {
    var id = Substring(subject)
    while true {
      if let cost = bySubject[String(id)] { return cost }
      guard let dot = id.lastIndex(of: ".") else { break }
      id = id[..<dot]
    }
    return byKind[kind] ?? 1
  }
}

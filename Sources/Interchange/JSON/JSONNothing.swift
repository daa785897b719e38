extension JSONValueView {
  /// No items.
  static var noItems: Items { Self.nothing.items }
  /// No members.
  static var noMembers: Members { Self.nothing.members }

  /// null, for what is not there.
  private static var nothing: JSONValueView { JSONNothing.shared.view }
}

/// A tape with nothing on it.
final class JSONNothing: Sendable {
  static let shared = JSONNothing()
  private nonisolated(unsafe) let entry: UnsafeMutablePointer<JSONTape.Entry>
  private nonisolated(unsafe) let byte: UnsafeMutablePointer<UInt8>

  private init() {
    entry = .allocate(capacity: 1)
    entry.initialize(to: JSONTape.Entry(offset: 0, extent: 0, mark: 0, kind: .null))
    byte = .allocate(capacity: 1)
    byte.initialize(to: 0)
  }

  var view: JSONValueView { JSONValueView(entry, entry, byte) }
}

extension Sequence where Element: Hashable {
  /// Each element once, in order.
  func uniqued() -> [Element] { uniqued(by: { $0 }) }
}

extension Sequence {
  /// Each element once by a key, in order.
  func uniqued<Key: Hashable>(by key: (Element) -> Key) -> [Element] {
    var seen: Set<Key> = []
    return filter { seen.insert(key($0)).inserted }
  }
}

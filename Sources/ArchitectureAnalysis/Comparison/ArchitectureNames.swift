/// What architectures are called beside one another.
package enum ArchitectureNames {
  /// The label of each, or its id; both where something else is called the same, so that no two are.
  /// - Complexity: O(architectures).
  package static func distinct(_ architectures: [(id: String, label: String?)]) -> [String] {
    let plain = architectures.map { $0.label ?? $0.id }
    var uses: [String: Int] = [:]
    for name in plain { uses[name, default: 0] += 1 }
    var names: [String] = []
    var taken: Set<String> = []
    for (index, architecture) in architectures.enumerated() {
      let isAlone = uses[plain[index]] == 1 || plain[index] == architecture.id
      var name = isAlone ? plain[index] : "\(plain[index]) (\(architecture.id))"
      // A label may itself look like a label with an id.
      while !taken.insert(name).inserted { name += " (\(architecture.id))" }
      names.append(name)
    }
    return names
  }

  /// The same of architectures with their results.
  package static func distinct(_ architectures: [Architecture]) -> [String] {
    distinct(architectures.map { ($0.id, $0.label) })
  }
}

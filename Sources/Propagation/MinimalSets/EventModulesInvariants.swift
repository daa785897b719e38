extension EventModules {
  /// What is wrong with the modules, or nil if they are as they must be: each comes after those it
  /// needs, is needed by one other (the last by none), and no event is an input twice.
  /// - Complexity: O(inputs).
  func fault() -> String? {
    var seen: Set<Input> = []
    for (index, module) in modules.enumerated() {
      for input in module.inputs {
        if !seen.insert(input).inserted { return "\(input) is an input twice" }
        if case .module(let below) = input, below >= index {
          return "module \(index) needs \(below)"
        }
      }
      let used = module.cone.events.joined().sorted()
      if used != Array(module.inputs.indices) { return "module \(index) misses an input" }
    }
    for index in modules.indices.dropLast() where !seen.contains(.module(index)) {
      return "no module needs \(index)"
    }
    return nil
  }
}

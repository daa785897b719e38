/// The minimal sets of targets to an order, directly as diagrams of sets, module by module, where a target as a
/// function would be too large.
///
/// A module above sees of one below the size of its smallest set. A set of inputs is left out as soon as these
/// sizes exceed the order, because no set of events that it stands for is smaller.
enum ModuleSets {
  /// The families of the targets.
  /// - Parameters:
  ///   - cone: The part of a program that the targets depend on.
  ///   - order: The largest size wanted; nil for all.
  ///   - budget: The maximum number of operations on diagram nodes for all modules together, and again for
  ///     putting them together.
  /// - Returns: for each target its family to the order, and whether nothing is omitted from it; nil if the budget
  ///   is not enough.
  static func answers(
    _ cone: MinimalSetsCone, reading: SetsReading, order: Int?, budget: Int
  ) -> [MinimalSets.Answer]? {
    let modules = EventModules(cone).modules
    var left = budget
    var found: [[(part: ModuleFamilies.Part, isTruncated: Bool)]] = []
    var inputs: [[EventModules.Input]] = []
    // The size of each module's smallest set, more than the order if it has none that small.
    var sizes: [UInt32] = []
    for module in modules {
      let ofLevel = module.cone.eventsByLevel.map { module.inputs[$0.event] }
      var weights: [UInt32] = []
      var lacking: Set<UInt32> = []
      for (level, input) in ofLevel.enumerated() {
        switch input {
        case .event: weights.append(1)
        case .module(let below):
          weights.append(sizes[below])
          if found[below][0].isTruncated { lacking.insert(UInt32(level)) }
        }
      }
      let fixpoint = MinimalSetsFixpoint(
        module.cone, reading: reading,
        algebra: SetFamilyAlgebra(order: order, budget: left, weights: weights, lacking: lacking))
      guard !fixpoint.algebra.isExhausted else { return nil }
      let diagram = fixpoint.algebra.diagram
      left -= min(left, diagram.table.operations)
      let roots = module.cone.targets.map { fixpoint.family($0, reading: reading) }
      found.append(roots.map { (ModuleFamilies.Part(diagram, $0.root), $0.isTruncated) })
      inputs.append(ofLevel)
      let smallest = roots.first.flatMap { diagram.smallestSize($0.root) }
      // What cannot hold has no set at all, so its size does not matter.
      let isTruncated = roots.first?.isTruncated ?? false
      let none = isTruncated ? SetFamilyDiagram.unbounded + 1 : 1
      sizes.append(smallest.map { UInt32($0) } ?? none)
    }
    return ModuleFlattening.answers(found, inputs: inputs, order: order, budget: budget)
  }
}

extension MinimalSetsFixpoint where Algebra == SetFamilyAlgebra {
  /// The family of a target, and whether it may lack sets because of their size.
  func family(
    _ target: MinimalSetsCone.Place, reading: SetsReading
  ) -> (root: SetFamilyDiagram.Node, isTruncated: Bool) {
    let held = reading == .attack ? SetFamilyDiagram.unit : SetFamilyDiagram.empty
    return switch target {
    case .always: (held, false)
    case .never: (1 - held, false)
    case .fact(let fact): (functions[fact], isTruncated[fact])
    }
  }
}

import Lowering
import SourceText
import TopologyLanguage
import TopologyModel

/// A change that has been loaded and measured.
struct HardenedTopology {
  var change: TopologyChange
  var controls: [Control]
  var declared: DeclaredTopology
  var measure: HardeningMeasure
  /// The steps that its evaluation took.
  var steps: Int

  /// What its controls cost together.
  var cost: Int {
    controls.reduce(0) { $0 + declared.entries.costs.cost(of: $1.kind, on: $1.subject) }
  }
}

/// Loads and measures changes.
struct HardeningTrial {
  let source: TopologySource
  let variant: String?
  let question: HardeningQuestion
  /// The architecture in which an incident happened.
  let original: LoweredTopology
  /// What is added before any control, and what is switched off.
  let whatIf: WhatIf
  let start: TopologyChange

  /// A hardened topology, for further questions.
  func lowered(_ hardened: HardenedTopology) -> LoweredTopology? {
    load(hardened.change).topology.map(LoweredTopology.init)
  }

  private func load(_ change: TopologyChange) -> LoadOutcome {
    whatIf.load(source, variant: variant, start.followed(by: change))
  }

  /// Nil if the file does not load with the change.
  func evaluate(
    _ change: TopologyChange, _ controls: [Control] = []
  ) throws -> HardenedTopology? {
    let outcome = load(change)
    guard let topology = outcome.topology, let declared = outcome.declared else { return nil }
    let lowered = LoweredTopology(topology)
    let measure = try HardeningMeasure.of(lowered, question, original: original)
    return HardenedTopology(
      change: change, controls: controls, declared: declared, measure: measure,
      steps: HardeningWork.steps(lowered, question, measure))
  }
}

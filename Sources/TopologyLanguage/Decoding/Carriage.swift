import SourceText
import TopologyModel

/// What datasets are said to carry, for a warning about fields that surely never are where they are named.
///
/// This is no lineage: a dataset that something arrives at without a list of fields may carry anything.
struct Carriage {
  struct Expectation {
    let field: Reference<DataField>
    let dataset: Reference<Dataset>
    let node: NodeArena.Node
  }

  private var carried: Set<UInt64> = []
  /// Datasets that every field may arrive at.
  private var open: Set<Int> = []
  private(set) var expectations: [Expectation] = []

  mutating func add(_ field: Reference<DataField>, to dataset: Reference<Dataset>) {
    carried.insert(Self.key(field, dataset))
  }

  mutating func addAnything(to dataset: Reference<Dataset>) {
    open.insert(dataset.index)
  }

  mutating func expect(
    _ field: Reference<DataField>, in dataset: Reference<Dataset>, at node: NodeArena.Node
  ) {
    expectations.append(Expectation(field: field, dataset: dataset, node: node))
  }

  func mayCarry(_ field: Reference<DataField>, _ dataset: Reference<Dataset>) -> Bool {
    open.contains(dataset.index) || carried.contains(Self.key(field, dataset))
  }

  /// Whether a list there has the field, or a flow names it that arrives there.
  func surelyCarries(_ field: Reference<DataField>, _ dataset: Reference<Dataset>) -> Bool {
    carried.contains(Self.key(field, dataset))
  }

  private static func key(_ field: Reference<DataField>, _ dataset: Reference<Dataset>) -> UInt64 {
    UInt64(dataset.index) << 32 | UInt64(field.index)
  }
}

extension TopologyDecoder {
  /// Warns of fields that are named where nothing ever brings them.
  mutating func checkCarriage() {
    for expected in carriage.expectations
    where !carriage.mayCarry(expected.field, expected.dataset) {
      let dataset = topology.datasets[expected.dataset]
      report(
        .fieldNeverCarried, "'\(dataset.id)' never carries '\(name(expected.node))'",
        at: expected.node,
        notes: [
          .init("no list of fields there has it, and no flow brings it", at: dataset.position)
        ])
    }
  }
}

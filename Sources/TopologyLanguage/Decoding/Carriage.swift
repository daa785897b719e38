import SourceText
import TopologyModel

/// Which fields each dataset can carry, for warnings about fields that can never be where they are named.
///
/// This is not lineage: a dataset that receives a flow without a list of fields may carry anything.
struct Carriage {
  struct Expectation {
    let field: Reference<DataField>
    let dataset: Reference<Dataset>
    let node: NodeArena.Node
  }

  private var carried: Set<UInt64> = []
  /// Datasets that can receive any field.
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
  /// Warns about fields named where no dataset list or flow provides them.
  mutating func checkCarriage() {
    for expected in carriage.expectations
    where !carriage.mayCarry(expected.field, expected.dataset) {
      let dataset = topology.datasets[expected.dataset]
      report(
        .fieldNeverCarried, "'\(dataset.id)' never carries '\(name(expected.node))'",
        at: expected.node,
        notes: [
          .init("no list of fields contains it, and no flow brings it here", at: dataset.position)
        ])
    }
  }
}

import Lowering
import Population
import Propagation
import TopologyModel

/// What a question about lineage is asked of: facts, each a place and what is there, and the clauses that derive one from
/// another.
struct LineageFacts {
  /// Where each is.
  let datasets: [Reference<Dataset>]
  /// What each is. Of people in several groups at once one group stands for all.
  let cells: [UnlistedCell]
  /// The clauses, each with one fact in its body.
  let program: ClauseProgram

  /// What is surely carried: the facts of the lineage.
  static func carried(_ lineage: Lineage) -> LineageFacts {
    LineageFacts(
      datasets: lineage.carried.map(\.dataset),
      cells: lineage.carried.map { UnlistedCell($0.field, $0.group) }, program: lineage.program)
  }

  /// The same, and after it what is carried of people in several groups at once, and what is carried without being
  /// listed.
  ///
  /// Of what the file does not list a flow with `fields` passes these. A question about one field follows it there only
  /// where it is one of these.
  static func all(
    _ lineage: Lineage, of field: Reference<DataField>?, _ topology: Topology
  ) -> LineageFacts {
    let carried = carried(lineage)
    let overlaps = lineage.overlaps
    let cells =
      carried.cells
      + overlaps.map { UnlistedCell($0.field, topology.smallest(of: $0.people.groups)) }
      + lineage.unlisted.map(\.cell)
    var (heads, bodies) = (lineage.program.heads, lineage.program.bodies)
    func add(_ arrival: (flow: Reference<Flow>, head: UInt32, body: UInt32)) {
      heads.append(arrival.head)
      bodies.append(arrival.body)
    }
    lineage.overlapArrivals.forEach(add)
    for arrival in lineage.unlistedArrivals {
      if let field, cells[Int(arrival.body)].field == nil,
        let arrived = cells[Int(arrival.head)].field
      {
        let flow = topology.flows[arrival.flow]
        guard flow.fields?.contains(field) ?? true, flow.arrivals(of: field).contains(arrived)
        else { continue }
      }
      add(arrival)
    }
    return LineageFacts(
      datasets: carried.datasets + overlaps.map(\.dataset) + lineage.unlisted.map(\.dataset),
      cells: cells,
      program: ClauseProgram(
        factCount: cells.count, heads: heads,
        thresholds: [UInt32](repeating: 1, count: heads.count),
        bodyOffsets: (0...heads.count).map(UInt32.init), bodies: bodies))
  }
}

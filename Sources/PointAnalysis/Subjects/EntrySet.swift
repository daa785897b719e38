public import Lowering
package import Propagation
public import TopologyModel

/// The basic events that may happen: where an intruder can start.
///
/// All of them, unless the question names some. An event of likelihood 0 does not happen and is left out.
public struct EntrySet: Sendable {
  /// The events, in order.
  public let events: [BasicEvent]
  /// Events left out because their likelihood is 0, in order.
  public let excluded: [BasicEvent]
  /// Whether the question named the events.
  public let isNarrowed: Bool

  /// The events of a topology, or those of `named` alone.
  public init(_ topology: Topology, narrowedTo named: [BasicEvent]? = nil) {
    let asked = named.map { Set($0).sorted() } ?? topology.basicEvents
    events = asked.filter { topology.likelihood(of: $0) != 0 }
    excluded = asked.filter { topology.likelihood(of: $0) == 0 }
    isNarrowed = named != nil
  }

  /// The events as facts of a program.
  package func facts(in exposure: ExposureProgram) -> [ClauseProgram.Fact] {
    events.map(exposure.fact)
  }
}

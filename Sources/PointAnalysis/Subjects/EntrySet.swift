public import Lowering
package import Propagation
public import TopologyModel

/// The basic events that may occur: where an intruder can start.
///
/// All events, unless the question names some. Events with likelihood 0 are left out.
public struct EntrySet: Sendable {
  /// The events, in order.
  public let events: [BasicEvent]
  /// Events left out because their likelihood is 0, in order.
  public let excluded: [BasicEvent]
  /// Whether the question named the events.
  public let isNarrowed: Bool

  /// The events of a topology, or only those in `named`.
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

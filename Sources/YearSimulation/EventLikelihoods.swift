public import Lowering
import Propagation
public import TopologyModel

/// How likely each basic event is in a year, and which of them nobody has said.
public struct EventLikelihoods: Sendable {
  /// A basic event with its likelihood.
  public struct Entry: Sendable {
    /// The event.
    public let event: BasicEvent
    /// A year's likelihood, 0 … 1.
    public let likelihood: Double
  }

  /// Every event that has a likelihood, in order.
  public let entries: [Entry]
  /// Those whose likelihood the file does not say and that were assumed to be `assumption`.
  public let assumed: [BasicEvent]
  /// What was assumed where the file says nothing; nil: nothing was.
  public let assumption: Double?
  /// Those whose likelihood the file does not say and nobody assumed.
  public let missing: [BasicEvent]

  /// The likelihoods of the events given; `assumption` stands in where the file is silent, and `factor`
  /// makes some of them that many times likelier, at most certain.
  public init(
    of events: [BasicEvent], in topology: Topology, assuming assumption: Double? = nil,
    scaling factor: (BasicEvent) -> Double = { _ in 1 }
  ) {
    var entries: [Entry] = []
    var assumed: [BasicEvent] = []
    var missing: [BasicEvent] = []
    for event in events {
      if let likelihood = topology.likelihood(of: event) {
        entries.append(Entry(event: event, likelihood: min(1, likelihood * factor(event))))
      } else if let assumption {
        assumed.append(event)
        entries.append(Entry(event: event, likelihood: min(1, assumption * factor(event))))
      } else {
        missing.append(event)
      }
    }
    self.entries = entries
    self.assumed = assumed
    self.assumption = assumption
    self.missing = missing
  }

  /// What stands for an event in the draws: the same for the same id in every variant and every file, so
  /// that what differs between two architectures is not chance. FNV-1a of the id (Fowler, Noll and Vo).
  static func drawKey(of event: BasicEvent, in topology: Topology) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in topology.id(of: event).utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
    return hash
  }
}

public import Lowering
import Propagation
public import TopologyModel

/// The yearly likelihood of each basic event, and the events without one.
public struct EventLikelihoods: Sendable {
  /// A basic event with its likelihood.
  public struct Entry: Sendable {
    /// The event.
    public let event: BasicEvent
    /// The yearly likelihood, 0 … 1.
    public let likelihood: Double
  }

  /// Every event with a likelihood, in order.
  public let entries: [Entry]
  /// Events without a likelihood in the file, for which `assumption` is used.
  public let assumed: [BasicEvent]
  /// The likelihood assumed for them; nil if none.
  public let assumption: Double?
  /// Events without a likelihood in the file and without an assumption.
  public let missing: [BasicEvent]

  /// The likelihoods of some events. `assumption` applies where the file gives none. `factor` multiplies the
  /// likelihood of some events, up to certainty.
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

  /// The number that identifies an event in the random draws, the same for the same id in every variant and
  /// file, so that differences between architectures are not chance. FNV-1a of the id (Fowler, Noll and Vo).
  static func drawKey(of event: BasicEvent, in topology: Topology) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in topology.id(of: event).utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
    return hash
  }
}

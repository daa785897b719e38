/// What a picture shows, as plain values: every view is mapped to this, then folded to a size that
/// people can read, then drawn. Ids are the topology's and unique within their kind.
public struct DiagramModel: Sendable, Equatable {
  /// What the picture is of: the topology's title.
  public var title: String
  /// The incident with its date, and the architecture; empty: nothing to say.
  public var subtitle: String
  /// Sentences below the picture: figures in words, and everything that was left out.
  public var notes: [String]
  /// Which signs the legend explains.
  public var view: DiagramView
  /// Frames around their systems.
  public var organizations: [Organization] = []
  /// Boxes with a row for each dataset.
  public var systems: [System] = []
  /// What opens something.
  public var secrets: [Secret] = []
  /// Classes or groups of people, with what happened to their fields.
  public var people: [People] = []
  /// What people and organizations lose when systems stop.
  public var services: [Service] = []
  /// What stands for things left out.
  public var stubs: [Stub] = []
  /// What strikes several places at once.
  public var causes: [CommonCause] = []
  /// What joins them, in the order in which it should be drawn.
  public var edges: [Edge] = []
  /// Which field of which dataset becomes which: every step that data makes, whatever the picture draws of it.
  public var moves: [Move] = []
  /// The architectures of a comparison, the one that the others are held against first; otherwise empty.
  public var panels: [Panel] = []
  /// For groups and cohorts the groups that their people are in as well, one step up.
  public var peopleAbove: [String: [String]] = [:]

  /// A step that a field makes; both ends are `.field`.
  public struct Move: Hashable, Sendable {
    /// The field where it comes from.
    public var from: Endpoint
    /// The field that it becomes where it arrives.
    public var to: Endpoint
  }

  /// The intruder has a place even where no line starts from it.
  var keepsIntruder = false

  /// A picture of nothing yet.
  public init(title: String, subtitle: String = "", notes: [String] = [], view: DiagramView) {
    self.title = title
    self.subtitle = subtitle
    self.notes = notes
    self.view = view
  }

  /// What happens to a field, a dataset or people. Ordered from the least to the worst.
  public enum Exposure: Int, Comparable, CaseIterable, Sendable {
    /// Nothing is said: lineage alone.
    case unsaid
    /// Out of the intruder's reach.
    case safe
    /// Follows from what is exposed.
    case derivable
    /// Within the intruder's reach.
    case exposed

    /// Safe before derivable before exposed.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// How a system or a secret stands towards the intruder.
  public enum Standing: Int, Comparable, CaseIterable, Sendable {
    /// The intruder does not get there.
    case untouched
    /// A single point of failure.
    case critical
    /// The intruder got in, through an access rule that does not give control.
    case opened
    /// The intruder controls the system, or has the secret.
    case controlled

    /// From untouched to controlled.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }
}

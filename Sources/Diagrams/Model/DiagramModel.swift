/// The content of a picture as plain values. Every view is mapped to a model, which is folded to a readable
/// size and then drawn. Ids are those of the topology, unique within their kind.
package struct DiagramModel: Sendable, Equatable {
  /// The title of the topology.
  package var title: String
  /// The incident with its date, and the architecture; may be empty.
  package var subtitle: String
  /// Notes below the title: figures, and everything that was omitted.
  package var notes: [String]
  /// The view, which determines the signs in the legend.
  package var view: DiagramView
  /// Frames around their systems.
  package var organizations: [Organization] = []
  /// Boxes with a row for each dataset.
  package var systems: [System] = []
  /// Secrets.
  package var secrets: [Secret] = []
  /// Classes or groups of people, with the states of their fields.
  package var people: [People] = []
  /// Services that depend on systems.
  package var services: [Service] = []
  /// Placeholders for omitted things.
  package var stubs: [Stub] = []
  /// Events that strike several places at once.
  package var causes: [CommonCause] = []
  /// Connections, in drawing order.
  package var edges: [Edge] = []
  /// Every movement of a field between datasets, whether or not the picture shows it.
  package var moves: [Move] = []
  /// The architectures of a comparison, the reference first; empty for other views.
  package var panels: [Panel] = []
  /// For groups and cohorts, the next larger groups that contain their people.
  package var peopleAbove: [String: [String]] = [:]
  /// The groups beside those that are asked about, of which somebody may be among these; by id.
  package var peopleBeside: Set<String> = []

  /// A movement of a field between datasets; both ends are `.field`.
  package struct Move: Hashable, Sendable {
    /// The field in its source.
    package var from: Endpoint
    /// The field in its destination.
    package var to: Endpoint
  }

  /// Whether the intruder is drawn even without lines.
  var keepsIntruder = false

  /// Creates an empty picture.
  package init(title: String, subtitle: String = "", notes: [String] = [], view: DiagramView) {
    self.title = title
    self.subtitle = subtitle
    self.notes = notes
    self.view = view
  }

  /// The state of a field, a dataset or people, ordered from best to worst.
  package enum Exposure: Int, Comparable, CaseIterable, Sendable {
    /// No state, as in a lineage picture.
    case unsaid
    /// Out of the intruder's reach.
    case safe
    /// Something was read that the file does not list: the field may be in it.
    case unknown
    /// Exposed or derivable for people in several groups at once, if there are any.
    case possible
    /// Derivable from exposed fields.
    case derivable
    /// Within the intruder's reach.
    case exposed

    /// Orders safe before unknown before possible before derivable before exposed.
    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// The state of a system or a secret with respect to the intruder.
  package enum Standing: Int, Comparable, CaseIterable, Sendable {
    /// The intruder cannot enter it.
    case untouched
    /// A single point of failure.
    case critical
    /// The intruder gets in through an access rule without gaining control.
    case opened
    /// The intruder controls the system, or has the secret.
    case controlled

    /// Orders from untouched to controlled.
    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }
}

/// Which file a picture becomes.
public enum DiagramFormat: String, CaseIterable, Sendable {
  /// Scalable, with a title and a description on everything that stands for something.
  case svg
  /// Dots, 144 to the inch.
  case png
  /// For print.
  case pdf
  /// The graph before it is laid out, in Graphviz's language.
  case dot

  /// The format that a file's name asks for; nil when its extension is none of the formats'.
  public init?(path: String) {
    guard let dot = path.lastIndex(of: ".") else { return nil }
    self.init(rawValue: path[path.index(after: dot)...].lowercased())
  }
}

/// For which background a picture is coloured.
public enum DiagramTheme: String, CaseIterable, Sendable {
  case light
  case dark
  /// As the reader's system is set; in formats that cannot ask, light.
  case automatic
}

/// How a picture is wanted.
public struct DiagramOptions: Sendable, Equatable {
  /// How closely to look; nil: as closely as `maximumNodes` allows.
  public var detail: DiagramDetail?
  /// For which background.
  public var theme = DiagramTheme.light
  /// A larger picture is folded until it has no more nodes than this, from 1; nil: about 60, and of an
  /// incident no more than the compromise when everything is not seen at a glance.
  public var maximumNodes: Int?
  /// Only what carries this field; nil: every field.
  public var field: String?
  /// Only what is about these people, a class or a group; nil: everyone.
  public var people: String?
  /// Only this thing and what is joined to it; nil: everything.
  public var focus: String?
  /// Only the path of the compromise.
  public var onlyPath = false
  /// Seconds that one layout may take before a coarser picture is tried instead.
  public var layoutSeconds = 10.0

  /// A light picture of everything, folded as far as it has to be.
  public init() {}
}

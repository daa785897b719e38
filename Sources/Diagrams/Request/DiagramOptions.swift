/// The file format of a picture.
package enum DiagramFormat: String, CaseIterable, Sendable {
  /// Scalable, with a title and description on every meaningful element.
  case svg
  /// Pixels, 144 per inch.
  case png
  /// PDF, for printing.
  case pdf
  /// The graph before layout, in Graphviz's language.
  case dot

  /// The format for a file name; nil if its extension is not a picture format.
  package init?(path: String) {
    guard let dot = path.lastIndex(of: ".") else { return nil }
    self.init(rawValue: path[path.index(after: dot)...].lowercased())
  }
}

/// The background a picture is colored for.
package enum DiagramTheme: String, CaseIterable, Sendable {
  case light
  case dark
  /// Follows the viewer's system setting; light in formats that cannot follow it.
  case automatic
}

/// Options for a picture.
package struct DiagramOptions: Sendable, Equatable {
  /// The level of detail; nil for as much as `maximumNodes` allows.
  package var detail: DiagramDetail?
  /// The background.
  package var theme = DiagramTheme.light
  /// The maximum number of boxes, at least 1; larger pictures are folded. With nil, about 60, and a picture of an
  /// incident shows only the compromise if everything does not fit at a glance.
  package var maximumNodes: Int?
  /// Show only what carries this field; nil for every field.
  package var field: String?
  /// Show only what is about these people, a class or a group; nil for everyone.
  package var people: String?
  /// Show only this thing and what is connected to it; nil for everything.
  package var focus: String?
  /// Show only the path of the compromise.
  package var onlyPath = false
  /// The limit of one layout in seconds of processor time. Beyond it there is no picture: a coarser one would make the
  /// answer depend on how busy the computer is. It is for what `LayoutWork` did not foresee, so that it is rarely reached.
  package var layoutSeconds = 60.0

  /// Creates options for a light picture of everything, folded as far as necessary.
  package init() {}
}

/// What an element of a picture stands for, for screen readers and for the surrounding page.
struct SVGAnnotation: Equatable {
  /// The kind: "system", "secret", "people", …
  var kind: String
  /// The topology's id; empty if it has none.
  var id: String
  /// A short description.
  var title: String
  /// How many members of a fleet it stands for; nil if it stands for one thing.
  var members: Int?
  /// Everything the picture shows about it, in sentences; empty if the title says it all.
  var description: String
}

/// What an element of a picture stands for, for people who do not see it and for the page around it.
struct SVGAnnotation: Equatable {
  /// "system", "secret", "people", …
  var kind: String
  /// The topology's id; empty: it has none.
  var id: String
  /// What it is, in a few words.
  var title: String
  /// Everything the picture says of it, in sentences; empty: nothing beyond the title.
  var description: String
}

public import TopologyModel

/// A field of a group as far as the file says it: what a dataset may hold, or somebody may know.
public struct UnlistedCell: Hashable, Comparable, Sendable {
  /// The field; nil: fields that the file does not list, any of them.
  public let field: Reference<DataField>?
  /// The group; nil for people that the file does not name, who can be anybody.
  public let group: Reference<PeopleGroup>?

  /// Memberwise.
  package init(_ field: Reference<DataField>?, _ group: Reference<PeopleGroup>?) {
    self.field = field
    self.group = group
  }

  /// By group and field in the order of the file, what is not named last.
  public static func < (left: UnlistedCell, right: UnlistedCell) -> Bool {
    (left.group?.index ?? .max, left.field?.index ?? .max)
      < (right.group?.index ?? .max, right.field?.index ?? .max)
  }
}

/// What a dataset holds without the file's listing it.
///
///     unlisted(D,·,g)  ← dataset D lists group g and says nothing of its fields
///     unlisted(D,f,·)  ← dataset D lists field f and says nothing of its people
///     unlisted(D′,f′,g) ← flow D→D′ passes f (arriving as f′) and passes g, unlisted(D,f,g)
///     unlisted(D′,f′,g) ← the same of carries(D,f,g), the flow is only possible, and D′ does not carry f′ of g
///
/// `·` stands for every field or for everybody. A flow without `fields` passes `·` as it is; one with `fields`
/// passes these of it, because what it names the source may hold. With people it is the same. So what is
/// reported safe stays safe whatever is filled in. A dataset that lists neither holds what flows bring.
public struct Unlisted: Hashable, Sendable {
  /// Where it is.
  public let dataset: Reference<Dataset>
  /// What it is.
  public let cell: UnlistedCell

  init(_ content: Content) {
    dataset = Reference(content.dataset)
    cell = UnlistedCell(
      content.field == Content.unlisted ? nil : Reference(content.field),
      content.group == Content.unlisted ? nil : Reference(content.group))
  }
}

public import TopologyModel

/// A question about where data is: which field, which people, from or to which dataset.
public struct LineageQuery: Sendable {
  /// The direction in which flows are followed from a dataset.
  public enum Direction: String, Sendable {
    /// What the dataset carries and where it comes from: the dataset and its sources.
    case upstream
    /// Which data depends on the dataset: the dataset and everything its data flows to.
    case downstream
  }

  /// Only this field, under every name it takes; nil for every field.
  public var field: Reference<DataField>?
  /// Only people at or below one of these groups; nil for everybody.
  public var people: [Reference<PeopleGroup>]?
  /// Start from these datasets (one, or the members of a fleet); nil for every dataset.
  public var datasets: [Reference<Dataset>]?
  /// The direction from the dataset; nil for what it carries and the flows that bring it.
  public var direction: Direction?
  /// How many flows to follow at most, from 0; nil: to the end.
  public var depth: Int?

  /// Creates a question.
  public init(
    field: Reference<DataField>? = nil, people: [Reference<PeopleGroup>]? = nil,
    datasets: [Reference<Dataset>]? = nil, direction: Direction? = nil, depth: Int? = nil
  ) {
    self.field = field
    self.people = people
    self.datasets = datasets
    self.direction = direction
    self.depth = depth
  }
}

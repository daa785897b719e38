import TopologyModel

extension Topology {
  /// What a picture says of the even splits that numbers of people in it hang on; nil where there are none.
  /// - Parameter splits: The groups across fleets whose parts are assumed to be alike.
  func note(onEvenSplits splits: [Reference<PeopleGroup>]) -> String? {
    guard !splits.isEmpty else { return nil }
    let names = Drawing.listed(splits.map { "'\(groups[$0].id)'" }, most: 4)
    return "Assumed: an even split of \(names) across its members; nobody counted the parts."
  }
}

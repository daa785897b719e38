import TopologyModel

/// A field of a group in a dataset, by index; `unlisted` for any field, or for any people.
struct Content: Hashable {
  static let unlisted = -1

  var dataset: Int
  var field: Int
  var group: Int

  init(_ dataset: Reference<Dataset>, field: Int, group: Int) {
    self.dataset = dataset.index
    self.field = field
    self.group = group
  }

  init(_ carried: Carried) {
    self.init(carried.dataset, field: carried.field.index, group: carried.group.index)
  }
}

/// Finds what flows bring where, and writes the clauses, each fact once.
struct LineageGrounder {
  enum Body: Hashable {
    case own(UInt32)
    /// By its place among what was given.
    case given(UInt32)
  }

  let topology: Topology
  private(set) var contents: [Content] = []
  private(set) var index: [Content: UInt32] = [:]
  private(set) var declaredCount = 0
  private(set) var heads: [UInt32] = []
  /// What each is derived from: a content of this grounder, or one of those that are surely somewhere.
  private(set) var bodies: [Body] = []
  private(set) var flows: [Reference<Flow>] = []
  private var outgoing: [[Reference<Flow>]]
  private let selections: [[Reference<PeopleGroup>]?]
  /// For what is not listed: people who are only in part among those whom a flow passes may pass.
  private var overlaps: Overlaps?

  /// - Parameter overlaps: Given for what is not listed: it passes by every flow, what is listed by those alone that
  ///   surely move it.
  init(_ topology: Topology, covering overlaps: Overlaps? = nil) {
    self.topology = topology
    self.overlaps = overlaps
    outgoing = [[Reference<Flow>]](repeating: [], count: topology.datasets.count)
    for flow in topology.flows.references
    where overlaps != nil || topology.flows[flow].certainty == .certain {
      outgoing[topology.flows[flow].from.index].append(flow)
    }
    selections = topology.flows.map { flow in flow.people.map { topology.groups(naming: $0) } }
  }

  mutating func run(from declared: [Content]) {
    for content in declared { _ = fact(content) }
    declaredCount = contents.count
    var next = 0
    while next < contents.count {
      let source = contents[next]
      for reference in outgoing[source.dataset] {
        for arriving in arrivals(of: source, by: reference) {
          heads.append(fact(arriving))
          bodies.append(.own(UInt32(next)))
          flows.append(reference)
        }
      }
      next += 1
    }
  }

  /// What flows that are only possible bring of what is carried, unless it is there anyway: it becomes content of
  /// which nobody knows whether it is there.
  /// - Parameters:
  ///   - carried: Contents that are there.
  ///   - first: The place of the first of them among what is given.
  ///   - known: Contents that are surely somewhere.
  mutating func takePossible(
    of carried: some Sequence<Content>, from first: Int, known: [Content: UInt32]
  ) {
    guard topology.flows.contains(where: { $0.certainty == .possible }) else { return }
    for (place, content) in carried.enumerated() {
      for reference in outgoing[content.dataset]
      where topology.flows[reference].certainty == .possible {
        for arriving in arrivals(of: content, by: reference) where known[arriving] == nil {
          heads.append(fact(arriving))
          bodies.append(.given(UInt32(first + place)))
          flows.append(reference)
        }
      }
    }
  }

  /// What a content is at the end of a flow; a field that becomes several is one for each of them.
  private mutating func arrivals(
    of source: Content, by reference: Reference<Flow>
  ) -> [Content] {
    let flow = topology.flows[reference]
    let selection = selections[reference.index]
    return topology.fields(source.field, shownBy: flow.fields).flatMap { field in
      let passed =
        overlaps?.groups(source.group, covering: selection)
        ?? topology.groups(source.group, selectedBy: selection)
      return flow.arrivals(of: Reference(field)).flatMap { arriving in
        passed.map { Content(flow.to, field: arriving.index, group: $0) }
      }
    }
  }

  private mutating func fact(_ content: Content) -> UInt32 {
    if let known = index[content] { return known }
    let fact = UInt32(contents.count)
    contents.append(content)
    index[content] = fact
    return fact
  }
}

extension Overlaps {
  /// Groups that contain everybody of a group whom a selection passes.
  mutating func groups(
    _ group: Int, covering selection: [Reference<PeopleGroup>]?
  ) -> [Int] {
    guard group != Content.unlisted, selection != nil else {
      return topology.groups(group, selectedBy: selection)
    }
    var result: [Int] = []
    for part in passed(PeopleOverlap([Reference(group)]), through: selection) {
      let cover = smallest(of: part.groups).index
      if !result.contains(cover) { result.append(cover) }
    }
    return result
  }
}

extension Topology {
  /// Each field of each group that a dataset lists.
  func listedContent(of dataset: Reference<Dataset>) -> [Content] {
    let entry = datasets[dataset]
    let groups = groups(naming: entry.people)
    return entry.fields.flatMap { field in
      groups.map { Content(dataset, field: field.index, group: $0.index) }
    }
  }

  /// What a dataset holds of which the file lists people or fields alone.
  func unlistedContent(of dataset: Reference<Dataset>) -> [Content] {
    let entry = datasets[dataset]
    if !entry.listsFields {
      return groups(naming: entry.people).map {
        Content(dataset, field: Content.unlisted, group: $0.index)
      }
    }
    guard !entry.listsPeople else { return [] }
    return entry.fields.map {
      Content(dataset, field: $0.index, group: Content.unlisted)
    }
  }

  /// What of a field a list shows; of any field those of the list. nil shows every field.
  func fields(_ field: Int, shownBy list: [Reference<DataField>]?) -> [Int] {
    guard let list else { return [field] }
    if field == Content.unlisted { return list.map(\.index) }
    return list.contains { $0.index == field } ? [field] : []
  }

  /// What of a group a selection shows; of any people those of the selection. nil shows everyone.
  func groups(_ group: Int, selectedBy selection: [Reference<PeopleGroup>]?) -> [Int] {
    guard let selection else { return [group] }
    if group == Content.unlisted { return selection.map(\.index) }
    return Lineage.passed(Reference(group), through: selection, in: self).map(\.index)
  }
}

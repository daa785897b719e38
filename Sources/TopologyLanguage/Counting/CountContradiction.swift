import Population
import SourceText
import TopologyModel

extension PopulationTightening {
  /// The error for contradictory counts: which counts, which rule, and where each was written.
  static func describe(_ found: Contradiction, _ topology: Topology) -> Diagnostic {
    let node = entry(found.node, topology)
    let union = entry(found.union, topology)
    var notes: [Diagnostic.Note] = []
    if found.union != found.node {
      notes.append(
        Diagnostic.Note("'\(union.id)' is declared as \(written(union.size))", at: union.position))
    }
    for part in parts(found.union, topology) where part != found.node {
      let entry = entry(part, topology)
      guard entry.size != .unknown, notes.count < 8 else { continue }
      notes.append(
        Diagnostic.Note("'\(entry.id)' is declared as \(written(entry.size))", at: entry.position))
    }
    let high = found.size.high.map(String.init) ?? "any number"
    return Diagnostic(
      code: "counts-disagree",
      "contradictory counts: '\(node.id)' would need at least \(found.size.low) and at most \(high) people (\(found.rule))",
      at: node.position, length: node.length,
      help: "widen one of the counts, or remove 'disjoint' or 'exhaustive'", notes: notes)
  }

  /// The error for counts of which no population satisfies all: the fewest that disagree.
  static func describe(
    _ found: PeopleProver.Disagreement, _ topology: Topology
  ) -> Diagnostic {
    let proof = found.proof
    let entries = proof.terms.map { (term: $0, entry: entry(node($0.part, topology), topology)) }
    let said = entries.map { term, entry in
      "'\(entry.id)' has \(term.isLower ? "at least" : "at most") \(term.count)"
    }
    // Where most surprises are: at the last of them.
    let last = entries.max { $0.entry.position < $1.entry.position }?.entry
    var notes = entries.filter { $0.entry.position != last?.position }.map { _, entry in
      Diagnostic.Note(stated(entry, topology), at: entry.position)
    }
    if let last, let source = last.source {
      notes.append(
        Diagnostic.Note("the source is '\(topology.sources[source].id)'", at: last.position))
    }
    for assumption in proof.assumptions {
      switch assumption {
      case .disjoint(let part):
        let entry = entry(node(part, topology), topology)
        notes.append(Diagnostic.Note("'\(entry.id)' is declared disjoint", at: entry.declared))
      case .exhaustive(let group):
        let entry = entry(group.index, topology)
        notes.append(Diagnostic.Note("'\(entry.id)' is declared exhaustive", at: entry.declared))
      case .evenSplit(let group):
        let entry = entry(group.index, topology)
        notes.append(
          Diagnostic.Note("'\(entry.id)' is split evenly ('sizes: even')", at: entry.declared))
      }
    }
    if !found.isSmallest {
      notes.append(
        Diagnostic.Note(
          "none of these can be left out; fewer others may disagree as well", at: last?.position))
    }
    let isAssumed = !proof.assumptions.isEmpty
    return Diagnostic(
      code: "counts-disagree",
      "contradictory counts: no population satisfies \(said.count == 1 ? "this one" : "all of these"): \(said.joined(separator: ", "))",
      at: last?.position, length: last?.length ?? 0,
      help: isAssumed
        ? "widen one of the counts, or remove 'disjoint' or 'exhaustive'"
        : "widen one of the counts",
      notes: notes)
  }

  private static func stated(_ entry: Entry, _ topology: Topology) -> String {
    let source = entry.source.map { " (source '\(topology.sources[$0].id)')" } ?? ""
    return "'\(entry.id)' is declared as \(written(entry.size))\(source)"
  }

  private static func node(_ part: Cohort.Part, _ topology: Topology) -> Int {
    switch part {
    case .group(let group): group.index
    case .cohort(let cohort): topology.groups.count + cohort.index
    }
  }

  private struct Entry {
    var id: String
    var size: CountInterval
    /// Where its count is written; where none is, the entry.
    var position: SourcePosition
    /// Where the entry is written, with what it declares beside its count.
    var declared: SourcePosition
    /// How much is underlined there.
    var length: Int
    var source: Reference<Source>?

    init(
      id: String, size: CountInterval, count: SourcePosition?, entry: SourcePosition,
      source: Reference<Source>?
    ) {
      self.id = id
      self.size = size
      self.source = source
      position = count ?? entry
      declared = entry
      length = count == nil ? id.count : Key.count.text.count
    }
  }

  private static func entry(_ node: Int, _ topology: Topology) -> Entry {
    if node < topology.groups.count {
      let group = topology.groups[node]
      return Entry(
        id: group.id, size: group.stated, count: group.countPosition, entry: group.position,
        source: group.source)
    }
    let cohort = topology.cohorts[node - topology.groups.count]
    return Entry(
      id: cohort.id, size: cohort.stated, count: cohort.countPosition, entry: cohort.position,
      source: cohort.source)
  }

  private static func parts(_ node: Int, _ topology: Topology) -> [Int] {
    guard node >= topology.groups.count else {
      return topology.groups[node].children.map(\.index)
    }
    return topology.cohorts[node - topology.groups.count].of.map { part in
      switch part {
      case .group(let group): group.index
      case .cohort(let cohort): topology.groups.count + cohort.index
      }
    }
  }

  /// A count in the notation of the language.
  private static func written(_ size: CountInterval) -> String {
    if size.isExact { return String(size.low) }
    guard let high = size.high else { return "\(size.low).." }
    return size.low == 0 ? "..\(high)" : "\(size.low)..\(high)"
  }
}

import Explaining
import Population
import TopologyModel

/// A proof of a number of people in a sentence.
struct PeopleProofWording {
  private let topology: Topology

  init(_ topology: Topology) {
    self.topology = topology
  }

  /// "at least 13M: 33M in 'both' [cnil] − 20M in 'viamedis' [viamedis]; rests on no assumption".
  func sentence(_ proof: PeopleProof) -> String {
    let value = proof.value.map(CountWording.number) ?? "nothing"
    let bound = "\(proof.isLeast ? "at least" : "at most") \(value)"
    return "\(bound): \(sum(proof)); \(assumptions(proof))"
  }

  /// A group or a cohort between quotes.
  func name(_ part: Cohort.Part) -> String { "'\(topology.id(of: part))'" }

  private func sum(_ proof: PeopleProof) -> String {
    guard !proof.terms.isEmpty else { return "nobody can be among them" }
    // Members of a fleet with one count are one item.
    var items: [Item: Int] = [:]
    var order: [Item] = []
    for term in proof.terms.sorted(by: { $0.factor > 0 && $1.factor < 0 }) {
      let item = Item(term, topology)
      if items[item] == nil { order.append(item) }
      items[item, default: 0] += 1
    }
    var text = ""
    for item in order {
      let times = items[item] ?? 1
      let isSubtracted = item.factor < 0
      text += text.isEmpty ? (isSubtracted ? "−" : "") : isSubtracted ? " − " : " + "
      if times > 1 { text += "\(times) × " }
      if abs(item.factor) > 1 { text += "\(abs(item.factor)) × " }
      text += "\(CountWording.number(item.count)) in '\(item.name)'"
      if let source = item.source { text += " [\(source)]" }
    }
    guard proof.divisor > 1 else { return text }
    return "(\(text)) / \(proof.divisor), rounded \(proof.isLeast ? "up" : "down")"
  }

  private struct Item: Hashable {
    var name: String
    var count: Int
    var factor: Int
    var source: String?

    init(_ term: PeopleProof.Term, _ topology: Topology) {
      switch term.part {
      case .group(let group): name = topology.groups[group].declaredID
      case .cohort(let cohort): name = topology.cohorts[cohort].id
      }
      count = term.count
      factor = term.factor
      source = topology.source(of: term.part).map { topology.sources[$0].id }
    }
  }

  private func assumptions(_ proof: PeopleProof) -> String {
    proof.assumptions.isEmpty ? "rests on no assumption" : "rests on: \(words(proof.assumptions))"
  }

  private func words(_ assumptions: [PeopleProof.Assumption]) -> String {
    assumptions.map { assumption in
      switch assumption {
      case .disjoint(let part): "\(name(part)) is disjoint"
      case .exhaustive(let group): "'\(topology.groups[group].id)' is exhaustive"
      case .evenSplit(let group):
        "the assumption of an even split of '\(topology.groups[group].id)'"
      }
    }.joined(separator: ", ")
  }

  /// What the bounds of a number hang on, one sentence each.
  func sentences(_ bounds: AssumedBounds) -> [String] {
    let fields = bounds.fields.map { topology.fields[$0].id }
    let of = fields.isEmpty ? "" : " (\(fields.joined(separator: ", ")))"
    func sentence(_ bound: String, _ basis: AssumedBounds.Basis) -> String? {
      switch basis {
      case .nothing: nil
      case .assumptions(let assumptions): "\(bound)\(of) rests on: \(words(assumptions))"
      case .undetermined:
        "\(bound)\(of) may rest on what is declared disjoint or exhaustive: no proof was found within the budget"
      }
    }
    return [
      sentence("At least \(CountWording.number(bounds.persons.low))", bounds.least),
      bounds.persons.high.flatMap {
        sentence("At most \(CountWording.number($0))", bounds.most)
      },
    ].compactMap { $0 }
  }
}

extension Topology {
  /// The id of a group or a cohort.
  func id(of part: Cohort.Part) -> String {
    switch part {
    case .group(let group): groups[group].id
    case .cohort(let cohort): cohorts[cohort].id
    }
  }

  /// What the count of a group or a cohort rests on.
  func source(of part: Cohort.Part) -> Reference<Source>? {
    switch part {
    case .group(let group): groups[group].source
    case .cohort(let cohort): cohorts[cohort].source
    }
  }
}

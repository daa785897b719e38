/// The flows that moves of columns make.
extension ColumnLineage {
  /// A field that becomes a field: what a move of columns is, once these are fields.
  private struct Edge: Comparable {
    let field: UInt32
    let becomes: UInt32

    static func < (first: Edge, second: Edge) -> Bool {
      (first.field, first.becomes) < (second.field, second.becomes)
    }
  }

  /// Adds the flows: one of everything, or of columns, for each pair of datasets. A column that feeds several has a flow
  /// for each further one, so that what each job adds can be seen and changed apart.
  func addFlows(
    to draft: inout TopologyDraft, fields: [UInt32], label: (Set<UInt32>) -> String?
  ) {
    for number in 0..<UInt32(wholes.count) {
      let (from, to) = wholes[number]
      draft.flows.append(
        TopologyDraft.Flow(
          label: label(wholeLabels[Int(number)].names), from: datasets[Int(from)].place,
          to: datasets[Int(to)].place, isPossible: !wholeLabels[Int(number)].isCertain))
    }
    let (pairs, starts, steps) = movesByPair()
    for pair in 0..<pairs.count {
      let (from, to) = pairs[UInt32(pair)]
      let own = steps[starts[pair]..<starts[pair + 1]]
      guard own.contains(where: { !isCertain[Int($0)] }) else {
        add(own, from, to, &draft, fields, label)
        continue
      }
      add(own.filter { isCertain[Int($0)] }[...], from, to, &draft, fields, label)
      add(
        own.filter { !isCertain[Int($0)] }[...], from, to, &draft, fields, label, isPossible: true)
    }
  }

  /// The pairs of datasets in the order of their first move, and the moves of each.
  private func movesByPair() -> (pairs: PairTable, starts: [Int], moves: [UInt32]) {
    var pairs = PairTable()
    let pairOf = (0..<UInt32(moves.count)).map { move in
      let (from, to) = moves[move]
      return pairs.number(dataset(of: from), dataset(of: to))
    }
    var starts = [Int](repeating: 0, count: pairs.count + 1)
    for pair in pairOf { starts[Int(pair) + 1] += 1 }
    for pair in 0..<pairs.count { starts[pair + 1] += starts[pair] }
    var next = starts
    var sorted = [UInt32](repeating: 0, count: pairOf.count)
    for (move, pair) in pairOf.enumerated() {
      sorted[next[Int(pair)]] = UInt32(move)
      next[Int(pair)] += 1
    }
    return (pairs, starts, sorted)
  }

  private func add(
    _ steps: ArraySlice<UInt32>, _ from: UInt32, _ to: UInt32, _ draft: inout TopologyDraft,
    _ fields: [UInt32], _ label: (Set<UInt32>) -> String?, isPossible: Bool = false
  ) {
    guard let first = steps.first else { return }
    var edges: [Edge] = []
    edges.reserveCapacity(steps.count)
    var names: Set = [moveLabels[Int(first)]]
    var last = moveLabels[Int(first)]
    for step in steps {
      let (source, target) = moves[step]
      edges.append(Edge(field: fields[Int(source)], becomes: fields[Int(target)]))
      if moveLabels[Int(step)] != last {
        last = moveLabels[Int(step)]
        names.insert(last)
      }
    }
    edges.sort()
    let text = label(names)
    // The first target of each field, the second of each, and so on.
    var rounds: [TopologyDraft.Flow] = []
    var round = 0
    var previous: Edge?
    for edge in edges where edge != previous {
      round = edge.field == previous?.field ? round + 1 : 0
      previous = edge
      if round == rounds.count {
        rounds.append(
          TopologyDraft.Flow(
            label: text, from: datasets[Int(from)].place, to: datasets[Int(to)].place, fields: [],
            isPossible: isPossible))
      }
      rounds[round].fields?.append(edge.field)
      if edge.field != edge.becomes { rounds[round].becomes.append((edge.field, edge.becomes)) }
    }
    draft.flows += rounds
  }
}

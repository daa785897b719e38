/// The flows that moves of columns make.
extension ColumnLineage {
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
    var numbers = PairTable()
    var steps: [[UInt32]] = []
    for move in 0..<UInt32(moves.count) {
      let (from, to) = moves[move]
      let pair = Int(numbers.number(dataset(of: from), dataset(of: to)))
      if pair == steps.count { steps.append([]) }
      steps[pair].append(move)
    }
    for pair in 0..<UInt32(numbers.count) {
      let (from, to) = numbers[pair]
      let claims = steps[Int(pair)].filter { !isCertain[Int($0)] }
      guard !claims.isEmpty else {
        add(steps[Int(pair)], from, to, &draft, fields, label)
        continue
      }
      let certain = steps[Int(pair)].filter { isCertain[Int($0)] }
      add(certain, from, to, &draft, fields, label)
      add(claims, from, to, &draft, fields, label, isPossible: true)
    }
  }

  private func add(
    _ steps: [UInt32], _ from: UInt32, _ to: UInt32, _ draft: inout TopologyDraft,
    _ fields: [UInt32], _ label: (Set<UInt32>) -> String?, isPossible: Bool = false
  ) {
    var seen: Set<UInt64> = []
    var edges: [(field: UInt32, becomes: UInt32)] = []
    var names: Set<UInt32> = []
    for step in steps {
      let (source, target) = moves[step]
      let edge = (fields[Int(source)], fields[Int(target)])
      names.insert(moveLabels[Int(step)])
      if seen.insert(UInt64(edge.0) << 32 | UInt64(edge.1)).inserted { edges.append(edge) }
    }
    edges.sort { ($0.field, $0.becomes) < ($1.field, $1.becomes) }
    var rounds: [TopologyDraft.Flow] = []
    var round = 0
    var previous: UInt32?
    for edge in edges {
      round = edge.field == previous ? round + 1 : 0
      previous = edge.field
      if round == rounds.count {
        rounds.append(
          TopologyDraft.Flow(
            label: label(names), from: datasets[Int(from)].place, to: datasets[Int(to)].place,
            fields: [], isPossible: isPossible))
      }
      rounds[round].fields?.append(edge.field)
      if edge.field != edge.becomes { rounds[round].becomes.append(edge) }
    }
    draft.flows += rounds
  }
}

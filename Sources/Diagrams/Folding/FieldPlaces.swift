import Propagation

/// The fields of the datasets of a model, and what becomes what, as clauses.
struct FieldPlaces {
  private typealias Fact = ClauseProgram.Fact

  private let places: [DiagramModel.Endpoint]
  private let numbers: [DiagramModel.Endpoint: Fact]
  private let moves: [(from: Fact, to: Fact)]
  /// What the file does not list, which may be some fields.
  private let unlisted: [(place: DiagramModel.Endpoint, is: DiagramModel.Unlisted)]
  /// Where something moves to of which nobody knows whether it is there, by the field that it is before.
  private let opens: [(from: Fact, to: DiagramModel.Endpoint)]

  /// - Complexity: O(fields of datasets + moves).
  init(_ model: DiagramModel) {
    var places: [DiagramModel.Endpoint] = []
    var unlisted: [(place: DiagramModel.Endpoint, is: DiagramModel.Unlisted)] = []
    for dataset in model.systems.flatMap(\.datasets) {
      for field in dataset.fields {
        let place = DiagramModel.Endpoint.field(dataset: dataset.id, field: field.id)
        if let which = field.unlisted {
          unlisted.append((place, which))
        } else {
          places.append(place)
        }
      }
    }
    self.unlisted = unlisted
    let isUnlisted = Set(unlisted.map(\.place))
    var numbers: [DiagramModel.Endpoint: Fact] = [:]
    for (number, place) in places.enumerated() { numbers[place] = Fact(number) }
    self.places = places
    self.numbers = numbers
    moves = model.moves.compactMap { move in
      guard let from = numbers[move.from], let to = numbers[move.to] else { return nil }
      return (from, to)
    }
    opens = model.moves.compactMap { move in
      guard let from = numbers[move.from], isUnlisted.contains(move.to) else { return nil }
      return (from, move.to)
    }
  }

  /// Whether an end of an edge is a field.
  func isField(_ endpoint: DiagramModel.Endpoint) -> Bool {
    if case .field = endpoint { true } else { false }
  }

  /// The places that have the field's name, what these become in any number of steps, and what becomes these; and what
  /// the file does not list, where it may be one of them.
  /// - Complexity: O(places + moves).
  func related(to field: String) -> Set<DiagramModel.Endpoint> {
    let named = places.indices.filter { name(of: places[$0]) == field }.map { Fact($0) }
    var kept = follow(named, isForwards: true).union(follow(named, isForwards: false))
    let names = names(of: kept).union([field])
    for (place, which) in unlisted where which.mayBe(names) { kept.insert(place) }
    // What only may have moved there under another name may be where it comes from.
    let sources = opens.filter { from, place in
      kept.contains(place)
        && unlisted.contains { entry in
          guard entry.place == place, case .some(let own) = entry.is else { return false }
          return !own.isDisjoint(with: names) && !own.contains(name(of: places[Int(from)]) ?? "")
        }
    }
    kept.formUnion(follow(sources.map(\.from), isForwards: false))
    for (from, place) in opens where kept.contains(places[Int(from)]) { kept.insert(place) }
    return kept
  }

  /// What some places become in any number of steps, or what becomes these.
  private func follow(_ start: [Fact], isForwards: Bool) -> Set<DiagramModel.Endpoint> {
    var builder = ClauseProgramBuilder()
    for _ in places { _ = builder.fact() }
    for move in moves {
      if isForwards {
        builder.clause(move.to, from: move.from)
      } else {
        builder.clause(move.from, from: move.to)
      }
    }
    let world = LeastFixpoint.evaluate(builder.build(), assuming: start)
    return Set(world.order.map { places[Int($0)] })
  }

  /// Whether some place is what the file does not list.
  func hasUnlisted(_ kept: Set<DiagramModel.Endpoint>) -> Bool {
    unlisted.contains { kept.contains($0.place) }
  }

  /// The names that the field has at some places.
  func names(of kept: Set<DiagramModel.Endpoint>) -> Set<String> {
    Set(kept.compactMap(name))
  }

  private func name(of place: DiagramModel.Endpoint) -> String? {
    if case .field(_, let field) = place { field } else { nil }
  }
}

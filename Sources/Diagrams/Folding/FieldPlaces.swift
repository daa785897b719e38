import Propagation

/// The fields of the datasets of a model, and what becomes what, as clauses.
struct FieldPlaces {
  private typealias Fact = ClauseProgram.Fact

  private let places: [DiagramModel.Endpoint]
  private let numbers: [DiagramModel.Endpoint: Fact]
  private let moves: [(from: Fact, to: Fact)]

  /// - Complexity: O(fields of datasets + moves).
  init(_ model: DiagramModel) {
    var places: [DiagramModel.Endpoint] = []
    for dataset in model.systems.flatMap(\.datasets) {
      places += dataset.fields.map { .field(dataset: dataset.id, field: $0.id) }
    }
    var numbers: [DiagramModel.Endpoint: Fact] = [:]
    for (number, place) in places.enumerated() { numbers[place] = Fact(number) }
    self.places = places
    self.numbers = numbers
    moves = model.moves.compactMap { move in
      guard let from = numbers[move.from], let to = numbers[move.to] else { return nil }
      return (from, to)
    }
  }

  /// Whether an end of an edge is a field.
  func isField(_ endpoint: DiagramModel.Endpoint) -> Bool {
    if case .field = endpoint { true } else { false }
  }

  /// The places that have the field's name, what these become in any number of steps, and what becomes these.
  /// - Complexity: O(places + moves).
  func related(to field: String) -> Set<DiagramModel.Endpoint> {
    let named = places.indices.filter { name(of: places[$0]) == field }.map { Fact($0) }
    var kept: Set<DiagramModel.Endpoint> = []
    for isForwards in [true, false] {
      var builder = ClauseProgramBuilder()
      for _ in places { _ = builder.fact() }
      for move in moves {
        if isForwards {
          builder.clause(move.to, from: move.from)
        } else {
          builder.clause(move.from, from: move.to)
        }
      }
      let world = LeastFixpoint.evaluate(builder.build(), assuming: named)
      kept.formUnion(world.order.map { places[Int($0)] })
    }
    return kept
  }

  /// The names that the field has at some places.
  func names(of kept: Set<DiagramModel.Endpoint>) -> Set<String> {
    Set(kept.compactMap(name))
  }

  private func name(of place: DiagramModel.Endpoint) -> String? {
    if case .field(_, let field) = place { field } else { nil }
  }
}

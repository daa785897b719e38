import Population
import Propagation
import TopologyModel

/// The position of the answer for a node or service in a block of worlds.
struct YearQuery: Sendable {
  /// A node of a forest that some world can expose.
  struct NodePlace: Sendable {
    var node: Int
    /// A row of worlds, for a single member; nil for a sum.
    var target: Int?
    /// A sum over members.
    var sum: Int?
  }

  /// A service that some world can take down or degrade: rows of worlds.
  struct ServicePlace: Sendable {
    var needsFail: Int?
    var down: Int?
  }

  /// The nodes of each forest, ascending.
  private(set) var nodes: [[NodePlace]] = []
  /// The same with what may be exposed; empty for a forest of which that is the same.
  private(set) var possible: [[NodePlace]] = []
  /// The entries of each simulated service.
  private(set) var services: [ServicePlace] = []
  let query: WorldQuery

  init(_ program: YearProgram, _ forests: [PeopleForest], _ asked: [Reference<Service>]) {
    var targets: [ClauseProgram.Fact] = []
    var sums: [WeightedFacts] = []
    func places(_ forest: PeopleForest, _ facts: [ClauseProgram.Fact?]) -> [NodePlace] {
      var places: [NodePlace] = []
      for (index, node) in forest.nodes.enumerated() {
        let facts = node.members.compactMap { facts[$0] }
        if facts.count == 1 {
          places.append(NodePlace(node: index, target: targets.count))
          targets.append(facts[0])
        } else if facts.count > 1 {
          places.append(NodePlace(node: index, sum: sums.count))
          sums.append(WeightedFacts(counting: facts))
        }
      }
      return places
    }
    for forest in forests {
      nodes.append(places(forest, program.whole))
      possible.append(program.possibly.isEmpty ? [] : places(forest, program.possibly))
    }
    for service in asked {
      var place = ServicePlace()
      if let fact = program.needsFail[service.index] {
        place.needsFail = targets.count
        targets.append(fact)
      }
      if let fact = program.down[service.index] {
        place.down = targets.count
        targets.append(fact)
      }
      services.append(place)
    }
    query = WorldQuery(targets: targets, sums: sums)
  }
}

/// How often the members of one declared service failed.
struct ServiceTally: Sendable {
  /// Worlds in which any member's needs fail, and the sum over members.
  var anyFailing = 0.0
  var failing = 0.0
  /// Worlds in which any member is down, and the sum over members.
  var anyDown = 0.0
  var down = 0.0

  static func + (left: Self, right: Self) -> Self {
    ServiceTally(
      anyFailing: left.anyFailing + right.anyFailing, failing: left.failing + right.failing,
      anyDown: left.anyDown + right.anyDown, down: left.down + right.down)
  }
}

/// Collects the result of each year: the outcome's number for each person class, and tallies of services.
struct YearSink: WorldSink {
  struct Part: Sendable {
    var worlds: [Int]
    /// For each class in turn, the outcome in each column; `nobody` if nobody is exposed.
    var outcomes: [OutcomeTable.Outcome]
    var services: [ServiceTally]
  }

  private static let nobody = OutcomeTable.Outcome(low: -1, high: -1)

  private let forests: [PeopleForest]
  private let rooms: CountingRooms
  private let plan: YearQuery
  /// The members of each declared service, as positions in the plan.
  private let services: [[Int]]
  /// The probability of each world; empty if each counts as one.
  private let weights: [Double]

  /// The outcomes of each class.
  private(set) var tables: [OutcomeTable]
  /// The number of the outcome for each class and world.
  private(set) var outcomes: [[UInt32]]
  private(set) var tallies: [ServiceTally]

  init(
    _ forests: [PeopleForest], _ plan: YearQuery, services: [[Int]], worlds: Int,
    weights: [Double] = []
  ) {
    self.forests = forests
    rooms = CountingRooms(forests)
    self.plan = plan
    self.services = services
    self.weights = weights
    tables = forests.map { _ in OutcomeTable() }
    outcomes = forests.map { _ in [UInt32](repeating: 0, count: worlds) }
    tallies = services.map { _ in ServiceTally() }
  }

  func part(of block: WorldBlock) -> Part {
    var outcomes: [OutcomeTable.Outcome] = []
    outcomes.reserveCapacity(forests.count * block.worlds.count)
    rooms.withRoom { room in
      for forest in forests.indices {
        let exposed = count(forest, plan.nodes[forest], in: block, &room)
        guard !plan.possible[forest].isEmpty else {
          outcomes += exposed
          continue
        }
        let possible = count(forest, plan.possible[forest], in: block, &room)
        // Nobody is surely exposed who is not possibly exposed.
        for (sure, most) in zip(exposed, possible) {
          outcomes.append(
            most.low < 0
              ? Self.nobody
              : OutcomeTable.Outcome(
                low: max(0, sure.low), high: most.high, isCertain: sure.low >= 0))
        }
      }
    }
    return Part(
      worlds: block.worlds, outcomes: outcomes,
      services: services.map { tally($0.map { plan.services[$0] }, in: block) })
  }

  mutating func add(_ part: Part) {
    for forest in forests.indices {
      let first = forest * part.worlds.count
      for (column, world) in part.worlds.enumerated() {
        let outcome = part.outcomes[first + column]
        if outcome.low >= 0 { outcomes[forest][world] = tables[forest].number(of: outcome) }
      }
    }
    for index in tallies.indices { tallies[index] = tallies[index] + part.services[index] }
  }

  // MARK: - People

  /// Collects the exposed nodes of each column, then counts the people of each.
  private func count(
    _ forest: Int, _ places: [YearQuery.NodePlace], in block: WorldBlock, _ room: inout CountingRoom
  ) -> [OutcomeTable.Outcome] {
    let columns = block.worlds.count
    var outcomes: [OutcomeTable.Outcome] = []
    outcomes.reserveCapacity(columns)
    var starts = [Int](repeating: 0, count: columns + 1)
    for place in places {
      Self.each(place, in: block) { column, _ in starts[column + 1] += 1 }
    }
    for column in 0..<columns { starts[column + 1] += starts[column] }
    var next = starts
    var entries = [PeopleForest.Entry](
      repeating: PeopleForest.Entry(node: 0, count: 0), count: starts[columns])
    for place in places {
      Self.each(place, in: block) { column, count in
        entries[next[column]] = PeopleForest.Entry(node: place.node, count: count)
        next[column] += 1
      }
    }
    for column in 0..<columns {
      let range = starts[column]..<starts[column + 1]
      guard !range.isEmpty else {
        outcomes.append(Self.nobody)
        continue
      }
      let (low, high) = room.union(of: entries[range], in: forests[forest], at: forest)
      outcomes.append(OutcomeTable.Outcome(low: low, high: high))
    }
    return outcomes
  }

  @inline(__always)
  private static func each(
    _ place: YearQuery.NodePlace, in block: WorldBlock, _ body: (Int, Int) -> Void
  ) {
    if let target = place.target {
      let first = target * block.wordCount
      for word in 0..<block.wordCount {
        for column in SetBits(block.rows[first + word], from: word * 64) { body(column, 1) }
      }
    } else if let sum = place.sum {
      let first = sum * block.worlds.count
      for column in block.worlds.indices {
        let value = Int(block.values[first + column])
        if value > 0 { body(column, value) }
      }
    }
  }

  // MARK: - Services

  private func tally(_ members: [YearQuery.ServicePlace], in block: WorldBlock) -> ServiceTally {
    var tally = ServiceTally()
    for word in 0..<block.wordCount {
      var anyFailing: UInt64 = 0
      var anyDown: UInt64 = 0
      for member in members {
        if let target = member.needsFail {
          let bits = block.rows[target * block.wordCount + word]
          anyFailing |= bits
          if bits != 0 { tally.failing += weight(bits, word, block) }
        }
        if let target = member.down {
          let bits = block.rows[target * block.wordCount + word]
          anyDown |= bits
          if bits != 0 { tally.down += weight(bits, word, block) }
        }
      }
      if anyFailing != 0 { tally.anyFailing += weight(anyFailing, word, block) }
      if anyDown != 0 { tally.anyDown += weight(anyDown, word, block) }
    }
    return tally
  }

  private func weight(_ bits: UInt64, _ word: Int, _ block: WorldBlock) -> Double {
    guard !weights.isEmpty else { return Double(bits.nonzeroBitCount) }
    return SetBits(bits, from: word * 64).reduce(0) { $0 + weights[block.worlds[$1]] }
  }
}

import TestSupport
import Testing

@testable import Propagation

/// Cutting a cone into modules must change nothing but the time that an answer takes.
struct EventModulesTests {
  /// Trees whose parts share events now and then, so that some gates are modules and others are not.
  private func tree(seed: UInt64, events count: Int) -> EventProgramOfGates {
    EventProgramOfGates(seed: seed, events: count)
  }

  @Test(arguments: 0..<8)
  func modulesAreDisjointAndEveryOrderSaysTheSame(batch: Int) throws {
    for seed in UInt64(batch * 40)..<UInt64(batch * 40 + 40) {
      let tree = tree(seed: seed, events: 10)
      let cone = MinimalSetsCone(
        program: tree.program, targets: [tree.top], events: tree.events, base: [], absorbing: true)
      let modules = EventModules(cone)
      #expect(modules.fault() == nil, "seed \(seed)")
      let expected = minimalSets(of: tree.truthTable(), count: tree.events.count)
      let found = MinimalSets.attack(on: tree.top, in: tree.program, events: tree.events)
      #expect(found.family.sets() == expected, "seed \(seed)")
      #expect(found.family.diagram.fault(at: found.family.root) == nil, "seed \(seed)")

      for order in 0..<4 {
        let small = MinimalSets.attack(
          on: tree.top, in: tree.program, events: tree.events, order: order)
        #expect(small.family.sets() == expected.filter { $0.count <= order }, "seed \(seed)")
      }
      for module in modules.modules {
        let count = module.inputs.count
        let places = [
          module.cone.weightOrder(),
          module.cone.eventsByLevel.map { module.cone.gravityOrder()[$0.fact] },
          module.cone.eventsByLevel.map { module.cone.smallFirstOrder()[$0.fact] },
        ]
        #expect(places[0].sorted() == Array(0..<count), "seed \(seed)")
        #expect(places.allSatisfy { $0.allSatisfy { $0 >= 0 } }, "seed \(seed)")
      }
    }
  }

  /// Sets to an order, size by size, are all sets without the larger ones.
  @Test func sizeBySizeIsAllCutOff() throws {
    for seed in 0..<60 as Range<UInt64> {
      let tree = tree(seed: seed, events: 12)
      let functions = try #require(
        ModuleFunctions(
          of: [tree.top], in: tree.program, events: tree.events, base: [], budget: .max))
      for module in functions.modules {
        for reading in [SetsReading.attack, .hardening] {
          let function = ReadFunction(module.diagram, roots: module.roots, reading: reading)
          var diagram = SetFamilyDiagram(budget: .max)
          let solutions = diagram.minimalSolutions(of: function)
          let all = try #require(solutions?.first)
          for order in 0..<6 {
            let solutions = diagram.minimalSolutions(of: function, order: order)
            let found = try #require(solutions)
            let expected = diagram.truncated(all, order: order)
            #expect(found.families[0].root == expected, "seed \(seed)")
            let isWhole = diagram.largestSize(all) <= order
            if !found.families[0].isTruncated { #expect(isWhole, "seed \(seed)") }
          }
        }
      }
    }
  }

  /// A password and a second factor for each of three hundred users, who share one device.
  @Test func threeHundredUsersAreExact() throws {
    var builder = ClauseProgramBuilder()
    let shared = builder.fact()
    var (events, probabilities) = ([shared], [0.01])
    let target = builder.fact()
    for _ in 0..<300 {
      let (password, factor, second) = (builder.fact(), builder.fact(), builder.fact())
      builder.clause(second, from: factor)
      builder.clause(second, from: shared)
      builder.clause(target, atLeast: 2, of: [password, second])
      events += [password, factor]
      probabilities += [0.05, 0.001]
    }
    let program = builder.build()
    let found = try #require(
      TargetProbability.compute(
        of: target, in: program, events: events, probabilities: probabilities))
    var (unshared, given) = (1.0, 1.0)
    for _ in 0..<300 {
      unshared *= 1 - 0.05 * 0.001
      given *= 1 - 0.05
    }
    let expected = 0.01 * (1 - given) + 0.99 * (1 - unshared)
    #expect(abs(found.probability - expected) < 1e-14)
    #expect(found.isComplete)
    // The sets with the shared device: one for each password.
    let share = try #require(found.importance[0].fussellVesely)
    #expect(abs(share - 0.01 * (1 - given) / expected) < 1e-12)
    let sets = MinimalSets.attack(on: target, in: program, events: events)
    #expect(sets.family.countsBySize().map(\.exactInt) == [0, 0, 600] && sets.isExhaustive)
  }

  /// Alternating gates, each the only input of the next that is no event: as many modules, one in the
  /// other.
  @Test func modulesMayNestDeeply() {
    var builder = ClauseProgramBuilder()
    var events = [builder.fact()]
    var gate = events[0]
    for depth in 0..<6_000 {
      let event = builder.fact()
      events.append(event)
      let next = builder.fact()
      builder.clause(next, atLeast: depth % 2 + 1, of: [gate, event])
      gate = next
    }
    let found = MinimalSets.attack(
      on: gate, in: builder.build(), events: events, order: 3)
    // The last gates are an AND, an OR below it, and so on: two events reach it at the least.
    #expect(found.family.smallestSize == 2 && found.stop == .complete)
    #expect(found.family.countsBySize().map(\.exactInt) == [0, 0, 1, 1])
  }
}

/// What differs by less than the rounding of its parts is still told from nothing.
struct SmallImportanceTests {
  @Test func birnbaumOfAnEventThatHardlyMatters() throws {
    // a, or b with ten events of 1 %: b matters once in 10²⁰.
    var builder = ClauseProgramBuilder()
    let events = (0..<12).map { _ in builder.fact() }
    let (target, other) = (builder.fact(), builder.fact())
    builder.clause(target, from: events[0])
    builder.clause(other, atLeast: 11, of: events.dropFirst())
    builder.clause(target, from: other)
    // A clause that ties a to the others, so that they are no modules.
    builder.clause(target, atLeast: 2, of: [events[1], events[2], events[3]])
    let probabilities = [0.5, 1e-3] + [Double](repeating: 0.01, count: 10)
    let found = try #require(
      TargetProbability.compute(
        of: target, in: builder.build(), events: events, probabilities: probabilities))
    let last = found.importance[11].birnbaum
    // Where two of the first three hold, the target does anyway, so the last never matters.
    #expect(last == 0)
    let first = found.importance[1].birnbaum
    #expect(abs(first - 0.5 * (2 * 0.01 * 0.99)) < 1e-15)
  }

  @Test func birnbaumFarBelowRounding() throws {
    // Two of a, b, c where a and b are nearly certain: given both, c is nothing. And a chain of events
    // of 10⁻³ that only matters if neither holds.
    var builder = ClauseProgramBuilder()
    let events = (0..<9).map { _ in builder.fact() }
    let target = builder.fact()
    builder.clause(target, atLeast: 2, of: [events[0], events[1]])
    builder.clause(target, atLeast: 8, of: [events[0]] + events.dropFirst(2))
    let chance = 1e-3
    let probabilities = [0.5, 0.5] + [Double](repeating: chance, count: 7)
    let found = try #require(
      TargetProbability.compute(
        of: target, in: builder.build(), events: events, probabilities: probabilities))
    // a holds, b does not, and the six others do.
    let expected = 0.25 * 1e-18
    #expect(abs(found.importance[8].birnbaum / expected - 1) < 1e-9)
    let share = try #require(found.importance[8].fussellVesely)
    #expect(abs(share * found.probability / (0.5 * 1e-21) - 1) < 1e-9)
  }
}

/// A tree of gates over few events: votes, some of whose inputs are shared.
struct EventProgramOfGates {
  let program: ClauseProgram
  let events: [ClauseProgram.Fact]
  let top: ClauseProgram.Fact

  init(seed: UInt64, events count: Int) {
    var random = SplitMix64(seed: seed)
    var builder = ClauseProgramBuilder()
    let events = (0..<count).map { _ in builder.fact() }
    var open = events
    var used: [ClauseProgram.Fact] = []
    while open.count > 1 {
      open.shuffle(using: &random)
      let size = Int.random(in: 2...min(4, open.count), using: &random)
      var inputs = Array(open.suffix(size))
      open.removeLast(size)
      if Int.random(in: 0..<4, using: &random) == 0, let again = used.randomElement(using: &random)
      {
        inputs.append(again)
      }
      used += inputs
      let gate = builder.fact()
      builder.clause(
        gate, atLeast: Int.random(in: 1...Set(inputs).count, using: &random), of: inputs)
      if Int.random(in: 0..<3, using: &random) == 0 {
        let more = [used.randomElement(using: &random), events.randomElement(using: &random)]
        builder.clause(gate, atLeast: 2, of: more.compactMap(\.self))
      }
      open.append(gate)
    }
    self.events = events
    top = open[0]
    program = builder.build()
  }

  /// For every set of events, as the bits of its index, whether the top holds.
  func truthTable() -> [Bool] {
    (0..<(1 << events.count)).map { world in
      let assumed = events.enumerated().filter { world >> $0.offset & 1 == 1 }.map(\.element)
      return naiveFixpoint(program, assuming: assumed).contains(top)
    }
  }
}

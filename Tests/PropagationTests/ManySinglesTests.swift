@testable import Propagation
import Testing

/// A target that thousands of events reach alone: the login of a portal, and the systems behind it.
@Suite struct ManySinglesTests {
  private static func program(_ count: Int) -> (ClauseProgram, events: [UInt32], target: UInt32) {
    var builder = ClauseProgramBuilder()
    let (login, portal, inside) = (builder.fact(), builder.fact(), builder.fact())
    builder.clause(inside, from: login)
    builder.clause(inside, from: portal)
    var events = [login, portal]
    let target = builder.fact()
    for _ in 0..<count {
      let (event, step, shown) = (builder.fact(), builder.fact(), builder.fact())
      builder.clause(step, from: inside)
      builder.clause(step, from: event)
      builder.clause(shown, from: step)
      builder.clause(target, from: shown)
      events.append(event)
    }
    return (builder.build(), events, target)
  }

  /// The budget allows a few operations for each event, not for each pair of events.
  @Test(arguments: [nil, 1, 2, 3]) func operationsGrowWithTheirNumber(order: Int?) {
    let (program, events, target) = Self.program(10_000)
    let budget = 16 * events.count
    let found = MinimalSets.attack(
      on: target, in: program, events: events, order: order, budget: budget)
    #expect(found.isExhaustive && found.stop == .complete)
    #expect(found.family.singles.count == events.count)
    let blocking = MinimalSets.hardening(
      of: target, in: program, events: events, order: nil, budget: budget)
    #expect(blocking.family.count().exactInt == 1 && blocking.stop == .complete)
  }

  @Test func aFunctionTakesOneOperationForEach() throws {
    let (program, events, target) = Self.program(10_000)
    let functions = ModuleFunctions(
      of: [target], in: program, events: events, base: [], budget: 2 * events.count)
    #expect(try #require(functions).size < 3 * events.count)
  }
}

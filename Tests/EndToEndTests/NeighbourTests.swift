import Foundation
import TestSupport
import Testing

/// Where solvers and query engines of neighbours give another number (`schemas/interchange.md`), on data of our own.
@Suite struct NeighbourTests {
  private func run(_ text: String, _ arguments: [String]) throws -> ProgramRun {
    try ProgramRun(
      [arguments[0], "-", "--quiet"] + arguments.dropFirst(), in: ProjectFolder.root,
      input: Data(text.utf8))
  }

  /// The bounds of each class: `3..9`.
  private func persons(_ text: String) throws -> [String] {
    let run = try run(text, ["analyze", "--format", "json"])
    try #require(run.exit == 0, "\(run.error)")
    let answer = try JSONDecoder().decode(JSONValue.self, from: Data(run.output.utf8))
    guard case .array(let classes)? = answer["people"] else { return [] }
    return classes.map { found in
      func bound(_ key: String) -> String {
        guard case .number(let number)? = found["persons"]?[key] else { return "" }
        return "\(Int(number))"
      }
      return "\(bound("low"))..\(bound("high"))"
    }
  }

  /// HiGHS calls the same rows infeasible in some orders. Here every order has the same bounds.
  @Test func theOrderOfCountsDoesNotMatter() throws {
    let groups = [
      "a: { count: 4503599627370497.. }", "b: { count: ..4503599627370493 }",
      "c: { count: 3..9 }",
    ]
    var found: Set<[String]> = []
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
      let text = """
        people:
          all:
            count: 9007199254740990
            disjoint: true
            exhaustive: true
            groups:
        \(order.map { "      " + groups[$0] }.joined(separator: "\n"))
        fields: { name: {} }
        systems: { s: { datasets: { d: { people: [b, c], fields: name } } } }
        incidents: { i: { intruded: s } }
        """
      found.insert(try persons(text))
    }
    // b and c are all but a, who are at least 4,503,599,627,370,497.
    #expect(found == [["3..4503599627370493"]])
  }

  /// HiGHS accepts it within its tolerance.
  @Test(arguments: [(599_999_900, 1), (600_000_000, 0)] as [(Int, Int32)])
  func aContradictionByAHundredOfABillionIsOne(_ second: Int, _ exit: Int32) throws {
    let text = """
      people:
        all:
          count: 1000000000
          disjoint: true
          exhaustive: true
          groups: { a: { count: 400000000 }, b: { count: \(second) } }
      """
    #expect(try run(text, ["validate"]).exit == exit)
  }

  /// An optimum of 43,592,963.99999999 would be cut to one person less.
  @Test func anOptimumIsNotOnePersonLess() throws {
    let text = """
      people:
        all:
          count: 87185928
          groups:
            a: { count: 29061976 }
            b: { count: 29061976 }
            c: { count: 29061976 }
      fields: { x: {}, y: {}, z: {} }
      systems:
        s:
          datasets:
            a: { people: a, fields: x }
            b: { people: b, fields: y }
            c: { people: c, fields: z }
      incidents: { i: { intruded: s } }
      """
    let run = try run(
      text, ["analyze", "--both", "x,y,z", "--at-least", "2", "--format", "json"])
    #expect(run.exit == 0, "\(run.error)")
    #expect(run.output.contains("\"high\" : 43592964"), "\(run.output)")
  }

  /// Two ways to one key are not two keys: a recursive query that counts rows opens the second archive too.
  @Test func waysToAKeyAreNotKeys() throws {
    let text = """
      people:
        readers:
          disjoint: true
          groups: { first: { count: 167349 }, second: { count: 2191 } }
      fields: { name: {} }
      secrets: { k1: {}, k2: {}, k3: {}, k4: {} }
      systems:
        gate: { secrets: [k1, k2] }
        hall: { access: { door: { requires: gate, controls: true } }, secrets: [k1] }
        archive:
          access: { lock: { requires: { at-least: 2, of: [k1, k2, k3] }, controls: true } }
          datasets: { loans: { people: first, fields: name } }
        annex:
          access: { lock: { requires: { at-least: 2, of: [k1, k3, k4] }, controls: true } }
          datasets: { loans: { people: second, fields: name } }
      incidents: { i: { intruded: gate } }
      """
    #expect(try persons(text) == ["167349..167349"])
  }
}

import Foundation
import TestSupport
import Testing

/// Small files whose answers were long, deep or costly: each question has an answer, or a diagnostic says what is too much.
@Suite struct ProportionateCostTests {
  /// A secret opens a system that stores the next secret, and so on: a proof of two steps for each. The answer named
  /// all of them by calling itself, and the program ended by a stack overflow.
  private static func secrets(_ count: Int) -> Data {
    let systems = (0..<count - 1).map {
      "  s\($0): { secrets: k\($0 + 1), access: [ { requires: k\($0), controls: true } ] }"
    }
    return Data(
      """
      people: { p: { count: 10 } }
      fields: { f: { identifies: alone } }
      secrets: { \((0..<count).map { "k\($0): {}" }.joined(separator: ", ")) }
      systems:
      \(systems.joined(separator: "\n"))
        end: { datasets: { d: { people: p, fields: f } }, access: [ { requires: k\(count - 1), reads: d } ] }
      incidents: { i: { stolen: k0 } }

      """.utf8)
  }

  @Test(arguments: [["analyze"], ["affected", "--member-of", "p"], ["explain", "--field", "f"]])
  func aLongProofIsTold(_ question: [String]) throws {
    let run = try ProgramRun(
      [question[0], "-", "--quiet"] + question.dropFirst(), in: ProjectFolder.root,
      input: Self.secrets(2_000))
    #expect(run.exit == 0, "\(run.error)")
    #expect(!run.output.isEmpty)
  }

  @Test func whatIsLeftOutOfAProofIsCounted() throws {
    let run = try ProgramRun(
      ["analyze", "-", "--quiet"], in: ProjectFolder.root, input: Self.secrets(100))
    let text = run.output.replacing(/\s+/, with: " ")
    #expect(text.contains(#/k0 → … \d+ more … →/#), "\(run.output)")
    let short = try ProgramRun(
      ["analyze", "-", "--quiet"], in: ProjectFolder.root, input: Self.secrets(10))
    #expect(!short.output.contains(" more …"))
  }

  @Test(arguments: [(128, Int32(0)), (129, 1), (30_000, 1)])
  func chainsOfCohortsEnd(_ count: Int, _ exit: Int32) throws {
    let cohorts = (1..<count).map { "  c\($0): { of: c\($0 - 1) }" }
    let text = """
      people: { p: { count: 10 } }
      fields: { f: {} }
      cohorts:
        c0: { of: p }
      \(cohorts.joined(separator: "\n"))
      systems: { s: { datasets: { d: { people: c\(count - 1), fields: f } } } }

      """
    let run = try ProgramRun(["validate", "-"], in: ProjectFolder.root, input: Data(text.utf8))
    #expect(run.exit == exit)
    #expect(run.output.contains("too-deep") == (exit == 1), "\(run.output.prefix(400))")
  }

  /// More problems than are listed make a file that was read no file that could not be read.
  @Test func moreProblemsThanAreListed() throws {
    let text =
      "systems:\n"
      + (0..<10_100).map { "  s\($0): { organization: nobody }\n" }.joined()
    let run = try ProgramRun(["validate", "-"], in: ProjectFolder.root, input: Data(text.utf8))
    #expect(run.exit == 1)
    #expect(run.output.contains("more problems are not listed"))
    #expect(try ProgramRun(["validate", "/nowhere"], in: ProjectFolder.root).exit == 2)
  }
}

import Foundation
import TestSupport
import Testing

/// Counts that each are allowed and together are more than a machine word holds bound nothing and break nothing.
@Suite struct LargeCountsTests {
  /// 2^53, the largest count of the language; 1,024 of them are 2^63.
  private static let largest = 9_007_199_254_740_992

  /// As many person classes as overflow a sum, or two classes of as many groups.
  private static func topology(classes: Bool) -> String {
    let names = classes ? (0..<1_024).map { "c\($0)" } : ["a", "b"]
    let people =
      classes
      ? names.map { "  \($0): { count: \(largest) }" }
      : names.map { name in
        let groups = (0..<600).map { "\(name)\($0): { count: \(largest) }" }
        return "  \(name): { disjoint: true, groups: { \(groups.joined(separator: ", ")) } }"
      }
    let data =
      "{ datasets: { d: { people: [\(names.joined(separator: ", "))], fields: [name] } } }"
    return """
      title: Very many people
      people:
      \(people.joined(separator: "\n"))
      fields: { name: {} }
      systems: { s: \(data), t: \(data) }
      incidents: { i: { intruded: s } }
      variants: { v: { change: { systems: { t: null } } } }

      """
  }

  @Test(
    arguments: [true, false],
    [
      ["validate"], ["analyze"], ["explain", "--field", "name"], ["severity"], ["duties"],
      ["affected", "--member-of", "a"], ["lineage"], ["spof", "--order", "1"],
      ["simulate", "--trials", "100", "--assume", "1%"],
      ["compare", "--trials", "100", "--assume", "1%"],
    ])
  func overflowNoSum(classes: Bool, command: [String]) throws {
    let people = classes ? "c0" : "a"
    let words = command.map { $0 == "a" ? people : $0 }
    let run = try ProgramRun(
      [words[0], "-", "--quiet"] + words.dropFirst(), in: ProjectFolder.root,
      input: Data(Self.topology(classes: classes).utf8))
    #expect(run.exit == 0, "\(command): \(run.error)")
    #expect(!run.output.isEmpty || command == ["validate"])
  }

  /// These write files or weigh many changes; groups are enough to overflow them.
  @Test(arguments: [["harden"], ["harden", "--by", "expected", "--assume", "1%"]])
  func overflowNoComparisonOfControls(command: [String]) throws {
    let run = try ProgramRun(
      [command[0], "-", "--quiet"] + command.dropFirst(), in: ProjectFolder.root,
      input: Data(Self.topology(classes: false).utf8))
    #expect(run.exit == 0, "\(command): \(run.error)")
  }
}

import ArgumentParser
import PointAnalysis
import Propagation
import TopologyModel

/// How much an exact answer may cost, on the command line: `30s`, `2min`, `500MB`, `2GB`, or a time and a memory
/// joined by a comma.
///
/// It becomes a number of diagram operations, so that the same budget gives the same answer on every machine. The
/// machine decides how long they really take.
struct Budget: ExpressibleByArgument {
  /// The maximum number of diagram operations for each family of sets and each probability.
  let operations: Int

  static let help = ArgumentHelp(
    "Time or memory that each family of sets and each probability may take before bounds and estimates replace it; the probabilities of more than \(PointsQuestion.targetsOfWholeBudget) targets share what these may take: 30s, 2min, 500MB, 2GB, or both with a comma. Counted in diagram operations, \(MinimalSets.operationsPerSecond) to a second and \(MinimalSets.operationsPerMegabyte) to a megabyte, so that the answer is the same on every machine. Default: 1s. At most 4min.",
    valueName: "limit")

  /// The units, each with the operations that one of it stands for.
  private static let units = [
    ("ms", Double(MinimalSets.operationsPerSecond) / 1000),
    ("min", Double(MinimalSets.operationsPerSecond) * 60),
    ("s", Double(MinimalSets.operationsPerSecond)),
    ("MB", Double(MinimalSets.operationsPerMegabyte)),
    ("GB", Double(MinimalSets.operationsPerMegabyte) * 1000),
  ]

  init?(argument: String) {
    var least: Int?
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      guard let operations = Self.operations(part) else { return nil }
      least = min(least ?? operations, operations)
    }
    guard let least else { return nil }
    operations = least
  }

  private static func operations(_ text: Substring) -> Int? {
    guard let unit = units.first(where: { text.hasSuffix($0.0) }) else { return nil }
    let digits = text.dropLast(unit.0.count)
    // Nothing but digits, so that neither "inf" nor a sign is a number.
    guard !digits.isEmpty, digits.count <= 9,
      digits.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }),
      let number = Double(digits), number > 0
    else { return nil }
    let operations = number * unit.1
    return operations <= Double(Self.most) ? max(1, Int(saturating: operations)) : nil
  }

  /// Diagrams have at most 2³¹ nodes, and one operation makes at most one.
  private static let most = 1 << 30
}

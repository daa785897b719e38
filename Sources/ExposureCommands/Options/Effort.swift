import ArchitectureAnalysis
import ArgumentParser
import TopologyModel

/// How much trying changes may cost, on the command line: `30s`, `2min`. Counted in steps, as a budget is.
struct Effort: ExpressibleByArgument {
  /// The maximum number of steps.
  let steps: Int

  static let help = ArgumentHelp(
    "Time that trying changes may take: 30s, 2min. Counted in steps, \(HardeningPlan.stepsPerSecond) to a second, so that the answer is the same on every machine; what was not tried is said. Default: 10s. At most 60min.",
    valueName: "limit")

  init?(argument: String) {
    let units = [("ms", 0.001), ("min", 60.0), ("s", 1.0)]
    guard let unit = units.first(where: { argument.hasSuffix($0.0) }) else { return nil }
    let digits = argument.dropLast(unit.0.count)
    guard !digits.isEmpty, digits.count <= 9,
      digits.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }),
      let number = Double(digits), number > 0, number * unit.1 <= 3_600
    else { return nil }
    steps = max(1, Int(saturating: number * unit.1 * Double(HardeningPlan.stepsPerSecond)))
  }
}

import ArgumentParser
import Foundation
import Propagation

/// Measures what it takes to answer everything about one fault tree: minimal sets, counts by size,
/// probability, the importance of every event.
@main
struct Main: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "TreeBenchmarks",
    abstract: "Measures minimal sets and probabilities of fault trees.")

  @Argument(help: "A tree as open_psa.py writes it.")
  var tree: String

  @Option(help: "The largest size of a set. Default: all sizes.")
  var order: Int?

  @Option(help: "The maximum number of diagram operations.")
  var budget = MinimalSets.defaultBudget

  @Flag(help: "Minimal sets, and what they say about the probability; not the probability itself.")
  var sets = false

  func run() throws {
    let tree = try FaultTree(path: self.tree)
    let start = Self.processorSeconds()
    let found = MinimalSets.attack(
      on: tree.top, in: tree.program, events: tree.events, order: order, budget: budget)
    let counted = found.family.count()
    let afterSets = Self.processorSeconds()
    var line: [String] = [
      (self.tree as NSString).lastPathComponent, "sets \(counted)",
      found.completeToOrder.map { "to order \($0)" } ?? "all",
      found.stop == .complete ? "complete" : "LIMIT", Self.time(afterSets - start),
    ]
    let probability =
      sets
      ? nil
      : TargetProbability.compute(
        of: tree.top, in: tree.program, events: tree.events, probabilities: tree.probabilities,
        budget: budget)
    if let probability {
      let sum = probability.importance.reduce(0) { $0 + ($1.fussellVesely ?? .nan) }
      line += ["P \(probability.probability)", "FV \(sum)"]
    } else {
      let range = found.family.probability(of: tree.probabilities, budget: budget)
      line.append("P of these sets \(range.lowerBound)..\(range.upperBound)")
    }
    line.append(Self.time(Self.processorSeconds() - afterSets))
    line.append("\(Self.peakMegabytes()) MB")
    print(line.joined(separator: ", "))
  }

  private static func time(_ seconds: Double) -> String { String(format: "%.3f s", seconds) }

  private static func usage() -> rusage {
    var usage = rusage()
    #if os(Linux)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    #else
      getrusage(RUSAGE_SELF, &usage)
    #endif
    return usage
  }

  /// The processor time of this process.
  private static func processorSeconds() -> Double {
    let usage = usage()
    func seconds(_ time: timeval) -> Double {
      Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
    }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  /// The most memory that this process held.
  private static func peakMegabytes() -> Int {
    #if os(Linux)
      usage().ru_maxrss / 1024
    #else
      usage().ru_maxrss / 1_048_576
    #endif
  }
}

import ArgumentParser
import Foundation
import TopologyLanguage
import TopologyModel

/// Times loading: bytes to a validated topology with fleets written out and counts narrowed.
struct LoadTopology: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load", abstract: "Times loading a topology; prints a line of JSON.")

  @Argument(help: "A topology.")
  var file: String

  @Option(help: "How often it is loaded; the median is printed.")
  var repetitions = 5

  func run() throws {
    var seconds: [Double] = []
    var flows = 0
    for _ in 0..<max(1, repetitions) {
      let clock = ContinuousClock()
      let start = clock.now
      let outcome = TopologyLoader().load(path: file)
      let elapsed = clock.now - start
      guard let topology = outcome.topology else {
        throw ValidationError("\(file) has errors: \(outcome.diagnostics.prefix(3))")
      }
      flows = topology.flows.count
      seconds.append(
        Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18)
    }
    seconds.sort()
    let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
    let median = seconds[seconds.count / 2]
    let megabytes = Self.peakMegabytes
    print(
      """
      {"graph": "\(name)", "operation": "load", "peer": "exposure", "seconds": \(median), \
      "megabytes": \(megabytes), "result": "\(flows)"}
      """)
  }

  /// The most memory that this process had at once, 0 where the system does not say.
  private static var peakMegabytes: Double {
    let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    let kilobytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first
    return (kilobytes.flatMap { Double($0) } ?? 0) / 1024
  }
}

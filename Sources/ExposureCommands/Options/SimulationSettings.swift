import ArgumentParser
import Diagrams
import Lowering
import Propagation
import Reports
import TopologyModel
import YearSimulation

/// Options of a simulation.
struct SimulationSettings: ParsableArguments {
  @Option(help: "Number of years to draw where an exact calculation would take too long.")
  var trials = 1_000_000

  @Option(help: "Random seed. The same seed draws the same years.")
  var seed: UInt64 = 1

  @Option(
    help: "Yearly likelihood of events without one in the file: 5% or 0.05.")
  var assume: Share?

  @Option(help: "Write every step of the exceedance curves to this CSV file.")
  var curves: String?

  @Option(help: "Write a plot of the exceedance curves to this file (.svg or .png).")
  var plot: String?

  @Option(
    help: "The person class to plot. Default: the class with the most people expected.")
  var plotClass: String?

  /// Memory grows with the trials: four bytes per class and year.
  static let mostTrials = 100_000_000
  /// 2⁵³: the largest integer that every JSON reader represents exactly.
  private static let largestSeed: UInt64 = 1 << 53

  func validate() throws {
    guard (1...Self.mostTrials).contains(trials) else {
      throw ValidationError("--trials must be a number from 1 to 100,000,000.")
    }
    guard seed <= Self.largestSeed else {
      throw ValidationError("--seed must be a number from 0 to 9,007,199,254,740,992.")
    }
  }

  /// The options of a simulation, with progress if the console shows it.
  func options(_ output: OutputOptions, _ console: Console) -> SimulationOptions {
    var options = SimulationOptions()
    options.trials = trials
    options.seed = seed
    options.assumption = assume?.value
    console.stage("simulating years")
    if let progress = console.progress { options.worlds.progress = { progress.show($0) } }
    return options
  }

  /// Draws the curves of one class if `--plot` was given. `classes` are the candidates; the default is the first.
  func draw(
    _ classes: [String], _ console: Console, _ plot: (String) -> ExceedanceChart?
  ) throws {
    guard let path = self.plot else { return }
    guard let first = classes.first else {
      throw CommandFailure("nothing to plot: nobody can be exposed in a year")
    }
    if let plotClass, !classes.contains(plotClass) {
      throw CommandFailure(
        "no curve for '\(plotClass)'", help: "available: \(classes.joined(separator: ", "))")
    }
    guard let picture = plot(plotClass ?? first) else { return }
    switch DiagramFormat(path: path) {
    case .svg: try OutputFile.write(picture.svg().utf8, to: path)
    case .png:
      try OutputFile.write(
        DiagramRenderer(worker: LayoutWorker(of: console)).png(ofSVG: picture.svg(scale: 2)),
        to: path)
    default:
      throw CommandFailure("unsupported plot format '\(path)'", help: "use .svg or .png")
    }
  }

  /// The error that names the missing likelihoods.
  static func failure(_ missing: MissingLikelihoods, in topology: Topology) -> CommandFailure {
    var order: [String] = []
    var counts: [String: Int] = [:]
    for event in missing.events {
      let (kind, id, member) =
        switch event {
        case .intrusion(let it):
          ("intrusion into", topology.systems[it].id, topology.systems[it].member)
        case .theft(let it): ("theft of", topology.secrets[it].id, topology.secrets[it].member)
        case .common(let it): ("likelihood of", topology.events[it].id, nil)
        }
      let name = "\(kind) \(member?.declared ?? id)"
      if counts[name] == nil { order.append(name) }
      counts[name, default: 0] += 1
    }
    let names = order.map { name in
      let count = counts[name] ?? 1
      return "  \(name)" + (count > 1 ? " ×\(count)" : "")
    }
    return CommandFailure(
      "yearly likelihoods are missing for:\n" + names.joined(separator: "\n"),
      help:
        "add them to the file (intrusion:, theft:, likelihood:), or use --assume 5% for all of them"
    )
  }
}

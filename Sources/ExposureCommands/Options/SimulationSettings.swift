import ArgumentParser
import Diagrams
import Lowering
import Propagation
import Reports
import TopologyModel
import YearSimulation

/// How years are drawn.
struct SimulationSettings: ParsableArguments {
  @Option(help: "Years to draw, where weighing every combination of events would be too many.")
  var trials = 1_000_000

  @Option(help: "Where the draws start: the same seed draws the same years.")
  var seed: UInt64 = 1

  @Option(
    help: "A year's likelihood of every event for which the file says none, such as 5% or 0.05.")
  var assume: Share?

  @Option(help: "Write every step of the exceedance curves to this file, as CSV.")
  var curves: String?

  @Option(help: "Draw the exceedance curves to this file, .svg or .png.")
  var plot: String?

  @Option(
    help: "The person class whose curves are drawn. Unsaid: the one with most people expected.")
  var plotClass: String?

  /// What came of each year is kept: four bytes for each class.
  private static let mostTrials = 100_000_000
  /// 2⁵³: what a reader of JSON takes as it is.
  private static let largestSeed: UInt64 = 1 << 53

  func validate() throws {
    guard (1...Self.mostTrials).contains(trials) else {
      throw ValidationError("--trials takes a number from 1 to 100,000,000.")
    }
    guard seed <= Self.largestSeed else {
      throw ValidationError("--seed takes a number from 0 to 9,007,199,254,740,992.")
    }
  }

  /// The options of a simulation, with progress on the console where that is a terminal.
  func options(_ output: OutputOptions, _ console: Console) -> SimulationOptions {
    var options = SimulationOptions()
    options.trials = trials
    options.seed = seed
    options.assumption = assume?.value
    console.stage("drawing years")
    if let progress = console.progress { options.worlds.progress = { progress.show($0) } }
    return options
  }

  /// Draws the curves of a class, if asked to. `classes` are those that can be drawn, the first unless said
  /// otherwise.
  func draw(
    _ classes: [String], _ console: Console, _ plot: (String) -> ExceedanceChart?
  ) throws {
    guard let path = self.plot else { return }
    guard let first = classes.first else {
      throw CommandFailure("there is no curve to draw: nobody can be exposed in a year")
    }
    if let plotClass, !classes.contains(plotClass) {
      throw CommandFailure(
        "there is no curve of '\(plotClass)'", help: "it has \(classes.joined(separator: ", "))")
    }
    guard let picture = plot(plotClass ?? first) else { return }
    switch DiagramFormat(path: path) {
    case .svg: try OutputFile.write(picture.svg().utf8, to: path)
    case .png:
      try OutputFile.write(
        DiagramRenderer(worker: LayoutWorker(of: console)).png(ofSVG: picture.svg(scale: 2)),
        to: path)
    default:
      throw CommandFailure("'\(path)' is no name of a plot", help: "end it in .svg or .png")
    }
  }

  /// Says which likelihoods are missing, by name.
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
      "the file does not say how likely these are in a year:\n" + names.joined(separator: "\n"),
      help:
        "write them in the file (intrusion:, theft:, likelihood:), or assume one for all with --assume 5%"
    )
  }
}

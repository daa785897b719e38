import ArchitectureAnalysis
import Lowering
import TopologyModel
package import YearSimulation

/// What a year may bring, as a document: people by class, the events behind the worst years, services.
package struct SimulationReport: Sendable {
  package let simulation: Simulation
  let naming: Naming
  let variant: String?
  /// The same by tier, the gravest first.
  let tiers: [TierOutlooks]

  /// Creates a report on a simulation. `variant` is the analyzed architecture; nil for the base file.
  package init(
    _ simulation: Simulation, naming: Naming, variant: String?, tiers: [TierOutlooks] = []
  ) {
    self.tiers = tiers
    self.simulation = simulation
    self.naming = naming
    self.variant = variant
  }

  var topology: Topology { simulation.lowered.topology }

  /// The report as a document.
  package var document: ReportDocument {
    var document = ReportDocument()
    document.heading(1, .init(topology.title.isEmpty ? "Topology" : topology.title))
    for outlook in simulation.classes {
      document.paragraph(answer(outlook))
      document.list(gravity(outlook))
    }
    if simulation.classes.isEmpty {
      document.paragraph(
        simulation.services.isEmpty
          ? "Nothing to simulate: the file has neither people nor services."
          : "The file has no people; only services are simulated.")
    }
    document.list(facts)
    addUnlisted(to: &document)
    for outlook in simulation.classes where outlook.tail != nil { add(outlook, to: &document) }
    addServices(to: &document)
    return document
  }

  /// The answer for one class in one sentence.
  private func answer(_ outlook: ClassOutlook) -> ReportDocument.Line {
    let root = topology.groups[outlook.personClass]
    let name = root.label ?? root.id
    guard outlook.tail != nil else {
      return .init("\(name): ") + .init("nobody", .safe)
        + .init(
          outlook.possible == .zero
            ? " can be exposed by any possible event of this file."
            : " was exposed in any year drawn; the true probability may still be up to \(EstimateWording.percent(3 * outlook.any.standardError)) a year."
        )
    }
    let p99 = outlook.quantiles.last?.persons ?? .zero
    return .init("\(name): probability ")
      + .init(EstimateWording.percent(outlook.any.value, outlook.anyPossible.value), .exposed)
      + .init(" that anyone is exposed in a year, ")
      + .init(EstimateWording.people(outlook.expectedLow, outlook.expectedHigh), .strong)
      + .init(" people expected, and ") + .init(CountWording.text(p99), .strong)
      + .init(" in the worst year of 100.")
  }

  /// The same for each tier of which anybody can be exposed.
  private func gravity(_ outlook: ClassOutlook) -> [ReportDocument.Line] {
    tiers.compactMap { tier in
      guard let grave = tier.classes.first(where: { $0.personClass == outlook.personClass }),
        grave.tail != nil
      else { return nil }
      let p99 = grave.quantiles.last?.persons ?? .zero
      return .init("of whom something at least \(tier.tier.rawValue): ")
        + .init(
          "probability \(EstimateWording.percent(grave.any.value, grave.anyPossible.value)), \(EstimateWording.people(grave.expectedLow, grave.expectedHigh)) people expected, \(CountWording.text(p99)) in the worst year of 100"
        )
    }
  }

  /// What widens the figures.
  private func addUnlisted(to document: inout ReportDocument) {
    let concerned = simulation.classes.filter { $0.any != $0.anyPossible }
    guard !concerned.isEmpty else { return }
    let names = concerned.map { topology.groups[$0.personClass].id }
    document.paragraph(
      .init(
        "Some years read data that the file does not list. Its people count in the upper bounds, not in the lower ones: \(naming.listed(names, most: 6)).",
        .unknown))
  }

  private var facts: [ReportDocument.Line] {
    var lines: [ReportDocument.Line] = []
    if let variant {
      let label = topology.variants.first { $0.id == variant }?.label
      lines.append("Architecture: \(label.map { "\($0) (\(variant))" } ?? variant)")
    }
    let methods = methods
    for (words, names) in methods {
      let which = methods.count > 1 ? " (\(naming.listed(names, most: 6)))" : ""
      lines.append("Method\(which): \(words)")
    }
    let likelihoods = simulation.likelihoods
    let events = likelihoods.entries.count
    lines.append(
      events == 0
        ? "Likelihoods: not needed, because no basic event matters here"
        : "Likelihoods: yearly, for the \(naming.count(events, "basic event")) that \(events == 1 ? "matters" : "matter"), independent of each other"
    )
    if let assumption = likelihoods.assumption, !likelihoods.assumed.isEmpty {
      let names = naming.events(likelihoods.assumed)
      lines.append(
        .init("Assumed, because the file gives no likelihood: ", .open)
          + .init(
            "\(EstimateWording.percent(assumption)) a year for \(naming.listed(names, most: 12))"))
    }
    if let split = naming.evenSplitsOfFile() { lines.append(.init(split, .open)) }
    if !simulation.services.isEmpty {
      lines.append(
        "Services: every system that the intruder controls or reads is disconnected")
    }
    return lines
  }

  /// How the figures were computed, with the classes (and services) for each method.
  private var methods: [(String, [String])] {
    var order: [String] = []
    var names: [String: [String]] = [:]
    func note(_ words: String, _ name: String) {
      if names[words] == nil { order.append(words) }
      if names[words]?.contains(name) != true { names[words, default: []].append(name) }
    }
    for outlook in simulation.classes where outlook.possible != .zero {
      note(words(outlook.method), topology.groups[outlook.personClass].id)
    }
    for outlook in simulation.services {
      for failure in [outlook.down, outlook.impaired] {
        let words = words(ofService: failure.method)
        note(words, naming.declaredID(outlook))
      }
    }
    return order.map { ($0, names[$0] ?? []) }
  }

  func years(_ trials: Int) -> String {
    "\(CountWording.number(trials)) year\(trials == 1 ? "" : "s")"
  }

  /// Exact methods need no further distinction here, because there may be many services.
  private func words(ofService method: OutlookMethod) -> String {
    switch method {
    case .diagram: "exact: every combination of events is weighted, no sampling"
    case .exact where simulation.classes.contains { $0.method == method }: words(method)
    case .exact, .independent: words(ofService: .diagram)
    default: words(method)
    }
  }

  private func words(_ method: OutlookMethod) -> String {
    switch method {
    case .exact(let worlds):
      return worlds == 1
        ? "exact: nothing depends on chance"
        : "exact: all \(CountWording.number(worlds)) combinations of events are weighted, no sampling"
    case .independent(let worlds, let groups):
      return
        "exact: all \(CountWording.number(worlds)) combinations of events shared by several groups are weighted; given these, \(groups) groups are independent; no sampling"
    case .sampled(let trials):
      return
        "sampled: \(years(trials)) drawn, seed \(simulation.options.seed); ± is one standard error"
    case .conditional(let trials, let strata, let probability):
      return
        "sampled among rare years: \(years(trials)) drawn in which at least one relevant event occurs (probability \(EstimateWording.percent(probability)), exact), in \(strata) strata by the first event, seed \(simulation.options.seed); ± is one standard error"
    case .amongHits(let trials, let probability):
      return
        "\(years(trials)) drawn among those in which it occurs at all (probability \(EstimateWording.percent(probability)), exact), seed \(simulation.options.seed); ± is one standard error"
    case .diagram:
      return "exact: computed from a decision diagram of the events, no sampling"
    }
  }

  // MARK: - People

  private func add(_ outlook: ClassOutlook, to document: inout ReportDocument) {
    let root = topology.groups[outlook.personClass]
    document.heading(
      2, .init("\(root.label ?? root.id), \(CountWording.text(root.size)) in all"), .detail)
    document.table(
      [
        .init("in a year"), .init("people", numeric: true), .init("standard error", numeric: true),
        .init("95 % confidence", numeric: true),
      ], figures(outlook))
    if let hits = outlook.hits {
      let few = hits < simulation.options.fewHits
      let perhaps = outlook.any == outlook.anyPossible ? "" : " or may have been"
      document.paragraph(
        .init("Based on ") + .init(CountWording.number(hits), few ? .bad : .plain)
          + .init(" drawn years in which someone was exposed\(perhaps).")
          + .init(few ? " That is few: treat the figures as an order of magnitude." : "", .open))
    }
    let columns = ["more than", "probability", "standard error", "years drawn"]
    document.table(
      columns.prefix(outlook.hits == nil ? 2 : 4).map { .init($0, numeric: true) },
      exceedance(outlook))
    addTail(outlook, to: &document)
  }

  private func figures(_ outlook: ClassOutlook) -> [[ReportDocument.Line]] {
    func row(
      _ name: String, _ value: String, _ error: String = "", _ confidence: String = ""
    ) -> [ReportDocument.Line] { [.init(name), .init(value), .init(error), .init(confidence)] }
    var rows = [
      row("anyone exposed", EstimateWording.percent(outlook.any, outlook.anyPossible)),
      row(
        "expected", EstimateWording.people(outlook.expectedLow, outlook.expectedHigh),
        EstimateWording.error((outlook.expectedHigh ?? outlook.expectedLow).standardError)),
    ]
    for quantile in outlook.quantiles {
      let name =
        quantile.share == 0.5 ? "median" : "p\(Int(saturating: (quantile.share * 100).rounded()))"
      guard outlook.hits != nil else {
        rows.append(row(name, CountWording.text(quantile.persons)))
        continue
      }
      let confidence = CountInterval(
        low: quantile.confidence.low.low, high: quantile.confidence.high.high)
      let error = EstimateWording.error(
        quantile.standardError.high ?? quantile.standardError.low)
      rows.append(
        row(
          name, CountWording.text(quantile.persons), error.isEmpty ? "0" : error,
          CountWording.text(confidence)))
    }
    if outlook.hits != nil { rows.append(row("worst drawn", CountWording.text(outlook.worst))) }
    rows.append(row("worst possible, all events", CountWording.text(outlook.possible)))
    return rows
  }

  /// The exceedance curve at round numbers.
  private func exceedance(_ outlook: ClassOutlook) -> [[ReportDocument.Line]] {
    let largest = outlook.possible.high ?? outlook.high.values.last ?? 0
    var levels = [0]
    var unit = 1_000
    while unit < largest {
      for level in [unit, 3 * unit] where level < largest { levels.append(level) }
      unit *= 10
    }
    let rows = levels.map { level -> (level: Int, low: Double, high: Double, text: String) in
      // Somebody is in a group, whose number is unknown: as everywhere, the first row says whether anybody is exposed.
      let (low, high) =
        level == 0
        ? (outlook.any.value, outlook.anyPossible.value)
        : (outlook.low.exceeding(level), outlook.high.exceeding(level))
      return (level, low, high, Self.range(low, high, EstimateWording.percent))
    }
    // The ends of a flat stretch describe all of it.
    return rows.indices.filter { index in
      let isFirst = index == 0 || rows[index - 1].text != rows[index].text
      let isLast = index == rows.count - 1 || rows[index + 1].text != rows[index].text
      return isFirst || isLast
    }.map { index in
      let row = rows[index]
      let cells = [CountWording.number(row.level), row.text]
      guard outlook.hits != nil else { return cells.map { .init($0) } }
      let error = Self.range(row.low, row.high) {
        EstimateWording.percentError(outlook.standardError(of: $0))
      }
      let hits = Self.range(row.low, row.high) { CountWording.number(outlook.hits(of: $0) ?? 0) }
      return (cells + [error, hits]).map { .init($0) }
    }
  }

  /// How many people are exposed in each of the worst years.
  private static func each(_ mildest: CountInterval) -> String {
    mildest.low == 0
      ? "an unknown number" : "at least \(CountWording.number(CountWording.down(mildest.low)))"
  }

  private static func range(
    _ low: Double, _ high: Double, _ words: (Double) -> String
  ) -> String {
    let (from, to) = (words(low), words(high))
    return from == to ? to : "\(from) .. \(to)"
  }

  private func addTail(_ outlook: ClassOutlook, to document: inout ReportDocument) {
    guard let tail = outlook.tail else { return }
    let rows = naming.foldedShares(tail)
    let shown = rows.filter { $0.inTail > $0.likelihood * 1.05 }.prefix(8)
    guard !shown.isEmpty else { return }
    document.paragraph(
      .init(
        "Events behind the worst years (\(EstimateWording.percent(tail.probability)) of all; \(Self.each(tail.mildest)) exposed in each)"
      ))
    document.table(
      [
        .init("event", wraps: true), .init("in the worst years", numeric: true),
        .init("in any year", numeric: true),
      ],
      shown.map { row in
        [
          .init(row.name), .init(EstimateWording.percent(row.inTail)),
          .init(EstimateWording.percent(row.likelihood)),
        ]
      })
  }
}

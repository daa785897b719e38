import IncidentFindings
import Lowering
import PointAnalysis
import Reports
import TopologyModel

/// The answer in plain words, at the top of the page.
struct SummarySection {
  let analysis: IncidentAnalysis?
  let points: PointsAnswer
  let outlook: SimulationReport?
  let comparison: ComparisonReport?
  let severity: SeverityReport?
  let duties: DutiesReport?
  let plain: PlainNaming

  private var naming: Naming { plain.naming }
  private var topology: Topology { naming.topology }

  var section: ReportPage.Section {
    let reached = analysis?.people.filter { $0.isReached || $0.mayBeReached } ?? []
    let body = PageTemplates.render(
      "summary",
      [
        "headlines": .list(headlines(reached)), "topics": .list(topics(reached)),
        "tiles": .list(tiles),
      ])
    return ReportPage.Section(id: "summary", heading: "Summary", body: body)
  }

  // MARK: - Who is affected

  private func headlines(_ reached: [ClassFinding]) -> [PageValue] {
    guard analysis != nil else {
      return [
        [
          "tone": "neutral", "figure": "No incident",
          "rest":
            "is described in this topology. This report shows where data is and which single events would expose it.",
        ]
      ]
    }
    guard !reached.isEmpty else {
      if let analysis, !analysis.unlisted.isEmpty {
        return [
          [
            "tone": "unknown", "figure": "Unknown whether anybody is exposed",
            "rest": "data of people whom the file does not name was read",
          ]
        ]
      }
      return [["tone": "safe", "figure": "Nobody exposed", "rest": "by this incident"]]
    }
    return reached.sorted(by: Self.moreFirst).map { finding in
      let root = topology.groups[finding.personClass]
      if !finding.isReached, !finding.overlaps.isEmpty {
        return [
          "tone": "possible",
          "figure": .text("Possibly \(PageWording.text(finding.persons)) people exposed"),
          "rest": .text(root.label ?? root.id),
        ]
      }
      guard finding.isReached else {
        return [
          "tone": "unknown", "figure": "Unknown whether anybody is exposed",
          "rest": .text(root.label ?? root.id),
        ]
      }
      return [
        "tone": "exposed",
        "figure": .text(PageWording.sentence(finding.persons) + " people exposed"),
        "rest": .text(root.label ?? root.id),
      ]
    }
  }

  private static func moreFirst(_ left: ClassFinding, _ right: ClassFinding) -> Bool {
    left.persons.isMore(than: right.persons)
  }

  // MARK: - What happened

  /// A sentence, or a list introduced by its subject.
  struct Sentence {
    var lead = ""
    var tone = "strong"
    var words: String

    var value: PageValue {
      [
        "has-lead": .flag(!lead.isEmpty), "lead": .text(lead), "tone": .text(tone),
        "words": .text(words),
      ]
    }
  }

  private func topics(_ reached: [ClassFinding]) -> [PageValue] {
    var topics: [(String, [Sentence])] = []
    if let analysis {
      topics.append(("What happened", events(of: analysis.scenario)))
      topics.append(("How far it went", reach(of: analysis)))
      for finding in reached.sorted(by: Self.moreFirst) {
        let root = topology.groups[finding.personClass]
        topics.append((root.label ?? root.id, fields(of: finding)))
      }
      topics.append(("Services", services(of: analysis)))
    }
    topics.append(("Single points of failure", gravestPoints))
    topics.append(("A year ahead", year))
    topics.append(("Other architectures", otherArchitectures))
    if let analysis {
      topics.append(("Published claims", record(of: analysis)))
      topics.append(("How severe it is", severities))
      topics.append(("Who must be notified", notifications))
    }
    return topics.filter { !$0.1.isEmpty }.map { topic, sentences in
      ["topic": .text(topic), "sentences": .list(sentences.map(\.value))]
    }
  }

  private func events(of scenario: Scenario) -> [Sentence] {
    var (intruded, stolen, common): ([String], [String], [String]) = ([], [], [])
    for event in scenario.events {
      switch event {
      case .intrusion(let system):
        intruded.append(plain.name(of: system))
      case .theft(let secret):
        stolen.append(topology.secrets[secret].label ?? topology.secrets[secret].declaredID)
      case .common(let event):
        common.append(topology.events[event].label ?? topology.events[event].id)
      }
    }
    intruded += scenario.entered.map {
      topology.organizations[$0].label ?? topology.organizations[$0].id
    }
    var sentences = [("Stolen:", stolen), ("Intruded:", intruded), ("Common cause:", common)]
      .filter { !$0.1.isEmpty }
      .map { Sentence(lead: $0.0, words: PageWording.listed(PageWording.counted($0.1)) + ".") }
    if sentences.isEmpty { sentences = [Sentence(words: "Nothing.")] }
    if !scenario.stopped.isEmpty {
      sentences.append(
        Sentence(lead: "Out of service:", words: names(of: scenario.stopped) + "."))
    }
    return sentences
  }

  private func names(of systems: [Reference<System>]) -> String {
    PageWording.listed(PageWording.counted(systems.map { plain.name(of: $0) }))
  }

  private func reach(of analysis: IncidentAnalysis) -> [Sentence] {
    let controls =
      analysis.controlled.isEmpty
      ? "The intruder controls no system."
      : "The intruder controls \(names(of: analysis.controlled))."
    let read = PageWording.counted(
      analysis.datasetsRead.map { dataset in
        let entry = topology.datasets[dataset]
        guard let label = entry.label else { return entry.declaredID }
        return "\(label) (\(plain.name(of: entry.system)))"
      })
    let reads =
      read.isEmpty
      ? "Nothing can be read." : "What can be read: \(PageWording.listed(read))."
    return [Sentence(words: controls), Sentence(words: reads)]
  }

  private func fields(of finding: ClassFinding) -> [Sentence] {
    func sentence(_ lead: String, _ status: FieldStatus) -> Sentence? {
      let labels = finding.fields.filter { $0.status == status }.map(\.field)
        .sorted { (rank($0), naming.field($0)) < (rank($1), naming.field($1)) }
        .map(naming.field)
      guard !labels.isEmpty else { return nil }
      return Sentence(
        lead: lead, tone: status.rawValue, words: PageWording.listed(labels, most: 12) + ".")
    }
    return [
      sentence("Exposed:", .exposed), sentence("Derivable from that:", .derivable),
      sentence("Possible, if there are people in several groups at once:", .possible),
      sentence("Unknown, because the file does not list what was read:", .unknown),
      sentence("Stayed safe:", .safe),
    ].compactMap { $0 }
  }

  /// Fields that identify a person alone come first.
  private func rank(_ field: Reference<DataField>) -> Int {
    switch topology.fields[field].identifies {
    case .alone: 0
    case .combined: 1
    case .some(.none), nil: 2
    }
  }

  private func services(of analysis: IncidentAnalysis) -> [Sentence] {
    guard !analysis.services.isEmpty else { return [] }
    func sentence(_ lead: String, _ tone: String, _ state: Claim.State) -> Sentence? {
      let names = analysis.services.filter { $0.state == state }.map {
        topology.services[$0.service].label ?? topology.services[$0.service].declaredID
      }
      guard !names.isEmpty else { return nil }
      return Sentence(
        lead: lead, tone: tone, words: PageWording.listed(PageWording.counted(names)) + ".")
    }
    let stopped = [
      sentence("Down:", "bad", .down), sentence("On their fallback:", "open", .degraded),
    ].compactMap { $0 }
    return stopped.isEmpty ? [Sentence(words: "Every service runs.")] : stopped
  }

  private func record(of analysis: IncidentAnalysis) -> [Sentence] {
    guard !analysis.standingClaims.isEmpty else { return [] }
    let contradicted = analysis.standingClaims.count { $0.verdict == .contradicted }
    let open = analysis.standingClaims.count { $0.verdict == .open }
    let agree = analysis.standingClaims.count - contradicted - open
    var words = "Of \(PageWording.counted(analysis.standingClaims.count, "public claim")), \(agree)"
    words += agree == 1 ? " agrees with this" : " agree with this"
    words += contradicted == 0 ? "" : ", \(contradicted) cannot be true if this topology is right"
    words += open == 0 ? "" : ", and \(open) may or may not be true"
    return [Sentence(words: words + ".")]
  }

  private var gravestPoints: [Sentence] {
    let found = points.points.singlePoints.filter { $0.subject.kind != .organization }
    let open = points.points.possiblePoints.count
    let more =
      open == 0
      ? []
      : [
        Sentence(
          words:
            "Of \(PageWording.counted(open, "more event")) the topology leaves open whether \(open == 1 ? "it exposes" : "they expose") that much."
        )
      ]
    guard let worst = found.first else {
      return open == 0 ? [Sentence(words: "None.")] : [Sentence(words: "None is known.")] + more
    }
    var words =
      found.count == 1 ? "One, which alone exposes" : "\(found.count), each of which alone exposes"
    words += " data about a large share of a class or stops a service."
    guard case .event(let event) = worst.subject else { return [Sentence(words: words)] + more }
    return [
      Sentence(words: words), Sentence(lead: "The worst:", words: plain.name(of: event) + "."),
    ] + more
  }

  // MARK: - Figures

  private var tiles: [PageValue] {
    var tiles: [PageValue] = []
    func add(_ figure: Int, _ what: String, _ target: String, _ tone: String) {
      tiles.append([
        "figure": .text(CountWording.number(figure)), "what": .text(what),
        "target": .text(target), "tone": .text(figure == 0 ? "neutral" : tone),
      ])
    }
    if let analysis {
      func fields(_ status: FieldStatus) -> Int {
        Set(
          analysis.people.flatMap { finding in
            finding.fields.filter { $0.status == status }.map(\.field)
          }
        ).count
      }
      let exposed = fields(.exposed)
      add(exposed, exposed == 1 ? "field exposed" : "fields exposed", "people", "exposed")
      let derivable = fields(.derivable)
      add(
        derivable, derivable == 1 ? "field derivable" : "fields derivable", "people", "derivable")
      let possible = fields(.possible)
      if possible > 0 {
        add(
          possible, possible == 1 ? "field possible" : "fields possible", "people", "possible")
      }
      let unknown = fields(.unknown)
      if unknown > 0 {
        add(unknown, unknown == 1 ? "field unknown" : "fields unknown", "people", "unknown")
      }
      if !analysis.services.isEmpty {
        let down = analysis.services.count { $0.state == .down }
        add(down, down == 1 ? "service down" : "services down", "services", "bad")
      }
      if !analysis.standingClaims.isEmpty {
        let contradicted = analysis.standingClaims.count { $0.verdict == .contradicted }
        add(
          contradicted, contradicted == 1 ? "claim contradicted" : "claims contradicted",
          "record", "bad")
      }
    }
    let single = points.points.singlePoints.count { $0.subject.kind != .organization }
    add(single, single == 1 ? "single point" : "single points", "points", "bad")
    return tiles
  }
}

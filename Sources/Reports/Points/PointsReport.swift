import ArchitectureAnalysis
import Lowering
package import PointAnalysis
import TopologyModel

/// Single points of failure as a document: which events or organizations alone expose or stop too much.
package struct PointsReport: Sendable {
  package let answer: PointsAnswer
  let naming: Naming
  let variant: String?

  /// Creates a report on an answer. `variant` is the analyzed architecture; nil for the base file.
  package init(_ answer: PointsAnswer, naming: Naming, variant: String?) {
    self.answer = answer
    self.naming = naming
    self.variant = variant
  }

  var topology: Topology { naming.topology }

  /// The report as a document, with every detail.
  package var document: ReportDocument {
    var document = ReportDocument()
    addHead(to: &document)
    addPoints(to: &document)
    addTargets(to: &document)
    addOutages(to: &document)
    ConcentrationReport(answer.concentration, naming: naming).add(to: &document)
    return document
  }

  /// The title, the answer in one line, and what it rests on.
  func addHead(to document: inout ReportDocument) {
    document.heading(1, .init(topology.title.isEmpty ? "Topology" : topology.title))
    document.paragraph(headline)
    document.list(premises)
  }

  /// The answer in one line.
  private var headline: ReportDocument.Line {
    let found = answer.points.singlePoints
    let events = found.filter { $0.subject.kind != .organization }
    let possible = answer.points.possiblePoints
    let undecided = naming.events(
      possible.compactMap { if case .event(let event) = $0.subject { event } else { nil } }, most: 6
    )
    guard !found.isEmpty else {
      guard possible.isEmpty else {
        return .init("No single point of failure is known", .open)
          + .init(
            ", but the file leaves open whether these alone expose \(percent(threshold)) of a class\(inTier): \(undecided)."
          )
      }
      return .init("No single point of failure", .good)
        + .init(": no single event exposes \(percent(threshold)) of a class or stops a service.")
    }
    let exposure = events.filter(\.isExposurePoint).count
    let availability = events.filter(\.isAvailabilityPoint).count
    let organizations = found.count - events.count
    var text =
      ": \(exposure) for exposure (alone expose at least \(percent(threshold)) of a class\(inTier)), "
    text += "\(availability) for availability (alone take a service down)"
    if organizations > 0 { text += "; and \(counted(organizations, "organization"))" }
    if !possible.isEmpty {
      text += ". For exposure the file leaves open whether these are too: \(undecided)"
    }
    let kinds = answer.decisions(of: events, in: topology).count
    let lead =
      kinds == events.count
      ? counted(events.count, "single point") + " of failure"
      : counted(kinds, "kind") + " of single points of failure, "
        + CountWording.number(events.count) + " in all"
    return .init(lead, .bad) + .init(text + ".")
  }

  private var premises: [ReportDocument.Line] {
    var lines: [ReportDocument.Line] = []
    if let variant {
      let label = topology.variants.first { $0.id == variant }?.label
      lines.append("Architecture: \(label.map { "\($0) (\(variant))" } ?? variant)")
    }
    if let counted = naming.counted(answer.points.measure) { lines.append(.init(counted)) }
    let entry = answer.points.entry
    if entry.isNarrowed {
      lines.append("Events allowed: \(naming.events(entry.events, most: 8))")
    }
    if !entry.excluded.isEmpty {
      lines.append("Ignored (likelihood 0): \(naming.events(entry.excluded, most: 8))")
    }
    let budget = answer.question.budget
    if budget != PointsQuestion().budget {
      lines.append(
        "Budget: \(CountWording.number(budget)) diagram operations for each family of sets and each probability"
      )
    }
    let shared = answer.question.budget(sharedBy: answer.likelihoods.count)
    if shared < budget {
      lines.append(
        "The probabilities of \(CountWording.number(answer.likelihoods.count)) targets share their budget: \(CountWording.number(shared)) diagram operations each; --budget raises it"
      )
    }
    if let split = naming.evenSplitsOfFile() { lines.append(.init(split, .open)) }
    for reach in answer.points.openToEveryone {
      lines.append(
        .init("Exposed without any event: ", .strong) + .init(people(reach), .exposed))
    }
    return lines
  }

  /// What the threshold is a share of, where that is not everybody of the class.
  private var inTier: String {
    ThresholdWording.scope(isOfGravest: answer.points.isOfGravest)
  }

  // MARK: - Words

  var threshold: Double { answer.points.threshold }

  func percent(_ share: Double) -> String { ShareWording.percent(share) }

  func counted(_ count: Int, _ word: String) -> String {
    "\(CountWording.number(count)) \(word)\(count == 1 ? "" : "s")"
  }

  /// For example, `20M insured (31%)`.
  package func people(_ reach: ClassReach) -> String {
    let id = topology.groups[reach.personClass].id
    let count = CountWording.text(reach.persons)
    if reach.isWhole {
      return reach.persons == .unknown ? "all \(id)" : "\(count) \(id) (all)"
    }
    guard reach.persons.low > 0 else { return "\(count) \(id)" }
    if let share = reach.share { return "\(count) \(id) (\(percent(share)))" }
    // Of a class without an upper bound nothing is known but the greatest share.
    guard let most = reach.mostShare, most < 1 else { return "\(count) \(id)" }
    return "\(count) \(id) (at most \(percent(most)))"
  }
}

/// The notation of shares.
enum ShareWording {
  /// A percentage such as `31%` or `0.4%`, with as many digits as it takes to be more than 0.
  static func percent(_ share: Double) -> String {
    let percent = share * 100
    if percent == 0 { return "0%" }
    if percent == percent.rounded() { return "\(Int(saturating: percent))%" }
    // Rounded down from here, so that less than all is never called 100%.
    if percent >= 10 { return "\(Int(saturating: percent))%" }
    if percent >= 0.1 { return "\((percent * 10).rounded(.down) / 10)%" }
    return "under 0.1%"
  }
}

extension Naming {
  /// Ids of events, with fleets folded.
  func events(_ events: [BasicEvent], most: Int) -> String {
    listed(folded(events.map { (topology.id(of: $0), topology.member(of: $0)) }), most: most)
  }
}

public import Lowering
import Propagation
import TopologyModel

/// Examines every basic event and every organization alone: which people it exposes, and what stops without it.
///
/// A subject is a single point of failure for exposure if it alone exposes at least the threshold share of a
/// class, and for availability if disconnecting it alone takes a service down. What is public, or exposed or down
/// without any event, makes nothing a single point. The threshold is of people of whom something of the gravest
/// tier that is held about the class is exposed, unless the question measures otherwise.
///
/// Events outside the entry set expose nothing. What stops if their systems are disconnected is still examined,
/// unless the question named its events.
public struct SinglePoints: Sendable {
  /// The default share of a class that makes a single point: 20 %.
  public static let defaultThreshold = 0.2

  /// The events that may occur.
  public let entry: EntrySet
  /// The share of a class that makes a single point for exposure, 0 … 1.
  public let threshold: Double
  /// Which exposure makes a single point; nil: of the gravest tier that is held about a class.
  public let measure: ExposureMeasure?
  /// One finding per examined event and organization, worst first.
  public let points: [PointFinding]
  /// The classes with people who are exposed without any event, and their number.
  public let openToEveryone: [ClassReach]

  /// The single points, worst first.
  public var singlePoints: [PointFinding] { points.filter(\.isSinglePoint) }

  /// Whether the threshold is a share of the people whose gravest data is held, and these are not all of a class.
  public var isOfGravest: Bool {
    measure == nil && points.contains { $0.classes.contains { $0.tiers.count > 1 } }
  }

  /// Events that may be single points for exposure, as far as the file says, worst first.
  public var possiblePoints: [PointFinding] {
    points.filter { $0.mayBeExposurePoint && $0.subject.kind != .organization }
  }

  /// Examines every event and every organization.
  /// - Complexity: one world for each, plus one count of people per distinct set of exposed groups.
  public init(
    _ lowered: LoweredTopology, entry: EntrySet, threshold: Double = defaultThreshold,
    measure: ExposureMeasure? = nil
  ) {
    self.entry = entry
    self.measure = measure
    self.threshold = threshold
    let survey = PointSurvey(lowered, entry: entry, threshold: threshold, measure: measure)
    points = survey.findings().sorted {
      PointFinding.isGraver($0, $1, in: lowered.topology)
    }
    openToEveryone = survey.openToEveryone
  }
}

/// Collects the findings of `SinglePoints`.
private final class PointSurvey {
  private let lowered: LoweredTopology
  private let entry: EntrySet
  private let threshold: Double
  private let reader: WorldReachReader
  private let without: WorldReach
  private let stoppedWithout: Set<Int>
  private let outageTargets: [OutageFact?]

  init(
    _ lowered: LoweredTopology, entry: EntrySet, threshold: Double, measure: ExposureMeasure?
  ) {
    self.lowered = lowered
    self.entry = entry
    self.threshold = threshold
    reader = WorldReachReader(lowered, measure)
    let outage = lowered.outage
    outageTargets = outage.needsFail + outage.down
    let worlds = ManyWorlds(lowered.exposureFixpoint)
    without = reader.reach(
      worlds.held(assuming: [[]], targets: reader.targets)[0], includingOpen: true)
    stoppedWithout = Set(Self.stopped([[]], outageTargets, lowered)[0])
  }

  var openToEveryone: [ClassReach] { without.classes }

  func findings() -> [PointFinding] {
    let subjects = subjects()
    let reached = ManyWorlds(lowered.exposureFixpoint).held(
      assuming: subjects.map(\.facts), targets: reader.targets)
    let stopped = Self.stopped(subjects.map(\.stops), outageTargets, lowered)
    return subjects.indices.map { index in
      finding(
        subjects[index].subject,
        subjects[index].isPossible ? reader.reach(reached[index]) : WorldReach(), stopped[index])
    }
  }

  private struct Subject {
    var subject: PointSubject
    /// The assumed basic events.
    var facts: [ClauseProgram.Fact]
    /// The disconnected systems.
    var stops: [OutageFact]
    /// Whether some of its events may occur.
    var isPossible: Bool
  }

  private func subjects() -> [Subject] {
    let topology = lowered.topology
    let possible = Set(entry.events)
    func facts(_ events: [BasicEvent]) -> [ClauseProgram.Fact] {
      events.filter(possible.contains).map(lowered.exposure.fact)
    }
    let asked = (entry.events + entry.excluded).sorted()
    let events = asked.map { event in
      let stops = topology.systems(struckBy: event).map(lowered.outage.contained)
      return Subject(
        subject: .event(event), facts: facts([event]), stops: stops,
        isPossible: possible.contains(event))
    }
    let systems = Set(
      asked.compactMap { if case .intrusion(let system) = $0 { system } else { nil } })
    let organizations = topology.organizationsWithSystems()
      .filter { $0.systems.contains(where: systems.contains) }
      .map { subject, systems in
        let facts = facts(systems.map(BasicEvent.intrusion))
        return Subject(
          subject: subject, facts: facts,
          stops: systems.map(lowered.outage.contained), isPossible: !facts.isEmpty)
      }
    return events + organizations
  }

  private static func stopped(
    _ stops: [[OutageFact]], _ targets: [OutageFact?], _ lowered: LoweredTopology
  ) -> [[Int]] {
    let present = targets.indices.filter { targets[$0] != nil }
    let held = ManyWorlds(lowered.outageFixpoint).held(
      assuming: stops.map { $0.map(\.number) }, targets: targets.compactMap { $0?.number })
    return held.map { $0.map { present[$0] } }
  }

  private func finding(
    _ subject: PointSubject, _ reach: WorldReach, _ stopped: [Int]
  ) -> PointFinding {
    let topology = lowered.topology
    let services = topology.services.count
    let now = stopped.filter { !stoppedWithout.contains($0) }
    let isDown = Set(stopped.filter { $0 >= services })
    func sorted(_ services: [Int]) -> [Reference<Service>] {
      services.map(Reference.init).sorted { topology.services[$0].id < topology.services[$1].id }
    }
    let down = now.filter { $0 >= services }.map { $0 - services }
    let degraded = now.filter { $0 < services && !isDown.contains($0 + services) }
    let isExposurePoint = reach.classes.contains { $0.reaches(threshold) }
    return PointFinding(
      subject: subject, classes: reach.classes, fields: reach.fields,
      derivable: reach.derivable, down: sorted(down), degraded: sorted(degraded),
      isExposurePoint: isExposurePoint,
      mayBeExposurePoint: !isExposurePoint && reach.classes.contains { $0.mayReach(threshold) },
      isAvailabilityPoint: !down.isEmpty)
  }
}

extension Topology {
  /// The systems that a basic event hits.
  func systems(struckBy event: BasicEvent) -> [Reference<System>] {
    switch event {
    case .intrusion(let system): [system]
    case .theft: []
    case .common(let common): events[common].hits.compactMap(\.system)
    }
  }
}

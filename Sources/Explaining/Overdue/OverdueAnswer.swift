public import IncidentFindings
public import Lowering
import Population
import Propagation
public import TopologyModel

/// The people who were exposed although nobody should have held them any more on a day.
///
/// A dataset holds people too long after the end of their period (`retained`). Somebody else may hold the same
/// people within a period that still runs, or may not say until when: then it is not known whether somebody should.
/// In a file without incidents the question is of everybody held.
public struct OverdueAnswer: Sendable {
  /// People of one class.
  public struct ClassFinding: Sendable {
    /// The class.
    public let personClass: Reference<PeopleGroup>
    /// People of whom something is exposed or, without a scenario, held.
    public let concerned: CountInterval
    /// Those among them who were read from a dataset whose period for them had ended.
    public let heldTooLong: CountInterval
    /// Those among these that no dataset holds within its period. At least: no dataset without a stated period
    /// holds them either.
    public let nobodyShould: CountInterval
    /// People read only from datasets that state no period for them.
    public let noPeriodStated: CountInterval
    /// Whether each is the least and the greatest number; else they may be wider than necessary.
    public let isExact: Bool
  }

  /// People that one dataset held after the end of their period, and who were read there.
  public struct Entry: Sendable {
    /// The dataset.
    public let dataset: Reference<Dataset>
    /// The people, the period's end and its reason.
    public let kept: Retention.Kept
    /// How many they are, of each class.
    public let persons: [(personClass: Reference<PeopleGroup>, count: CountInterval)]
  }

  /// The day, ISO 8601.
  public let day: String
  /// What happened; nil for everybody held.
  public let scenario: Scenario?
  /// One for each class of which somebody is concerned, in the order of the file.
  public let classes: [ClassFinding]
  /// By dataset and period, in the order of the file.
  public let entries: [Entry]

  /// Answers the question.
  /// - Complexity: O(what is carried), and up to six programmes for each class; see `PeopleProgramme`.
  public init(on day: String, _ lowered: LoweredTopology, _ scenario: Scenario?) {
    self.day = day
    self.scenario = scenario
    let lowered = scenario.map(lowered.dated(for:)) ?? lowered
    let world = scenario.map(lowered.world(of:))
    let here = HeldContent(lowered, readIn: world)
    let held = world == nil ? here : HeldContent(lowered, readIn: nil)
    let read = PeriodSurvey(here, on: day, lowered)
    let holders = PeriodSurvey(held, on: day, lowered)
    let concerned = world.map { ConcernedPeople(exposedIn: $0, lowered) } ?? held.everybody
    classes = lowered.topology.personClasses.compactMap { root in
      var count = PeriodCount(lowered.people, root)
      let persons = count.bounds { asked, most in asked.test(concerned, most) }
      guard persons.high != 0 else { return nil }
      let heldTooLong = count.bounds(within: persons) { asked, most in
        asked.test(read.ended, most)
      }
      let nobodyShould = count.bounds(within: heldTooLong) { asked, most in
        let ended = asked.test(read.ended, most)
        let runs = asked.runs(holders, !most)
        let isUnstated = asked.isUnstated(holders, true)
        return { ended($0) && !runs($0) && (most || !isUnstated($0)) }
      }
      let noPeriodStated = count.bounds(within: persons) { asked, most in
        let isUnstated = asked.isUnstated(read, most)
        let ended = asked.test(read.ended, !most)
        let runs = asked.runs(read, !most)
        return { isUnstated($0) && !ended($0) && !runs($0) }
      }
      return ClassFinding(
        personClass: root, concerned: persons, heldTooLong: heldTooLong,
        nobodyShould: nobodyShould, noPeriodStated: noPeriodStated, isExact: count.isExact)
    }
    let roots = lowered.people.roots
    entries = here.datasets.flatMap { dataset, people in
      lowered.topology.kept(in: dataset, Set(people.sure.groups), on: day).map { kept in
        let classes = Set(kept.groups.map { roots[$0.index] }).sorted()
        return Entry(
          dataset: dataset, kept: kept,
          persons: classes.map { root in
            let groups = kept.groups.filter { roots[$0.index] == root }
            return (root, lowered.people.union(of: groups, in: root))
          })
      }
    }
  }
}

/// Bounds of a number of people of one class.
struct PeriodCount {
  /// Unions of people, each once, of which a test asks whether a person is in them.
  struct Asked {
    fileprivate(set) var unions: [PeopleUnion] = []
    fileprivate let isOfClass: (Reference<PeopleGroup>) -> Bool

    /// A test whether a person is among some people; at most, or at least.
    mutating func test(_ people: ConcernedPeople, _ most: Bool) -> ([Bool]) -> Bool {
      let all = most ? people.most : people.sure
      let union = PeopleUnion(
        all.groups.filter(isOfClass), overlaps: all.overlaps.filter { $0.allSatisfy(isOfClass) })
      let place = unions.firstIndex(of: union) ?? unions.count
      if place == unions.count { unions.append(union) }
      return { $0[place] }
    }

    /// A test whether a dataset holds a person within a period that runs.
    mutating func runs(_ survey: PeriodSurvey, _ most: Bool) -> ([Bool]) -> Bool {
      let plain = test(survey.running, most)
      let mixed = survey.mixed.map { (test($0.running, most), test($0.ended, !most)) }
      return { isIn in plain(isIn) || mixed.contains { $0.0(isIn) && !$0.1(isIn) } }
    }

    /// A test whether a dataset holds a person and does not say until when.
    mutating func isUnstated(_ survey: PeriodSurvey, _ most: Bool) -> ([Bool]) -> Bool {
      let plain = test(survey.unstated, most)
      let mixed = survey.mixed.map { part in
        (test(part.held, most), test(part.ended, !most), test(part.running, !most))
      }
      return { isIn in
        plain(isIn) || mixed.contains { $0.0(isIn) && !$0.1(isIn) && !$0.2(isIn) }
      }
    }
  }

  private let people: PeopleCounter
  private let root: Reference<PeopleGroup>
  /// Whether all bounds so far were within the budget.
  private(set) var isExact = true

  init(_ people: PeopleCounter, _ root: Reference<PeopleGroup>) {
    self.people = people
    self.root = root
  }

  /// At least those who pass the test built for "at least", at most those who pass the one for "at most". Beyond
  /// the budget from nobody to as many as `limit` has, or to everybody of the class.
  mutating func bounds(
    within limit: CountInterval? = nil,
    _ build: (inout Asked, _ most: Bool) -> ([Bool]) -> Bool
  ) -> CountInterval {
    let (people, root) = (people, root)
    func count(_ most: Bool) -> CountInterval? {
      var asked = Asked(isOfClass: { people.roots[$0.index] == root })
      let test = build(&asked, most)
      return people.count(asked.unions, in: root, where: test)
    }
    let (low, high) = (count(false), count(true))
    if low == nil || high == nil { isExact = false }
    return CountInterval(
      low: low?.low ?? 0,
      high: high.map(\.high) ?? (limit ?? people.topology.groups[root].size).high)
  }
}

public import IncidentFindings
import Lowering
import Population
import Propagation
public import TopologyModel

/// The severity of an incident by the method of ENISA (2013), as an interval with its reasons.
///
///     SE = DPC × EI + CB
///
/// DPC is the data processing context, EI the ease of identification, CB the sum of the circumstances: loss of
/// confidentiality, integrity and availability, and malice. Each factor is derived from the graph as far as
/// possible; an incident's `severity` sets factors by hand.
public struct SeverityAssessment: Sendable {
  /// The classes with data that was read or made unavailable, in the order of the file.
  public let classes: [ClassSeverity]
  /// Personal data of any class that was reached but remained unintelligible, sorted.
  public let unintelligible: [Reference<Dataset>]
  /// The score of each group about which something is known individually.
  private let scores: [Reference<PeopleGroup>: ClosedRange<Double>]
  private let people: PeopleCounter

  /// Assesses an incident.
  /// - Complexity: O(cells known × depth), plus one union of groups per class.
  public init(_ analysis: IncidentAnalysis) {
    let survey = BreachSurvey(analysis)
    var scores: [Reference<PeopleGroup>: ClosedRange<Double>] = [:]
    let profiles = SeverityProfile.all(analysis, survey)
    classes = analysis.people.compactMap { finding in
      Self.assess(finding, profiles[finding.personClass] ?? [], survey, analysis, &scores)
    }
    self.scores = scores
    unintelligible = survey.unintelligibleDatasets(
      where: { analysis.lowered.topology.isAboutPeople($0.cell.field) },
      isOfPeople: { _ in true })
    people = analysis.lowered.people
  }

  /// The levels for the people of some groups, class by class in the order of the file; the minimum is that of
  /// the most severely affected group. Classes without data that was read or made unavailable are omitted.
  /// - Complexity: O(groups at and below them + depth).
  func levels(
    for groups: Set<Reference<PeopleGroup>>
  ) -> [(personClass: Reference<PeopleGroup>, levels: ClosedRange<SeverityLevel>)] {
    var found: [Reference<PeopleGroup>: ClosedRange<Double>] = [:]
    for group in groups {
      for score in scores(of: group) {
        let root = people.roots[group.index]
        let known = found[root] ?? score
        found[root] =
          max(known.lowerBound, score.lowerBound)...max(known.upperBound, score.upperBound)
      }
    }
    return found.sorted { $0.key < $1.key }.map { root, score in
      (root, SeverityLevel(score: score.lowerBound)...SeverityLevel(score: score.upperBound))
    }
  }

  /// The scores of a group: its own or its nearest ancestor's, and those of its subgroups.
  private func scores(of group: Reference<PeopleGroup>) -> [ClosedRange<Double>] {
    var result: [ClosedRange<Double>] = []
    if let score = people.topology.path(from: group).lazy.compactMap({ scores[$0] }).first {
      result.append(score)
    }
    var below = people.topology.groups[group].children
    while let here = below.popLast() {
      if let score = scores[here] { result.append(score) }
      below += people.topology.groups[here].children
    }
    return result
  }

  private static func assess(
    _ finding: ClassFinding, _ profiles: [SeverityProfile], _ survey: BreachSurvey,
    _ analysis: IncidentAnalysis,
    _ scores: inout [Reference<PeopleGroup>: ClosedRange<Double>]
  ) -> ClassSeverity? {
    let lowered = analysis.lowered
    let root = finding.personClass
    let isOfClass = { (group: Reference<PeopleGroup>) in lowered.people.roots[group.index] == root }
    let lost = survey.unavailable.filter { isOfClass($0.cell.group) }
    guard finding.isReached || finding.mayBeReached || !lost.isEmpty else { return nil }
    let context = SeverityContext(analysis: analysis, survey: survey, root: root)
    let scored = profiles.map { profile in
      let factors = context.factors(profile)
      return (profile: profile, factors: factors, score: score(factors))
    }
    for entry in scored {
      for group in entry.profile.all { scores[group] = entry.score }
    }
    // Profiles are in the order of their first groups, so that the choice among equals is stable.
    let gravest = scored.max { first, second in
      (first.score.upperBound, first.score.lowerBound, first.profile.concerned.count)
        < (second.score.upperBound, second.score.lowerBound, second.profile.concerned.count)
    }
    guard let gravest, let least = scored.map(\.score.lowerBound).max() else { return nil }
    let topology = lowered.topology
    func groups(_ isMeant: (ClosedRange<Double>) -> Bool) -> [Reference<PeopleGroup>] {
      topology.highest(scored.filter { isMeant($0.score) }.flatMap(\.profile.groups))
    }
    let gravestGroups = groups { $0 == gravest.score }
    // Those of whom nothing but what is not listed was read may be nobody.
    func count(
      _ certain: [Reference<PeopleGroup>], _ all: [Reference<PeopleGroup>],
      _ overlaps: [[Reference<PeopleGroup>]] = []
    ) -> CountInterval {
      func bounds(_ groups: [Reference<PeopleGroup>]) -> CountInterval {
        lowered.people.count(PeopleUnion(topology.highest(groups), overlaps: overlaps), in: root)
      }
      return CountInterval(low: bounds(certain).low, high: bounds(all).high)
    }
    let settled = finding.groups + lost.map(\.cell.group)
    return ClassSeverity(
      personClass: root, groups: gravestGroups,
      gravest: count(
        gravestGroups.filter { topology.isGroup($0, atOrBelowAnyOf: Set(settled)) }, gravestGroups),
      persons: count(settled, settled + finding.unknown, finding.overlaps.map(\.groups)),
      factors: gravest.factors, gravestScore: gravest.score,
      score: least...gravest.score.upperBound,
      atLeast: least > gravest.score.lowerBound ? groups { $0.lowerBound == least } : [],
      unintelligible: Set(
        survey.unintelligible.filter { isOfClass($0.cell.group) }.map(\.dataset)
      ).sorted())
  }

  private static func score(_ factors: [SeverityFactor]) -> ClosedRange<Double> {
    let values = factors.map(\.value)
    let low = values.dropFirst(2).reduce(values[0].lowerBound * values[1].lowerBound) {
      $0 + $1.lowerBound
    }
    let high = values.dropFirst(2).reduce(values[0].upperBound * values[1].upperBound) {
      $0 + $1.upperBound
    }
    // Factors set by hand need not be binary fractions. The level must match the score as displayed.
    func hundredths(_ value: Double) -> Double { (value * 100).rounded() / 100 }
    return hundredths(low)...hundredths(high)
  }
}

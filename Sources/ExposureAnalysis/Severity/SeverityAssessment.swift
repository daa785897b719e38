import Propagation
import TopologyModel

/// The severity of an incident by the method of ENISA (2013), as an interval with its reasons.
///
///     SE = DPC × EI + CB
///
/// DPC is the data processing context, EI the ease of identification, CB the sum of the circumstances:
/// loss of confidentiality, integrity and availability, and malice. Each factor is derived from the graph as
/// far as it goes; an incident's `severity` sets those that its author knows better.
public struct SeverityAssessment: Sendable {
  /// The classes of which somebody's data were read or put out of action, in the order of the file.
  public let classes: [ClassSeverity]

  /// Assesses an incident.
  /// - Complexity: O(cells known × depth), and one union of groups for each class.
  public init(_ analysis: IncidentAnalysis) {
    let survey = BreachSurvey(analysis)
    classes = analysis.people.compactMap { finding in
      Self.assess(finding, survey, analysis)
    }
  }

  private static func assess(
    _ finding: ClassFinding, _ survey: BreachSurvey, _ analysis: IncidentAnalysis
  ) -> ClassSeverity? {
    let lowered = analysis.lowered
    let root = finding.personClass
    let isOfClass = { (group: Reference<PeopleGroup>) in lowered.people.roots[group.index] == root }
    let lost = survey.unavailable.filter { isOfClass($0.cell.group) }
    guard !finding.groups.isEmpty || !lost.isEmpty else { return nil }
    let context = SeverityContext(analysis, survey: survey, of: root)
    let scored = context.profiles.map { profile in
      let factors = context.factors(profile)
      return (profile: profile, factors: factors, score: score(factors))
    }
    // Profiles stand in the order of their first groups, so the choice among equals is stable.
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
    return ClassSeverity(
      personClass: root, groups: gravestGroups,
      gravest: lowered.people.union(of: gravestGroups, in: root),
      persons: lowered.people.union(
        of: topology.highest(finding.groups + lost.map(\.cell.group)), in: root),
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
    return low...high
  }
}

import Lowering
public import TopologyModel

/// Events or organizations that are one decision: members of a fleet, or several with the same effect: the same
/// people by tier, the same fields, the same services.
public struct PointDecision: Sendable {
  /// The findings, worst first.
  public let members: [PointFinding]
  /// The yearly likelihoods of the events, from the least to the greatest; nil if one is unknown, or for an
  /// organization.
  public let likelihoods: ClosedRange<Double>?
  /// The probability that at least one of the events occurs in a year; nil as before.
  public let any: Double?
  /// The targets, as indices, for which one of them is a choke point.
  public let chokes: [Int]

  /// The finding that stands for all.
  public var worst: PointFinding { members[0] }

  /// The expected number of people in a year of whom something at least this grave is exposed, by the lower
  /// bounds: what the worst exposes, times the probability that one of them occurs.
  public func expected(_ tier: Gravity) -> Double? {
    any.map { $0 * Double(worst.persons(tier).low) }
  }

  /// What one finding does.
  private struct Effect: Hashable {
    struct Reach: Hashable {
      var personClass: Reference<PeopleGroup>
      var low: Int
      var high: Int?
      var tiers: [TierReach]
    }
    var isOrganization: Bool
    var reaches: [Reach]
    var fields: [Reference<DataField>]
    var derivable: [Reference<DataField>]
    var down: [Reference<Service>]
    var degraded: [Reference<Service>]

    init(_ finding: PointFinding) {
      isOrganization = finding.subject.kind == .organization
      reaches = finding.classes.map {
        Reach(
          personClass: $0.personClass, low: $0.persons.low, high: $0.persons.high, tiers: $0.tiers)
      }
      fields = finding.fields
      derivable = finding.derivable
      down = finding.down
      degraded = finding.degraded
    }
  }

  /// Folds findings that are ordered worst first; the decisions are ordered by their worst.
  static func fold(
    _ findings: [PointFinding], in topology: Topology, _ question: PointsQuestion,
    _ chokePoints: [ChokePoints]
  ) -> [PointDecision] {
    groups(of: findings, in: topology).map {
      PointDecision($0, in: topology, question, chokePoints)
    }
  }

  /// Findings that are one decision each, ordered by the worst of each.
  /// - Complexity: O(findings).
  package static func groups(
    of findings: [PointFinding], in topology: Topology
  ) -> [[PointFinding]] {
    // A fleet's members are one decision even where they differ.
    var rows: [[PointFinding]] = []
    var fleets: [String: Int] = [:]
    for finding in findings {
      guard let member = topology.member(of: finding.subject) else {
        rows.append([finding])
        continue
      }
      let key = "\(finding.subject.kind.rawValue) \(member.declared)"
      if let place = fleets[key] {
        rows[place].append(finding)
      } else {
        fleets[key] = rows.count
        rows.append([finding])
      }
    }
    var decisions: [[PointFinding]] = []
    var effects: [Effect: Int] = [:]
    for row in rows {
      let effect = Effect(row[0])
      if let place = effects[effect] {
        decisions[place] += row
      } else {
        effects[effect] = decisions.count
        decisions.append(row)
      }
    }
    return decisions
  }

  private init(
    _ members: [PointFinding], in topology: Topology, _ question: PointsQuestion,
    _ chokePoints: [ChokePoints]
  ) {
    self.members = members
    let events: [BasicEvent] = members.compactMap {
      if case .event(let event) = $0.subject { event } else { nil }
    }
    let known = events.compactMap { topology.likelihood(of: $0) ?? question.assumedLikelihood }
    if events.count == members.count, known.count == events.count,
      let least = known.min(), let most = known.max()
    {
      likelihoods = least...most
      any = 1 - known.reduce(1) { $0 * (1 - $1) }
    } else {
      (likelihoods, any) = (nil, nil)
    }
    let subjects = Set(members.map(\.subject))
    chokes = chokePoints.indices.filter { index in
      let choke = chokePoints[index]
      return choke.events.contains { subjects.contains(.event($0)) }
        || choke.secrets.contains { subjects.contains(.event(.theft($0))) }
        || choke.systems.contains { subjects.contains(.event(.intrusion($0))) }
        || choke.organizations.contains(where: subjects.contains)
    }
  }
}

extension PointsAnswer {
  /// Findings as decisions, worst first.
  public func decisions(of findings: [PointFinding], in topology: Topology) -> [PointDecision] {
    PointDecision.fold(findings, in: topology, question, chokePoints)
  }
}

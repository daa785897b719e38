import Lowering
import Propagation
public import TopologyModel

extension Retention {
  /// Data that was held after its retention period had ended.
  public struct Kept: Hashable, Sendable {
    /// The people.
    public var groups: [Reference<PeopleGroup>]
    /// The end of the period, as written.
    public var until: String
    /// Why the period ended.
    public var because: String?
    /// The source.
    public var source: Reference<Source>?
  }
}

extension IncidentAnalysis {
  /// The people that a dataset held after the end of their retention period, for a dataset that was read.
  ///
  /// Empty if the incident or the retention period has no date.
  public func keptTooLong(in dataset: Reference<Dataset>) -> [Retention.Kept] {
    let topology = lowered.topology
    guard !topology.datasets[dataset].retained.isEmpty,
      let date = scenario.incident.flatMap({ topology.incidents[$0].date })
    else { return [] }
    let read = Set(
      lowered.exposure.reads.filter { $0.dataset == dataset && world.holds($0.fact) }
        .map(\.cell.group))
    return topology.kept(in: dataset, read, on: date)
  }

  /// Notes from the dates in the file: data held too long, and when stolen secrets were last changed.
  var notesOnDates: [AnalysisNote] {
    let topology = lowered.topology
    let kept = datasetsRead.flatMap { dataset in
      keptTooLong(in: dataset).map { AnalysisNote.keptTooLong(dataset, $0) }
    }
    let date = scenario.incident.flatMap { topology.incidents[$0].date }
    return kept
      + scenario.events.compactMap { event -> AnalysisNote? in
        guard case .theft(let secret) = event, let rotated = topology.secrets[secret].rotated
        else { return nil }
        let isBefore = date.flatMap { date -> Bool? in
          if DateOrder.isBefore(rotated, date) { return true }
          return DateOrder.isBefore(date, rotated) ? false : nil
        }
        return .lastChanged(secret, rotated, isBefore: isBefore)
      } + notesOnRights(date)
  }
}

extension IncidentAnalysis {
  /// Secrets in the intruder's hands that had lapsed, or whose holder should not have had them any more.
  private func notesOnRights(_ date: String?) -> [AnalysisNote] {
    let topology = lowered.topology
    let fleets = Dictionary(grouping: secrets) { topology.secrets[$0].declaredID }
    return fleets.sorted { $0.key < $1.key }.flatMap { _, members -> [AnalysisNote] in
      let secret = topology.secrets[members[0]]
      let lapsed = secret.isInvalid ? secret.valid.map { AnalysisNote.notValid(members, $0) } : nil
      let outlived = secret.granted.flatMap { granted -> AnalysisNote? in
        guard !secret.isInvalid, let date, DateOrder.isBefore(granted.until, date) else {
          return nil
        }
        return .outlived(members, granted)
      }
      return [lapsed, outlived].compactMap(\.self)
    }
  }
}

extension Topology {
  /// Those of some groups that a dataset holds on a day after the end of their retention period.
  package func kept(
    in dataset: Reference<Dataset>, _ held: Set<Reference<PeopleGroup>>, on day: String
  ) -> [Retention.Kept] {
    datasets[dataset].retained.compactMap { retention -> Retention.Kept? in
      guard DateOrder.isBefore(retention.until, day) else { return nil }
      let scope = retention.people.map { groups(naming: $0) }
      let kept = highest(held.flatMap { Lineage.passed($0, through: scope, in: self) })
      guard !kept.isEmpty else { return nil }
      return Retention.Kept(
        groups: kept, until: retention.until, because: retention.because,
        source: retention.source)
    }
  }
}

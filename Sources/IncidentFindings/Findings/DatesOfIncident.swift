import Lowering
import Propagation
public import TopologyModel

extension Retention {
  /// What was held after the period had ended.
  public struct Kept: Hashable, Sendable {
    /// Whom.
    public var groups: [Reference<PeopleGroup>]
    /// Until when there was a reason, as written.
    public var until: String
    /// Why it ended.
    public var because: String?
    /// What this rests on.
    public var source: Reference<Source>?
  }
}

extension IncidentAnalysis {
  /// Of a dataset that was read, the people it held after the period for which it had a reason to.
  ///
  /// Empty when the incident or the file says no date.
  public func keptTooLong(in dataset: Reference<Dataset>) -> [Retention.Kept] {
    let topology = lowered.topology
    guard !topology.datasets[dataset].retained.isEmpty,
      let date = scenario.incident.flatMap({ topology.incidents[$0].date })
    else { return [] }
    let read = Set(
      lowered.exposure.reads.filter { $0.dataset == dataset && world.holds($0.fact) }
        .map(\.cell.group))
    return topology.datasets[dataset].retained.compactMap { retention in
      guard DateOrder.isBefore(retention.until, date) else { return nil }
      let scope = retention.people.map { topology.groups(naming: $0) }
      let groups = topology.highest(
        read.flatMap { Lineage.passed($0, through: scope, in: topology) })
      guard !groups.isEmpty else { return nil }
      return Retention.Kept(
        groups: groups, until: retention.until, because: retention.because,
        source: retention.source)
    }
  }

  /// What the dates of the file add: data held too long, and when stolen secrets were last changed.
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
      }
  }
}

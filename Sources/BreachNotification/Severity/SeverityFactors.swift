import IncidentFindings
import Lowering
import Population
import Propagation
import TopologyModel

/// Derives each factor from the graph.
extension SeverityContext {
  /// The most severe kind of data decides. Derivable data raises only the upper end.
  func processingContext(_ profile: Profile) -> SeverityFactor {
    let lines = profile.concerned.map { field in
      (field: field, line: DataCategoryScale.line(for: topology.fields[field].category))
    }
    let low = lines.map(\.line.scores.lowerBound).max() ?? 1
    var high = lines.map(\.line.scores.upperBound).max() ?? 1
    // The fields that decide the upper end; if none of them also decides the lower end, the first that does.
    var deciding = lines.filter { $0.line.scores.upperBound == high }
    if !deciding.contains(where: { $0.line.scores.lowerBound == low }),
      let first = lines.first(where: { $0.line.scores.lowerBound == low })
    {
      deciding.append(first)
    }
    var kinds: [(line: DataCategoryScale, fields: [Reference<DataField>])] = []
    for entry in deciding {
      if let known = kinds.firstIndex(where: { $0.line.prefix == entry.line.prefix }) {
        kinds[known].fields.append(entry.field)
      } else {
        kinds.append((entry.line, [entry.field]))
      }
    }
    var reasons: [SeverityReason] = kinds.map { .dataCategory($0.fields, $0.line) }
    for field in profile.derivable {
      let line = DataCategoryScale.line(for: topology.fields[field].category)
      guard line.scores.upperBound > high else { continue }
      high = line.scores.upperBound
      reasons.append(.derivableCategory(field, line))
    }
    if profile.isUnknown {
      high = SeverityJudgement.Factor.processingContext.scale.upperBound
      reasons.append(profile.doubt)
    } else if lines.isEmpty {
      reasons.append(.nothingRead)
    }
    return SeverityFactor(factor: .processingContext, derived: low...high, reasons: reasons)
  }

  /// 1 if a single field is sufficient. Otherwise, by the number of fields that identify in combination: one,
  /// 0.25 … 0.75; two, 0.5 … 1; three or more, 0.75 … 1; none, 0.25. The method's scale has these four steps;
  /// the number of fields for each is this program's reading. A derivable field adds nothing to the fields it
  /// is derived from, unless it is sufficient alone, such as the original behind a token.
  func identification(_ profile: Profile) -> SeverityFactor {
    func fields(
      _ all: [Reference<DataField>], _ identifies: DataField.Identification?
    ) -> [Reference<DataField>] {
      all.filter { topology.fields[$0].identifies == identifies }
    }
    func factor(_ range: ClosedRange<Double>, _ reasons: [SeverityReason]) -> SeverityFactor {
      SeverityFactor(factor: .identification, derived: range, reasons: reasons)
    }
    let alone = fields(profile.concerned, .alone)
    if !alone.isEmpty { return factor(1...1, [.identifiesAlone(alone)]) }
    let together = fields(profile.concerned, .combined)
    let unsaid = fields(profile.concerned, nil)
    let derivable = fields(profile.derivable, .alone)
    var low = 0.25
    var high = 0.25
    switch together.count {
    case 0: break
    case 1: high = 0.75
    case 2: (low, high) = (0.5, 1)
    default: (low, high) = (0.75, 1)
    }
    var reasons: [SeverityReason] = together.isEmpty ? [] : [.identifiesTogether(together)]
    if !unsaid.isEmpty {
      high = 1
      reasons.append(.identificationUnsaid(unsaid))
    }
    if !derivable.isEmpty {
      high = 1
      reasons.append(.identificationDerivable(derivable))
    }
    if profile.isUnknown {
      high = 1
      reasons.append(profile.doubt)
    }
    return factor(low...high, reasons.isEmpty ? [.identifiesNobody] : reasons)
  }

  /// 0.5 for unknown recipients: an intruder who stole the data can pass it on.
  func confidentiality(_ profile: Profile) -> SeverityFactor {
    if profile.exposed.isEmpty, profile.isUnknown {
      return SeverityFactor(
        factor: .confidentiality, derived: 0...0.5, reasons: [profile.doubt])
    }
    return profile.exposed.isEmpty
      ? SeverityFactor(factor: .confidentiality, derived: 0...0, reasons: [.nothingRead])
      : SeverityFactor(
        factor: .confidentiality, derived: 0.5...0.5, reasons: [.recipientsUnknown])
  }

  /// 0 … 0.5 if the intruder controls or disabled systems that hold the data, or entered an organization whose systems
  /// the file does not list. The graph does not say whether the data was changed.
  func integrity() -> SeverityFactor {
    let held = holders()
    let controlled = analysis.controlled.filter(held.contains).sorted()
    let disabled = analysis.scenario.disabled.filter(held.contains).sorted()
    let entered = analysis.lowered.exposure.entered
      .filter { analysis.world.holds($0.value) }.keys.sorted()
    var reasons: [SeverityReason] = controlled.isEmpty ? [] : [.mayBeAltered(controlled)]
    if !disabled.isEmpty { reasons.append(.mayBeAlteredByOutage(disabled)) }
    if !entered.isEmpty { reasons.append(.mayBeAlteredThere(entered)) }
    return reasons.isEmpty
      ? SeverityFactor(factor: .integrity, derived: 0...0, reasons: [.readOnly])
      : SeverityFactor(factor: .integrity, derived: 0...0.5, reasons: reasons)
  }

  /// 0.25 for temporary and 0.5 for permanent loss, if the intruder put systems that hold the data out of
  /// action; temporary if they only stopped because of others. Disconnecting systems in response loses
  /// services, not data.
  func availability() -> SeverityFactor {
    let held = holders()
    let disabled = analysis.scenario.disabled.filter(held.contains)
    guard disabled.isEmpty else {
      return SeverityFactor(
        factor: .availability, derived: 0.25...0.5, reasons: [.outOfAction(disabled)])
    }
    let stopped = survey.stoppedWith.filter(held.contains)
    guard stopped.isEmpty else {
      return SeverityFactor(
        factor: .availability, derived: 0.25...0.25, reasons: [.stoppedWith(stopped)])
    }
    let contained = analysis.scenario.contained
    return SeverityFactor(
      factor: .availability, derived: 0...0,
      reasons: [contained.isEmpty ? .nothingStopped : .disconnected(contained)])
  }

  func malice() -> SeverityFactor {
    let events = analysis.scenario.events
    let purposeful = events.filter { if case .common = $0 { false } else { true } }
    if !purposeful.isEmpty {
      return SeverityFactor(
        factor: .malice, derived: 0.5...0.5, reasons: [.onPurpose(purposeful)])
    }
    if !analysis.scenario.entered.isEmpty {
      return SeverityFactor(
        factor: .malice, derived: 0.5...0.5, reasons: [.entered(analysis.scenario.entered)])
    }
    if !analysis.scenario.disabled.isEmpty {
      return SeverityFactor(
        factor: .malice, derived: 0.5...0.5,
        reasons: [.outOfAction(analysis.scenario.disabled)])
    }
    return events.isEmpty
      ? SeverityFactor(factor: .malice, derived: 0...0, reasons: [.notOnPurpose])
      : SeverityFactor(factor: .malice, derived: 0...0.5, reasons: [.perhapsOnPurpose(events)])
  }

  /// The systems that hold data of the class.
  private func holders() -> Set<Reference<System>> {
    let roots = analysis.lowered.people.roots
    let lineage = analysis.lowered.exposure.lineage
    let listed = lineage.carried.filter { roots[$0.group.index] == root }.map(\.dataset)
    let unlisted = lineage.unlisted.filter { entry in
      entry.cell.group.map { roots[$0.index] == root } ?? true
    }.map(\.dataset)
    return Set((listed + unlisted).map { topology.datasets[$0].system })
  }
}

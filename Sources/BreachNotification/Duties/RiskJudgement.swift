import IncidentFindings
import Lowering
import TopologyModel

/// Determines whether a duty must be fulfilled, as far as the graph shows, and why.
struct RiskJudgement {
  private let analysis: IncidentAnalysis
  private let severity: SeverityAssessment
  private let pseudonyms: Set<Reference<DataField>>
  private let known: KnownFields

  init(_ analysis: IncidentAnalysis) {
    self.analysis = analysis
    severity = SeverityAssessment(analysis)
    known = KnownFields(analysis.lowered.exposure, analysis.world)
    pseudonyms = Set(analysis.lowered.topology.flows.flatMap { $0.becomes.map(\.becomes) })
  }

  private var topology: Topology { analysis.lowered.topology }

  func judge(
    _ rule: NotificationRule, _ concern: BreachConcern, _ persons: CountInterval, of party: Party
  ) -> (status: Duty.Status, reasons: [Duty.Reason]) {
    switch rule.condition {
    case .always: return (concern.isUnknown ? .conditional : .due, happened(concern))
    case .significant: return (.conditional, impact(persons, on: party))
    case .unlessRiskUnlikely, .unsecured:
      return concern.isUnintelligible
        ? (.exempt, [.unintelligible(concern.unintelligible.keys.sorted())])
        : (concern.isUnknown ? .conditional : .due, happened(concern))
    case .riskHigh: return highRisk(concern)
    }
  }

  private func happened(_ concern: BreachConcern) -> [Duty.Reason] {
    var reasons: [Duty.Reason] = []
    if !concern.read.isEmpty { reasons.append(.dataRead) }
    reasons += open(concern)
    if !concern.unavailable.isEmpty { reasons.append(.dataUnavailable) }
    if concern.isUnintelligible {
      reasons.append(.unintelligible(concern.unintelligible.keys.sorted()))
    }
    return reasons
  }

  /// Where something was read that the file does not list, or of people in several groups at once, in the order of the
  /// file.
  private func open(_ concern: BreachConcern) -> [Duty.Reason] {
    func places(
      _ readings: [UnlistedReading], _ known: Set<UnlistedReading.Place>
    ) -> [UnlistedReading.Place] {
      var seen: Set<UnlistedReading.Place> = []
      return readings.map(\.place).filter { known.contains($0) && seen.insert($0).inserted }
    }
    let unlisted = places(analysis.unlisted, concern.unlisted)
    let overlaps = places(analysis.overlapping, concern.overlapPlaces)
    return (unlisted.isEmpty ? [] : [.contentUnlisted(unlisted)])
      + (overlaps.isEmpty ? [] : [.readOfOverlap(overlaps)])
  }

  /// The severity for the people affected determines the risk: it is high if the severity cannot be below that
  /// level for the people of a class; otherwise people judge, and the severity is shown to them. Unintelligible
  /// data is exempt.
  private func highRisk(_ concern: BreachConcern) -> (Duty.Status, [Duty.Reason]) {
    if concern.isUnintelligible {
      return (.exempt, [.unintelligible(concern.unintelligible.keys.sorted())])
    }
    if let pseudonyms = onlyPseudonyms(concern) { return (.exempt, [.pseudonyms(pseudonyms)]) }
    let classes = severity.levels(for: concern.groups)
    let reasons =
      open(concern)
      + classes.map { Duty.Reason.severity($0.personClass, $0.levels) }
    if classes.contains(where: { $0.levels.lowerBound >= .high }) { return (.due, reasons) }
    return (.conditional, reasons)
  }

  /// The fields that were read, if each is a pseudonym that identifies nobody and nothing identifying can be
  /// derived from them; otherwise nil.
  private func onlyPseudonyms(_ concern: BreachConcern) -> [Reference<DataField>]? {
    guard concern.unavailable.isEmpty, concern.unlisted.isEmpty, concern.overlapPlaces.isEmpty,
      !concern.fields.isEmpty,
      concern.fields.allSatisfy({ field in
        pseudonyms.contains(field)
          && topology.fields[field].identifies == DataField.Identification.none
      })
    else { return nil }
    let identifying = topology.fields.references.filter {
      topology.fields[$0].identifies != DataField.Identification.none
    }
    let isIdentified = concern.groups.contains { group in
      identifying.contains { known.knows($0, ofAnybodyIn: group) }
    }
    return isIdentified ? nil : concern.fields.sorted()
  }

  private func impact(_ persons: CountInterval, on party: Party) -> [Duty.Reason] {
    var reasons: [Duty.Reason] = []
    let lost = analysis.servicesLost(by: party)
    if !lost.isEmpty { reasons.append(.servicesLost(lost)) }
    if persons != .zero { reasons.append(.peopleConcerned(persons)) }
    return reasons
  }
}

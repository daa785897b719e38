package import BreachNotification
import Lowering
import TopologyModel

extension SeverityJudgement.Factor {
  /// The factor's name in the method, with its symbol.
  var words: String {
    switch self {
    case .processingContext: "kind of data (DPC)"
    case .identification: "identification (EI)"
    case .confidentiality: "confidentiality (CB)"
    case .integrity: "integrity (CB)"
    case .availability: "availability (CB)"
    case .malice: "malice (CB)"
    }
  }
}

/// The notation of factors and scores: one decimal, or two if needed.
package enum ScoreWording {
  /// `0.25`, `1.0`.
  static func text(_ value: Double) -> String {
    let hundredths = Int(saturating: (value * 100).rounded())
    let rest = hundredths % 100
    let whole = "\(hundredths / 100)"
    return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// `2.0..4.0`, or one value.
  static func text(_ range: ClosedRange<Double>) -> String {
    range.lowerBound == range.upperBound
      ? text(range.lowerBound) : "\(text(range.lowerBound))..\(text(range.upperBound))"
  }

  /// For example, `medium` or `between medium and very high`.
  package static func text(_ levels: ClosedRange<SeverityLevel>) -> String {
    levels.lowerBound == levels.upperBound
      ? levels.lowerBound.words
      : "between \(levels.lowerBound.words) and \(levels.upperBound.words)"
  }

  /// The same on CNIL's scale.
  static func cnil(_ levels: ClosedRange<SeverityLevel>) -> String {
    levels.lowerBound == levels.upperBound
      ? levels.lowerBound.cnil
      : "between \(levels.lowerBound.cnil) and \(levels.upperBound.cnil)"
  }
}

extension Naming {
  /// The reason for a factor's value.
  func sentence(_ reason: SeverityReason) -> String {
    switch reason {
    case .dataCategory(let fields, let line):
      return
        "\(ids(fields)) (\(line.category.rawValue), \(ScoreWording.text(line.scores))): \(line.because)"
    case .derivableCategory(let field, let line):
      return
        "\(topology.fields[field].id) can be derived (\(line.category.rawValue), \(ScoreWording.text(line.scores)))"
    case .readOfOverlap:
      return "more may be known of those who are in several groups at once: who they are is unknown"
    case .contentUnlisted: return "the file does not list what was read"
    case .identifiesAlone(let fields): return "\(ids(fields)) \(each(fields)) sufficient alone"
    case .identifiesTogether(let fields):
      return fields.count == 1
        ? "\(ids(fields)) helps to identify a person" : "\(ids(fields)) together"
    case .identificationUnsaid(let fields):
      return
        "the file does not say whether \(ids(fields)) \(fields.count == 1 ? "identifies" : "identify") a person"
    case .identificationDerivable(let fields): return "\(ids(fields)) can be derived"
    case .identifiesNobody: return "no field identifies a person"
    case .recipientsUnknown:
      return "an intruder has the data and can pass it on: unknown recipients"
    case .nothingRead: return "nothing was read"
    case .mayBeAltered(let systems):
      return
        "the intruder controlled \(self.systems(systems, most: 4)); what was changed is unknown"
    case .mayBeAlteredByOutage(let systems):
      return
        "\(self.systems(systems, most: 4)) put out of action; what was changed is unknown"
    case .mayBeAlteredThere(let organizations):
      return
        "\(listed(organizations.map(organization), most: 4)) entered, whose systems are not in the file; what was changed is unknown"
    case .readOnly: return "the intruder controls no system that holds the data: read, not changed"
    case .outOfAction(let systems):
      return "\(self.systems(systems, most: 4)) made unavailable, temporarily or permanently"
    case .stoppedWith(let systems):
      return "\(self.systems(systems, most: 4)) stopped because of what was made unavailable"
    case .disconnected(let systems):
      return
        "nothing was made unavailable by the intruder: \(self.systems(systems, most: 4)) disconnected in response"
    case .nothingStopped: return "nothing stopped"
    case .onPurpose(let events):
      return "deliberate: \(listed(folded(events.map(self.folding)), most: 4))"
    case .entered(let organizations):
      return "deliberate: \(listed(organizations.map(organization), most: 4)) entered"
    case .perhapsOnPurpose(let events):
      return
        "the file does not say whether this was deliberate: \(listed(folded(events.map(self.folding)), most: 4))"
    case .notOnPurpose: return "nothing was deliberate"
    }
  }

  private func folding(_ event: BasicEvent) -> (id: String, member: FleetMember?) {
    (topology.id(of: event), topology.member(of: event))
  }

  private func ids(_ fields: [Reference<DataField>]) -> String {
    let names = fields.map { topology.fields[$0].id }
    return listed(names, most: 6)
  }

  private func each(_ fields: [Reference<DataField>]) -> String {
    fields.count == 1 ? "is" : "are each"
  }
}

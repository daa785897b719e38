package import BreachNotification
import Lowering
import TopologyModel

extension SeverityJudgement.Factor {
  /// The factor's name in the method, with its sign.
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

/// How factors and scores are written: at least one decimal, and no more than say something.
package enum ScoreWording {
  /// `0.25`, `1.0`.
  static func text(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let rest = hundredths % 100
    let whole = "\(hundredths / 100)"
    return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// `2.0..4.0`, or one value.
  static func text(_ range: ClosedRange<Double>) -> String {
    range.lowerBound == range.upperBound
      ? text(range.lowerBound) : "\(text(range.lowerBound))..\(text(range.upperBound))"
  }

  /// `medium`, or `between medium and very high`.
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
  /// Why a factor has its value, in words.
  func sentence(_ reason: SeverityReason) -> String {
    switch reason {
    case .dataCategory(let fields, let line):
      return
        "\(ids(fields)) (\(line.category.rawValue), \(ScoreWording.text(line.scores))): \(line.because)"
    case .derivableCategory(let field, let line):
      return
        "\(topology.fields[field].id) can be derived (\(line.category.rawValue), \(ScoreWording.text(line.scores)))"
    case .contentUnlisted: return "something was read that the file does not list"
    case .identifiesAlone(let fields): return "\(ids(fields)) \(each(fields)) enough alone"
    case .identifiesTogether(let fields):
      return fields.count == 1
        ? "\(ids(fields)) helps to tell who somebody is" : "\(ids(fields)) together"
    case .identificationUnsaid(let fields):
      return "whether \(ids(fields)) \(fields.count == 1 ? "identifies" : "identify") is unsaid"
    case .identificationDerivable(let fields): return "\(ids(fields)) can be derived"
    case .identifiesNobody: return "no field tells who somebody is"
    case .recipientsUnknown:
      return "an intruder has the data and can pass them on: unknown recipients"
    case .nothingRead: return "nothing was read"
    case .mayBeAltered(let systems):
      return
        "the intruder had \(self.systems(systems, most: 4)) in hand; what was changed is unsaid"
    case .readOnly: return "the intruder controls no system that holds the data: read, not changed"
    case .outOfAction(let systems):
      return "\(self.systems(systems, most: 4)) put out of action, for a time or for good"
    case .stoppedWith(let systems):
      return "\(self.systems(systems, most: 4)) stopped for want of what was put out of action"
    case .disconnected(let systems):
      return
        "nothing was put out of action: \(self.systems(systems, most: 4)) disconnected in response"
    case .nothingStopped: return "nothing stopped"
    case .onPurpose(let events):
      return "done on purpose: \(listed(folded(events.map(self.folding)), most: 4))"
    case .perhapsOnPurpose(let events):
      return "whether on purpose is unsaid: \(listed(folded(events.map(self.folding)), most: 4))"
    case .notOnPurpose: return "nothing was done on purpose"
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

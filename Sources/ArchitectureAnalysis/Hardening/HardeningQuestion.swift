public import Lowering
import TopologyModel

/// The measure that hardening reduces.
public enum HardeningGoal: String, CaseIterable, Sendable {
  /// People exposed by the worst single event; if equal, by the next worst, and so on.
  case worst
  /// Expected people in a year.
  case expected
  /// People exposed in the worst year of a hundred.
  case tail
}

/// What to harden against, and with what.
public struct HardeningQuestion: Sendable {
  /// The maximum cost of all controls together.
  public var budget: Int
  /// The measure to reduce, unless an incident is given.
  public var goal: HardeningGoal
  /// The incident whose people are to be spared; nil for none.
  public var incident: String?
  /// Which exposure is counted; nil ranks by tier, the gravest first.
  public var measure: ExposureMeasure?
  /// The likelihood of events without one in the file; nil reports them as missing.
  public var assumption: Double?
  /// The maximum number of combinations that are all evaluated.
  public var exactCombinations: Int
  /// The maximum number of steps that trying changes may take; `HardeningPlan.stepsPerSecond` take about a second.
  public var work = HardeningPlan.defaultWork
  /// Kinds of controls, controls as `kind:subject`, and ids of what they change, that are not considered.
  public var excluded: Set<String> = []
  /// The only ones that are; empty for all.
  public var only: Set<String> = []

  /// The defaults for a budget.
  public init(
    budget: Int, goal: HardeningGoal = .worst, incident: String? = nil, assuming: Double? = nil,
    exactUpTo: Int = HardeningPlan.exactCombinations
  ) {
    self.budget = budget
    self.goal = goal
    self.incident = incident
    assumption = assuming
    exactCombinations = exactUpTo
  }

  /// Whether a control is considered.
  func allows(_ control: Control) -> Bool {
    let names = control.names
    return excluded.isDisjoint(with: names) && (only.isEmpty || !only.isDisjoint(with: names))
  }
}

extension Control {
  /// The kind and the subject, as on the command line: `second-factor:vpn.login`.
  public var name: String { "\(kind.rawValue):\(subject)" }

  /// What selects it: its name, its kind, and the ids that lead to its subject, such as `vpn` and `vpn.login`.
  var names: Set<String> {
    var names: Set<String> = [name, kind.rawValue]
    var id = Substring(subject)
    while true {
      names.insert(String(id))
      guard let end = id.lastIndex(where: { $0 == "." || $0 == "/" }) else { return names }
      id = id[..<end]
    }
  }

  /// What must be so for the control to do what is said of it.
  public var assumption: String {
    switch kind {
    case .secondFactor: "the factor is not stolen with what it joins"
    case .encryption: "no system keeps the key"
    case .droppedField: "nothing else needs the field there"
    case .separateSecrets: "each is stolen by itself"
    case .splitStore: "the halves are intruded independently"
    case .fallback: "the fallback does not stop"
    }
  }
}

import BreachNotification
import IncidentFindings
import RequirementChecks
public import TopologyModel

/// Something that follows from a topology and that two versions of it may answer differently. By ids, so that facts of
/// two versions can be compared; the members of a fleet count as one.
public enum ReachFact: Hashable, Comparable, Sendable {
  /// The most people of a class of whom one event exposes something at least this grave.
  case most(personClass: String, tier: Gravity)
  /// The people of a class of whom an incident exposes something at least this grave.
  case incidentTier(String, personClass: String, tier: Gravity)
  /// A basic event alone exposes a field of a class.
  case alone(event: String, personClass: String, field: String)
  /// By a basic event alone something is read that the file does not list.
  case unlistedAlone(event: String)
  /// A basic event or an organization is a single point of failure.
  case singlePoint(String)
  /// A system or an organization alone takes a service down, or puts it on its fallback.
  case stops(String, service: String)
  /// Two events together reach a field of a class, and neither does alone; graver where one is enough.
  case pair([String], personClass: String, field: String)
  /// An incident reaches a field of a class.
  case incident(String, personClass: String, field: String)
  /// A service in an incident.
  case service(String, incident: String)
  /// A duty to notify in an incident.
  case duty(incident: String, obliged: String, rule: String, addressee: String)
  /// A dataset holds a field of a class.
  case held(dataset: String, personClass: String, field: String)
  /// A dataset holds something that the file does not list.
  case unlisted(dataset: String)
  /// A requirement, in a variant; nil for the base file.
  case requirement(String, variant: String?)

  /// The order in which a reader wants to see changes.
  private var rank: Int {
    switch self {
    case .requirement: 0
    case .most: 1
    case .singlePoint: 2
    case .alone: 3
    case .unlistedAlone: 4
    case .stops: 5
    case .incidentTier: 6
    case .incident: 7
    case .service: 8
    case .duty: 9
    case .pair: 10
    case .held: 11
    case .unlisted: 12
    }
  }

  private var names: [String] {
    switch self {
    case .most(let personClass, let tier): [personClass, Self.order(tier)]
    case .incidentTier(let incident, let personClass, let tier):
      [incident, personClass, Self.order(tier)]
    case .alone(let event, let personClass, let field): [event, personClass, field]
    case .unlistedAlone(let event), .singlePoint(let event): [event]
    case .stops(let point, let service): [point, service]
    case .pair(let events, let personClass, let field): [personClass, field] + events
    case .incident(let incident, let personClass, let field): [incident, personClass, field]
    case .service(let service, let incident): [incident, service]
    case .duty(let incident, let obliged, let rule, let addressee):
      [incident, obliged, rule, addressee]
    case .held(let dataset, let personClass, let field): [dataset, personClass, field]
    case .unlisted(let dataset): [dataset]
    case .requirement(let id, let variant): [id, variant ?? ""]
    }
  }

  /// Orders the gravest first.
  private static func order(_ tier: Gravity) -> String {
    "\(Gravity.allCases.filter { $0 > tier }.count)"
  }

  /// The field that it is about; nil if it is about none, or about whatever the file does not list.
  public var field: String? {
    switch self {
    case .alone(_, _, let field), .pair(_, _, let field), .incident(_, _, let field),
      .held(_, _, let field):
      field
    default: nil
    }
  }

  /// Orders by kind, then by names.
  public static func < (left: ReachFact, right: ReachFact) -> Bool {
    left.rank != right.rank
      ? left.rank < right.rank : left.names.lexicographicallyPrecedes(right.names)
  }
}

/// What a fact says: how bad, and how many people.
public struct ReachValue: Hashable, Sendable {
  /// How bad it is, in the words of the kind: `safe`, `exposed`, `down`, `violated`; empty where it only is.
  public var state: String
  /// How bad the state is; 0 is what is not there.
  public var grade: Int
  /// The number of people; nil where nobody is counted.
  public var people: CountInterval?

  init(_ state: String = "", grade: Int = 1, people: CountInterval? = nil) {
    self.state = state
    self.grade = grade
    self.people = people
  }

  /// Whether the file leaves open if it is so: what may be reached, a duty that depends on an assessment, a requirement
  /// that is neither met nor violated.
  var isUncertain: Bool {
    let open = [FieldStatus.unknown, .possible].map(\.rawValue)
    return open.contains(state) || state == Duty.Status.conditional.rawValue
      || state == RequirementFinding.Verdict.open.rawValue
  }

  /// What may be, for up to this number of people.
  static func unknown(_ people: CountInterval) -> ReachValue {
    ReachValue(FieldStatus.unknown.rawValue, people: people)
  }

  /// What is not there.
  static let nothing = ReachValue(grade: 0, people: .zero)

  /// The graver one of two members of a fleet.
  func graver(_ other: ReachValue) -> ReachValue {
    if grade != other.grade { return grade > other.grade ? self : other }
    guard let people, let others = other.people else { return self }
    return others.isMore(than: people) ? other : self
  }
}

/// Which way a fact changed.
public enum ChangeDirection: String, CaseIterable, Sendable {
  /// More can be reached, or more people, or it is less certain.
  case worse
  /// Less can be reached, or fewer people.
  case better
  /// One bound rose and the other fell.
  case other

  init(from old: ReachValue, to new: ReachValue) {
    // What is no longer known to be reached, and may be, is less certain and not better.
    if new.isUncertain, !old.isUncertain, old.grade > 0 {
      self = .other
      return
    }
    if old.grade != new.grade {
      self = new.grade > old.grade ? .worse : .better
      return
    }
    let before = old.people ?? .zero
    let after = new.people ?? .zero
    let low = after.low - before.low
    let high = (after.high ?? .max) - (before.high ?? .max)
    // Fewer known to be reached, with as many possible, is less certain and not better.
    switch (low, high) {
    case (0..., 0...): self = .worse
    case (...0, ...0): self = high < 0 ? .better : .other
    default: self = .other
    }
  }
}

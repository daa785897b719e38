public import SourceText

/// A published claim, which is compared with the computed result.
public struct Claim: Sendable {
  /// The claimed state of a service.
  public enum State: String, CaseIterable, Comparable, Sendable {
    case up
    case degraded
    case down

    /// Orders up before degraded before down.
    public static func < (left: State, right: State) -> Bool {
      let order: [State] = [.up, .degraded, .down]
      return order.firstIndex(of: left)! < order.firstIndex(of: right)!
    }
  }

  /// What a claimed number counts.
  public enum Unit: String, CaseIterable, Sendable {
    case people
    case records
    case accounts
    case contracts
    case devices
    case emails
  }

  /// Why something is said to be safe.
  public enum Reason: String, CaseIterable, Sendable {
    /// No dataset has it.
    case notHeld = "not-held"
    /// It is only where the intruder did not get.
    case notReached = "not-reached"
    /// It is encrypted.
    case encrypted
    /// No open access rule shows it.
    case notShown = "not-shown"
    /// Another system has it.
    case otherSystem = "other-system"
  }

  /// Its name among the claims of the incident; nil if nothing names it.
  public var id: String?
  /// The people; nil if the claim is only about services or about the way in.
  public var people: Cohort.Part?
  /// Groups of whom its number may be, one reading each; empty: of `people`.
  public var scope: [Cohort.Part] = []
  /// The systems or organizations to which the claim is limited; empty for no limit.
  public var at: [CommonEvent.Target] = []
  /// Fields claimed to be exposed.
  public var exposed: [Reference<DataField>] = []
  /// Fields of which the claim says that exposure cannot be excluded.
  public var notExcluded: [Reference<DataField>] = []
  /// Fields claimed to be safe.
  public var safe: [Reference<DataField>] = []
  /// Why they are said to be safe.
  public var because: Reason?
  /// The period the claim speaks of, as written: two dates joined by `..`.
  public var period: String?
  /// Whether the numbers count people whose data is held there, whether or not it came out. Otherwise they
  /// count people whose data came out.
  public var isOfHeld = false
  /// How many of the fields of `exposed` are exposed for each of the people that its number counts; nil: at least one of these, or
  /// any field where it names none.
  public var fieldsTogether: ClosedRange<Int>?
  /// Whether it says only that of the fields of `exposed` so many came out of the same people, `count` of them or
  /// somebody; otherwise that each of the fields came out of somebody.
  public var isOfFieldsTogether = false
  /// The number of people, or of what `unit` says; nil if the claim gives none.
  public var count: CountInterval?
  /// What `count` counts.
  public var unit = Unit.people
  /// How many of the unit each person has; nil if that is not known.
  public var perPerson: CountInterval?
  /// The number of controllers of these people's data; nil if the claim gives none.
  public var organizations: CountInterval?
  /// The service, or all members of a fleet of services.
  public var services: [Reference<Service>] = []
  /// The claimed state of the services.
  public var state: State?
  /// The way in that the claim names: systems, secrets, organizations.
  public var vector: [CommonEvent.Target] = []
  /// The common causes that it names as the way in.
  public var vectorEvents: [Reference<CommonEvent>] = []
  /// The date of which it speaks, as written, ISO 8601.
  public var asOf: String?
  /// The claims that it corrects, as indices among the claims of the incident.
  public var supersedes: [Int] = []
  /// The source of the claim.
  public var source: Reference<Source>?
  /// A quotation or explanation.
  public var note: String?
  /// Where the entry is written.
  public var position: SourcePosition

  /// Creates a claim that states nothing yet.
  package init(position: SourcePosition) {
    self.position = position
  }

  /// Whether its number counts people with all of `exposed` exposed.
  public var isOfEach: Bool { fieldsTogether.map { $0.lowerBound == exposed.count } ?? false }

  /// The number of people that it claims: where it says only that fields came out of the same people, somebody.
  package var claimedCount: CountInterval? {
    count ?? (isOfFieldsTogether ? CountInterval(low: 1, high: nil) : nil)
  }

  /// The fields that its numbers are of; empty: any.
  package var countedFields: [Reference<DataField>] { exposed.isEmpty ? notExcluded : exposed }
}

/// What is known to have been taken in an incident, which is at most what was within reach.
public struct Taken: Sendable {
  /// The people.
  public var people: Cohort.Part
  /// The fields; empty: the source names none.
  public var fields: [Reference<DataField>] = []
  /// How many people, as the source says; nil if it gives no number.
  public var count: CountInterval?
  /// How many records; nil if the source gives no number.
  public var records: CountInterval?
  /// Where it was; empty: the source does not say.
  public var at: [CommonEvent.Target] = []
  /// The source.
  public var source: Reference<Source>?
  /// A quotation or explanation.
  public var note: String?
  /// Where the entry is written.
  public var position: SourcePosition

  /// Creates an entry.
  package init(people: Cohort.Part, position: SourcePosition) {
    self.people = people
    self.position = position
  }
}

/// A moment in the course of an incident.
public struct IncidentMoment: Sendable {
  /// What happened then, in the order in which these follow each other.
  public enum Kind: String, CaseIterable, Sendable {
    /// It was noticed.
    case discovered
    /// The intruder was shut out.
    case contained
    /// The people concerned, or the public, were told.
    case told
    /// What they were told was corrected.
    case corrected
  }

  /// What happened then.
  public var kind: Kind
  /// The date as written, ISO 8601.
  public var date: String

  /// Creates a moment.
  package init(kind: Kind, date: String) {
    self.kind = kind
    self.date = date
  }
}

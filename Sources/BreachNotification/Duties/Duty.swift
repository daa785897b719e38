public import IncidentFindings
public import TopologyModel

/// A duty of one organization to notify one recipient.
public struct Duty: Sendable {
  /// The recipient.
  public enum Addressee: Hashable, Sendable {
    /// The next organization in the chain.
    case organization(Party)
    /// The authority; nil if the file does not name it.
    case authority(Reference<Organization>?)
    /// The people affected.
    case people
  }

  /// Whether the duty must be fulfilled.
  public enum Status: String, CaseIterable, Sendable {
    /// It must be fulfilled.
    case due
    /// It depends on an assessment by people.
    case conditional
    /// The law exempts from it.
    case exempt
  }

  /// The reason for the status.
  public enum Reason: Hashable, Sendable {
    /// Data was read.
    case dataRead
    /// Something was read that the file does not list: whether it is data of people must be found out.
    case contentUnlisted([UnlistedReading.Place])
    /// Data of people who are in several groups at once was read there.
    case readOfOverlap([UnlistedReading.Place])
    /// Data was made unavailable.
    case dataUnavailable
    /// All data reached is encrypted, and the key is out of reach.
    case unintelligible([Reference<Dataset>])
    /// Only pseudonyms that identify nobody were read, and the originals cannot be derived.
    case pseudonyms([Reference<DataField>])
    /// The severity for people of a class, which indicates a high risk, indicates none, or leaves it open.
    case severity(Reference<PeopleGroup>, ClosedRange<SeverityLevel>)
    /// Services that stopped or run on their fallback.
    case servicesLost([Reference<Service>])
    /// The number of people whose data was breached, or who use services that stopped, over all classes.
    case peopleConcerned(CountInterval)
  }

  /// The law.
  public var law: NotificationLaw
  /// The rule of the law.
  public var rule: NotificationRule
  /// The organization that has the duty.
  public var obliged: Party
  /// The recipient.
  public var addressee: Addressee
  /// When the organization became aware; nil if unknown.
  public var aware: NotificationMoment?
  /// The deadline; nil if there is no fixed period, or if the time of awareness is unknown.
  public var deadline: NotificationMoment?
  /// The rules by which the deadline is not where the plain count of the period ends.
  public var deadlineRules: [PeriodRule] = []
  /// What must be stated.
  public var concern: BreachConcern
  /// The number of people.
  public var persons: CountInterval
  /// The number of records, as far as the file says how many its datasets have.
  public var records: CountInterval
  /// Whether the duty must be fulfilled.
  public var status: Status
  /// The reasons for the status.
  public var reasons: [Reason]
}

/// Information that readers of the duties also need.
public enum DutyNote: Hashable, Sendable {
  /// The file does not say which laws apply to these organizations; a law was assumed.
  case lawAssumed([Reference<Organization>], law: String)
  /// A law that applies to these organizations is not supported.
  case lawUnknown(String, [Reference<Organization>])
  /// The incident happened before the law applied.
  case lawNotYet(String, since: String, [Reference<Organization>])
  /// The file names no controller for the data of these groups.
  case controllerUnsaid([Reference<PeopleGroup>])
  /// The file names no controller for people of these groups who are in no subgroup with a controller.
  case controllerPartlyUnsaid([Reference<PeopleGroup>])
  /// These organizations became aware on a date given only as a month or a year, so no deadline can be
  /// calculated.
  case awareNotADay(String, [Reference<Organization>])
  /// These organizations became aware before the date of the incident.
  case awareBefore(String, date: String, [Reference<Organization>])
  /// These are joint controllers; their arrangement determines which of them notifies.
  case jointControllers([Reference<Organization>])
  /// The file does not say that the holder acts for these controllers, although it holds their data.
  case chainUnsaid(Party, [Reference<Organization>])
  /// The file does not say who owns these systems.
  case holderUnsaid([Reference<System>])
  /// The file does not say who provides these services, which are lost or degraded.
  case providerUnsaid([Reference<Service>])
  /// These organizations must notify an authority, but the file names none.
  case authorityUnsaid([Reference<Organization>], law: String)
  /// A dataset held people longer than permitted.
  case keptTooLong(Reference<Dataset>, Retention.Kept)
}

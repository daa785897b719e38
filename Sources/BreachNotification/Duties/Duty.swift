public import IncidentFindings
public import TopologyModel

/// One duty of one organization towards one addressee.
public struct Duty: Sendable {
  /// Who is told.
  public enum Addressee: Hashable, Sendable {
    /// An organization further along the chain.
    case organization(Party)
    /// The authority; nil when the file does not name it.
    case authority(Reference<Organization>?)
    /// The people concerned.
    case people
  }

  /// Whether it is to be done.
  public enum Status: String, CaseIterable, Sendable {
    /// Yes.
    case due
    /// It depends on what people must judge.
    case conditional
    /// The law exempts from it.
    case exempt
  }

  /// Why it has its status.
  public enum Reason: Hashable, Sendable {
    /// Data were read.
    case dataRead
    /// Something was read that the file does not list: whether it is data of people must be found out.
    case contentUnlisted([UnlistedReading.Place])
    /// Data were put out of action.
    case dataUnavailable
    /// All that was reached is encrypted, and the key is out of reach.
    case unintelligible([Reference<Dataset>])
    /// All that was read are pseudonyms that identify nobody; the originals cannot be derived.
    case pseudonyms([Reference<DataField>])
    /// The severity for its people of a class speaks for a high risk, against it, or leaves it open.
    case severity(Reference<PeopleGroup>, ClosedRange<SeverityLevel>)
    /// Services that stopped or run on their fallback.
    case servicesLost([Reference<Service>])
    /// People whose data were exposed, over all classes.
    case peopleConcerned(CountInterval)
  }

  /// By which law.
  public var law: NotificationLaw
  /// By which of its rules.
  public var rule: NotificationRule
  /// Who is obliged.
  public var obliged: Party
  /// Who is told.
  public var addressee: Addressee
  /// Since when the obliged know; nil when nobody says.
  public var aware: NotificationMoment?
  /// The latest moment; nil without a fixed period, or when nobody says since when the obliged know.
  public var deadline: NotificationMoment?
  /// What has to be stated.
  public var concern: BreachConcern
  /// How many people.
  public var persons: CountInterval
  /// How many records, one for each person in each dataset.
  public var records: CountInterval
  /// Whether it is to be done.
  public var status: Status
  /// Why.
  public var reasons: [Reason]
}

/// Something a reader of duties must know beside them.
public enum DutyNote: Hashable, Sendable {
  /// The file does not say which laws these are subject to; a law was assumed.
  case lawAssumed([Reference<Organization>], law: String)
  /// No rules are known for a law that these are subject to.
  case lawUnknown(String, [Reference<Organization>])
  /// The incident was before the law's first day.
  case lawNotYet(String, since: String, [Reference<Organization>])
  /// Nobody is said to control these groups' data.
  case controllerUnsaid([Reference<PeopleGroup>])
  /// Nobody is said to control the data of those of these groups who are in no group below with a controller.
  case controllerPartlyUnsaid([Reference<PeopleGroup>])
  /// Of these the file or the question says since when they know, and that is a month or a year: no period runs
  /// from it.
  case awareNotADay(String, [Reference<Organization>])
  /// These are said to know of it before it happened, by the incident's date.
  case awareBefore(String, date: String, [Reference<Organization>])
  /// These decide jointly with others: which of them notifies they have arranged among themselves.
  case jointControllers([Reference<Organization>])
  /// Nothing says that the holder acts for these controllers, whose data it held.
  case chainUnsaid(Party, [Reference<Organization>])
  /// It is not said whose these systems are.
  case holderUnsaid([Reference<System>])
  /// These are obliged to tell an authority, and the file names none.
  case authorityUnsaid([Reference<Organization>], law: String)
  /// A dataset held people after it had a reason to.
  case keptTooLong(Reference<Dataset>, Retention.Kept)
}

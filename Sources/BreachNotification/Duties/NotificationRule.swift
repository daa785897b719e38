import TopologyModel

/// A duty stated by a law: who notifies which recipient of what, by when, and when not.
public struct NotificationRule: Sendable {
  /// Who has the duty.
  public enum Obliged: Sendable {
    /// A holder of data on behalf of others, at every link of the chain to the controller.
    case processor
    /// The controller, who decides why and how the data is used.
    case controller
    /// The operator of the affected systems, and the provider of a service that fails with systems of others.
    case operatorOfSystems
  }

  /// The recipient.
  public enum Addressee: Sendable {
    /// The next organization in the chain toward the controller.
    case nextInChain
    /// The authority under that law.
    case authority
    /// The people affected.
    case people
  }

  /// The period.
  public enum Period: Sendable, Hashable {
    /// Without undue delay.
    case withoutUndueDelay
    /// Within a number of hours.
    case hours(Int)
    /// Within a number of days.
    case days(Int)
    /// Within a number of months.
    case months(Int)
  }

  /// When the duty arises.
  public enum Condition: Sendable {
    /// Always.
    case always
    /// Unless a risk to the people affected is unlikely.
    case unlessRiskUnlikely
    /// If a high risk to them is likely.
    case riskHigh
    /// If the incident is significant for the organization's services.
    case significant
    /// If the data is unsecured: read, and not unintelligible.
    case unsecured
  }

  /// The stable id, unique among all rules.
  public let id: String
  /// The article, such as `GDPR 33(2)`.
  public let article: String
  /// Who has the duty.
  public let obliged: Obliged
  /// The recipient.
  public let addressee: Addressee
  /// What must be done, to complete a sentence that starts "the controller …".
  public let action: String
  /// The period.
  public let period: Period
  /// The rule whose deadline starts the period; nil if it starts with awareness.
  public let after: String?
  /// When the duty arises.
  public let condition: Condition
  /// What must be stated.
  public let contents: [String]
  /// What exempts from the duty, with the article. The first exemption is tested; people must judge the others.
  public let exemptions: [String]

  init(
    _ id: String, _ article: String, _ obliged: Obliged, _ addressee: Addressee, _ action: String,
    within period: Period, after: String? = nil, when condition: Condition,
    contents: [String] = [], exemptions: [String] = []
  ) {
    self.id = id
    self.article = article
    self.obliged = obliged
    self.addressee = addressee
    self.action = action
    self.period = period
    self.after = after
    self.condition = condition
    self.contents = contents
    self.exemptions = exemptions
  }
}

/// A law with its rules.
public struct NotificationLaw: Sendable {
  /// The short name, as used in `subject-to`.
  public let id: String
  /// Its title and number.
  public let title: String
  /// The first date on which it applies, ISO 8601.
  public let since: String
  /// Where to read it.
  public let url: String
  /// How it counts its periods.
  public var calendar = PeriodCalendar.asWritten
  /// Its rules, ordered by deadline.
  public let rules: [NotificationRule]
}

import TopologyModel

/// A duty that a law states: who tells whom what, by when, and when not.
public struct NotificationRule: Sendable {
  /// Who is obliged.
  public enum Obliged: Sendable {
    /// Whoever holds data for somebody else, at every link of the chain to the controller.
    case processor
    /// Whoever decides why and how the data are used.
    case controller
    /// Whoever runs what the incident happened to.
    case operatorOfSystems
  }

  /// Who is told.
  public enum Addressee: Sendable {
    /// The next in the chain towards the controller.
    case nextInChain
    /// The authority under that law.
    case authority
    /// The people concerned.
    case people
  }

  /// How long the obliged have.
  public enum Period: Sendable, Hashable {
    /// Without undue delay.
    case withoutUndueDelay
    /// At the latest so many hours later.
    case hours(Int)
    /// At the latest so many days later.
    case days(Int)
    /// At the latest so many months later.
    case months(Int)
  }

  /// When the duty arises.
  public enum Condition: Sendable {
    /// Always.
    case always
    /// Unless a risk to the people concerned is unlikely.
    case unlessRiskUnlikely
    /// When the risk to them is likely to be high.
    case riskHigh
    /// When the incident is significant for the services of the obliged.
    case significant
    /// When the data are unsecured: read, and not unintelligible.
    case unsecured
  }

  /// Unique among all rules; stable.
  public let id: String
  /// The article: `GDPR 33(2)`.
  public let article: String
  /// Who is obliged.
  public let obliged: Obliged
  /// Who is told.
  public let addressee: Addressee
  /// What is to be done, as the end of "the controller …".
  public let action: String
  /// How long the obliged have.
  public let period: Period
  /// The rule from whose latest day the period runs; nil: from becoming aware.
  public let after: String?
  /// When the duty arises.
  public let condition: Condition
  /// What must be said.
  public let contents: [String]
  /// What lifts the duty, in words with the article: the first is tested, the others are for people to judge.
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
  /// As `subject-to` names it.
  public let id: String
  /// Its name and number.
  public let title: String
  /// The first day on which it applies, ISO 8601.
  public let since: String
  /// Where it can be read.
  public let url: String
  /// Its rules, those that come first in time first.
  public let rules: [NotificationRule]
}

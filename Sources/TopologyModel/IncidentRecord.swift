/// Since when somebody knows of an incident: the clocks of duties to notify start then.
public struct Awareness: Sendable {
  /// Who; nil: everybody of whom nothing else is said.
  public var organization: Reference<Organization>?
  /// As written, ISO 8601, with a time where it is known.
  public var date: String

  /// Memberwise.
  package init(organization: Reference<Organization>? = nil, date: String) {
    self.organization = organization
    self.date = date
  }
}

/// A factor of an incident's severity that the file sets by hand, because its author knows more than the
/// graph says.
public struct SeverityJudgement: Sendable {
  /// The factors of the ENISA method of 2013.
  public enum Factor: String, CaseIterable, Sendable {
    case processingContext = "processing-context"
    case identification
    case confidentiality
    case integrity
    case availability
    case malice

    /// The values that the method has for it.
    public var scale: ClosedRange<Double> {
      switch self {
      case .processingContext: 1...4
      case .identification: 0.25...1
      case .confidentiality, .integrity, .availability, .malice: 0...0.5
      }
    }
  }

  /// Which factor.
  public var factor: Factor
  /// The value, or the range it lies in; within the factor's scale.
  public var value: ClosedRange<Double>
  /// Why.
  public var because: String
  /// What this rests on.
  public var source: Reference<Source>?

  /// Memberwise.
  package init(
    factor: Factor, value: ClosedRange<Double>, because: String, source: Reference<Source>? = nil
  ) {
    self.factor = factor
    self.value = value
    self.because = because
    self.source = source
  }
}

/// Until when a dataset has a reason to hold somebody. What it still holds later is held too long.
public struct Retention: Sendable {
  /// Whom this speaks of; nil: everyone in the dataset.
  public var people: [Cohort.Part]?
  /// The last day, month or year, as written, ISO 8601.
  public var until: String
  /// Why it ended.
  public var because: String?
  /// What this rests on.
  public var source: Reference<Source>?

  /// Memberwise.
  package init(
    people: [Cohort.Part]? = nil, until: String, because: String? = nil,
    source: Reference<Source>? = nil
  ) {
    self.people = people
    self.until = until
    self.because = because
    self.source = source
  }
}

/// A law that an organization is subject to, by a short name such as `gdpr`.
public struct GoverningLaw: Hashable, Sendable {
  /// Its short name. Which rules it has, analyses know.
  public var law: String
  /// The authority to turn to under that law; nil: unsaid.
  public var authority: Reference<Organization>?

  /// A law, and who watches over it.
  public init(law: String, authority: Reference<Organization>? = nil) {
    self.law = law
    self.authority = authority
  }
}

/// When an organization became aware of an incident, which starts notification deadlines.
public struct Awareness: Sendable {
  /// The organization; nil for all organizations without a date of their own.
  public var organization: Reference<Organization>?
  /// The date as written, ISO 8601, with a time if known.
  public var date: String

  /// Creates an entry.
  package init(organization: Reference<Organization>? = nil, date: String) {
    self.organization = organization
    self.date = date
  }
}

/// A severity factor set by hand in the file, because its author knows more than the graph
/// says.
public struct SeverityJudgement: Sendable {
  /// The factors of the ENISA method of 2013.
  public enum Factor: String, CaseIterable, Sendable {
    case processingContext = "processing-context"
    case identification
    case confidentiality
    case integrity
    case availability
    case malice

    /// The values that the method allows.
    public var scale: ClosedRange<Double> {
      switch self {
      case .processingContext: 1...4
      case .identification: 0.25...1
      case .confidentiality, .integrity, .availability, .malice: 0...0.5
      }
    }
  }

  /// The factor.
  public var factor: Factor
  /// The value or range, within the factor's scale.
  public var value: ClosedRange<Double>
  /// The reason.
  public var because: String
  /// The source.
  public var source: Reference<Source>?

  /// Creates a judgement.
  package init(
    factor: Factor, value: ClosedRange<Double>, because: String, source: Reference<Source>? = nil
  ) {
    self.factor = factor
    self.value = value
    self.because = because
    self.source = source
  }
}

/// A retention period of a dataset. People held after its end are held too long.
public struct Retention: Hashable, Sendable {
  /// The people; nil for everyone in the dataset.
  public var people: [Cohort.Part]?
  /// The last day, month or year, as written, ISO 8601.
  public var until: String
  /// Why the period ended.
  public var because: String?
  /// The source.
  public var source: Reference<Source>?

  /// Creates a retention period.
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

/// A law that applies to an organization, by a short name such as `gdpr`.
public struct GoverningLaw: Hashable, Sendable {
  /// The short name. The analyses know the law's rules.
  public var law: String
  /// The authority under that law; nil if not given.
  public var authority: Reference<Organization>?

  /// Creates a law.
  public init(law: String, authority: Reference<Organization>? = nil) {
    self.law = law
    self.authority = authority
  }
}

public import Lowering
public import TopologyModel

/// The reason for the value of a severity factor.
public enum SeverityReason: Sendable {
  /// Fields of this kind are affected, and the kind has this score.
  case dataCategory([Reference<DataField>], DataCategoryScale)
  /// A field is derivable and may raise the score to the maximum of its kind.
  case derivableCategory(Reference<DataField>, DataCategoryScale)
  /// Something was read that the file does not list: it may be of any kind, and tell who somebody is.
  case contentUnlisted
  /// More may be known of people in several groups at once: who they are is not known.
  case readOfOverlap
  /// Fields that each identify a person alone.
  case identifiesAlone([Reference<DataField>])
  /// Fields that identify a person in combination.
  case identifiesTogether([Reference<DataField>])
  /// Fields for which the file does not say whether they identify.
  case identificationUnsaid([Reference<DataField>])
  /// Derivable fields that identify a person.
  case identificationDerivable([Reference<DataField>])
  /// No field identifies a person.
  case identifiesNobody
  /// An intruder read the data and can pass it on to anyone.
  case recipientsUnknown
  /// Nothing was read.
  case nothingRead
  /// The intruder controls systems that hold these people's data and may have changed it.
  case mayBeAltered([Reference<System>])
  /// These systems, which hold the data, were put out of action.
  case mayBeAlteredByOutage([Reference<System>])
  /// These organizations were entered, and the file has none of their systems.
  case mayBeAlteredThere([Reference<Organization>])
  /// The intruder only read.
  case readOnly
  /// The intruder put systems that hold these people's data out of action.
  case outOfAction([Reference<System>])
  /// Systems that hold these people's data stopped because they need what the intruder put out of action.
  case stoppedWith([Reference<System>])
  /// What stopped was disconnected in response; the data is not lost.
  case disconnected([Reference<System>])
  /// Nothing stopped.
  case nothingStopped
  /// Thefts and intrusions are deliberate.
  case onPurpose([BasicEvent])
  /// So is entering organizations of which the file has no system.
  case entered([Reference<Organization>])
  /// Common events may or may not be deliberate.
  case perhapsOnPurpose([BasicEvent])
  /// Nothing was deliberate.
  case notOnPurpose
}

/// A factor: the value from the graph, the value set in the file, and the reasons.
public struct SeverityFactor: Sendable {
  /// The factor.
  public var factor: SeverityJudgement.Factor
  /// The value from the graph.
  public var derived: ClosedRange<Double>
  /// The reasons.
  public var reasons: [SeverityReason]
  /// The value set in the file; nil if none.
  public var judgement: SeverityJudgement?

  /// The effective value.
  public var value: ClosedRange<Double> { judgement?.value ?? derived }
}

/// The severity for one person class: that of its most severely affected people.
public struct ClassSeverity: Sendable {
  /// The class.
  public var personClass: Reference<PeopleGroup>
  /// The most severely affected groups, in the order of the file.
  public var groups: [Reference<PeopleGroup>]
  /// The number of people in these groups.
  public var gravest: CountInterval
  /// The number of people of the class who are affected in total.
  public var persons: CountInterval
  /// All factors, in the method's order.
  public var factors: [SeverityFactor]
  /// SE = DPC × EI + CB for these groups, from the lowest to the highest value of each factor.
  public var gravestScore: ClosedRange<Double>
  /// The score of the class, whose minimum is the highest minimum of any of its people.
  public var score: ClosedRange<Double>
  /// Groups whose minimum score is above that of the most severely affected groups; usually empty.
  public var atLeast: [Reference<PeopleGroup>]
  /// Data that was reached but remained unintelligible, because the key is out of reach.
  public var unintelligible: [Reference<Dataset>]

  /// The levels of the score.
  public var levels: ClosedRange<SeverityLevel> {
    SeverityLevel(score: score.lowerBound)...SeverityLevel(score: score.upperBound)
  }

  /// The circumstances of the breach: the sum of the last four factors.
  public var circumstances: ClosedRange<Double> {
    let values = factors.dropFirst(2).map(\.value)
    return values.reduce(0) { $0 + $1.lowerBound }...values.reduce(0) { $0 + $1.upperBound }
  }

  /// Whether more than 100 people are affected, which the method flags; nil if the count leaves it open.
  public var isOfMany: Bool? {
    if persons.low > 100 { return true }
    return (persons.high ?? Int.max) <= 100 ? false : nil
  }
}

public import Lowering
public import TopologyModel

/// Why a factor of severity has its value.
public enum SeverityReason: Sendable {
  /// Fields are concerned, and data of their kind score so.
  case dataCategory([Reference<DataField>], DataCategoryScale)
  /// A field follows from what is exposed, and may raise the score to its kind's highest.
  case derivableCategory(Reference<DataField>, DataCategoryScale)
  /// Something was read that the file does not list: it may be of any kind, and tell who somebody is.
  case contentUnlisted
  /// Fields each of which alone tells who somebody is.
  case identifiesAlone([Reference<DataField>])
  /// Fields that tell it together.
  case identifiesTogether([Reference<DataField>])
  /// Fields of which the file does not say whether they tell it.
  case identificationUnsaid([Reference<DataField>])
  /// Fields that follow from what is exposed and tell who somebody is.
  case identificationDerivable([Reference<DataField>])
  /// No field tells it.
  case identifiesNobody
  /// An intruder read the data and can pass them on to anybody.
  case recipientsUnknown
  /// Nothing was read.
  case nothingRead
  /// The intruder controls systems that hold these people's data, and may have changed them.
  case mayBeAltered([Reference<System>])
  /// The intruder only read.
  case readOnly
  /// The intruder put systems that hold these people's data out of action.
  case outOfAction([Reference<System>])
  /// Systems that hold these people's data stopped for want of what the intruder put out of action.
  case stoppedWith([Reference<System>])
  /// What stopped was disconnected in response; the data are not lost.
  case disconnected([Reference<System>])
  /// Nothing stopped.
  case nothingStopped
  /// Thefts and intrusions are done on purpose.
  case onPurpose([BasicEvent])
  /// Common events may or may not be.
  case perhapsOnPurpose([BasicEvent])
  /// Nothing happened on purpose.
  case notOnPurpose
}

/// A factor with what the graph gives, what the file sets, and why.
public struct SeverityFactor: Sendable {
  /// Which factor.
  public var factor: SeverityJudgement.Factor
  /// What the graph gives.
  public var derived: ClosedRange<Double>
  /// Why.
  public var reasons: [SeverityReason]
  /// What the file sets instead; nil: nothing.
  public var judgement: SeverityJudgement?

  /// The value that counts.
  public var value: ClosedRange<Double> { judgement?.value ?? derived }
}

/// The severity for one person class: for those of its people for whom it is gravest.
public struct ClassSeverity: Sendable {
  /// The class.
  public var personClass: Reference<PeopleGroup>
  /// The groups for whom it is gravest, in the order of the file.
  public var groups: [Reference<PeopleGroup>]
  /// How many people these are.
  public var gravest: CountInterval
  /// How many people of the class are concerned in all.
  public var persons: CountInterval
  /// All factors, in the method's order.
  public var factors: [SeverityFactor]
  /// Their SE = DPC × EI + CB, from the lowest to the highest value of each factor.
  public var gravestScore: ClosedRange<Double>
  /// The score of the class: no lower than that of any of its people at the least.
  public var score: ClosedRange<Double>
  /// Those whose lowest possible score is above that of the gravest; empty: it is not.
  public var atLeast: [Reference<PeopleGroup>]
  /// Data that were reached and stayed unintelligible, because the key is out of reach.
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

  /// Whether more than 100 people are concerned, which the method flags; nil when the count leaves it open.
  public var isOfMany: Bool? {
    if persons.low > 100 { return true }
    return (persons.high ?? Int.max) <= 100 ? false : nil
  }
}

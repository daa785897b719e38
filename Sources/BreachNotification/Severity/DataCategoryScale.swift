/// How grave a kind of data is by the method of ENISA, "Recommendations for a methodology of the assessment
/// of severity of personal data breaches" (2013), annex 1: the data processing context, 1 … 4.
///
/// The method puts data into four categories, each with a score from which circumstances lower or raise it.
/// A topology says the kind of data, as a dotted category of the fideslang taxonomy, and not all of these
/// circumstances; so each kind has the range that remains. Which kind lies where is this table's reading.
public struct DataCategoryScale: Sendable {
  /// The method's categories, with their scores before circumstances.
  public enum Category: String, CaseIterable, Sendable {
    /// Biographical data, contact details: 1.
    case simple
    /// Location, traffic, habits: 2.
    case behavioural
    /// Income, accounts, cards, bills: 3.
    case financial
    /// Health, opinions, belief, sexual life: 4.
    case sensitive
    /// The file does not say what kind of data it is.
    case unknown
  }

  /// The dotted category that the line is about, with everything below it.
  public let prefix: String
  /// The method's category.
  public let category: Category
  /// The scores that circumstances leave.
  public let scores: ClosedRange<Double>
  /// Why these, in words.
  public let because: String

  /// The line of a field's category: the longest prefix of whole words; of none, unknown.
  /// - Complexity: O(lines).
  public static func line(for category: String?) -> DataCategoryScale {
    guard let category else { return unsaid }
    let words = category.split(separator: ".")
    let found = all.filter { words.starts(with: $0.prefix.split(separator: ".")) }
    return found.max { $0.prefix.utf8.count < $1.prefix.utf8.count } ?? unsaid
  }

  private static let unsaid = DataCategoryScale(
    "", .unknown, 1...4, "the file does not say what kind of data it is")

  private init(
    _ prefix: String, _ category: Category, _ scores: ClosedRange<Double>, _ because: String
  ) {
    self.prefix = prefix
    self.category = category
    self.scores = scores
    self.because = because
  }

  /// The table. `user.health_and_medical.insurance` is not in the taxonomy, which may be extended downwards.
  public static let all: [DataCategoryScale] = simple + behavioural + financial + sensitive

  private static let simple: [DataCategoryScale] = [
    .init("user.name", .simple, 1...1, "says who somebody is, nothing more"),
    .init("user.contact", .simple, 1...1, "says how to reach somebody"),
    .init("user.demographic", .simple, 1...2, "may allow assumptions about somebody's situation"),
    .init("user.demographic.date_of_birth", .simple, 1...1, "biographical"),
    .init("user.demographic.age_range", .simple, 1...1, "biographical"),
    .init("user.demographic.gender", .simple, 1...1, "biographical"),
    .init("user.government_id", .simple, 1...2, "a number of the state, by which people are known"),
    .init("user.account", .simple, 1...1, "says that somebody has an account"),
    .init("user.unique_id", .simple, 1...1, "a number without a meaning of its own"),
    .init("user.device", .simple, 1...1, "says which device somebody has"),
    .init("user.telemetry", .simple, 1...2, "may say how somebody uses a thing"),
    .init("user.privacy_preferences", .simple, 1...1, "settings"),
    .init("user.job_title", .simple, 1...2, "allows assumptions about status and income"),
    .init("user.workplace", .simple, 1...2, "allows assumptions about status and income"),
    .init("user.content.public", .simple, 1...1, "public already"),
    .init("user.content.self_image", .simple, 1...2, "shows what somebody looks like"),
    .init("user.childrens", .simple, 1...4, "people who need protection: up to 4"),
    .init(
      "user.health_and_medical.insurance_beneficiary_id", .simple, 1...3,
      "a number of the insured: up to 2 for assumptions about means, up to 3 about health"),
    .init(
      "user.health_and_medical.insurance", .simple, 1...3,
      "says how somebody is insured: up to 2 for assumptions about means, up to 3 about health"),
    .init(
      "user.health_and_medical.record_id", .simple, 1...3,
      "says that there is a medical record: up to 3 for assumptions about health"),
  ]

  private static let behavioural: [DataCategoryScale] = [
    .init("user.behavior", .behavioural, 2...3, "up to 3 when it makes a detailed profile"),
    .init("user.location", .behavioural, 1...3, "from 1 when coarse, up to 3 as a profile"),
    .init("user.location.precise", .behavioural, 2...3, "up to 3 when it makes a profile"),
    .init("user.social", .behavioural, 2...3, "up to 3 when it makes a detailed profile"),
    .init("user.sensor", .behavioural, 2...3, "up to 3 when it makes a detailed profile"),
    .init("user.user_sensor", .behavioural, 2...3, "up to 3 when it makes a detailed profile"),
    .init("user.content", .behavioural, 1...4, "depends on what is in it"),
    .init("user.content.private", .behavioural, 2...4, "up to 4 when it tells sensitive things"),
  ]

  private static let financial: [DataCategoryScale] = [
    .init("user.financial", .financial, 2...4, "from 2 without real insight, up to 4 for fraud"),
    .init("user.payment", .financial, 2...4, "from 2 without real insight, up to 4 for fraud"),
    .init(
      "user.financial.bank_account", .financial, 2...3,
      "an account number gives no real insight by itself, and can be misused"),
    .init("user.financial.credit_card", .financial, 3...4, "up to 4 when it is enough for fraud"),
  ]

  private static let sensitive: [DataCategoryScale] = [
    .init(
      "user.health_and_medical", .sensitive, 2...4, "from 2 for general information, up to 4"),
    .init(
      "user.health_and_medical.genetic", .sensitive, 4...4, "tells of health, and of relatives"),
    .init("user.biometric", .sensitive, 3...4, "cannot be changed"),
    .init("user.biometric.health", .sensitive, 2...4, "from 2 for general information, up to 4"),
    .init("user.criminal_history", .sensitive, 3...4, "judgements and offences"),
    .init("user.demographic.race_ethnicity", .sensitive, 3...4, "origin"),
    .init("user.demographic.political_opinion", .sensitive, 3...4, "political opinion"),
    .init("user.demographic.religious_belief", .sensitive, 3...4, "belief"),
    .init("user.demographic.sexual_orientation", .sensitive, 3...4, "sexual life"),
    .init(
      "user.authorization", .unknown, 1...4,
      "a credential is as grave as what it opens, which the file does not say"),
  ]
}

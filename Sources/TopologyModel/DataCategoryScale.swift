/// Rates kinds of data by the method of ENISA, "Recommendations for a methodology of the assessment of severity
/// of personal data breaches" (2013), annex 1: the data processing context, 1 … 4.
///
/// The method has four categories of data, each with a score that circumstances lower or raise. A topology
/// gives the kind of data as a dotted category of the fideslang taxonomy, but not all circumstances; each kind
/// therefore has the range that remains. The assignment of kinds to categories is this table's own judgement.
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

  /// The dotted category; the line applies to it and everything below it.
  public let prefix: String
  /// The method's category.
  public let category: Category
  /// The scores possible under all circumstances.
  public let scores: ClosedRange<Double>
  /// The reason for these scores.
  public let because: String

  /// The line for a field's category: the longest matching prefix of whole words; unknown if there is none.
  /// - Complexity: O(lines).
  public static func line(for category: String?) -> DataCategoryScale {
    guard let category else { return unsaid }
    let words = category.split(separator: ".").joined(separator: ".")
    let found = all.filter { line in
      words.utf8.starts(with: line.prefix.utf8)
        && [nil, UInt8(ascii: ".")].contains(words.utf8.dropFirst(line.prefix.utf8.count).first)
    }
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

  /// The table. `user.health_and_medical.insurance` is not in the taxonomy, which may be extended with
  /// subcategories.
  public static let all: [DataCategoryScale] = simple + behavioural + financial + sensitive

  private static let simple: [DataCategoryScale] = [
    .init("user.name", .simple, 1...1, "tells a person's name, nothing more"),
    .init("user.contact", .simple, 1...1, "tells how to contact a person"),
    .init("user.demographic", .simple, 1...2, "may allow assumptions about a person's situation"),
    .init("user.demographic.date_of_birth", .simple, 1...1, "biographical"),
    .init("user.demographic.age_range", .simple, 1...1, "biographical"),
    .init("user.demographic.gender", .simple, 1...1, "biographical"),
    .init("user.government_id", .simple, 1...2, "an official number that identifies people"),
    .init("user.account", .simple, 1...1, "tells that a person has an account"),
    .init("user.unique_id", .simple, 1...1, "a number without a meaning of its own"),
    .init("user.device", .simple, 1...1, "tells which device a person has"),
    .init("user.telemetry", .simple, 1...2, "may tell how a person uses something"),
    .init("user.privacy_preferences", .simple, 1...1, "settings"),
    .init("user.job_title", .simple, 1...2, "allows assumptions about status and income"),
    .init("user.workplace", .simple, 1...2, "allows assumptions about status and income"),
    .init("user.content.public", .simple, 1...1, "already public"),
    .init("user.content.self_image", .simple, 1...2, "shows what a person looks like"),
    .init("user.childrens", .simple, 1...4, "people who need protection: up to 4"),
    .init(
      "user.health_and_medical.insurance_beneficiary_id", .simple, 1...3,
      "an insurance number: up to 2 for assumptions about income, up to 3 about health"),
    .init(
      "user.health_and_medical.insurance", .simple, 1...3,
      "tells how a person is insured: up to 2 for assumptions about income, up to 3 about health"),
    .init(
      "user.health_and_medical.record_id", .simple, 1...3,
      "tells that a medical record exists: up to 3 for assumptions about health"),
  ]

  private static let behavioural: [DataCategoryScale] = [
    .init("user.behavior", .behavioural, 2...3, "up to 3 if it forms a detailed profile"),
    .init("user.location", .behavioural, 1...3, "from 1 if coarse, up to 3 as a profile"),
    .init("user.location.precise", .behavioural, 2...3, "up to 3 if it forms a profile"),
    .init("user.social", .behavioural, 2...3, "up to 3 if it forms a detailed profile"),
    .init("user.sensor", .behavioural, 2...3, "up to 3 if it forms a detailed profile"),
    .init("user.user_sensor", .behavioural, 2...3, "up to 3 if it forms a detailed profile"),
    .init("user.content", .behavioural, 1...4, "depends on its content"),
    .init(
      "user.content.private", .behavioural, 2...4, "up to 4 if it reveals sensitive information"),
  ]

  private static let financial: [DataCategoryScale] = [
    .init(
      "user.financial", .financial, 2...4,
      "from 2 without real insight, up to 4 if usable for fraud"),
    .init(
      "user.payment", .financial, 2...4, "from 2 without real insight, up to 4 if usable for fraud"),
    .init(
      "user.financial.bank_account", .financial, 2...3,
      "an account number gives no real insight by itself but can be misused"),
    .init("user.financial.credit_card", .financial, 3...4, "up to 4 if sufficient for fraud"),
  ]

  private static let sensitive: [DataCategoryScale] = [
    .init(
      "user.health_and_medical", .sensitive, 2...4, "from 2 for general information, up to 4"),
    .init(
      "user.health_and_medical.genetic", .sensitive, 4...4, "reveals health, also of relatives"),
    .init("user.biometric", .sensitive, 3...4, "cannot be changed"),
    .init("user.biometric.health", .sensitive, 2...4, "from 2 for general information, up to 4"),
    .init("user.criminal_history", .sensitive, 3...4, "convictions and offences"),
    .init("user.demographic.race_ethnicity", .sensitive, 3...4, "origin"),
    .init("user.demographic.political_opinion", .sensitive, 3...4, "political opinion"),
    .init("user.demographic.religious_belief", .sensitive, 3...4, "belief"),
    .init("user.demographic.sexual_orientation", .sensitive, 3...4, "sexual life"),
    .init(
      "user.authorization", .unknown, 1...4,
      "a credential is as sensitive as what it opens, which the file does not say"),
  ]
}

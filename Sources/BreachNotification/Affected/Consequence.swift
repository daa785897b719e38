/// What may follow for somebody whose data came out, and what helps: by the kinds of data, as a table.
///
/// The kinds are dotted categories as in `DataCategoryScale`. A line applies when for each of its
/// requirements some field of one of the kinds came out. The lines are this table's reading of what such data are
/// used for; those on phishing and on joining with earlier leaks follow what CNIL advised after one leak (press
/// release of 7 February 2024), which is no source for others.
public struct Consequence: Sendable {
  /// Stable name.
  public let id: String
  /// For each requirement the kinds any of which meets it.
  public let requires: [[String]]
  /// What may follow. `{controller}` stands for who controls the data, `{fields}` for what came out of it.
  public let follows: String
  /// What helps.
  public let advice: String

  /// The table.
  public static let all: [Consequence] = [
    Consequence(
      id: "phishing", requires: [["user.name"]],
      follows:
        "Messages and calls can name you ({fields}) and pretend to come from {controller}: what came out makes them look real.",
      advice:
        "Do not follow links or give codes in such messages, above all about money you are owed; contact {controller} yourself, by a way you know."
    ),
    Consequence(
      id: "contact",
      requires: [["user.contact.email", "user.contact.phone_number", "user.contact"]],
      follows: "You can be reached directly: {fields} came out.",
      advice: "Expect unwanted mail and calls there, and trust no caller for knowing it."),
    Consequence(
      id: "identity-number", requires: [["user.government_id"]],
      follows:
        "Somebody can pose as you where {fields} is asked for: it stays yours for life or long.",
      advice:
        "Take nobody's knowing your number for proof; look at accounts opened by that number, such as with your health insurance."
    ),
    Consequence(
      id: "identity-questions", requires: [["user.name"], ["user.demographic.date_of_birth"]],
      follows:
        "{fields} answer the questions by which people are often recognised on the telephone.",
      advice: "Have another way of being recognised set where you can: a code, a call back."),
    Consequence(
      id: "insurance",
      requires: [
        ["user.health_and_medical.insurance", "user.health_and_medical.insurance_beneficiary_id"]
      ],
      follows: "Care or refunds can be asked for in your name: {fields} came out.",
      advice: "Watch the refunds on your accounts, and object to care that you did not have."),
    Consequence(
      id: "bank-account", requires: [["user.financial.bank_account"]],
      follows: "Direct debits can be tried on your account: {fields} came out.",
      advice: "Watch your statements, object to debits you did not order, tell your bank."),
    Consequence(
      id: "card", requires: [["user.financial.credit_card"]],
      follows: "Your card can be used: {fields} came out.",
      advice: "Have the card blocked and replaced; object to payments that are not yours."),
    Consequence(
      id: "money", requires: [["user.financial", "user.payment"]],
      follows: "What you have or owe is known: {fields} came out.",
      advice: "Be wary of offers and demands that fit it too well."),
    Consequence(
      id: "credential", requires: [["user.authorization"]],
      follows: "Whatever your {fields} opens is open, elsewhere, too, if you use it there.",
      advice: "Change it everywhere, to different ones, and turn on a second factor."),
    Consequence(
      id: "login-name", requires: [["user.account.username"]],
      follows: "Your {fields} is known: passwords can be tried with it.",
      advice: "Change a weak or reused password, and turn on a second factor."),
    Consequence(
      id: "health", requires: [["user.health_and_medical", "user.biometric"]],
      follows:
        "Something of your health is known ({fields}): it can be used to press or to shame you, and cannot be taken back.",
      advice: "Do not pay anybody who threatens you with it; report them."),
    Consequence(
      id: "intimate",
      requires: [
        [
          "user.criminal_history", "user.demographic.race_ethnicity",
          "user.demographic.political_opinion", "user.demographic.religious_belief",
          "user.demographic.sexual_orientation", "user.content.private",
        ]
      ],
      follows: "Something private is known ({fields}): it can be used to press or to shame you.",
      advice: "Do not pay anybody who threatens you with it; report them."),
    Consequence(
      id: "cross-referencing",
      requires: [
        [
          "user.name", "user.government_id", "user.contact", "user.contact.email",
          "user.contact.phone_number",
        ]
      ],
      follows: "Whoever has files of earlier leaks can join them to it by {fields}.",
      advice:
        "As a precaution look at the movements on your accounts regularly, and change passwords that you use in several places."
    ),
  ]

  /// Whether a field's category is one of the kinds or below one; a kind that has lines of its own below it
  /// (health and insurance, money and cards) does not take those in.
  func takes(_ category: String?, requirement: [String]) -> Bool {
    guard let category else { return false }
    let words = category.split(separator: ".")
    let kinds = Self.all.flatMap { $0.requires.flatMap { $0 } }
    let nearest = kinds.filter { words.starts(with: $0.split(separator: ".")) }
      .max { $0.utf8.count < $1.utf8.count }
    guard let nearest else { return false }
    return requirement.contains(nearest)
  }
}

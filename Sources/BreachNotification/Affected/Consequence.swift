/// A table of what may follow for people whose data came out, and what helps, by kind of data.
///
/// The kinds are dotted categories as in `DataCategoryScale`. A line applies when for each of its requirements
/// some field of one of the kinds came out. The lines are this table's reading of what such data are used for;
/// those on phishing and on joining with earlier leaks follow what CNIL advised after one leak (press release
/// of 7 February 2024), which is no source for others.
public struct Consequence: Sendable {
  /// The stable name.
  public let id: String
  /// The requirements; each lists kinds, of which one is enough.
  public let requires: [[String]]
  /// What may follow. `{controller}` stands for the controllers of the data, `{fields}` for the fields that
  /// came out.
  public let follows: String
  /// What helps.
  public let advice: String

  /// The table.
  public static let all: [Consequence] = [
    Consequence(
      id: "phishing", requires: [["user.name"]],
      follows:
        "Messages and calls can name you ({fields}) and claim to come from {controller}. The leaked data makes them look real.",
      advice:
        "Do not follow links or give codes in such messages, especially if they promise you money. Contact {controller} yourself, through a channel you know."
    ),
    Consequence(
      id: "contact",
      requires: [["user.contact.email", "user.contact.phone_number", "user.contact"]],
      follows: "You can be contacted directly: {fields} came out.",
      advice:
        "Expect unwanted messages and calls, and do not trust callers because they know these details."
    ),
    Consequence(
      id: "identity-number", requires: [["user.government_id"]],
      follows:
        "Someone can impersonate you wherever {fields} is required. It cannot easily be changed.",
      advice:
        "Do not accept knowledge of your number as proof of identity. Check accounts that use this number, such as your health insurance account."
    ),
    Consequence(
      id: "identity-questions", requires: [["user.name"], ["user.demographic.date_of_birth"]],
      follows:
        "{fields} answer the questions that are often used to identify people by telephone.",
      advice:
        "Where possible, set up another way to identify yourself, such as a code or a call back."),
    Consequence(
      id: "insurance",
      requires: [
        ["user.health_and_medical.insurance", "user.health_and_medical.insurance_beneficiary_id"]
      ],
      follows: "Someone can request care or refunds in your name: {fields} came out.",
      advice: "Check the refunds on your accounts, and report care that you did not receive."),
    Consequence(
      id: "bank-account", requires: [["user.financial.bank_account"]],
      follows: "Someone can try direct debits on your account: {fields} came out.",
      advice:
        "Check your statements, dispute debits that you did not authorize, and inform your bank."),
    Consequence(
      id: "card", requires: [["user.financial.credit_card"]],
      follows: "Someone can use your card: {fields} came out.",
      advice: "Have the card blocked and replaced. Dispute payments that are not yours."),
    Consequence(
      id: "money", requires: [["user.financial", "user.payment"]],
      follows: "Your financial situation is known: {fields} came out.",
      advice: "Be suspicious of offers and demands that fit your situation too well."),
    Consequence(
      id: "credential", requires: [["user.authorization"]],
      follows:
        "Everything that your {fields} opens is open, including other services where you use it.",
      advice:
        "Change it everywhere, use a different one for each service, and turn on a second factor."),
    Consequence(
      id: "login-name", requires: [["user.account.username"]],
      follows: "Your {fields} is known: passwords can be tried with it.",
      advice: "Change a weak or reused password, and turn on a second factor."),
    Consequence(
      id: "health", requires: [["user.health_and_medical", "user.biometric"]],
      follows:
        "Information about your health is known ({fields}). It can be used to blackmail or embarrass you, and cannot be taken back.",
      advice: "Do not pay anyone who threatens you with it. Report them."),
    Consequence(
      id: "intimate",
      requires: [
        [
          "user.criminal_history", "user.demographic.race_ethnicity",
          "user.demographic.political_opinion", "user.demographic.religious_belief",
          "user.demographic.sexual_orientation", "user.content.private",
        ]
      ],
      follows:
        "Private information is known ({fields}). It can be used to blackmail or embarrass you.",
      advice: "Do not pay anyone who threatens you with it. Report them."),
    Consequence(
      id: "cross-referencing",
      requires: [
        [
          "user.name", "user.government_id", "user.contact", "user.contact.email",
          "user.contact.phone_number",
        ]
      ],
      follows: "Anyone who has data from earlier leaks can combine it with this data by {fields}.",
      advice:
        "As a precaution, check your accounts regularly, and change passwords that you use for several services."
    ),
  ]

  /// Whether a field's category is one of the kinds or below one. A kind whose subkinds have lines of their own
  /// (health and insurance, money and cards) excludes these.
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

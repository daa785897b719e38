/// Diagnostics about counts, likelihoods, dates and conditions.
extension DiagnosticCatalogue {
  static let values: [Explanation] = [
    Explanation(
      .invalidCount, "invalid count",
      """
      Write a count as 33000000, 33_000_000, 33M, 230k or 1.8k. Write a range as 13M..20M, 33M.. (at \
      least) or ..20M (at most). k is a thousand, M a million, G a billion.
      """,
      bad: """
        people:
          clients: { count: 33 million }
        """,
      good: """
        people:
          clients: { count: 33M }
        """),
    Explanation(
      .countNotWhole, "not a whole number",
      """
      Counts are whole numbers of people. 1.8k is 1,800, but 1.2345k would be \
      1,234.5.
      """,
      bad: """
        people:
          clients: { count: 1.2345k }
        """,
      good: """
        people:
          clients: { count: 1234..1235 }
        """),
    Explanation(
      .countTooLarge, "count too large",
      "The largest count is 2^53, which is 9,007,199,254,740,992.",
      bad: """
        people:
          clients: { count: 33000000G }
        """,
      good: """
        people:
          clients: { count: 33M }
        """),
    Explanation(
      .emptyRange, "invalid range",
      "The upper bound is below the lower bound.",
      bad: """
        people:
          clients: { count: 20M..13M }
        """,
      good: """
        people:
          clients: { count: 13M..20M }
        """),
    Explanation(
      .invalidLikelihood, "invalid likelihood",
      "A likelihood is a probability per year: 2% or 0.02.",
      bad: """
        organizations:
          clinic: { intrusion: low }
        """,
      good: """
        organizations:
          clinic: { intrusion: 2% }
        """),
    Explanation(
      .likelihoodOutOfRange, "likelihood out of range",
      "Likelihoods range from 0 (never) to 1 or 100% (certain). A bare 2 usually means 2%.",
      bad: """
        organizations:
          clinic: { intrusion: 2 }
        """,
      good: """
        organizations:
          clinic: { intrusion: 2% }
        """),
    Explanation(
      .invalidDate, "invalid date",
      """
      Dates follow ISO 8601: a day 2024-01-29, a month 2024-01, a year 2024, or a day with a time, \
      2024-01-29T14:30+01:00.
      """,
      bad: """
        sources:
          press: { date: 29/01/2024 }
        """,
      good: """
        sources:
          press: { date: 2024-01-29 }
        """),
    Explanation(
      .invalidFactor, "invalid severity factor",
      """
      The ENISA method gives each severity factor a scale: processing-context from 1 to 4, \
      identification from 0.25 to 1, the circumstances from 0 to 0.5. Use a range if the exact value \
      is unknown.
      """,
      bad: """
        secrets: { password: {} }
        incidents:
          theft: { stolen: password, severity: { malice: { value: 3, because: Sold } } }
        """,
      good: """
        secrets: { password: {} }
        incidents:
          theft: { stolen: password, severity: { malice: { value: 0.25..0.5, because: Sold } } }
        """),
  ]

  static let conditions: [Explanation] = [
    Explanation(
      .conditionForm, "invalid condition",
      """
      A condition is one id, { all: […] }, { any: […] } or { at-least: 2, of: […] }. Conditions can be \
      nested. A plain list is ambiguous: it does not say whether all or any of its items are needed.
      """,
      bad: """
        secrets: { password: {}, token: {} }
        systems:
          portal: { access: { login: { requires: [password, token], controls: true } } }
        """,
      good: """
        secrets: { password: {}, token: {} }
        systems:
          portal: { access: { login: { requires: { all: [password, token] }, controls: true } } }
        """),
    Explanation(
      .emptyCondition, "empty condition",
      "An empty 'all' is always true, and an empty 'any' is never true. Neither is likely intended.",
      bad: """
        systems:
          portal: { access: { login: { requires: { any: [] }, controls: true } } }
        """,
      good: """
        secrets: { password: {} }
        systems:
          portal: { access: { login: { requires: { any: [password] }, controls: true } } }
        """),
    Explanation(
      .atLeastOutOfRange, "'at-least' out of range",
      """
      'at-least' is a number from 1 to the number of parts. A fleet that is named from outside counts \
      as many parts as it has members.
      """,
      bad: """
        secrets: { share-1: {}, share-2: {} }
        systems:
          vault:
            access:
              opening: { requires: { at-least: 3, of: [share-1, share-2] }, controls: true }
        """,
      good: """
        secrets: { share-1: {}, share-2: {}, share-3: {} }
        systems:
          vault:
            access:
              opening: { requires: { at-least: 2, of: [share-1, share-2, share-3] }, controls: true }
        """),
  ]
}

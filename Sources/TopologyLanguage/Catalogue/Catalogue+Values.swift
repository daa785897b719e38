/// Counts, likelihoods, dates, conditions.
extension DiagnosticCatalogue {
  static let values: [Explanation] = [
    Explanation(
      .invalidCount, "not a count",
      """
      A count is 33000000, 33_000_000, 33M, 230k or 1.8k; a range is 13M..20M, at least 33M.., at \
      most ..20M. k is a thousand, M a million, G a thousand million.
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
      .countNotWhole, "not a whole number of persons",
      """
      Counts are of persons, and written out exactly: 1.8k is 1,800, but 1.2345k would be \
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
      .countTooLarge, "too large a count",
      "Counts go up to 2^53, which is 9,007,199,254,740,992.",
      bad: """
        people:
          clients: { count: 33000000G }
        """,
      good: """
        people:
          clients: { count: 33M }
        """),
    Explanation(
      .emptyRange, "a range that nothing lies in",
      "The upper bound is below the lower one.",
      bad: """
        people:
          clients: { count: 20M..13M }
        """,
      good: """
        people:
          clients: { count: 13M..20M }
        """),
    Explanation(
      .invalidLikelihood, "not a likelihood", "A likelihood is a number for a year: 2% or 0.02.",
      bad: """
        organizations:
          clinic: { intrusion: low }
        """,
      good: """
        organizations:
          clinic: { intrusion: 2% }
        """),
    Explanation(
      .likelihoodOutOfRange, "a likelihood beyond 0 and 1",
      "Likelihoods go from 0, never, to 1 or 100%, surely. A bare 2 is most often 2%.",
      bad: """
        organizations:
          clinic: { intrusion: 2 }
        """,
      good: """
        organizations:
          clinic: { intrusion: 2% }
        """),
    Explanation(
      .invalidDate, "not a date",
      """
      Dates are ISO 8601: a day 2024-01-29, a month 2024-01 or a year 2024; a time may follow a \
      day, 2024-01-29T14:30+01:00.
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
      .invalidFactor, "not a value of this factor",
      """
      The ENISA method gives each factor of severity a scale: processing-context from 1 to 4, \
      identification from 0.25 to 1, the circumstances from 0 to 0.5. A range says what is not \
      known more exactly.
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
      .conditionForm, "not a condition",
      """
      A condition is one id, { all: […] }, { any: […] } or { at-least: 2, of: […] }, nested at \
      will. A bare list does not say whether all of it or any of it is needed.
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
      .emptyCondition, "a condition of nothing",
      "'all' of nothing always holds and 'any' of nothing never does: neither is likely meant.",
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
      .atLeastOutOfRange, "at least more than there are",
      """
      'at-least' is a number from 1 to the number of parts. A fleet named from outside counts as \
      many as it has members.
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

/// Diagnostics about what an entry states.
extension DiagnosticCatalogue {
  static let statements: [Explanation] = [
    Explanation(
      .fieldNeverCarried, "field not in the dataset",
      """
      A flow, a 'becomes' or an access rule names a field that its dataset does not list and that no \
      flow brings there. Usually the field is missing from the dataset.
      """,
      bad: """
        people: { clients: {} }
        fields: { name: {}, email: {} }
        systems:
          store: { datasets: { records: { people: clients, fields: name } } }
          mailer: { datasets: { list: {} } }
        flows:
          newsletter: { from: store.records, to: mailer.list, fields: [name, email] }
        """,
      good: """
        people: { clients: {} }
        fields: { name: {}, email: {} }
        systems:
          store: { datasets: { records: { people: clients, fields: [name, email] } } }
          mailer: { datasets: { list: {} } }
        flows:
          newsletter: { from: store.records, to: mailer.list, fields: [name, email] }
        """),
    Explanation(
      .ruleWithoutEffect, "access rule without effect",
      """
      The rule neither shows a dataset nor gives control of the system, so meeting its condition \
      gains nothing.
      """,
      bad: """
        secrets: { password: {} }
        systems:
          portal: { access: { login: { requires: password } } }
        """,
      good: """
        secrets: { password: {} }
        systems:
          portal: { access: { login: { requires: password, controls: true } } }
        """),
    Explanation(
      .incidentWithoutEvents, "incident without events",
      """
      Nothing was stolen, intruded, contained or disabled, and no event occurred. Everything would be \
      safe.
      """,
      bad: """
        incidents:
          january: { date: 2024-01-29 }
        """,
      good: """
        secrets: { password: {} }
        incidents:
          january: { date: 2024-01-29, stolen: password }
        """),
    Explanation(
      .requirementForm, "invalid requirement",
      """
      A requirement makes exactly one statement, in the form of that statement. Two statements are two \
      requirements, so that each has its own verdict.
      """,
      bad: """
        people: { clients: {} }
        fields: { name: {} }
        requirements:
          names: { never-exposed: { fields: name }, nothing-unknown: true }
        """,
      good: """
        people: { clients: {} }
        fields: { name: {} }
        requirements:
          names: { never-exposed: { fields: name } }
          known: { nothing-unknown: true }
        """),
    Explanation(
      .exceptionUnused, "exception that is not needed",
      """
      A requirement with 'until' is met in every variant that it names. The exception accepts nothing today, and \
      would hide the next violation until its day. 'exposure check' finds this.
      """,
      bad: """
        people: { clients: {} }
        fields: { name: {} }
        requirements:
          names: { until: 2099-12-31, never-exposed: { fields: name } }
        """,
      good: """
        people: { clients: {} }
        fields: { name: {} }
        requirements:
          names: { never-exposed: { fields: name } }
        """, isTopology: false),
    Explanation(
      .requirementOfNothing, "requirement about nothing",
      """
      What the requirement speaks of is not in the file: no field has the category, or there are no two zones \
      that anything could cross. It would hold whatever the topology says.
      """,
      bad: """
        fields: { card: { category: user.financial.bank_account } }
        requirements:
          cards: { never-exposed: { category: user.finance } }
        """,
      good: """
        fields: { card: { category: user.financial.bank_account } }
        requirements:
          cards: { never-exposed: { category: user.financial } }
        """),
    Explanation(
      .invalidCountry, "invalid country",
      "A country is written as the two capital letters of ISO 3166.",
      bad: "organizations: { host: { country: France } }",
      good: "organizations: { host: { country: FR } }"),
    Explanation(
      .claimWithoutSubject, "claim without a subject",
      "A claim concerns people (a group or a cohort) or a service.",
      bad: """
        fields: { name: {} }
        secrets: { password: {} }
        incidents:
          january:
            stolen: password
            claims: [{ exposed: name }]
        """,
      good: """
        people: { clients: {} }
        fields: { name: {} }
        secrets: { password: {} }
        incidents:
          january:
            stolen: password
            claims: [{ people: clients, exposed: name }]
        """),
    Explanation(
      .claimCircle, "circular correction",
      "A claim that supersedes another is the later one, so two claims cannot correct each other.",
      bad: """
        people: { clients: {} }
        secrets: { password: {} }
        incidents:
          january:
            stolen: password
            claims:
              - { id: first, people: clients, count: 3k, supersedes: second }
              - { id: second, people: clients, count: 4k, supersedes: first }
        """,
      good: """
        people: { clients: {} }
        secrets: { password: {} }
        incidents:
          january:
            stolen: password
            claims:
              - { id: first, people: clients, count: 3k }
              - { id: second, people: clients, count: 4k, supersedes: first }
        """),
    Explanation(
      .claimCorrectsLater, "correction before what it corrects",
      "The dates of two claims say that the one which is superseded is the later one.",
      bad: """
        people: { clients: {} }
        secrets: { password: {} }
        incidents:
          january:
            stolen: password
            claims:
              - { id: first, people: clients, count: 3k, as-of: 2024-03-01 }
              - { people: clients, count: 4k, as-of: 2024-02-01, supersedes: first }
        """,
      good: """
        people: { clients: {} }
        secrets: { password: {} }
        incidents:
          january:
            stolen: password
            claims:
              - { id: first, people: clients, count: 3k, as-of: 2024-02-01 }
              - { people: clients, count: 4k, as-of: 2024-03-01, supersedes: first }
        """),
    Explanation(
      .momentsOutOfOrder, "moments out of order",
      """
      An incident is discovered, then contained, then people are told of it, then what they were told is \
      corrected. One of these dates is before an earlier one, or before the incident.
      """,
      bad: """
        secrets: { password: {} }
        incidents:
          january: { stolen: password, date: 2024-01-29, moments: { discovered: 2024-02-02, told: 2024-02-01 } }
        """,
      good: """
        secrets: { password: {} }
        incidents:
          january: { stolen: password, date: 2024-01-29, moments: { discovered: 2024-02-01, told: 2024-02-02 } }
        """),
    Explanation(
      .claimOfBoth, "claim about people and a service",
      "A claim has one verdict, so it concerns either people or a service.",
      bad: """
        people: { clients: {} }
        secrets: { password: {} }
        services: { orders: {} }
        incidents:
          january:
            stolen: password
            claims: [{ people: clients, count: 3M, service: orders, state: down }]
        """,
      good: """
        people: { clients: {} }
        secrets: { password: {} }
        services: { orders: {} }
        incidents:
          january:
            stolen: password
            claims: [{ people: clients, count: 3M }, { service: orders, state: down }]
        """),
    Explanation(
      .claimWithoutState, "service claim without a state",
      "A claim about a service states that it was up, degraded or down, and nothing else.",
      bad: """
        secrets: { password: {} }
        services: { orders: {} }
        incidents:
          january: { stolen: password, claims: [{ service: orders }] }
        """,
      good: """
        secrets: { password: {} }
        services: { orders: {} }
        incidents:
          january: { stolen: password, claims: [{ service: orders, state: down }] }
        """),
    Explanation(
      .claimWithoutStatement, "claim without a statement",
      """
      A claim about people states which fields were 'exposed' or 'safe', or a number of people \
      ('count') or organizations. A claim with 'held' needs one of the two numbers.
      """,
      bad: """
        people: { clients: {} }
        secrets: { password: {} }
        incidents:
          january: { stolen: password, claims: [{ people: clients }] }
        """,
      good: """
        people: { clients: {} }
        secrets: { password: {} }
        incidents:
          january: { stolen: password, claims: [{ people: clients, count: 1M.. }] }
        """),
    Explanation(
      .claimContradictsItself, "self-contradictory claim",
      """
      The claim says that the same field was both exposed and safe. It would be contradicted by \
      every outcome.
      """,
      bad: """
        people: { clients: {} }
        fields: { name: {} }
        secrets: { password: {} }
        incidents:
          january:
            stolen: password
            claims: [{ people: clients, exposed: name, safe: name }]
        """,
      good: """
        people: { clients: {} }
        fields: { name: {}, email: {} }
        secrets: { password: {} }
        incidents:
          january:
            stolen: password
            claims: [{ people: clients, exposed: name, safe: email }]
        """),
  ]
}

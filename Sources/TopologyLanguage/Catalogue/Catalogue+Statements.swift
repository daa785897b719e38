/// What an entry says, or fails to.
extension DiagnosticCatalogue {
  static let statements: [Explanation] = [
    Explanation(
      .fieldNeverCarried, "a field that is never there",
      """
      A flow, a 'becomes' or an access rule names a field of a dataset that does not list it, and \
      no flow can bring it there. Mostly the field is missing from the dataset.
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
      .ruleWithoutEffect, "an access rule that gives nothing",
      """
      The rule neither reads a dataset nor gives control of the system, so whoever passes it has \
      won nothing.
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
      .incidentWithoutEvents, "an incident in which nothing happens",
      """
      Nothing was stolen, intruded, contained or disabled, and no event took place: everything is \
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
      .claimWithoutSubject, "a claim about nobody",
      "A claim speaks of people (a group or a cohort) or of a service.",
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
      .claimOfBoth, "a claim about people and a service",
      "A claim has one verdict, so it speaks of people or of a service.",
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
      .claimWithoutState, "a claim about a service that is no state",
      "Of a service a claim says that it was up, degraded or down, and nothing else.",
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
      .claimWithoutStatement, "a claim that says nothing",
      """
      Of people a claim says which fields were 'exposed', which were 'safe', how many people it \
      was ('count') or how many organizations; with 'held' it needs one of the two numbers.
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
      .claimContradictsItself, "a claim that contradicts itself",
      """
      The claim says of one field that it was exposed and that it was safe. It will be \
      contradicted whatever happened.
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

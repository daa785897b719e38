/// What a file leaves out, so that what follows from it is unknown, and flows and dates that say other things
/// than they can mean.
extension DiagnosticCatalogue {
  static let omissions: [Explanation] = [
    Explanation(
      .contentUnlisted, "content of a dataset not listed",
      """
      The dataset holds data of people, and no list says which; or fields, and no list says of whom. \
      Where an intruder reads it, these are unknown: neither exposed nor safe. An empty list says \
      that it holds nothing but what flows bring.
      """,
      bad: """
        people: { residents: {} }
        systems:
          portal: { datasets: { accounts: { people: residents } } }
        """,
      good: """
        people: { residents: {} }
        fields: { name: {} }
        systems:
          portal: { datasets: { accounts: { people: residents, fields: [name] } } }
        """),
    Explanation(
      .systemsUnlisted, "organization without systems",
      """
      An incident or an event names an organization, and the file has no system of it. What was \
      read there is unknown, and of whom, so nothing of anybody is safe.
      """,
      bad: """
        organizations: { host: {} }
        incidents:
          january: { intruded: host }
        """,
      good: """
        organizations: { host: {} }
        systems: { store: { organization: host } }
        incidents:
          january: { intruded: host }
        """),
    Explanation(
      .flowOfOthers, "people not in the dataset",
      """
      A flow or an access rule selects people of a dataset that does not hold them, and no flow can \
      bring them there. It passes or shows nobody. There is no warning where they may overlap with people \
      of the dataset: then it passes or shows those who are in both.
      """,
      bad: """
        people: { clients: {}, staff: {} }
        fields: { name: {} }
        systems:
          store: { datasets: { records: { people: clients, fields: name } } }
          mailer: { datasets: { list: {} } }
        flows:
          newsletter: { from: store.records, to: mailer.list, people: staff }
        """,
      good: """
        people: { clients: {}, staff: {} }
        fields: { name: {} }
        systems:
          store: { datasets: { records: { people: [clients, staff], fields: name } } }
          mailer: { datasets: { list: {} } }
        flows:
          newsletter: { from: store.records, to: mailer.list, people: staff }
        """),
    Explanation(
      .flowWidens, "flow that adds fields to a list",
      """
      A flow without 'fields' passes every field of its source. Here the dataset where it arrives \
      lists its fields, and these are fewer. It holds what the flow brings all the same.
      """,
      bad: """
        people: { clients: {} }
        fields: { email: {}, hash: {} }
        systems:
          store: { datasets: { accounts: { people: clients, fields: [email, hash] } } }
          mailer: { datasets: { list: { people: clients, fields: email } } }
        flows:
          newsletter: { from: store.accounts, to: mailer.list }
        """,
      good: """
        people: { clients: {} }
        fields: { email: {}, hash: {} }
        systems:
          store: { datasets: { accounts: { people: clients, fields: [email, hash] } } }
          mailer: { datasets: { list: { people: clients, fields: email } } }
        flows:
          newsletter: { from: store.accounts, to: mailer.list, fields: email }
        """),
    Explanation(
      .awareBeforeIncident, "aware before the incident",
      """
      Periods to notify run from becoming aware. Nobody becomes aware of an incident before its \
      date, so one of the two is wrong, and no deadline is given.
      """,
      bad: """
        secrets: { password: {} }
        incidents:
          january: { date: 2024-01-29, aware: 2024-01-28, stolen: password }
        """,
      good: """
        secrets: { password: {} }
        incidents:
          january: { date: 2024-01-29, aware: 2024-01-30, stolen: password }
        """),
  ]
}

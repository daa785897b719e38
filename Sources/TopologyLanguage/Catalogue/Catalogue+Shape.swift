/// Keys, types and ids.
extension DiagnosticCatalogue {
  static let shape: [Explanation] = [
    Explanation(
      .unknownKey, "a key the language does not have",
      """
      Entries of this kind have no such key. Nothing is skipped in silence, because a misspelled \
      key would mean something else than it seems to.
      """,
      bad: """
        organizations:
          clinic: { rol: controller }
        """,
      good: """
        organizations:
          clinic: { role: controller }
        """),
    Explanation(
      .missingKey, "a key that is needed",
      "The entry says nothing without this key: a flow without 'to' goes nowhere.",
      bad: """
        systems:
          store: { datasets: { records: {} } }
        flows:
          export: { from: store.records }
        """,
      good: """
        systems:
          store: { datasets: { records: {} } }
          archive: { datasets: { records: {} } }
        flows:
          export: { from: store.records, to: archive.records }
        """),
    Explanation(
      .wrongType, "a value of another kind",
      """
      A map stands where a list is expected, text where a number is, or the like. true, false and \
      null are words only in quotes.
      """,
      bad: """
        people:
          clients: { disjoint: often }
        """,
      good: """
        people:
          clients: { disjoint: true }
        """),
    Explanation(
      .unknownValue, "a value that is not one of those possible",
      "The key takes one of a few words; the help lists them.",
      bad: """
        organizations:
          clinic: { role: controler }
        """,
      good: """
        organizations:
          clinic: { role: controller }
        """),
    Explanation(
      .emptyList, "a list of nothing where something is needed",
      "A cohort of no groups, an event that hits nothing: the entry says nothing.",
      bad: """
        people: { clients: {} }
        cohorts:
          everyone: { of: [] }
        """,
      good: """
        people: { clients: {} }
        cohorts:
          everyone: { of: [clients] }
        """),
    Explanation(
      .repeatedItem, "the same item twice in one list",
      "It counts once. Mostly another one was meant.",
      bad: """
        fields: { name: {}, email: {} }
        systems:
          store: { datasets: { records: { people: [], fields: [name, name] } } }
        """,
      good: """
        fields: { name: {}, email: {} }
        systems:
          store: { datasets: { records: { people: [], fields: [name, email] } } }
        """),
  ]

  static let names: [Explanation] = [
    Explanation(
      .invalidID, "not an id",
      """
      An id is letters, digits, '_', '-', '/' and ':'. A '.' joins a system to its dataset, and \
      brackets name a member of a fleet, so ids have neither.
      """,
      bad: """
        fields:
          birth date: {}
        """,
      good: """
        fields:
          birth-date: { label: Birth date }
        """),
    Explanation(
      .idTaken, "an id that another entry has",
      """
      Organizations, systems, secrets, services and events share one namespace, because \
      conditions and incidents name them side by side. Groups of people and cohorts share \
      another.
      """,
      bad: """
        organizations:
          clinic: {}
        systems:
          clinic: { organization: clinic }
        """,
      good: """
        organizations:
          clinic: {}
        systems:
          clinic-store: { organization: clinic }
        """),
    Explanation(
      .unknownReference, "a name that nothing has",
      """
      Every id that is named must be defined. The help shows the one that is nearest, when there \
      is just one.
      """,
      bad: """
        organizations:
          clinic: {}
        systems:
          store: { organization: clinc }
        """,
      good: """
        organizations:
          clinic: {}
        systems:
          store: { organization: clinic }
        """),
    Explanation(
      .wrongSection, "a name of something else",
      """
      The id is defined, but in a section that is not meant here: 'via' crosses systems, so a \
      secret cannot stand there.
      """,
      bad: """
        organizations:
          clinic: {}
        systems:
          store: { secrets: clinic }
        """,
      good: """
        organizations:
          clinic: {}
        secrets:
          clinic-key: {}
        systems:
          store: { organization: clinic, secrets: clinic-key }
        """),
  ]
}

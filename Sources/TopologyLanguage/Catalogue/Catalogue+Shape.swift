/// Diagnostics about keys, types and ids.
extension DiagnosticCatalogue {
  static let shape: [Explanation] = [
    Explanation(
      .unknownKey, "unknown key",
      """
      Entries of this kind have no such key. Unknown keys are never ignored, because a misspelled key \
      would change the meaning of the file.
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
      .missingKey, "missing key",
      "The entry is incomplete without this key: a flow without 'to' goes nowhere.",
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
      .wrongType, "wrong type",
      """
      The value has the wrong type, for example a map instead of a list, or text instead of a number. \
      Write true, false and null in quotes if you mean the words.
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
      .unknownValue, "unknown value",
      "The key takes one of a few words. The help text lists them.",
      bad: """
        organizations:
          clinic: { role: controler }
        """,
      good: """
        organizations:
          clinic: { role: controller }
        """),
    Explanation(
      .emptyList, "empty list",
      "The list must not be empty: a cohort needs groups, and an event must hit something.",
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
      .repeatedItem, "repeated item",
      "A repeated item counts once. Usually another item was meant.",
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
      .invalidID, "invalid id",
      """
      An id consists of letters, digits, '_', '-', '/' and ':'. It cannot contain '.', which joins a \
      system and its dataset, or brackets, which name a member of a fleet.
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
      .idTaken, "duplicate id",
      """
      Organizations, systems, secrets, services and events share one namespace, because \
      conditions and incidents refer to all of them. Groups of people and cohorts share \
      another namespace.
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
      .idLooksAlike, "ids that look alike",
      """
      Two ids of the file differ only in how a character is encoded, as 'é' in one or in two code points, or \
      only by letters of another script that look the same, as the Cyrillic 'о' and the Latin 'o'. No reader \
      of a result could tell the two apart.
      """,
      bad: "organizations:\n  clinic: {}\n  cl\u{456}nic: {}",
      good: """
        organizations:
          clinic: {}
          clinic-north: {}
        """),
    Explanation(
      .unknownReference, "unknown name",
      """
      Every id that is used must be defined. The help text suggests the nearest name if there is \
      exactly one.
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
      .wrongSection, "wrong kind of name",
      """
      The id is defined, but in another section than the one expected here. For example, 'via' \
      takes systems, so it cannot take a secret.
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

/// Diagnostics about people, cohorts and fleets.
extension DiagnosticCatalogue {
  static let people: [Explanation] = [
    Explanation(
      .cohortCircle, "circular cohort",
      "A cohort is the union of its parts, so it cannot be part of itself.",
      bad: """
        people: { clients: {} }
        cohorts:
          old: { of: [clients, new] }
          new: { of: old }
        """,
      good: """
        people: { clients: {} }
        cohorts:
          old: { of: clients }
          new: { of: old }
        """),
    Explanation(
      .cohortOfTwoClasses, "cohort across two classes",
      """
      The top-level groups of 'people' are classes. Different classes are different people, so \
      members of two classes cannot be counted together.
      """,
      bad: """
        people: { patients: {}, doctors: {} }
        cohorts:
          everyone: { of: [patients, doctors] }
        """,
      good: """
        people: { everyone: { groups: { patients: {}, doctors: {} } } }
        cohorts:
          both: { of: [patients, doctors] }
        """),
    Explanation(
      .countsDisagree, "contradictory counts",
      """
      Counts of groups, their subgroups and cohorts must fit together: disjoint parts add up to at \
      most the whole, exhaustive parts to at least the whole. Here no number of people satisfies \
      all counts.
      """,
      bad: """
        people:
          insured:
            count: 15M
            groups: { at-one-operator: { count: 20M } }
        """,
      good: """
        people:
          insured:
            count: 33M..
            groups: { at-one-operator: { count: 20M } }
        """),
    Explanation(
      .countsNotSettled, "counts not fully narrowed",
      """
      Each count is narrowed by the others, repeatedly, until nothing changes. Here this would take \
      thousands of rounds, so it was stopped. The bounds are correct but may be wider than necessary. \
      Usually the counts of overlapping cohorts nearly contradict each other.
      """,
      bad: "three cohorts that narrow one another's counts one person at a time",
      good: "the same cohorts with counts that fit", isTopology: false),
    Explanation(
      .acrossWithGroups, "'across' together with 'groups'",
      "'across' creates one subgroup per member of a fleet. A group with 'across' cannot have other subgroups.",
      bad: """
        organizations: { insurers: { count: 84 } }
        people:
          insured: { across: insurers, groups: { children: {} } }
        """,
      good: """
        organizations: { insurers: { count: 84 } }
        people:
          insured: { groups: { by-insurer: { across: insurers }, children: {} } }
        """),
    Explanation(
      .notAFleet, "not a fleet",
      "'across', 'each' and member names such as store[17] need an organization with a 'count'.",
      bad: """
        organizations: { insurers: {} }
        secrets: { login: { each: insurers } }
        """,
      good: """
        organizations: { insurers: { count: 84 } }
        secrets: { login: { each: insurers } }
        """),
    Explanation(
      .fleetCount, "invalid fleet size",
      "A fleet has an exact number of members from 1 to 1,000,000, not a range.",
      bad: """
        organizations: { insurers: { count: 80..90 } }
        """,
      good: """
        organizations: { insurers: { count: 84 } }
        """),
    Explanation(
      .sizesMismatch, "'sizes' do not fit the fleet",
      """
      'sizes' gives the weight of each member of a fleet. It needs as many numbers as 'count' says, \
      and at least one of them must not be 0.
      """,
      bad: """
        organizations: { insurers: { count: 3, sizes: [5, 2] } }
        """,
      good: """
        organizations: { insurers: { count: 3, sizes: [5, 2, 1] } }
        """),
    Explanation(
      .memberOutOfRange, "fleet member out of range",
      "Members are numbered from 1 to the fleet's 'count'.",
      bad: """
        organizations: { insurers: { count: 84 } }
        systems: { store: { organization: insurers } }
        incidents:
          theft: { intruded: "store[85]" }
        """,
      good: """
        organizations: { insurers: { count: 84 } }
        systems: { store: { organization: insurers } }
        incidents:
          theft: { intruded: "store[84]" }
        """),
    Explanation(
      .fleetTooLarge, "fleets too large",
      """
      A fleet stands for all its members, and a flow between two fleets connects every pair of \
      members. This file would expand to more entries than the limit.
      """,
      bad: """
        organizations: { clinics: { count: 10k }, pharmacies: { count: 10k } }
        systems:
          clinic-store: { organization: clinics, datasets: { records: {} } }
          pharmacy-store: { organization: pharmacies, datasets: { records: {} } }
        flows:
          prescriptions: { from: clinic-store.records, to: pharmacy-store.records }
        """,
      good: """
        organizations: { clinics: { count: 10k }, pharmacies: { count: 10k }, hub: {} }
        systems:
          clinic-store: { organization: clinics, datasets: { records: {} } }
          exchange: { organization: hub, datasets: { records: {} } }
          pharmacy-store: { organization: pharmacies, datasets: { records: {} } }
        flows:
          in: { from: clinic-store.records, to: exchange.records }
          out: { from: exchange.records, to: pharmacy-store.records }
        """),
  ]
}

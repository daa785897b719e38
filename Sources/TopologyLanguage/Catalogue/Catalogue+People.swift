/// People, cohorts, fleets.
extension DiagnosticCatalogue {
  static let people: [Explanation] = [
    Explanation(
      .cohortCircle, "a cohort that is part of itself",
      "A cohort is the union of its parts, so none of them can be made of the cohort.",
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
      .cohortOfTwoClasses, "a cohort of two classes",
      """
      The classes, which are the groups at the top of 'people', are different people. Those of \
      two of them are never counted together.
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
      .countsDisagree, "counts that cannot all be true",
      """
      Counts of a group, of what is below it and of cohorts are held against one another: parts \
      that are disjoint add up to no more than the whole, parts that are exhaustive to no less. \
      Here no number of people satisfies them all.
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
      .countsNotSettled, "counts that narrow one another for too long",
      """
      Each count is narrowed by what the others leave, again and again until nothing changes. Here that
      goes on for thousands of rounds, one person at a time, so it was stopped: the bounds are right, but
      may be wider than they could be. Mostly counts in a circle of cohorts nearly disagree.
      """,
      bad: "three cohorts that halve one another's counts, person by person",
      good: "the same cohorts with counts that agree", isTopology: false),
    Explanation(
      .countsNotExact, "cohorts that overlap in too many ways",
      """
      Numbers of people are the least and the greatest over everything that the file allows. With each \
      cohort that cuts across the same groups there are more ways to overlap, and here there are too many \
      to go through. Every number is still right, and may be an interval wider than necessary.
      """,
      bad: "a dozen cohorts, each of some of the same thirty groups",
      good: "the cohorts that matter for what is asked", isTopology: false),
    Explanation(
      .acrossWithGroups, "split across a fleet and into groups",
      "'across' makes the members of a fleet the groups below this one, so it has no others.",
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
      .notAFleet, "one organization where a fleet is meant",
      "'across', 'each' and a member such as store[17] need an organization that has a 'count'.",
      bad: """
        organizations: { insurers: {} }
        secrets: { login: { each: insurers } }
        """,
      good: """
        organizations: { insurers: { count: 84 } }
        secrets: { login: { each: insurers } }
        """),
    Explanation(
      .fleetCount, "not a number of members",
      "A fleet has a known number of members, from 1 to 1,000,000. It is not a range.",
      bad: """
        organizations: { insurers: { count: 80..90 } }
        """,
      good: """
        organizations: { insurers: { count: 84 } }
        """),
    Explanation(
      .sizesMismatch, "sizes that do not fit the fleet",
      """
      'sizes' gives each member of a fleet its weight: as many numbers as the 'count' says, not \
      all of them 0.
      """,
      bad: """
        organizations: { insurers: { count: 3, sizes: [5, 2] } }
        """,
      good: """
        organizations: { insurers: { count: 3, sizes: [5, 2, 1] } }
        """),
    Explanation(
      .memberOutOfRange, "a member the fleet does not have",
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
      .fleetTooLarge, "fleets that expand to too much",
      """
      A fleet stands for all its members, and a flow between two fleets joins each to each. This \
      file would come to more entries than are handled.
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

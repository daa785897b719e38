/// Zones, and members of a fleet that are shown their own part.
extension DiagnosticCatalogue {
  static let positions: [Explanation] = [
    Explanation(
      .zoneUnreachable, "zone that nothing leads to",
      """
      No zone can reach this one, and no access rule enters it, so no system in it can ever be intruded. \
      That is probably an omission: somebody administers these systems.
      """,
      bad: """
        zones: { office: {} }
        systems:
          files: { zone: office }
        """,
      good: """
        zones: { office: {} }
        secrets: { login: {} }
        systems:
          vpn: { access: { login: { requires: login, enters: office } } }
          files: { zone: office }
        """),
    Explanation(
      .ruleFromAnywhere, "access rule that ignores its system's zone",
      """
      The system is in a zone that cannot be reached from the internet, and the access rule works from \
      everywhere, because it does not say from where. Whoever has the secret gets in without getting into \
      reach of the system.
      """,
      bad: """
        zones: { shop: { reachable-from: internet }, office: { reachable-from: shop } }
        secrets: { password: {} }
        systems:
          files: { zone: office, access: { login: { requires: password, controls: true } } }
        """,
      good: """
        zones: { shop: { reachable-from: internet }, office: { reachable-from: shop } }
        secrets: { password: {} }
        systems:
          files: { zone: office, access: { login: { requires: password, from: [office, shop], controls: true } } }
        """),
    Explanation(
      .ownWithoutFleet, "'own' without a fleet",
      """
      'people: own' shows each member of a fleet its own part of a group that is split across the fleet. It \
      needs a system of a fleet, and a group with 'across'.
      """,
      bad: """
        organizations: { agencies: {} }
        people: { clients: {} }
        fields: { name: {} }
        systems:
          store: { datasets: { files: { people: clients, fields: name } } }
          desk:
            organization: agencies
            access: { desk: { reads: { store.files: { people: own } } } }
        """,
      good: """
        organizations: { agencies: { count: 98 } }
        people: { clients: { across: agencies } }
        fields: { name: {} }
        systems:
          store: { datasets: { files: { people: clients, fields: name } } }
          desk:
            organization: agencies
            access: { desk: { reads: { store.files: { people: own } } } }
        """),
  ]
}

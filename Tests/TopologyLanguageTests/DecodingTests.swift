import SourceText
import Testing
import TopologyLanguage
import TopologyModel

/// What every form of the language means, as values.
@Suite struct DecodingTests {
  private func declared(_ text: String) throws -> Topology {
    let outcome = TopologyLoader().load(file: SourceFile(name: "input.yaml", text: text))
    let rendered = DiagnosticRenderer(files: outcome.files).render(outcome.diagnostics)
    return try #require(outcome.declared, "\(rendered)").entries
  }

  @Test func groupsAreAForestParentsFirst() throws {
    let topology = try declared(
      """
      sources: { press: { title: Press, date: 2024-01-29, url: "https://example.org" } }
      organizations: { clinic: { role: joint-controller } }
      people:
        clients:
          count: 33M..
          disjoint: true
          exhaustive: true
          groups:
            old: { count: 20M, source: press, groups: { older: {} } }
            new:
        staff: { controller: clinic }
      """)
    #expect(topology.groups.map(\.id) == ["clients", "old", "older", "new", "staff"])
    #expect(topology.groups.map { $0.parent?.index } == [nil, 0, 1, 0, nil])
    #expect(topology.groups[0].children.map(\.index) == [1, 3])
    #expect(topology.groups[0].disjoint && topology.groups[0].exhaustive)
    #expect(topology.groups[0].size == CountInterval(low: 33_000_000, high: nil))
    #expect(topology.groups[3].size == .unknown)
    #expect(topology.groups[1].source == Reference(0))
    #expect(topology.groups[4].controller == Reference(0))
    #expect(topology.organizations[0].role == .jointController)
    #expect(topology.sources[0].date == "2024-01-29")
  }

  @Test func aCohortMayNameALaterOne() throws {
    let topology = try declared(
      """
      people: { clients: { groups: { a: {}, b: {} } } }
      cohorts:
        all: { of: [both, a], count: ..7M }
        both: { of: [a, b], disjoint: true }
      """)
    #expect(topology.cohorts[0].of == [.cohort(Reference(1)), .group(Reference(1))])
    #expect(topology.cohorts[1].disjoint)
    #expect(topology.cohorts[0].size == CountInterval(low: 0, high: 7_000_000))
  }

  /// A bare value is a list of one; a map has ids, a list has places.
  @Test func readsInEveryForm() throws {
    let topology = try declared(
      """
      people: { clients: {} }
      fields: { nir: {}, name: {} }
      systems:
        portal:
          access:
            own: { reads: pages }
            several: { reads: [pages, store.rights] }
            everything: { reads: { store.rights: null } }
            one: { reads: { store.rights: nir } }
            two: { reads: { store.rights: [nir, name], pages: {} } }
            some: { reads: { store.rights: { fields: nir, people: clients } } }
            people: { reads: { store.rights: { people: [clients] } } }
          datasets: { pages: { fields: name } }
        store:
          access:
            - { controls: true }
            - { reads: portal.pages }
          datasets: { rights: { people: clients, fields: [nir, name] } }
      """)
    let pages = Reference<Dataset>(0)
    let rights = Reference<Dataset>(1)
    #expect(topology.datasets.map(\.id) == ["portal.pages", "store.rights"])
    let rules = topology.accessRules
    #expect(
      rules.map(\.id)
        == [
          "own", "several", "everything", "one", "two", "some", "people", "access[1]", "access[2]",
        ])
    #expect(rules[0].reads.map(\.dataset) == [pages])
    #expect(rules[1].reads.map(\.dataset) == [pages, rights])
    #expect(rules[2].reads[0].fields == nil && rules[2].reads[0].people == nil)
    #expect(rules[3].reads[0].fields == [Reference(0)])
    #expect(rules[4].reads.map { $0.fields?.count } == [2, nil])
    #expect(rules[5].reads[0].fields == [Reference(0)])
    #expect(rules[5].reads[0].people == [.group(Reference(0))])
    #expect(rules[6].reads[0].fields == nil)
    #expect(rules[7].controls && rules[7].requires == nil)
    #expect(topology.systems[0].access.map(\.index) == Array(0...6))
    #expect(topology.systems[1].access.map(\.index) == [7, 8])
  }

  @Test func conditionsInEveryForm() throws {
    let topology = try declared(
      """
      secrets: { one: {}, two: {}, three: {} }
      systems:
        a: { access: [{ controls: true, requires: one }] }
        b: { access: [{ controls: true, requires: { all: [one, { any: [two, a] }] } }] }
        c: { access: [{ controls: true, requires: { at-least: 2, of: [one, two, three] } }] }
        d: { access: [{ controls: true, requires: { any: one } }], needs: { all: [a, orders] } }
      services:
        orders: { needs: d, fallback: { any: [a, mail] } }
        mail: {}
      inferences: [{ from: [x], gives: y, requires: c, certainty: likely }]
      fields: { x: {}, y: {} }
      """)
    let secrets = topology.secrets.references.map(Condition.secret)
    let systems = topology.systems.references.map(Condition.system)
    let services = topology.services.references.map(Condition.service)
    let required = topology.accessRules.map(\.requires)
    #expect(required[0] == secrets[0])
    #expect(required[1] == .all([secrets[0], .any([secrets[1], systems[0]])]))
    #expect(required[2] == .atLeast(2, of: secrets))
    #expect(required[3] == .any([secrets[0]]))
    #expect(topology.systems[3].needs == .all([systems[0], services[0]]))
    #expect(topology.services[0].fallback == .any([systems[0], services[1]]))
    #expect(topology.inferences[0].requires == systems[2])
    #expect(topology.inferences[0].id == "inferences[1]")
    #expect(topology.inferences[0].certainty == .likely)
  }

  @Test func flowsInEveryForm() throws {
    let topology = try declared(
      """
      people: { clients: {} }
      fields: { nir: {}, token: {} }
      systems:
        store: { datasets: { rights: { people: clients, fields: nir } } }
        copy: { datasets: { rights: {} } }
        net: {}
      flows:
        - { from: store.rights, to: copy.rights }
        - from: store.rights
          to: copy.rights
          fields: nir
          people: clients
          becomes: { nir: token }
          via: net
          encrypted: true
      """)
    #expect(topology.flows.map(\.id) == ["flows[1]", "flows[2]"])
    #expect(topology.flows[0].fields == nil && topology.flows[0].people == nil)
    let flow = topology.flows[1]
    #expect(flow.from == Reference(0) && flow.to == Reference(1))
    #expect(flow.fields == [Reference(0)])
    #expect(flow.becomes.map(\.field) == [Reference(0)])
    #expect(flow.becomes.map(\.becomes) == [Reference(1)])
    #expect(flow.via == [Reference(2)] && flow.encrypted)
  }

  @Test func aFieldMayBecomeSeveral() throws {
    let topology = try declared(
      """
      people: { clients: {} }
      fields: { email: {}, hash: {}, domain: {}, name: {} }
      systems:
        store: { datasets: { rights: { people: clients, fields: [email, name] } } }
        copy: { datasets: { rights: {} } }
      flows:
        - { from: store.rights, to: copy.rights, becomes: { email: [hash, domain], name: [name, hash] } }
      """)
    let flow = topology.flows[0]
    #expect(flow.arrivals(of: Reference(0)) == [Reference(1), Reference(2)])
    #expect(flow.arrivals(of: Reference(3)) == [Reference(3), Reference(1)])
    #expect(flow.arrivals(of: Reference(2)) == [Reference(2)])
  }

  @Test func incidentsNameMembersOfFleets() throws {
    let topology = try declared(
      """
      organizations: { insurers: { count: 84, intrusion: 2% }, operator: {} }
      people: { clients: {} }
      fields: { nir: {} }
      sources: { press: {} }
      secrets: { login: { each: insurers, held-by: clients }, key: { held-by: operator } }
      systems:
        store: { organization: insurers }
        portal: { organization: operator, intrusion: 0.5 }
      services: { orders: { serves: [clients, operator] } }
      events: { fire: { likelihood: 1%, hits: [store, key, operator] } }
      incidents:
        theft:
          date: 2024-01-29
          stolen: [key, "login[84]"]
          intruded: ["store[17]", insurers, "insurers[2]"]
          events: fire
          contained: portal
          claims:
            - { people: clients, at: [operator, portal], safe: nir, count: 3, source: press, note: "So" }
            - { service: orders, state: degraded }
      """)
    let incident = topology.incidents[0]
    let store = CommonEvent.Target.system(Reference(0))
    let insurers = CommonEvent.Target.organization(Reference(0))
    #expect(
      incident.stolen == [.secret(Reference(1)), .member(84, of: .secret(Reference(0)))])
    #expect(incident.intruded == [.member(17, of: store), insurers, .member(2, of: insurers)])
    #expect(incident.events == [Reference(0)])
    #expect(incident.claims.map(\.state) == [nil, .degraded])
    #expect(incident.claims[0].at == [.organization(Reference(1)), .system(Reference(1))])
    #expect(incident.claims[0].note == "So")
    #expect(topology.events[0].hits == [store, .secret(Reference(1)), .organization(Reference(1))])
    #expect(topology.systems.map(\.intrusion) == [0.02, 0.5])
    #expect(topology.secrets[1].heldBy == .organization(Reference(1)))
    #expect(topology.services[0].serves == [.group(Reference(0)), .organization(Reference(1))])
  }

  @Test func nothingIsUnsaid() throws {
    let topology = try declared(
      """
      title:
      organizations:
      people: { clients: , staff: { count: null, label: ~, groups: } }
      systems: { store: { needs: , access: , datasets: { rights: } } }
      flows: []
      leaks: {}
      """)
    #expect(topology.groups.map(\.size) == [.unknown, .unknown])
    #expect(topology.datasets.map(\.id) == ["store.rights"])
    #expect(topology.systems[0].needs == nil)
  }

  @Test func anchorsAndMergeKeysAreWrittenOut() throws {
    let topology = try declared(
      """
      fields:
        name: &personal { identifies: combined, category: user.name }
        nir: { <<: *personal, identifies: alone }
        mail: { <<: [{ label: Mail }, *personal, { label: No, about: organization }] }
      secrets: { a: &secret { kind: key }, b: *secret }
      """)
    #expect(topology.fields.map(\.identifies) == [.combined, .alone, .combined])
    #expect(topology.fields.map(\.category) == ["user.name", "user.name", "user.name"])
    #expect(topology.fields[2].label == "Mail")
    #expect(topology.fields[2].about == .organization)
    #expect(topology.secrets.map(\.kind) == [.key, .key])
  }

  @Test func wordsInQuotesAreText() throws {
    let topology = try declared(
      """
      title: "null"
      description: 'true'
      people: { "clients": { count: "33M..", label: 2024 } }
      organizations: { été: { intrusion: "2%", label: "~" }, 84: {} }
      systems: { a: { organization: été }, b: { organization: 84 } }
      """)
    #expect(topology.title == "null" && topology.description == "true")
    #expect(topology.groups[0].label == "2024")
    #expect(topology.groups[0].size.low == 33_000_000)
    #expect(topology.organizations.map(\.id) == ["été", "84"])
    #expect(topology.organizations.map(\.label) == ["~", nil])
    #expect(topology.systems.map(\.organization?.index) == [0, 1])
  }

  @Test func positionsAreThoseOfTheNames() throws {
    let topology = try declared(
      "organizations:\n  clinic: {}\nflows: []\nfields: { a: {}, b: {} }\n")
    #expect(
      topology.organizations[0].position == SourcePosition(file: 0, line: 2, column: 3))
    #expect(topology.fields[1].position == SourcePosition(file: 0, line: 4, column: 18))
  }
}

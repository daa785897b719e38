import ArchitectureAnalysis
import Foundation
import Lowering
import PointAnalysis
import SourceText
import TestSupport
import Testing
import TopologyLanguage
import TopologyModel
import YearSimulation

@Suite struct HardeningTests {
  static func plan(_ text: String, budget: Int, goal: HardeningGoal = .worst) throws
    -> HardeningPlan
  {
    let source = TopologyLoader().source(file: SourceFile(name: "test.yaml", text: text))
    return try #require(try HardeningPlan(source, budget: budget, goal: goal))
  }

  /// The text with the plan as a variant, as somebody would paste it.
  static func pasted(_ text: String, _ plan: HardeningPlan) -> String {
    text + "\nvariants:\n  hardened:\n    change:\n" + plan.change.yaml(indent: 6)
  }

  static let hub = """
    organizations: { operator: { intrusion: 2% } }
    people: { insured: { count: 20M } }
    fields: { nir: { identifies: alone }, name: {} }
    secrets: { login: { theft: 20% } }
    systems:
      hub:
        organization: operator
        datasets: { rights: { people: insured, fields: [nir, name] } }
        access: { portal: { requires: login, reads: { rights: [nir, name] } } }
    services: { answers: { needs: hub } }
    """

  @Test func aLoginAndAStoreTakeAFactorAndAKey() throws {
    let plan = try Self.plan(Self.hub, budget: 2)
    #expect(Set(plan.steps.map(\.control.kind)) == [.secondFactor, .encryption])
    #expect(plan.before.persons == CountInterval(exactly: 20_000_000))
    #expect(plan.steps.last?.after.persons == .zero)
    guard case .exact = plan.method else {
      Issue.record("few combinations are all tried")
      return
    }
  }

  /// Health is held twice. Without it anywhere nothing sensitive is left, which counts as nobody at that tier, although
  /// the topology then has that tier no longer.
  @Test(arguments: [HardeningGoal.expected, .tail])
  func aTierThatIsTakenAwayCountsAsNobody(_ goal: HardeningGoal) throws {
    let text = """
      organizations: { firm: { intrusion: 20% } }
      people: { clients: { count: 2000 }, staff: { count: 100 } }
      fields:
        email: { category: user.contact.email, identifies: alone }
        health: { category: user.health_and_medical }
      systems:
        store: { organization: firm, datasets: { rows: { people: clients, fields: [email, health] } } }
        hr: { organization: firm, datasets: { files: { people: staff, fields: [email, health] } } }
      """
    let source = TopologyLoader().source(file: SourceFile(name: "test.yaml", text: text))
    var question = HardeningQuestion(budget: 2, goal: goal)
    question.only = ["store.rows.health", "hr.files.health"]
    let plan = try #require(try HardeningPlan(source, question))
    #expect(plan.steps.count == 2)
    let after = try #require(plan.steps.last?.after)
    #expect(after.years.first?.tier == .sensitive)
    #expect(after.years.first?.expected == 0)
    #expect((plan.before.years.first?.expected ?? 0) > 0)
    #expect(after.expected == plan.before.expected)
  }

  /// One dear control spares everybody, and so do two cheap ones: the cheapest are taken, the fewest are said.
  @Test func theFewestAreNamedBesideTheCheapest() throws {
    let text = """
      people: { clients: { count: 2000 }, staff: { count: 100 } }
      fields: { email: { identifies: alone } }
      secrets: { login: {}, admin: {} }
      costs: { app.login: 5 }
      systems:
        app: { secrets: [admin], access: { login: { requires: login, controls: true } } }
        store: { datasets: { rows: { people: clients, fields: email } }, access: { a: { requires: admin, reads: rows } } }
        hr: { datasets: { files: { people: staff, fields: email } }, access: { a: { requires: admin, reads: files } } }
      incidents: { i: { stolen: login } }
      """
    let source = TopologyLoader().source(file: SourceFile(name: "test.yaml", text: text))
    var question = HardeningQuestion(budget: 6, incident: "i")
    question.only = ["second-factor"]
    let plan = try #require(try HardeningPlan(source, question))
    #expect(
      plan.steps.map(\.control.name).sorted() == ["second-factor:hr.a", "second-factor:store.a"])
    #expect(plan.cost == 2)
    #expect(plan.fewest?.controls.map(\.name) == ["second-factor:app.login"])
    #expect(plan.fewest?.cost == 5)
  }

  @Test(arguments: HardeningGoal.allCases)
  func whatIsPrintedCanBePastedAndDoesWhatItSays(_ goal: HardeningGoal) throws {
    let plan = try Self.plan(Self.hub, budget: 3, goal: goal)
    let file = SourceFile(name: "pasted.yaml", text: Self.pasted(Self.hub, plan))
    let outcome = TopologyLoader().load(file: file, variant: "hardened")
    #expect(!outcome.hasErrors, "\(outcome.diagnostics)")
    let topology = try #require(outcome.topology)
    let points = SinglePoints(LoweredTopology(topology), entry: EntrySet(topology)).points
    let worst = points.filter { $0.subject.kind != .organization }.first
    #expect(worst?.persons == plan.steps.last?.after.persons)
  }

  @Test func aFallbackComesWhenPeopleCannotBeSparedFurther() throws {
    let plan = try Self.plan(Self.hub, budget: 3)
    #expect(plan.steps.map(\.control.kind).contains(.fallback))
    #expect(plan.steps.last?.after.stops == 0)
    #expect(plan.steps.count == 3)
  }

  @Test func expectedPeopleFallWithTheGoal() throws {
    let plan = try Self.plan(Self.hub, budget: 1, goal: .expected)
    let before = try #require(plan.before.expected)
    // 1 − (1 − 0.2)(1 − 0.02) of 20 million.
    #expect(abs(before - 20_000_000 * 0.216) < 1)
    #expect(plan.steps.first?.control.kind == .secondFactor)
    let after = try #require(plan.steps.first?.after.expected)
    #expect(abs(after - 20_000_000 * (1 - (1 - 0.04) * (1 - 0.02))) < 1)
  }

  @Test func expectedPeopleAskForLikelihoods() {
    let text = Self.hub.replacing(" { theft: 20% }", with: " {}")
    #expect(throws: MissingLikelihoods.self) {
      _ = try Self.plan(text, budget: 1, goal: .expected)
    }
  }

  /// A rule that is open to everyone gets a factor of which nobody says how likely it is stolen.
  @Test func whatIsOpenToEveryoneGetsNoFactor() throws {
    let text = """
      people: { insured: { count: 9 } }
      fields: { nir: {}, name: {} }
      systems:
        hub:
          intrusion: 1%
          datasets: { rights: { people: insured, fields: [nir, name] } }
          access: { desk: { reads: { rights: nir } } }
      """
    for goal in HardeningGoal.allCases {
      let plan = try Self.plan(text, budget: 1, goal: goal)
      #expect(plan.unweighed == 0 && !plan.steps.isEmpty)
      #expect(!plan.ranked.contains { $0.control.kind == .secondFactor })
      #expect(!plan.ranked.contains { $0.control.name == "dropped-field:hub.rights.nir" })
    }
  }

  @Test func oneSecretForEachMemberInsteadOfAShared() throws {
    let plan = try Self.plan(
      """
      organizations: { insurers: { count: 4 } }
      people: { insured: { groups: { parts: { count: 400, across: insurers, sizes: even } } } }
      fields: { nir: {}, name: {} }
      secrets: { login: { kind: second-factor } }
      systems:
        store:
          organization: insurers
          datasets: { rights: { people: parts, fields: [nir, name] } }
          access: { portal: { requires: { any: [login] }, reads: rights } }
      """, budget: 1)
    let step = try #require(plan.steps.first)
    #expect(plan.before.persons.low == 400)
    #expect(step.control.kind == .separateSecrets)
    #expect(step.after.persons == CountInterval(exactly: 100))
  }

  @Test func aStoreSplitInTwoPartsIntrusionsAndNotLogins() throws {
    let text = """
      people:
        insured:
          disjoint: true
          exhaustive: true
          groups: { a: { count: 10 }, b: { count: 20 }, c: { count: 30 }, d: { count: 40 } }
      fields: { nir: {}, name: {} }
      secrets: { login: {}, admin: {} }
      systems:
        source: { intrusion: 0, datasets: { all: { people: insured, fields: [nir, name] } } }
        hub:
          datasets: { rights: { people: [a, b, c, d], fields: [nir, name] } }
          access: { administration: { requires: admin, controls: true } }
          needs: source
        portal: { access: { ask: { requires: login, reads: { hub.rights: nir } } } }
      flows: { daily: { from: source.all, to: hub.rights } }
      services: { answers: { needs: { any: [hub] } } }
      """
    let source = TopologyLoader().source(file: SourceFile(name: "test.yaml", text: text))
    let declared = try #require(source.load().declared)
    let split = try #require(
      HardeningPlan.candidates(for: declared, budget: 1).first { $0.kind == .splitStore })
    let change = SourceFile(name: "change", text: split.change.yaml())
    let outcome = source.load(change: change)
    #expect(outcome.diagnostics.isEmpty, "\(outcome.diagnostics)")
    let topology = try #require(outcome.topology)
    let points = SinglePoints(LoweredTopology(topology), entry: EntrySet(topology)).points
    func point(_ id: String) throws -> PointFinding {
      try #require(points.first { topology.id(of: $0.subject) == id })
    }
    #expect(try point("hub").persons == CountInterval(exactly: 60))
    #expect(try point("hub-2").persons == CountInterval(exactly: 40))
    for shared in ["login", "admin"] {
      #expect(try point(shared).persons == CountInterval(exactly: 100))
    }
    for half in ["hub", "hub-2"] {
      #expect(try point(half).isAvailabilityPoint)
    }
  }

  @Test func storesOfAFleetAreSplitMemberByMember() throws {
    let text = """
      organizations: { branches: { count: 3, sizes: [1, 2, 3] } }
      people: { customers: { count: 1200, across: branches, controller: branches } }
      fields: { name: {}, email: {} }
      secrets: { desk: { each: branches }, master: {} }
      systems:
        store:
          organization: branches
          datasets: { customers: { people: customers, fields: [name, email] } }
          access: [ { requires: { any: [desk, master] }, reads: customers } ]
        till: { organization: branches, datasets: { copy: {} } }
      flows: [ { from: store.customers, to: till.copy, fields: name } ]
      services: { counter: { organization: branches, needs: store }, most: { needs: { at-least: 2, of: store } } }
      """
    let source = TopologyLoader().source(file: SourceFile(name: "test.yaml", text: text))
    let declared = try #require(source.load().declared)
    let split = try #require(
      HardeningPlan.candidates(for: declared, budget: 1)
        .first { $0.kind == .splitStore && $0.subject == "store" })
    let outcome = source.load(change: SourceFile(name: "change", text: split.change.yaml()))
    #expect(outcome.diagnostics.isEmpty, "\(outcome.diagnostics)")
    let topology = try #require(outcome.topology)
    let points = SinglePoints(LoweredTopology(topology), entry: EntrySet(topology)).points
    func people(_ id: String) throws -> CountInterval {
      try #require(points.first { topology.id(of: $0.subject) == id }, "\(id)").persons
    }
    // Of 1,200 the third member has 600, and each of its stores half of them.
    #expect(try people("store[3]") == CountInterval(exactly: 300))
    #expect(try people("store-2[3]") == CountInterval(exactly: 300))
    #expect(try people("till[3]") == CountInterval(exactly: 600))
    #expect(try people("desk[3]") == CountInterval(exactly: 600))
    #expect(try people("master") == CountInterval(exactly: 1200))
    let services = topology.services.map(\.id)
    let down = try #require(points.first { topology.id(of: $0.subject) == "store-2[1]" }).down
    #expect(down.map { services[$0.index] } == ["counter[1]"])
  }

  /// Labels are whatever somebody wrote; what is printed says the same.
  @Test func labelsSurviveBeingPrinted() throws {
    let label = "A\u{85}B\u{2028}C \"q\" \\ # é \u{FEFF}: {x}, [y]\tz"
    var declared = try #require(
      TopologyLoader().load(file: SourceFile(name: "test.yaml", text: Self.hub)).declared)
    declared.entries.systems[0].label = label
    let split = try #require(
      HardeningPlan.candidates(for: declared, budget: 1).first { $0.kind == .splitStore })
    let source = TopologyLoader().source(file: SourceFile(name: "test.yaml", text: Self.hub))
    let outcome = source.load(change: SourceFile(name: "change", text: split.change.yaml()))
    #expect(!outcome.hasErrors, "\(outcome.diagnostics)")
    #expect(outcome.topology?.systems.last?.label == label + ", second half")
  }

  /// What is left out of the search could not have been the best.
  @Test(arguments: [0..<25 as Range<UInt64>, 60..<85])
  func theBestNextControlIsThatOfTryingAll(_ seeds: Range<UInt64>) throws {
    var (tried, all) = (0, 0)
    for seed in seeds {
      let file = SourceFile(name: "random", text: RandomTopology.text(seed: seed))
      let source = TopologyLoader().source(file: file)
      guard source.load().topology != nil else { continue }
      let exact = try #require(try HardeningPlan(source, budget: 1, exactUpTo: .max))
      let greedy = try #require(try HardeningPlan(source, budget: 1, exactUpTo: 0))
      #expect(exact.steps.map(\.control) == greedy.steps.map(\.control), "seed \(seed)")
      guard case .greedy(let evaluated) = greedy.method else { continue }
      tried += evaluated
      all += exact.candidates
    }
    #expect(tried < all)
  }

  @Test(arguments: ["third-party-payment", "tour", "decentralized-stores", "federated-stores"])
  func everyChangeOfAShippedTopologyLoadsWithoutErrors(_ graph: String) throws {
    let path = ProjectFolder.root.appendingPathComponent("graphs/\(graph).yaml").path
    let source = TopologyLoader().source(path: path)
    let declared = try #require(source.load().declared)
    for control in HardeningPlan.candidates(for: declared, budget: 1) {
      let file = SourceFile(name: "change", text: control.change.yaml())
      let errors = source.load(change: file).diagnostics.filter { $0.severity == .error }
      #expect(errors.isEmpty, "\(control.summary): \(errors.first?.message ?? "")")
    }
  }
}
